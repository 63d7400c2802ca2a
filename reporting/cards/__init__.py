"""The monthly quality card: built, printed, and the same on page and paper (domain.md 1)."""

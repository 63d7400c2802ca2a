"""The support organisation of an account: covered towns, suggestions, load, charts (domain.md 4.4, 5.7)."""

"""Handovers as read: steps V01–V09, the package, what is still open with the former owner (domain.md 4.3)."""

"""Whether the colours can be believed: checks of the whole portfolio (domain.md 2.8)."""

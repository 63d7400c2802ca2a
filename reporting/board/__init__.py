"""The meeting of the customer management board: agenda, pack, walk through the cards, minutes (domain.md 1.8)."""

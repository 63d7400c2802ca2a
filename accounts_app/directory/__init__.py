"""What the whole staff may look up: the index A–Ö, the responsibilities, reports of wrong owners."""

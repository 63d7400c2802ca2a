"""Charts: data first, then the picture."""

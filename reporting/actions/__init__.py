"""The only doors through which rows of this room are written."""

"""The panels of the account page, one file each: a question in, frozen plain data out."""

"""People and their own organisation: units, absence, roles, board. Knows no account."""

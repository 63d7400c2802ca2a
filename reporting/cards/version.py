"""Which program and which definitions made a card; both are frozen with it (domain.md 1.9)."""

APP_VERSION = "0.1.0"
FORMULAS = "2026-09"  # month from which the definitions of domain.md 1.4 have been computed this way
# Layout of the snapshot itself. 1 held the starter set of twelve rows and growth as plain figures, 2 goals as the only
# actions; 3 has instructions, path to green and goals, answers to reds, requests and the last stance of the board.
FORM = 3
CURRENCY, VAT = "EUR", "excluded"

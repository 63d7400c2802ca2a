"""Which program and which definitions made a card; both are frozen with it (domain.md 1.9)."""

APP_VERSION = "0.1.0"
FORMULAS = "2026-09"  # month from which the definitions of domain.md 1.4 have been computed this way
FORM = 2  # layout of the snapshot itself; 1 held the starter set of twelve rows and growth as plain figures
CURRENCY, VAT = "EUR", "excluded"

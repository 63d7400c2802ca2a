"""Who sees what of an account: the table, what binds people to accounts, and what follows from both (docs/adr/0012)."""

from accounts_app.access.matrix import (
    DATA_TITLES,
    DATA_WORDS,
    EXTENT_TITLES,
    MATRIX,
    ROLE_TIES,
    TIE_TITLES,
    Data,
    Extent,
    Tie,
    extent,
    opening,
)

__all__ = [
    "DATA_TITLES",
    "DATA_WORDS",
    "EXTENT_TITLES",
    "MATRIX",
    "ROLE_TIES",
    "TIE_TITLES",
    "Data",
    "Extent",
    "Tie",
    "extent",
    "opening",
]

"""Folding of text for look-ups: case, accents and punctuation do not matter (stack.md "Search")."""

import unicodedata

# Letters that Unicode does not decompose but people type without their stroke or ligature.
_UNDECOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_KEPT = "LN"


def fold(text: str) -> str:
    """Lower case, no accents (å ä ö become a a o), punctuation and white space to single spaces.

    Folding twice gives the same as once.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_UNDECOMPOSED)
    letters = (_folded_character(character) for character in unicodedata.normalize("NFKD", decomposed))
    return " ".join("".join(letters).split())


def _folded_character(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("M"):
        return ""
    return character if category[0] in _KEPT else " "


def trigrams(text: str) -> frozenset[str]:
    """The three-letter pieces of the folded words, padded as pg_trgm does: two blanks before, one after."""
    pieces: set[str] = set()
    for word in fold(text).split():
        padded = f"  {word} "
        pieces.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(pieces)

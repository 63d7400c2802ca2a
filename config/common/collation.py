"""Finnish sort order, the same on SQLite and PostgreSQL (stack.md trap 12).

PostgreSQL has the ICU collation `fi-x-icu`. For SQLite a Python collation is registered under the same name when a
connection opens, so queries say `Collate("name", FINNISH)` and mean the same on both.
"""

import unicodedata
from functools import lru_cache
from typing import Protocol

FINNISH = "fi-x-icu"

# Order of marks before digits and letters, as in the common table of the Unicode collation algorithm.
_MARKS = "_-‐‑‒–—―,;:!¡?¿….·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%‰†‡•`´˜^¯¨°©®+±÷×<=>¬|¦~¤¢$£¥€"
_MARK_ORDER = {mark: place for place, mark in enumerate(_MARKS)}

# Own letters at the end of the alphabet, and letters that sort beside another one.
_AFTER_Z = {"þ": 0, "å": 1, "ä": 2, "ö": 3}
_BESIDE = {"æ": "ä", "ø": "ö", "ü": "y", "ű": "y", "ő": "ö", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n", "ŧ": "t"}
_EXPANDED = {"ß": "ss", "œ": "oe"}

_SPACE, _MARK, _DIGIT, _LETTER, _END, _OTHER = range(6)

Weight = tuple[int, int]
Key = tuple[tuple[Weight, ...], str, str, str]


class Connection(Protocol):
    """What is needed of a Django database connection."""

    vendor: str
    connection: object


def finnish_key(text: str) -> Key:
    """Sort key: letters first (… z å ä ö), then accents, then case (small before capital), then the text itself."""
    return _key(text)


@lru_cache(maxsize=65536)
def _key(text: str) -> Key:
    composed = unicodedata.normalize("NFC", text)
    weights: list[Weight] = []
    accents: list[str] = []
    cases: list[str] = []
    for character in composed:
        small = character.lower()
        for letter in _EXPANDED.get(small, small):
            base, accent = _base(letter)
            weights.append(_weight(base))
            accents.append(accent or "\0")
            cases.append("\0" if character == small else "\1")
    return tuple(weights), "".join(accents), "".join(cases), text


def _base(letter: str) -> tuple[str, str]:
    """The letter it sorts as and what distinguishes it from that letter."""
    if letter in _AFTER_Z or letter in _MARK_ORDER:
        return letter, ""
    if letter in _BESIDE:
        return _BESIDE[letter], letter
    decomposed = unicodedata.normalize("NFKD", letter)
    return decomposed[:1], decomposed[1:]


def _weight(base: str) -> Weight:
    if base in _AFTER_Z:
        return _END, _AFTER_Z[base]
    if base.isspace():
        return _SPACE, ord(base)
    if base in _MARK_ORDER:
        return _MARK, _MARK_ORDER[base]
    if base.isdecimal():
        return _DIGIT, unicodedata.decimal(base)
    if "a" <= base <= "z":
        return _LETTER, ord(base)
    return (_OTHER, ord(base)) if base.isalpha() else (_MARK, len(_MARKS) + ord(base))


def compare(left: str, right: str) -> int:
    """-1, 0 or 1: the form SQLite asks for."""
    left_key, right_key = _key(left), _key(right)
    return (left_key > right_key) - (left_key < right_key)


def register(connection: Connection) -> None:
    """Teach a fresh SQLite connection the Finnish collation; other databases know it already."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(FINNISH, compare)  # type: ignore[attr-defined]

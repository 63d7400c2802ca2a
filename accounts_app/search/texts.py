"""The searchable text of an account, a person, a site and a contact: folded lines, one per kind of word.

Every line begins with a space, so that the trigrams of the beginning of a word look the same everywhere.
Written by `accounts_app/actions/search_texts.py`, read by the ranking.
"""

import enum
from collections.abc import Iterable

from accounts_app.search.query import without_legal_forms
from config.common.folding import fold

SEPARATOR = "\n"


class Line(enum.IntEnum):
    """Which line of the text holds which words."""

    NAME = 0
    OTHER_NAMES = 1
    NUMBERS = 2
    TOWNS = 3


def account_text(*, name: str, other_names: Iterable[str], numbers: Iterable[str], towns: Iterable[str]) -> str:
    """Name; former, trade and group names and initials; business ID and customer numbers without marks; towns."""
    lines = [
        fold(name),
        " ".join([*fold(" ".join(other_names)).split(), *initials(name)]),
        " ".join(compact(number) for number in numbers if number),
        fold(" ".join(sorted(set(towns)))),
    ]
    return _joined(lines)


def person_text(*, name: str, title: str, unit: str, town: str) -> str:
    """Name; title and unit; nothing; town."""
    return _joined([fold(name), fold(f"{title} {unit}"), "", fold(town)])


def site_text(*, name: str, address: str, site_no: str, town: str) -> str:
    """Name; address; site number without marks; town."""
    return _joined([fold(name), fold(address), compact(site_no), fold(town)])


def contact_text(*, name: str, title: str) -> str:
    """Name; title."""
    return _joined([fold(name), fold(title), "", ""])


def initials(name: str) -> list[str]:
    """`hs` for Hämeenlinnan Sähkö Oy; nothing for a name of one word."""
    words = without_legal_forms(fold(name).split())
    return ["".join(word[0] for word in words)] if len(words) > 1 else []


def compact(number: str) -> str:
    """A number without hyphens and spaces; leading zeros stay."""
    return fold(number).replace(" ", "")


def lines_of(text: str) -> list[tuple[str, ...]]:
    """The words of each line; missing lines are empty."""
    lines = [tuple(line.split()) for line in text.split(SEPARATOR)]
    return lines + [()] * (len(Line) - len(lines))


def _joined(lines: list[str]) -> str:
    return SEPARATOR.join(f" {line}" for line in lines)

"""What parsing gives back: a value with warnings, or an error with a code."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from config.common.parsing.messages import message

Value = TypeVar("Value")
SHOWN_LENGTH = 50

# What people and systems write for "no value" (domain.md 7.2); compared in lower case.
MISSING_WORDS = frozenset({
    "", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "ei tietoa", "n/a", "(tyhjä)", "(blank)",
    "uppgift saknas", "not available",
})  # fmt: skip

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u205f]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ERROR_CELL = re.compile(r"#[^\W\d_/]+(/[^\W_]+)?[!?]?|#{2,}", re.UNICODE)


class PercentNumber(float):
    """A number of a percent-formatted cell: 0.162 is shown as 16,2 %. `parse_percent` reads it as 16.2."""


@dataclass(frozen=True, slots=True)
class Parsed(Generic[Value]):
    """A value read from a cell. `value` None means the cell holds no information (which is not 0)."""

    value: Value | None
    warnings: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether the cell holds no value."""
        return self.value is None


class ParseError(ValueError):
    """The cell cannot be read. `code` names the reason, `raw` is the original, `text(lang)` the sentence."""

    def __init__(self, code: str, raw: object, **values: object) -> None:
        self.code = code
        self.raw = raw
        self.values = values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence for people in fi, en or sv."""
        return message(self.code, lang, raw=shown(self.raw), **self.values)


def shown(raw: object) -> str:
    """The original as printed in messages: one line, at most 50 characters."""
    text = "".join(character if character.isprintable() else " " for character in str(raw))
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def tidy(raw: str) -> str:
    """Text of a cell with all kinds of spaces as one blank, without invisible characters and leading apostrophes."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", raw)).strip().lstrip("' ")


def is_missing(text: str) -> bool:
    """Whether tidied text says that there is no value."""
    return text.casefold() in MISSING_WORDS


def refuse_error_cell(text: str, raw: object) -> None:
    """Raise for spreadsheet errors: `#N/A`, `#DIV/0!`, and in text exports `#PUUTTUU!`, `#JAKO/0!`."""
    if _ERROR_CELL.fullmatch(text):
        raise ParseError("error_cell", raw)

"""The what-if in words: which accounts would turn to which colour, in all and month by month."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from config.common.month import short_month
from reporting.rules import Colour
from reporting.what_if import ORDER, Turn, WhatIf

NAMED = 20  # names in one sentence; the rest are counted


@dataclass(frozen=True, slots=True)
class TurnLine:
    """Accounts that would turn to one colour."""

    level: str
    sentence: str
    names: tuple[tuple[int, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month: how many accounts would turn to each colour."""

    month: str
    turns: tuple[tuple[str, int], ...]  # colour, accounts


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the preview prints."""

    accounts: int
    lines: tuple[TurnLine, ...]
    months: tuple[MonthLine, ...]
    is_shortened: bool


def preview(found: WhatIf) -> Preview:
    """The result of a what-if in the active language."""
    lines = [_line(colour, found.turned(colour)) for colour in ORDER]
    months = [MonthLine(short_month(month.month), tuple(_counts(month.turns))) for month in found.months]
    return Preview(found.accounts, tuple(line for line in lines if line is not None), tuple(months), found.is_shortened)


def _counts(turns: tuple[Turn, ...]) -> list[tuple[str, int]]:
    counted = [(colour.value, sum(turn.after is colour for turn in turns)) for colour in ORDER]
    return [(level, number) for level, number in counted if number]


def _line(colour: Colour, turns: tuple[Turn, ...]) -> TurnLine | None:
    if not turns:
        return None
    named = tuple((turn.account_id, turn.name) for turn in turns[:NAMED])
    return TurnLine(colour.value, _sentence(colour, len(turns)), named, len(turns) - len(named))


def _sentence(colour: Colour, number: int) -> str:
    sentences = {
        Colour.RED: ngettext(
            "With these limits %(n)d account would turn red:",
            "With these limits %(n)d accounts would turn red:",
            number,
        ),
        Colour.AMBER: ngettext(
            "With these limits %(n)d account would turn amber:",
            "With these limits %(n)d accounts would turn amber:",
            number,
        ),
        Colour.GREY: ngettext(
            "With these limits %(n)d account would turn grey:",
            "With these limits %(n)d accounts would turn grey:",
            number,
        ),
        Colour.GREEN: ngettext(
            "With these limits %(n)d account would turn green:",
            "With these limits %(n)d accounts would turn green:",
            number,
        ),
    }
    return sentences[colour] % {"n": number}

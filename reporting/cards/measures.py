"""How far a metric moved between two cards of an account, and whether that means something (domain.md 1.5).

Pure: reads the rows of two snapshots. What is compared is the figure the colour speaks of: shares and means of the
period, the month where the period only adds up, and how things stand now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from config.common.formats import NBSP, signed
from config.common.rounding import round_half_up
from reporting.metrics import METRICS
from reporting.metrics.forms import UNITS
from reporting.metrics.row import arrow_of, verdict_of
from reporting.rules.finding import unpack

Row = Mapping[str, Any]
OF_PERIOD = ("F3", "F6")  # shares whose month is too noisy to speak of
IN_PER_CENT = ("F1", "F2")  # amounts whose change is told in per cent
THOUSANDS = "keur"
POINTS = {"fi": "%-yks.", "en": "pp", "sv": "%-enh."}
PERCENT = ("pct", "share")


@dataclass(frozen=True, slots=True)
class Move:
    """The difference of two rows of one metric."""

    difference: str = ""  # printed with its sign and unit; empty when it cannot be said
    arrow: str = ""  # up or down, when it is large enough to mean something
    verdict: str = ""  # better or worse, when it is


def move(before: Row, after: Row, lang: str) -> Move:
    """From the row of one card to that of another one."""
    old, new = _figure(before), _figure(after)
    if old is None or new is None:
        return Move()
    decimals = 1 if _is_share(after) else after["decimals"]
    if after["unit"] == THOUSANDS:
        old, new = old.scaleb(-3), new.scaleb(-3)
    moved = round_half_up(new, decimals) - round_half_up(old, decimals)
    notable = METRICS[after["id"]].notable if after["id"] in METRICS else None
    felt = _felt(after, old, new, moved)
    arrow = arrow_of(felt, notable) if after["id"] != "C2" else ""  # NPS by its intervals only
    return Move(_printed(after, moved, decimals, lang), arrow, verdict_of(arrow, after["better"]))


def _felt(row: Row, old: Decimal, new: Decimal, moved: Decimal) -> Decimal | None:
    """The change in the unit of the meaningful one: per cent of an amount, otherwise the difference itself."""
    if row["id"] not in IN_PER_CENT:
        return moved
    return round_half_up((new - old) * 100 / old, 1) if old > 0 else None


def _figure(row: Row) -> Decimal | None:
    """The figure that is compared, in base units; None when the row prints none."""
    if row["id"] in SHARES:
        return SHARES[row["id"]](row)
    names = ("period", "month") if row["id"] in OF_PERIOD else ("month", "period")
    return next((value for name in names if (value := _exact(row[name])) is not None), None)


def _exact(cell: Row) -> Decimal | None:
    value = unpack(cell["exact"])
    return value if isinstance(value, Decimal) and not cell["mark"] else None


def _of_rounds(row: Row) -> Decimal | None:
    """The share of R3, which gives the colour; without it the row tells counts only."""
    return _exact(row["period"]) if row["period"]["form"].startswith("rounds") else None


def _of_pair(row: Row) -> Decimal | None:
    """Part / whole of the month column, %."""
    parts = [unpack(value) for value in row["month"]["values"][:2]]
    if len(parts) < 2 or not parts[1] or row["month"]["mark"]:
        return None
    return Decimal(parts[0]) * 100 / Decimal(parts[1])


def _of_changes(row: Row) -> Decimal | None:
    """Changes / positions, %, as printed behind the count."""
    is_share = row["period"]["form"] == "share" and not row["period"]["mark"]
    return Decimal(unpack(row["period"]["values"][1])) if is_share else None


SHARES = {"Q1": _of_rounds, "Q4": _of_pair, "C6": _of_pair, "H1": _of_changes}


def _is_share(row: Row) -> bool:
    return row["id"] in SHARES or row["unit"] in PERCENT


def _printed(row: Row, moved: Decimal, decimals: int, lang: str) -> str:
    text = signed(moved, decimals)
    if _is_share(row):
        return f"{text}{NBSP}{POINTS[lang[:2]]}"
    unit = UNITS[lang[:2]][row["unit"]] if row["unit"] in (THOUSANDS, "eur", "days", "workdays", "hours") else ""
    return f"{text}{NBSP}{unit}" if unit else text

"""What the run chart of each metric draws from the rows of its cards (domain.md 1.5).

Pure: a row of a snapshot gives the value of its month, or None where the card prints no figure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.rules.finding import unpack

Row = Mapping[str, Any]  # of a snapshot
Pick = Callable[[Row], Decimal | None]
THOUSAND, HUNDRED = Decimal(1000), Decimal(100)
BOTH, ONLY_AMBER = ("amber_limit", "red_limit"), ("amber_limit",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One chart of a metric. Limits of `rule` are in the unit of the values; one with more conditions is no line."""

    pick: Pick
    unit: str  # key of reporting.metrics.forms.UNITS
    decimals: int = 0
    title: str | Promise = ""  # empty = the name of the metric
    rule: str = ""
    limits: tuple[str, ...] = BOTH
    target: Pick | None = None


def exact(column: str, thousands: bool = False) -> Pick:
    """The unrounded main figure of a column."""

    def pick(row: Row) -> Decimal | None:
        value = unpack(row[column]["exact"]) if not row[column]["mark"] else None
        return value / THOUSAND if thousands and value is not None else value

    return pick


def part(column: str, **places: int) -> Pick:
    """The printed part at the place its form names; None in any other form."""

    def pick(row: Row) -> Decimal | None:
        cell = row[column]
        if cell["mark"] or cell["form"] not in places:
            return None
        return Decimal(unpack(cell["values"][places[cell["form"]]]))

    return pick


def share(column: str) -> Pick:
    """Part / whole of a column that prints both, %; None of an empty whole."""

    def pick(row: Row) -> Decimal | None:
        cell = row[column]
        if cell["mark"] or not cell["form"].startswith("pair"):
            return None
        done, whole = (Decimal(unpack(value)) for value in cell["values"][:2])
        return done * HUNDRED / whole if whole else None

    return pick


def total(column: str, *forms: str, first: int, last: int) -> Pick:
    """The sum of neighbouring parts of a form."""

    def pick(row: Row) -> Decimal | None:
        cell = row[column]
        if cell["mark"] or cell["form"] not in forms:
            return None
        return sum((Decimal(unpack(value)) for value in cell["values"][first : last + 1]), Decimal(0))

    return pick


OF_TARGET = Series(pick=part("target", share=1), unit="pct", decimals=1, title=_("Of the target, period"), rule="R01")
SERIES: Mapping[str, tuple[Series, ...]] = {
    "F1": (Series(pick=exact("month", True), unit="keur", decimals=1, title=_("Revenue by month")), OF_TARGET),
    "F2": (
        OF_TARGET,
        Series(pick=exact("change"), unit="pct", decimals=1, title=_("Change from last year"), rule="R02"),
    ),
    "F3": (
        Series(pick=exact("month"), unit="pct", decimals=1, title=_("Margin by month"), target=exact("target")),
        Series(
            pick=part("target", with_gap=1), unit="pct", decimals=1, title=_("Gap from the target, period"), rule="R03"
        ),
    ),
    "F4": (
        Series(pick=exact("period", True), unit="keur"),
        Series(
            pick=part("period", book_months=1, months=0),
            unit="months",
            decimals=1,
            title=_("Order book of projects in months"),
            rule="R04",
        ),
    ),
    "F5": (Series(pick=exact("period"), unit="eur", rule="R05", limits=ONLY_AMBER),),
    "F6": (Series(pick=exact("period"), unit="pct", decimals=1),),
    "Q1": (
        Series(
            pick=part("period", rounds=4, rounds_recent=2),
            unit="pct",
            decimals=1,
            title=_("Rounds done, three months"),
            rule="R06",
        ),
    ),
    "Q2": (Series(pick=exact("month"), unit="pct", decimals=1, rule="R07"),),
    "Q3": (Series(pick=exact("month"), unit="count", rule="R08", limits=ONLY_AMBER),),
    "Q4": (Series(pick=share("month"), unit="pct", decimals=1, rule="R09"),),
    "Q5": (Series(pick=exact("period"), unit="months", title=_("Age of the latest audit"), rule="R10"),),
    "Q6": (Series(pick=share("period"), unit="pct", decimals=1),),
    "Q1p": (Series(pick=share("period"), unit="pct", decimals=1, rule="R06k"),),
    "Q2p": (Series(pick=exact("period"), unit="score5", decimals=1, rule="R07k"),),
    "Q3p": (Series(pick=exact("period"), unit="count", rule="R08k", limits=ONLY_AMBER),),
    "C1": (Series(pick=exact("period"), unit="score5", decimals=1, rule="R11"),),
    "C2": (Series(pick=exact("period"), unit="points"),),
    "C3": (Series(pick=exact("period"), unit="score5", decimals=1),),
    "C4": (
        Series(pick=exact("month"), unit="count", title=_("Complaints received by month")),
        Series(
            pick=part("period", rated=2),
            unit="rate",
            decimals=2,
            title=_("Complaints per ten sites and month, three months"),
            rule="R13",
        ),
    ),
    "C5": (
        Series(
            pick=part("month", open_late=1, open_late_days=1), unit="count", title=_("Overdue complaints"), rule="R14"
        ),
    ),
    "C6": (Series(pick=share("month"), unit="pct", decimals=1, title=_("Answered in time, three months"), rule="R16"),),
    "C7": (Series(pick=exact("month"), unit="workdays", decimals=1),),
    "C8": (Series(pick=exact("month"), unit="count", rule="R17"),),
    "G1": (Series(pick=share("period"), unit="pct", decimals=1, title=_("Meetings held of those due")),),
    "G2": (Series(pick=exact("period"), unit="days", title=_("Days since the last director meeting"), rule="R18"),),
    "G3": (
        Series(pick=part("period", on_time=1, late_only=0), unit="count", title=_("Events late"), rule="R19"),
        Series(pick=part("period", on_time=0), unit="pct", decimals=1, title=_("Events on time, 12 months")),
    ),
    "G4": (
        Series(
            pick=total("period", "goals", first=1, last=2),
            unit="count",
            title=_("Goals at risk or late"),
            rule="R20",
            limits=ONLY_AMBER,
        ),
    ),
    "G5": (
        Series(
            pick=part("period", pair_pct=2, percent=0),
            unit="pct",
            decimals=1,
            title=_("Hours used of the budget, period"),
            target=exact("target"),
        ),
    ),
    "G6": (Series(pick=part("period", open_late=1), unit="count", title=_("Instructions late")),),
    "H1": (
        Series(
            pick=part("period", share=1),
            unit="pct",
            decimals=1,
            title=_("Supervisor changes of the positions, 12 months"),
            rule="R24",
            limits=ONLY_AMBER,
        ),
    ),
    "H2": (Series(pick=exact("month"), unit="count", rule="R25", limits=ONLY_AMBER),),
    "H3": (Series(pick=exact("month"), unit="count", rule="R26", limits=ONLY_AMBER),),
    "H4": (Series(pick=exact("period"), unit="pct", decimals=1),),
    "H5": (Series(pick=exact("month"), unit="count"),),
    "K1": (Series(pick=exact("period"), unit="days", title=_("Days to the end of the contract"), rule="R29"),),
    "K2": (Series(pick=exact("month"), unit="pct", decimals=1),),
    "K3": (Series(pick=exact("month"), unit="points", rule="R31"),),
    "K4": (),  # says what happened in words: the table of the months tells it, there is nothing to draw
    "K5": (Series(pick=share("month"), unit="pct", decimals=1, title=_("Decision makers met of those named")),),
    "P1": (Series(pick=exact("period", True), unit="keur"),),
    "P2": (Series(pick=exact("period"), unit="count"),),
    "P3": (Series(pick=exact("period"), unit="pct"),),
    "P4": (
        Series(pick=exact("period"), unit="count"),
        Series(
            pick=part("period", opportunities=1, opportunities_open=1),
            unit="keur",
            title=_("Value of the opportunities"),
        ),
    ),
}

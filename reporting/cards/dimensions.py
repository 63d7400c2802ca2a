"""The six chips of the card: colour, arrow against the card before, closes in colour (domain.md 1.2, 2.7)."""

from collections.abc import Mapping
from typing import Any

from reporting.cards.context import CardContext, Run
from reporting.rules import RULES, Colour
from reporting.rules.registry import DIMENSIONS
from reporting.status import Judgement, arrow, duration, risk_points, trend


def dimensions(judgement: Judgement, context: CardContext) -> list[dict[str, Any]]:
    """One chip per dimension in the order of the card."""
    before = context.earlier.dimensions if context.earlier else {}
    return [_chip(code, judgement, before.get(code), context.runs.get(code)) for code in DIMENSIONS]


def _chip(code: str, judgement: Judgement, before: Mapping[str, Any] | None, run: Run | None) -> dict[str, Any]:
    colour = judgement.dimensions[code]
    findings = [finding for finding in judgement.findings if RULES[finding.rule_id].dimension == code]
    points = risk_points(findings)
    old = Colour(before["colour"]) if before else None
    return {
        "id": code,
        "colour": colour.value,
        "arrow": chip_arrow(old, before["points"] if before else None, colour, points),
        "months": months_in_row(run, colour),
        "points": points,
    }


def months_in_row(run: Run | None, colour: Colour) -> int:
    """Closes in this colour, this one included; 1 when the close before had another, or there was none."""
    return duration(Colour(run.colour) if run else None, run.closes if run else 0, colour)


def chip_arrow(old: Colour | None, old_points: int | None, colour: Colour, points: int) -> str:
    """A change of colour decides; inside a colour the points do. "new" without a past to compare with."""
    if Colour.NA in (old, colour):
        return "new"
    by_colour = trend(old, colour)
    return arrow(old_points, points) if by_colour == "same" else by_colour

"""The order of the agenda (domain.md 1.8): which section an account belongs to, and why it is raised. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from config.common.collation import finnish_key
from reporting.rules.levels import Colour
from reporting.status import belongs_on_agenda, trend

Item = dict[str, Any]
NEW_RED, LONG_RED, OVERDUE, GREY = "new_red", "long_red", "overdue", "grey"
OVERRIDE, NEW_AMBER, RAISED, REST = "override", "new_amber", "raised", "rest"
SECTIONS = (NEW_RED, LONG_RED, OVERDUE, GREY, OVERRIDE, NEW_AMBER, RAISED, REST)
# Why an account is on the agenda by itself, beside its place in the order.
LATE_INSTRUCTION, WAITING_OVERRIDE, RED_MONTHS, AMBER_DRIFT = "late_instruction", "waiting_override", "red_3", "drift"
REQUEST, CLOCK_MISS = "request", "clock_miss"


def movement(before: str, now: str) -> str:
    """Against the previous published card: "new", "better", "same" or "worse"; empty without a card."""
    return trend(Colour(before) if before else None, Colour(now)) if now else ""


def grounds(item: Mapping[str, Any]) -> list[str]:
    """Everything that puts the account on the agenda by itself, in a fixed order."""
    colour = item["colour"]
    lasts = bool(colour) and belongs_on_agenda(Colour(colour), item["months"])
    said = {
        LATE_INSTRUCTION: any(row["late_days"] for row in item["instructions"]),
        WAITING_OVERRIDE: item["override"] is not None,
        RED_MONTHS: lasts and colour == "RED",
        AMBER_DRIFT: lasts and colour == "AMBER",
        REQUEST: bool(item["requests"]),
        CLOCK_MISS: any(row["is_new"] for row in item["misses"]),
    }
    return [ground for ground, holds in said.items() if holds]


def section_of(item: Mapping[str, Any]) -> str:
    """The first section that fits; each account stands on the agenda once."""
    colour, is_new = item["colour"], item["before"] != item["colour"]
    found, why = REST, set(item["grounds"])
    if colour == "RED":
        found = NEW_RED if is_new else LONG_RED
    elif LATE_INSTRUCTION in why:
        found = OVERDUE
    elif colour == "GREY":
        found = GREY
    elif WAITING_OVERRIDE in why:
        found = OVERRIDE
    elif colour == "AMBER" and is_new:
        found = NEW_AMBER
    elif why:
        found = RAISED
    return found


def ordered(items: Iterable[Item]) -> list[Item]:
    """By section; inside one the most risk points first, then by name."""
    return sorted(
        items,
        key=lambda item: (
            SECTIONS.index(item["section"]), -item["points"], finnish_key(item["name"]), item["account"]
        ),
    )  # fmt: skip

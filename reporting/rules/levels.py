"""Levels of a rule and colours of a dimension or an account (domain.md 2.1)."""

from enum import StrEnum


class Level(StrEnum):
    """What one rule says."""

    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    UNKNOWN = "UNKNOWN"  # the data it needs is missing or stale: never green
    NA = "NA"  # the rule does not concern this account now


class Colour(StrEnum):
    """What a dimension or an account shows. NA = the dimension is left out."""

    GREEN = "GREEN"
    GREY = "GREY"
    AMBER = "AMBER"
    RED = "RED"
    NA = "NA"


SEVERITY: dict[Level, int] = {Level.NA: 0, Level.UNKNOWN: 0, Level.GREEN: 1, Level.AMBER: 2, Level.RED: 3}
_WORSENING = (Colour.NA, Colour.GREEN, Colour.GREY, Colour.AMBER, Colour.RED)
COLOUR_ORDER: dict[Colour, int] = {colour: rank for rank, colour in enumerate(_WORSENING)}


def worst(*levels: Level) -> Level:
    """The most severe of the levels."""
    return max(levels, key=lambda level: SEVERITY[level])


def one_better(level: Level) -> Level:
    """One step towards green: a colour improves one step per close (domain.md 2.5)."""
    return Level.AMBER if level is Level.RED else Level.GREEN

"""Names, kinds and sensible ranges of the limits of the rules (domain.md 1.6, 2.2).

The form that changes a limit and the page "how colours are decided" print from here. Every limit of
`thresholds.DEFAULTS` has its words in `limit_words.py`.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from reporting.rules.limit_words import (
    AT,
    BELOW,
    DAYS,
    DIMENSIONS,
    DOWN_TO,
    EUR,
    GENERAL,
    MONTH_OF_YEAR,
    MONTHS,
    PERCENT,
    POINTS,
    POINTS_OF_PERCENT,
    RATE,
    RULE_UNITS,
    SCORE,
    SPECIAL,
    WORKING_DAYS,
    LimitName,
    Pair,
)
from reporting.rules.thresholds import DEFAULTS, SWITCH, plain_name

# Highest value that makes sense for a unit; the lowest is 0, or its negative where a change may be a loss.
HIGHEST: Mapping[str, Decimal] = MappingProxyType(
    {
        PERCENT: Decimal(100),
        POINTS_OF_PERCENT: Decimal(50),
        EUR: Decimal(10_000_000),
        SCORE: Decimal(5),
        MONTHS: Decimal(60),
        MONTH_OF_YEAR: Decimal(12),
        DAYS: Decimal(1000),
        WORKING_DAYS: Decimal(250),
        RATE: Decimal(100),
        POINTS: Decimal(25),
        DIMENSIONS: Decimal(6),
    }
)
MOST = Decimal(1000)
# A change or a gap may be a loss.
BELOW_ZERO = frozenset({"R02", "R03"})
# More than the whole is possible: revenue of its target, hours of their budget.
OVER_WHOLE = {"R01": Decimal(300), "R22": Decimal(300)}
# With fewer answers single ones could be told apart (domain.md 1.5); a count below one would always be reached.
LOWEST: Mapping[Pair, Decimal] = MappingProxyType({("INPUT", "csat_n"): Decimal(3), ("R07k", "min_n"): Decimal(3)})

# Limits of the amber and the red colour that belong together: red must not be milder.
PAIRS: Mapping[str, tuple[Pair, ...]] = MappingProxyType(
    {
        "R06": (("amber", "red"), ("missed_amber", "missed_red")),
        "R06k": (("amber", "red"), ("late_amber", "late_red")),
        "R21": (("late_amber", "late_red"),),
        "R29": (("main_amber", "main_red"), ("main_plan_amber", "main_plan_red")),
    }
)
# The lower and the upper end of what is in order.
ENDS: Mapping[str, Pair] = MappingProxyType({"R22": ("low", "high")})
# Rules that are never red, whatever the limits (domain.md 2.2).
NEVER_RED = frozenset({"R09", "R22", "R23", "R28", "R32"})
# These numbers are part of how the rows are read, not of how they are judged: changing them here would change nothing.
FIXED: frozenset[Pair] = frozenset({("R08", "site_score"), ("R15", "follow_up_days")})


def limit_name(rule_id: str, name: str) -> LimitName:
    """Words and kind of a limit, with or without the ending of a care model. Raises KeyError for an unknown one."""
    plain = plain_name(name)
    special = SPECIAL.get((rule_id, plain))
    if special is not None:
        return special
    if plain == SWITCH:
        return LimitName(GENERAL[SWITCH], SWITCH)
    unit, side = RULE_UNITS[rule_id]
    if plain == "band":
        return LimitName(GENERAL["band"], POINTS_OF_PERCENT if unit == PERCENT else unit)
    return LimitName(GENERAL[plain], unit, side)


def pairs_of(rule_id: str) -> tuple[Pair, ...]:
    """The amber and red limits of a rule that are compared with each other."""
    return PAIRS.get(rule_id, (("amber", "red"),))


def settable(rule_id: str) -> tuple[str, ...]:
    """Plain names of the limits of a rule that may be changed, in the order of the table of defaults."""
    names = dict.fromkeys(plain_name(name) for name in DEFAULTS.get(rule_id, ()))
    return tuple(name for name in names if (rule_id, name) not in FIXED)


def decimals(rule_id: str, name: str) -> int:
    """Decimals of a limit: those of its default, because a colour is decided on the printed value (domain.md 1.3)."""
    plain = plain_name(name)
    defaults = (value for key, value in DEFAULTS.get(rule_id, {}).items() if plain_name(key) == plain)
    return next((-int(value.as_tuple().exponent) for value in defaults), 0)


def sensible_range(rule_id: str, name: str) -> tuple[Decimal, Decimal]:
    """Lowest and highest value that makes sense for the limit."""
    if plain_name(name) == SWITCH:
        return Decimal(0), Decimal(1)
    kind = limit_name(rule_id, name)
    highest = HIGHEST.get(kind.unit, MOST) if kind.unit != PERCENT else OVER_WHOLE.get(rule_id, HIGHEST[PERCENT])
    if rule_id in BELOW_ZERO and plain_name(name) in ("amber", "red"):
        return -highest, highest
    starts_at_one = kind.side == AT or kind.unit in (SCORE, MONTH_OF_YEAR)
    lowest = Decimal(1) if starts_at_one and plain_name(name) != "band" else Decimal(0)
    return LOWEST.get((rule_id, plain_name(name)), lowest), highest


def is_milder(rule_id: str, amber_name: str, amber: Decimal, red: Decimal) -> bool:
    """Whether the red limit would be passed before the amber one."""
    worse_downwards = limit_name(rule_id, amber_name).side in (BELOW, DOWN_TO)
    return red > amber if worse_downwards else red < amber

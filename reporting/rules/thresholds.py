"""Limits of the rules: the defaults as one table, later overridden by rows of the database (domain.md 1.6, 2.2).

`amber` and `red` are the limits of the two colours, `band` the hysteresis band of a metric rule. A name followed by
`_A` … `_D` holds for that care model only and wins over the plain name. A missing name means: never.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from reporting.rules.levels import Level

_D = Decimal
Table = Mapping[str, Mapping[str, Decimal]]

DEFAULTS: Table = MappingProxyType(
    {
        # revenue index, % of target
        "R01": {"amber": _D("97.0"), "red": _D("90.0"), "band": _D("1.0")},
        # change from last year, %; smaller bases (€) are not compared
        "R02": {"amber": _D("-5.0"), "red": _D("-15.0"), "band": _D("1.0"), "min_base_eur": _D(10000)},
        # margin minus target, percentage points
        "R03": {"amber": _D("-1.0"), "red": _D("-3.0"), "band": _D("0.5")},
        # order book, months
        "R04": {"amber": _D("6.0"), "red": _D("3.0"), "band": _D("0.5")},
        # overdue receivables, €: amber of those over 30 days late, red of those over 60
        "R05": {"amber": _D(1000), "red": _D(5000)},
        # rounds done, %; with fewer than few_planned rounds the missed ones are counted
        "R06": {
            "amber": _D("95.0"),
            "red": _D("85.0"),
            "band": _D("1.0"),
            "few_planned": _D(4),
            "missed_amber": _D(1),
            "missed_red": _D(2),
        },
        # projects on schedule, %; with fewer than few_active projects the late ones are counted
        "R06k": {
            "amber": _D("90.0"),
            "red": _D("75.0"),
            "band": _D("1.0"),
            "few_active": _D(4),
            "late_amber": _D(1),
            "late_red": _D(2),
        },
        # quality score, %
        "R07": {"amber": _D("90.0"), "red": _D("80.0"), "band": _D("1.0")},
        # feedback of closed projects, 1–5; not judged with fewer than min_n answers
        "R07k": {"amber": _D("4.0"), "red": _D("3.5"), "band": _D("0.1"), "min_n": _D(5)},
        # number of sites below site_score %; red needs also red_share % of the measured sites
        "R08": {"amber": _D(1), "red": _D(2), "red_share": _D(10), "site_score": _D(80)},
        # number of projects over 110 % of their hours; one over 125 % is red from red_share % of the account
        "R08k": {"amber": _D(1), "red": _D(3), "red_share": _D(20)},
        # sites with a valid round, %
        "R09": {"amber": _D("85.0")},
        # age of the internal audit, months
        "R10": {"amber": _D(13)},
        # customer satisfaction, 1–5; the answers it needs are csat_n of INPUT
        "R11": {"amber": _D("4.0"), "red": _D("3.5"), "band": _D("0.1")},
        # complaints per 10 sites per month; fewer than min_count complaints are noise
        "R13": {"amber": _D("0.70"), "red": _D("1.50"), "band": _D("0.10"), "min_count": _D(3)},
        # complaints overdue; any one over red_days days late is red
        "R14": {"amber": _D(1), "red": _D(3), "red_days": _D(14)},
        # days an accepted critical complaint is followed
        "R15": {"follow_up_days": _D(30)},
        # complaints answered in time, %; with fewer than few_n complaints the late ones are counted, never red
        "R16": {"amber": _D("95.0"), "red": _D("80.0"), "band": _D("2.0"), "few_n": _D(5), "late_amber": _D(1)},
        # complaints of one site and category in 90 days
        "R17": {"amber": _D(2), "red": _D(4)},
        # days since the last director meeting; booked within soften_days softens red to amber
        "R18": {
            "amber_A": _D(120),
            "red_A": _D(160),
            "amber_B": _D(240),
            "red_B": _D(300),
            "amber_C": _D(430),
            "soften_days": _D(21),
        },
        # clock events more than 14 days late; a key event over key_days days late is red
        "R19": {"amber": _D(1), "red": _D(3), "key_days": _D(45)},
        # goals late, at risk or unchecked; red needs `red` late goals and at least one late goal in red_one_in;
        # a missing revenue target counts from the closed month target_month on
        "R20": {"amber": _D(1), "red": _D(2), "red_one_in": _D(3), "target_month": _D(3)},
        # working days an instruction may wait for its acknowledgement; days its action may be late
        "R21": {"unack_wd": _D(5), "late_amber": _D(14), "late_red": _D(30)},
        # care hours, % of the budget: amber below low and over high, from the closed month from_month on
        "R22": {"low": _D("50.0"), "high": _D("130.0"), "from_month": _D(3)},
        # supervisor changes in 12 months, % of positions; red needs also red_changes changes
        "R24": {"amber": _D("25.0"), "red": _D("50.0"), "band": _D("2.0"), "red_changes": _D(3)},
        # sites without a supervisor; red when one has been without over gap_days days, or from `red` sites that are
        # at least red_share % of the active sites
        "R25": {"amber": _D(1), "gap_days": _D(14), "red": _D(2), "red_share": _D(5)},
        # supervisors who have not acknowledged the brief; red needs also red_share % of the supervisor positions
        "R26": {"amber": _D(1), "red": _D(3), "red_share": _D(25)},
        # working days the owner may be away without a substitute
        "R27": {"absent_wd": _D(5)},
        # required cells of the support organisation that are empty
        "R28": {"amber": _D(1)},
        # days to the end of a contract; main = at least main_share % of revenue
        "R29": {
            "main_share": _D(20),
            "main_amber": _D(270),
            "main_red": _D(120),
            "main_plan_amber": _D(180),
            "main_plan_red": _D(60),
            "small_amber": _D(120),
        },
        # working days within which a bid plan must exist
        "R30": {"plan_wd": _D(10)},
        # probability × impact
        "R31": {"amber": _D(8), "red": _D(15)},
        # what a mandatory input needs besides being fresh (domain.md 2.4), and the satisfaction aimed at (1.4 C1)
        "INPUT": {"coverage_pct": _D("60.0"), "csat_n": _D(5), "csat_target": _D("4.0")},
        # the exceptions of the combination (domain.md 2.4)
        "STATUS": {"amber_dimensions": _D(4), "coverage_pct": _D(50)},
    }
)


# A customer's notice and a critical complaint are never switched off (domain.md 1.6).
ALWAYS_ON = frozenset({"R15", "R30"})
NOT_RULES = frozenset({"INPUT", "STATUS"})
SWITCH = "on"
_OWN_NAME = ("_A", "_B", "_C", "_D")


def plain_name(name: str) -> str:
    """The name without the ending of a care model: `amber_B` → `amber`."""
    return name[:-2] if name.endswith(_OWN_NAME) else name


def is_known(rule_id: str, name: str) -> bool:
    """Whether the rule has a limit of that name, for all care models or for some."""
    plain = plain_name(name)
    if plain == SWITCH:
        return rule_id not in ALWAYS_ON | NOT_RULES and re.fullmatch(r"R\d\dk?", rule_id) is not None
    return plain in {plain_name(known) for known in DEFAULTS.get(rule_id, ())}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force for one account: the defaults with the overrides laid over them."""

    table: Table = field(default_factory=lambda: DEFAULTS)
    # Eight characters that tell one set of limits from another; stored with each result (domain.md 2.9).
    version: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", _hash(self.table))

    def get(self, rule_id: str, name: str, model: str = "") -> Decimal | None:
        """The limit, the care model's own first; None when this rule has none by that name."""
        row = self.table.get(rule_id, {})
        own = row.get(f"{name}_{model}")
        return own if own is not None else row.get(name)

    def need(self, rule_id: str, name: str, model: str = "") -> Decimal:
        """A limit that must exist. Raises KeyError naming it when it does not."""
        value = self.get(rule_id, name, model)
        if value is None:
            raise KeyError(f"{rule_id} has no limit {name!r}")
        return value

    def changed(self, changes: Mapping[tuple[str, str], Decimal]) -> "Limits":
        """New limits with some values replaced, keyed by (rule, name); a care model's own name is `amber_B`.

        The name "on" with 0 switches a rule off; a critical rule has no such limit.
        Raises ValueError for a rule or a name the table does not know: a mistyped row must not pass unnoticed.
        """
        table = {rule_id: dict(row) for rule_id, row in self.table.items()}
        for (rule_id, name), value in changes.items():
            if not is_known(rule_id, name):
                raise ValueError(f"unknown limit {rule_id} {name}")
            table.setdefault(rule_id, {})
            table[rule_id][name] = value
        return Limits(table)


def _hash(table: Table) -> str:
    rows = [f"{rule}.{name}={value.normalize():f}" for rule, row in table.items() for name, value in row.items()]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()[:8]


def grade_below(value: Decimal, amber: Decimal | None, red: Decimal | None) -> Level:
    """Level of a value that is better when larger: amber or red when strictly below its limit."""
    if red is not None and value < red:
        return Level.RED
    return Level.AMBER if amber is not None and value < amber else Level.GREEN


def grade_above(value: Decimal | int, amber: Decimal | None, red: Decimal | None) -> Level:
    """Level of a value that is better when smaller: amber or red when strictly above its limit."""
    if red is not None and value > red:
        return Level.RED
    return Level.AMBER if amber is not None and value > amber else Level.GREEN


def grade_reaching(value: Decimal | int, amber: Decimal, red: Decimal | None) -> Level:
    """Level of a count: amber or red from the limit on (the limit itself included)."""
    if red is not None and value >= red:
        return Level.RED
    return Level.AMBER if value >= amber else Level.GREEN

"""Limits of the rules: the defaults as one table, later overridden by rows of the database (domain.md 1.6, 2.2).

`amber` and `red` are the limits of the two colours, `band` the hysteresis band of a metric rule. A name followed by
`_A` … `_D` holds for that care model only and wins over the plain name. A missing name means: never.
"""

import hashlib
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
        # rounds done, %; with fewer than few_planned rounds the missed ones are counted
        "R06": {
            "amber": _D("95.0"),
            "red": _D("85.0"),
            "band": _D("1.0"),
            "few_planned": _D(4),
            "missed_amber": _D(1),
            "missed_red": _D(2),
        },
        # quality score, %
        "R07": {"amber": _D("90.0"), "red": _D("80.0"), "band": _D("1.0")},
        # number of sites below site_score %; red needs also red_share % of the measured sites
        "R08": {"amber": _D(1), "red": _D(2), "red_share": _D(10), "site_score": _D(80)},
        # sites with a valid round, %
        "R09": {"amber": _D("85.0")},
        # complaints per 10 sites per month; fewer than min_count complaints are noise
        "R13": {"amber": _D("0.70"), "red": _D("1.50"), "band": _D("0.10"), "min_count": _D(3)},
        # complaints overdue; any one over red_days days late is red
        "R14": {"amber": _D(1), "red": _D(3), "red_days": _D(14)},
        # days an accepted critical complaint is followed
        "R15": {"follow_up_days": _D(30)},
        # days since the last director meeting; booked within soften_days softens red to amber
        "R18": {
            "amber_A": _D(120),
            "red_A": _D(160),
            "amber_B": _D(240),
            "red_B": _D(300),
            "amber_C": _D(430),
            "soften_days": _D(21),
        },
        # supervisor changes in 12 months, % of positions; red needs also red_changes changes
        "R24": {"amber": _D("25.0"), "red": _D("50.0"), "band": _D("2.0"), "red_changes": _D(3)},
        # working days the owner may be away without a substitute
        "R27": {"absent_wd": _D(5)},
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


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force for one account: the defaults with the overrides laid over them."""

    table: Table = field(default_factory=lambda: DEFAULTS)

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

        Raises ValueError for a rule or a name the table does not know: a mistyped row must not pass unnoticed.
        """
        table = {rule_id: dict(row) for rule_id, row in self.table.items()}
        for (rule_id, name), value in changes.items():
            known = DEFAULTS.get(rule_id, {})
            plain = name[:-2] if name[-2:] in ("_A", "_B", "_C", "_D") else name
            if not any(key == plain or (key.startswith(f"{plain}_") and len(key) == len(plain) + 2) for key in known):
                raise ValueError(f"unknown limit {rule_id} {name}")
            table[rule_id][name] = value
        return Limits(table)

    @property
    def version(self) -> str:
        """Eight characters that tell one set of limits from another; stored with each result (domain.md 2.9)."""
        rows = [
            f"{rule}.{name}={value.normalize():f}" for rule, row in self.table.items() for name, value in row.items()
        ]
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

"""Share of colours and reds per rule in one month close (domain.md 2.8)."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts_app.models.account import AccountQuerySet
from config.common.rounding import ratio_pct
from reporting.models import MonthClose
from reporting.rules import Level

# Shares aimed at, per cent: from and to; None = no bound on that side.
TARGETS: dict[str, tuple[int | None, int | None]] = {
    "RED": (10, 20),
    "AMBER": (20, 30),
    "GREY": (None, 8),
    "GREEN": (None, None),
}
MISCALIBRATED_PCT = 40  # a rule behind more of the reds than this is looked at
FEWEST_REDS = 3  # with fewer reds a share says nothing
ALL_GREEN_PCT = 95  # green nearly everywhere is an alarm of its own


@dataclass(frozen=True, slots=True)
class Share:
    """Accounts of one colour. `verdict` is "within", "under", "over" or "" when no share is aimed at."""

    colour: str
    number: int
    pct: Decimal | None
    low: int | None
    high: int | None
    verdict: str


@dataclass(frozen=True, slots=True)
class RuleReds:
    """A rule and the red accounts in which it is red."""

    rule: str
    number: int
    pct: Decimal
    is_too_large: bool
    accounts: tuple[tuple[int, str], ...]  # id and name


@dataclass(frozen=True, slots=True)
class Closed:
    """What one month close says of the accounts a reader may see."""

    accounts: int
    shares: tuple[Share, ...]
    rules: tuple[RuleReds, ...]
    accumulated: tuple[tuple[int, str], ...]  # red by four ambers, without a red rule
    is_all_green: bool


def closed_months(accounts: AccountQuerySet) -> list[datetime.date]:
    """Months with a close, the newest first. One query."""
    months = MonthClose.objects.filter(account__in=accounts.values("pk")).values_list("month", flat=True)
    return sorted(set(months.distinct().order_by()), reverse=True)


def closed(accounts: AccountQuerySet, month: datetime.date) -> Closed:
    """The close of a month over the accounts. One query."""
    rows = MonthClose.objects.filter(month=month, account__in=accounts.values("pk"))
    found = list(rows.order_by("account__name").values_list("account_id", "account__name", "shown", "rule_states"))
    counted = Counter(shown for _, _, shown, _ in found)
    green = ratio_pct(counted["GREEN"], len(found))
    return Closed(
        accounts=len(found),
        shares=tuple(_share(colour, counted[colour], len(found)) for colour in TARGETS),
        rules=_reds_per_rule(found, counted["RED"]),
        accumulated=tuple((pk, name) for pk, name, shown, states in found if shown == "RED" and not _red(states)),
        is_all_green=green is not None and green >= ALL_GREEN_PCT,
    )


def _share(colour: str, number: int, total: int) -> Share:
    pct, (low, high) = ratio_pct(number, total), TARGETS[colour]
    verdict = ""
    if pct is not None and (low, high) != (None, None):
        under, over = low is not None and pct < low, high is not None and pct > high
        verdict = "under" if under else "over" if over else "within"
    return Share(colour, number, pct, low, high, verdict)


def _red(states: dict[str, dict[str, object]]) -> list[str]:
    return [rule for rule, state in states.items() if state["c"] == Level.RED]


def _reds_per_rule(
    found: Iterable[tuple[int, str, str, dict[str, dict[str, object]]]], reds: int
) -> tuple[RuleReds, ...]:
    behind: dict[str, list[tuple[int, str]]] = {}
    for pk, name, shown, states in found:
        for rule in _red(states) if shown == "RED" else ():
            behind.setdefault(rule, []).append((pk, name))
    rows = [
        RuleReds(
            rule=rule,
            number=len(accounts),
            pct=(pct := ratio_pct(len(accounts), reds) or Decimal(0)),
            is_too_large=pct > MISCALIBRATED_PCT and reds >= FEWEST_REDS,
            accounts=tuple(accounts),
        )
        for rule, accounts in behind.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.rule)))

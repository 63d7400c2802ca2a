"""Continuing contracts as an order book: what the next 12 months bring (domain.md 1.4 F4). One query."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts_app.models import Contract
from config.common.month import add_months, last_day, month_of
from reporting.facts.period import Period
from teams.models import in_force

MONTHS_AHEAD = 12
COLUMNS = (
    "contract_no",
    "starts_on",
    "ends_on",
    "monthly_price_eur",
    "notice_months",
    "notice_given_on",
    "notice_withdrawn_on",
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract with its price and the notice given of it."""

    contract_no: str
    starts_on: date
    ends_on: date | None
    monthly_price_eur: Decimal
    notice_months: int | None
    notice_given_on: date | None
    notice_withdrawn_on: date | None

    def holds(self, on: date) -> bool:
        """In force on the day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)

    def last_on(self, on: date) -> date | None:
        """The last day as known on a day: the agreed end, or the end of the notice period when that comes first."""
        given, withdrawn = self.notice_given_on, self.notice_withdrawn_on
        if given is None or given > on or self.notice_months is None or (withdrawn is not None and withdrawn <= on):
            return self.ends_on
        by_notice = last_day(add_months(month_of(given), self.notice_months))
        return by_notice if self.ends_on is None else min(by_notice, self.ends_on)


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The order book of each account with a contract in force now or a year ago; the others are left out."""
    on, before = period.as_of, period.year_ago
    ahead, ahead_then = _ends_after(period.month), _ends_after(add_months(period.month, -MONTHS_AHEAD))
    return {
        pk: {
            "orderbook_eur": _book(contracts, ahead, on),
            "orderbook_prev_eur": _book(contracts, ahead_then, before),
        }
        for pk, contracts in agreed(ids, period).items()
    }


def agreed(ids: Collection[int], period: Period) -> dict[int, list[Agreed]]:
    """The contracts in force now or a year ago of each account that has any. One query."""
    found: dict[int, list[Agreed]] = defaultdict(list)
    rows = Contract.objects.filter(in_force(period.as_of) | in_force(period.year_ago), account__in=ids).order_by("pk")
    for account_id, *values in rows.values_list("account_id", *COLUMNS):
        found[account_id].append(Agreed(*values))
    return found


def months_ahead(contract: Agreed, month: date, on: date) -> int:
    """How many of the 12 months after the month the contract holds to their end, as known on a day."""
    return _months(contract, _ends_after(month), on)


def _ends_after(month: date) -> list[date]:
    """The last days of the 12 months after the month."""
    return [last_day(add_months(month, step)) for step in range(1, MONTHS_AHEAD + 1)]


def _book(contracts: Collection[Agreed], ends: Collection[date], on: date) -> Decimal | None:
    """Price × whole months in force among those that end so; None when no contract was in force."""
    held = [contract for contract in contracts if contract.holds(on)]
    sums = [contract.monthly_price_eur * _months(contract, ends, on) for contract in held]
    return sum(sums, Decimal(0)) if sums else None


def _months(contract: Agreed, ends: Collection[date], on: date) -> int:
    last = contract.last_on(on)
    return len(ends) if last is None else sum(end <= last for end in ends)

"""Things that happened to accounts which a believable status should have foretold (domain.md 2.8)."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from accounts_app.models import Complaint, Contract
from config.common.clock import HELSINKI
from config.common.rounding import round_half_up
from reporting.facts.customer import received_between, survey_waves
from reporting.rules.thresholds import Limits

NOTICE, LOST, CRITICAL, LOW_CSAT = "notice", "lost", "critical", "low_csat"
RENEWAL_DAYS = 31  # a contract that starts this soon after the end of another continues it
FEW_ANSWERS = 5
Period = tuple[datetime.date, datetime.date | None]


@dataclass(frozen=True, slots=True)
class BadNews:
    """What happened to an account on a day."""

    account_id: int
    kind: str  # NOTICE, LOST, CRITICAL or LOW_CSAT
    on: datetime.date


def notices(ids: Collection[int], first: datetime.date, last: datetime.date) -> list[BadNews]:
    """Notices the customer gave; one that was withdrawn was still given. One query."""
    rows = Contract.objects.filter(account__in=ids, notice_given_on__range=(first, last))
    return [BadNews(pk, NOTICE, day) for pk, day in set(rows.values_list("account_id", "notice_given_on")) if day]


def lost_contracts(ids: Collection[int], first: datetime.date, last: datetime.date) -> list[BadNews]:
    """Contracts that ended without another one of the account carrying on. One query."""
    rows = Contract.objects.filter(account__in=ids).values_list("account_id", "starts_on", "ends_on")
    periods: dict[int, list[Period]] = defaultdict(list)
    for account_id, starts_on, ends_on in rows:
        periods[account_id].append((starts_on, ends_on))
    return [
        BadNews(account_id, LOST, ends_on)
        for account_id, own in periods.items()
        for _starts_on, ends_on in own
        if ends_on is not None and first <= ends_on < last and not any(_carries_on(ends_on, other) for other in own)
    ]


def _carries_on(ended_on: datetime.date, other: Period) -> bool:
    starts_on, ends_on = other
    soon = starts_on <= ended_on + datetime.timedelta(days=RENEWAL_DAYS)
    return soon and (ends_on is None or ends_on > ended_on)


def critical_complaints(ids: Collection[int], first: datetime.date, last: datetime.date) -> list[BadNews]:
    """Critical complaints by the day they were received. One query."""
    rows = Complaint.objects.filter(
        received_between(first, last), account__in=ids, severity=Complaint.Severity.CRITICAL
    ).values_list("account_id", "received_at")
    return [BadNews(pk, CRITICAL, received_at.astimezone(HELSINKI).date()) for pk, received_at in rows]


def low_surveys(ids: Collection[int], first: datetime.date, last: datetime.date) -> list[BadNews]:
    """Survey waves with enough answers whose mean is red by the limits of R11. One query."""
    red = Limits().need("R11", "red")
    return [
        BadNews(account_id, LOW_CSAT, wave.month)
        for account_id, waves in survey_waves(ids, last).items()
        for wave in waves
        if first <= wave.month and wave.answers >= FEW_ANSWERS and _printed(wave.mean) < red
    ]


def _printed(mean: Decimal) -> Decimal:
    return round_half_up(mean, 1)

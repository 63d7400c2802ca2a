"""Which records the company keeps at all: rows of the others are not printed (domain.md 1.7). One query.

A record kept for somebody and empty for one account is missing there; one kept for nobody is no missing figure.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, QuerySet

from accounts_app.models import (
    Account,
    AccountBrief,
    Audit,
    ClockEvent,
    Contact,
    Contract,
    HoursBudget,
    Instruction,
    OpenInvoice,
    Opportunity,
    Project,
    QualityRound,
    SurveyAnswer,
)

YEAR_DAYS = 365
PREFIX = "has_"  # so that no name is a field of the account
ORDER_BOOK = {"contracts", "projects"}  # either of them makes one


def _records(on: date) -> dict[str, QuerySet[Any]]:
    """The rows known on the day that make a record kept, by its name."""
    year_ago = on - timedelta(days=YEAR_DAYS)  # bounds the look for a grade in a long log
    return {
        "audits": Audit.objects.filter(held_on__lte=on),
        "briefs": AccountBrief.objects.filter(published_on__lte=on),
        "clock": ClockEvent.objects.filter(year__lte=on.year),
        "contracts": Contract.objects.filter(starts_on__lte=on),
        "deciders": Contact.objects.filter(buying_role=Contact.BuyingRole.DECIDER),
        "hours": HoursBudget.objects.filter(year__lte=on.year),
        "instructions": Instruction.objects.filter(given_on__lte=on),
        "invoices": OpenInvoice.objects.all(),
        "nps": SurveyAnswer.objects.filter(answered_on__lte=on, recommend__isnull=False),
        "opportunities": Opportunity.objects.all(),
        "projects": Project.objects.filter(starts_on__lte=on),
        "pulse": QualityRound.objects.filter(done_on__range=(year_ago, on), customer_score__isnull=False),
    }


def read(on: date) -> frozenset[str]:
    """Names of the records anybody has written or loaded by the day; none while there is no account at all."""
    found = {f"{PREFIX}{name}": Exists(rows) for name, rows in _records(on).items()}
    known = Account.objects.order_by("pk").values(**found).first() or {}
    names = {name.removeprefix(PREFIX) for name, is_kept in known.items() if is_kept}
    return frozenset(names | ({"order_book"} if names & ORDER_BOOK else set()))

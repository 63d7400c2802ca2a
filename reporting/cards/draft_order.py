"""The drafts that wait for a director, worst first: one is written after the other (domain.md 1.8)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Collate

from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import in_charge_of
from config.common.collation import FINNISH
from config.common.month import add_months
from config.common.working_days import nth_working_day
from reporting.cards.deadlines import COMMENTED_MODELS, publishing_day
from reporting.cards.shelf import WORST_FIRST
from reporting.facts.period import CUT_OFF_WORKING_DAY
from reporting.models import QualityCard
from teams.models import User

NEEDS_WORDS = Q(account__care_model__in=tuple(COMMENTED_MODELS)) | ~Q(status="GREEN")


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days for the director's words and for the publication of the cards of a month."""

    month: datetime.date
    comment_on: datetime.date
    publish_on: datetime.date


def deadlines(month: datetime.date) -> Deadlines:
    """Working days 9 and 10 of the month after."""
    return Deadlines(month, nth_working_day(add_months(month, 1), CUT_OFF_WORKING_DAY), publishing_day(month))


def waiting(accounts: AccountQuerySet) -> QuerySet[QualityCard]:
    """Drafts of the accounts of which something is missing, the newest month first, red ones first."""
    steps = (When(status=status, then=Value(at)) for at, status in enumerate(WORST_FIRST))
    drafts = QualityCard.objects.filter(
        NEEDS_WORDS, account__in=accounts.values("pk"), state=QualityCard.State.DRAFT, frozen_at__isnull=True
    )
    place = Case(*steps, output_field=IntegerField())
    ordered = drafts.annotate(place=place).order_by("-month", "place", Collate("account__name", FINNISH), "pk")
    return ordered.select_related("account").defer("snapshot")


def next_waiting(user: User | AnonymousUser, after: QualityCard, on: datetime.date) -> tuple[QualityCard | None, int]:
    """The draft to write after this one, and how many wait beside it; the first one follows the last."""
    rows = list(waiting(in_charge_of(user, on=on)))
    others = [row for row in rows if row.pk != after.pk]
    here = next((at for at, row in enumerate(rows) if row.pk == after.pk), None)
    if not others:
        return None, 0
    return others[here % len(others) if here is not None else 0], len(others)

"""Cards that are not built, with the reason, for those who may read the cards of the account (domain.md 1.8)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Collate
from django.utils.translation import gettext

from accounts_app.models import Account
from accounts_app.permissions import with_cards
from config.common.collation import FINNISH
from config.common.month import short_month
from reporting.models import BuildFailure
from teams.models import User


@dataclass(frozen=True, slots=True)
class FailureLine:
    """An account without a new card of a month, and why."""

    account_id: int
    account: str
    month: datetime.date
    reason: str

    @property
    def month_name(self) -> str:
        """The month as people write it."""
        return short_month(self.month)


def failures(
    user: User | AnonymousUser, months: Iterable[datetime.date] | None, *, on: datetime.date
) -> tuple[FailureLine, ...]:
    """The failures of the months, or of all, that the user may know of. One query beside those of the rights."""
    readable = with_cards(Account.objects.all(), user, on=on)
    rows = BuildFailure.objects.filter(account__in=readable.values("pk")).select_related("account")
    if months is not None:
        rows = rows.filter(month__in=list(months))
    ordered = rows.order_by("-month", Collate("account__name", FINNISH), "pk")
    return tuple(
        FailureLine(row.account_id, row.account.name, row.month, gettext(row.reason) if row.reason else "")
        for row in ordered
    )

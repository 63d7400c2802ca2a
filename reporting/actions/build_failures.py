"""Accounts whose card could not be built: written down with the reason, taken back by the next build that succeeds."""

import datetime
from collections.abc import Collection, Mapping

from django.utils import timezone

from reporting.models import BuildFailure, QualityCard

LONGEST = 500  # characters of a reason


def keep(*, month: datetime.date, failed: Mapping[int, str], built: Collection[int]) -> None:
    """The reasons of the accounts that failed, and none any more for those that have their card."""
    BuildFailure.objects.filter(month=month, account__in=built).delete()
    now = timezone.now()
    BuildFailure.objects.bulk_create(
        (
            BuildFailure(account_id=account_id, month=month, reason=reason[:LONGEST], failed_at=now)
            for account_id, reason in failed.items()
        ),
        update_conflicts=True,
        unique_fields=["account", "month"],
        update_fields=["reason", "failed_at"],
    )


def give_up(*, month: datetime.date, accounts: Collection[int], reason: str) -> int:
    """Nobody tries these accounts any more: those without a card of the month get the reason. Gives their number."""
    cards = QualityCard.objects.filter(month=month, account__in=accounts)
    left = set(accounts) - set(cards.values_list("account_id", flat=True))
    keep(month=month, failed=dict.fromkeys(sorted(left), reason), built=())
    return len(left)

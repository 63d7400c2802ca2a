"""Only published cards of earlier months are remembered (domain.md 2.5)."""

from datetime import date

import pytest
from django.utils import timezone

from accounts_app.models import Account
from reporting.models import QualityCard
from reporting.previous_close import previous_states
from reporting.rules import Level
from reporting.status_history import RuleState
from tests.factories import make_account

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 1)


def make_card(
    account: Account, month: date, level: str, *, good: int = 1, published: bool = True, version: int = 1
) -> QualityCard:
    frozen = {"state": "published", "frozen_at": timezone.now(), "checksum": "0" * 64} if published else {}
    return QualityCard.objects.create(
        account=account,
        month=month,
        version=version,
        status="RED",
        built_at=timezone.now(),
        snapshot={"rule_states": {"R07": {"c": level, "good": good}}},
        **frozen,
    )


def test_the_newest_published_earlier_month_counts() -> None:
    account = make_account()
    make_card(account, date(2026, 5, 1), "GREEN")
    make_card(account, date(2026, 6, 1), "RED")
    make_card(account, date(2026, 7, 1), "GREEN", published=False)
    make_card(account, AUGUST, "AMBER")
    assert previous_states([account.pk], month=AUGUST) == {account.pk: {"R07": RuleState(Level.RED, 1)}}


def test_a_corrected_version_replaces_the_first() -> None:
    account = make_account()
    make_card(account, date(2026, 7, 1), "RED")
    make_card(account, date(2026, 7, 1), "AMBER", version=2)
    assert previous_states([account.pk], month=AUGUST)[account.pk]["R07"].level is Level.AMBER


def test_no_card_no_memory() -> None:
    account, other = make_account(), make_account()
    make_card(other, date(2026, 7, 1), "RED")
    assert previous_states([account.pk], month=AUGUST) == {}

"""The card before: in time and with the director's words (domain.md 1.8, R23)."""

from datetime import date, datetime

import pytest

from accounts_app.models import Account
from config.common.clock import HELSINKI
from reporting.facts.period import Period
from reporting.facts.previous_card import read
from reporting.models import QualityCard
from tests.factories import make_account, make_card

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
JULY = date(2026, 7, 1)
IN_TIME = datetime(2026, 8, 14, 23, 59, tzinfo=HELSINKI)  # working day 10 of August
LATE = datetime(2026, 8, 15, 0, 1, tzinfo=HELSINKI)  # the 14th in UTC


def is_late(account: Account, as_of: date = TODAY) -> bool | None:
    return read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)


def test_without_a_card_of_that_month_nothing_is_said() -> None:
    account = make_account()
    make_card(account, date(2026, 6, 1), published_at=LATE)
    make_card(account, date(2026, 8, 1))
    assert is_late(account) is None


def test_published_in_time_with_a_comment() -> None:
    account = make_account()
    make_card(account, JULY, published_at=IN_TIME, comment="Tilanne on vakaa.")
    assert is_late(account) is False


def test_published_after_working_day_ten_in_helsinki() -> None:
    account = make_account()
    make_card(account, JULY, published_at=LATE, comment="Tilanne on vakaa.")
    assert is_late(account) is True


@pytest.mark.parametrize(
    ("care_model", "status", "expected"),
    [("A", "GREEN", True), ("B", "GREEN", True), ("C", "GREEN", False), ("D", "GREEN", False), ("C", "AMBER", True)],
)
def test_a_missing_comment_where_one_is_required(care_model: str, status: str, expected: bool) -> None:
    account = make_account(care_model=care_model)
    make_card(account, JULY, published_at=IN_TIME, status=status, comment=" ")
    assert is_late(account) is expected


def test_a_draft_is_late_once_its_day_is_over() -> None:
    account = make_account()
    make_card(account, JULY)
    assert is_late(account, date(2026, 8, 14)) is False
    assert is_late(account, date(2026, 8, 17)) is True


def test_what_is_published_or_built_later_does_not_show() -> None:
    account, other = make_account(), make_account()
    make_card(account, JULY, published_at=datetime(2026, 8, 14, 12, tzinfo=HELSINKI))
    assert is_late(account, date(2026, 8, 13)) is False  # that the comment is missing is known on the 14th
    assert is_late(account, date(2026, 8, 14)) is True
    make_card(other, JULY, built_at=datetime(2026, 9, 12, 9, tzinfo=HELSINKI))
    assert is_late(other) is None
    assert is_late(other, date(2026, 9, 12)) is True


def test_a_correction_is_not_late_and_brings_the_words() -> None:
    account = make_account()
    first = make_card(account, JULY, published_at=IN_TIME)
    assert is_late(account) is True
    moment = datetime(2026, 9, 1, 12, tzinfo=HELSINKI)
    make_card(account, JULY, version=2, supersedes=first, comment="Oikaistu.", built_at=moment, published_at=moment)
    assert is_late(account) is False
    assert is_late(account, date(2026, 8, 31)) is True
    make_card(account, JULY, version=3, built_at=moment)  # a draft says nothing yet
    assert is_late(account) is False
    assert QualityCard.objects.filter(account=account).count() == 3

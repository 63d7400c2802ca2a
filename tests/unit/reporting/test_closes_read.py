"""Durations are counted in closes; trend and arrow compare with the newest published card (domain.md 2.7)."""

from datetime import date

import pytest
from django.utils import timezone

from accounts_app.models import Account
from config.common.month import add_months
from reporting.cards.context import Run
from reporting.closes_read import closes_of, memory_of, months_of, runs, with_months
from reporting.models import AccountJudgement, QualityCard
from tests.factories import make_account
from tests.factories.status import make_close

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 1)


def judge(account: Account, shown: str, points: int = 0, month: date = AUGUST) -> AccountJudgement:
    Account.objects.filter(pk=account.pk).update(status=shown, status_since_on=date(2026, 9, 9))
    return AccountJudgement.objects.create(
        account=account,
        judged_on=date(2026, 9, 11),
        month=month,
        shown=shown,
        computed=shown,
        decided_by="worst-of",
        coverage_pct=100,
        risk_points=points,
    )


def make_closes(account: Account, *colours: str, last: date = date(2026, 7, 1)) -> None:
    """Closes of the months up to `last`, the oldest first."""
    for place, colour in enumerate(reversed(colours)):
        make_close(account, add_months(last, -place), colour, dimensions={"TAL": colour, "LAA": "GREEN"})


def publish(account: Account, month: date) -> None:
    now = timezone.now()
    QualityCard.objects.create(
        account=account, month=month, status="GREEN", state="published", built_at=now, frozen_at=now, checksum="x"
    )


@pytest.mark.parametrize(
    ("colours", "shown", "months"),
    [
        ((), "RED", 1),
        (("RED",), "RED", 2),
        (("RED", "GREEN"), "RED", 1),
        (("RED", "GREEN", "RED", "RED"), "RED", 3),
        (("GREEN",) * 30, "GREEN", 31),
    ],
)
def test_months_in_colour(colours: tuple[str, ...], shown: str, months: int) -> None:
    account = make_account()
    make_closes(account, *colours)
    judge(account, shown)
    assert with_months(Account.objects.all()).get().months_in_colour == months
    assert months_of(Account.objects.get()) == months


def test_the_close_of_the_judged_month_is_not_counted_twice() -> None:
    account = make_account()
    make_closes(account, "RED", "RED", "RED", last=AUGUST)
    judgement = judge(account, "RED")
    assert months_of(Account.objects.get()) == 3
    assert memory_of(judgement).months == 3


def test_an_account_never_judged_has_no_months(django_assert_num_queries) -> None:
    make_account()
    account = with_months(Account.objects.all()).get()
    with django_assert_num_queries(0):
        assert months_of(account) is None


def test_the_memory_of_a_judged_account(django_assert_num_queries) -> None:
    account, other = make_account(), make_account()
    make_closes(account, "GREEN", "RED", "RED")
    make_closes(other, "GREEN")
    publish(account, date(2026, 5, 1))
    judgement = judge(account, "RED", points=3)
    with django_assert_num_queries(1):
        memory = memory_of(judgement)
    assert [(close.month.month, close.shown, close.is_presented) for close in memory.closes] == [
        (7, "RED", False),
        (6, "RED", False),
        (5, "GREEN", True),
    ]
    assert (memory.months, memory.trend, memory.arrow, memory.on_agenda) == (3, "worse", "worse", True)


def test_without_a_published_card_everything_is_new() -> None:
    account = make_account()
    make_closes(account, "RED")
    memory = memory_of(judge(account, "RED"))
    assert (memory.trend, memory.arrow, memory.on_agenda) == ("new", "new", False)


def test_two_years_are_shown() -> None:
    account = make_account()
    make_closes(account, *["GREEN"] * 26)
    closes = closes_of(account.pk)
    assert (len(closes), closes[0].month, closes[-1].month) == (24, date(2026, 7, 1), date(2024, 8, 1))


def test_runs_end_at_the_first_other_colour(django_assert_num_queries) -> None:
    first, second, none = make_account(), make_account(), make_account()
    make_closes(first, "RED", "GREEN", "RED", "RED")
    make_closes(second, "AMBER", "AMBER", last=AUGUST)
    with django_assert_num_queries(1):
        found = runs([first.pk, second.pk, none.pk], before=AUGUST)
    assert found == {
        first.pk: {"": Run("RED", 2), "TAL": Run("RED", 2), "LAA": Run("GREEN", 4)},
        second.pk: {"": Run("AMBER", 1), "TAL": Run("AMBER", 1), "LAA": Run("GREEN", 1)},
    }


def test_a_dimension_that_was_left_out_before_begins_anew() -> None:
    account = make_account()
    make_close(account, date(2026, 5, 1), "GREEN", dimensions={"TAL": "GREEN", "HOI": "GREEN"})
    make_close(account, date(2026, 6, 1), "GREEN", dimensions={"TAL": "GREEN"})
    make_close(account, date(2026, 7, 1), "GREEN", dimensions={"TAL": "GREEN", "HOI": "GREEN"})
    found = runs([account.pk], before=AUGUST)[account.pk]
    assert (found["TAL"], found["HOI"]) == (Run("GREEN", 3), Run("GREEN", 1))

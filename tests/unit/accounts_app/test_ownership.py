"""Who answers today: owner, stand-in, deputy."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.ownership import Responsible, Why, responsible_on
from teams.availability import stand_in_for
from teams.models import Absence, Person
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)


def answer(owner: Person | None, deputy: Person | None) -> Responsible:
    account = make_account(owner=owner, deputy=deputy)
    return responsible_on([account], DAY)[account.pk]


def away(person: Person, stand_in: Person | None = None, days: int = 0) -> Absence:
    day = DAY + datetime.timedelta(days=days)
    return Absence.objects.create(person=person, stand_in=stand_in, starts_on=day, ends_on=day)


def test_the_owner_answers_when_here() -> None:
    owner, deputy = make_person(), make_person()
    away(owner, days=1)
    result = answer(owner, deputy)
    assert (result.acting, result.why) == (owner, Why.OWNER)


def test_the_named_stand_in_answers_for_an_absent_owner() -> None:
    owner, deputy, stand_in = make_person(), make_person(), make_person()
    away(owner, stand_in)
    result = answer(owner, deputy)
    assert (result.acting, result.why) == (stand_in, Why.STAND_IN)
    assert result.owner == owner
    assert stand_in_for(owner, DAY) == stand_in


def test_the_deputy_answers_when_nobody_stands_in() -> None:
    owner, deputy = make_person(), make_person()
    away(owner)
    assert answer(owner, deputy).why == Why.DEPUTY


def test_with_both_away_the_owner_is_still_named() -> None:
    owner, deputy = make_person(), make_person()
    away(owner)
    away(deputy)
    result = answer(owner, deputy)
    assert (result.acting, result.why) == (owner, Why.OWNER_AWAY)


def test_a_deputy_answers_for_an_account_without_owner() -> None:
    deputy = make_person()
    assert answer(None, deputy).acting == deputy


def test_nobody_is_said_to_be_nobody() -> None:
    assert answer(None, None) == Responsible(None, None, None, Why.NOBODY)


@pytest.mark.parametrize("count", [1, 20])
def test_two_queries_whatever_the_number_of_accounts(count: int) -> None:
    accounts = [make_account(owner=make_person(), deputy=make_person()) for _ in range(count)]
    with CaptureQueriesContext(connection) as queries:
        responsible_on(accounts, DAY)
    assert len(queries) == 2

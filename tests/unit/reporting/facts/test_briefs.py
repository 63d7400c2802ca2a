"""Briefs and their acknowledgements (domain.md 1.4 H3, R26)."""

from datetime import date, timedelta

import pytest

from accounts_app.models import Account
from reporting.facts.people import read
from reporting.facts.period import Period
from teams.models import Person
from tests.factories import make_account, make_acknowledgement, make_brief, make_person, make_site

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
LONG_PUBLISHED = date(2026, 6, 1)


def missing(account: Account, as_of: date = TODAY) -> object:
    return read([account.pk], Period(date(2026, 8, 1), as_of))[account.pk]["brief_missing"]


def supervised(*people: Person, since: date | None = None) -> Account:
    account = make_account()
    for person in people:
        site = make_site(account, supervisor=person)
        if since is not None:
            site.supervisions.update(starts_on=since)
    return account


def test_without_a_brief_nothing_is_said() -> None:
    assert missing(supervised(make_person())) is None


def test_a_person_is_counted_once_and_readers_are_not() -> None:
    reader, other = make_person(), make_person()
    account = supervised(reader, other, other)
    make_brief(account, LONG_PUBLISHED, reader)
    assert missing(account) == 1


def test_fourteen_days_are_given_from_the_brief_and_from_the_start() -> None:
    account = supervised(make_person(), since=TODAY - timedelta(days=14))
    make_brief(account, LONG_PUBLISHED)
    assert missing(account) == 0
    assert missing(account, TODAY + timedelta(days=1)) == 1
    old_hand = supervised(make_person())
    make_brief(old_hand, TODAY - timedelta(days=14))
    assert missing(old_hand) == 0
    assert missing(old_hand, TODAY + timedelta(days=1)) == 1


def test_the_first_of_many_current_sites_counts() -> None:
    person = make_person()
    account = supervised(person)
    make_site(account, supervisor=person).supervisions.update(starts_on=TODAY)
    make_brief(account, LONG_PUBLISHED)
    assert missing(account) == 1


def test_only_supervisors_of_now_on_active_sites_are_asked() -> None:
    account = supervised(make_person(), make_person())
    gone, closed = account.sites.order_by("pk")
    gone.supervisions.update(ends_on=date(2026, 9, 10))
    closed.ends_on = date(2026, 9, 10)
    closed.save()
    make_brief(account, LONG_PUBLISHED)
    assert missing(account) == 0


def test_a_newer_brief_is_acknowledged_anew() -> None:
    person = make_person()
    account = supervised(person)
    make_brief(account, date(2026, 1, 1), person)
    newest = make_brief(account, LONG_PUBLISHED)
    assert missing(account) == 1
    make_acknowledgement(newest, person, TODAY)
    assert missing(account) == 0


def test_a_later_brief_or_acknowledgement_does_not_show() -> None:
    person = make_person()
    account = supervised(person)
    make_brief(account, date(2026, 9, 12))
    assert missing(account) is None
    brief = make_brief(account, LONG_PUBLISHED)
    make_acknowledgement(brief, person, date(2026, 9, 12))
    assert missing(account) == 1

"""Exactly one main owner at any date, by the action on both databases and by a constraint on PostgreSQL."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts_app.actions import assignments
from accounts_app.models import Account, Assignment
from teams.models import AuditEvent, Person
from tests.factories import make_account, make_person
from tests.factories.overrides import told_accounts

pytestmark = pytest.mark.django_db
ONE = datetime.timedelta(days=1)
DAY = datetime.date(2026, 9, 1)
OWNER = Assignment.Role.OWNER


@pytest.fixture
def account() -> Account:
    return make_account()


@pytest.fixture
def aino() -> Person:
    return make_person("Aino Mallinen")


@pytest.fixture
def eero() -> Person:
    return make_person("Eero Esimerkkilä")


def appoint(
    account: Account, person: Person, starts_on: datetime.date, ends_on: datetime.date | None = None
) -> Assignment:
    return assignments.appoint(
        account=account, person=person, role=OWNER, starts_on=starts_on, ends_on=ends_on, by=None
    )


def owner_on(account: Account, day: datetime.date) -> Person:
    return Assignment.objects.current(day).get(account=account, role=OWNER).person


def test_appointing_leaves_a_trace(account: Account, aino: Person) -> None:
    assignment = appoint(account, aino, DAY)
    event = AuditEvent.objects.get(act="appoint")
    assert event.object_id == str(assignment.pk)
    assert event.details == {"account": account.pk, "person": aino.pk, "role": "owner"}


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (datetime.date(2026, 9, 10), None),
        (datetime.date(2026, 9, 10), datetime.date(2026, 9, 10)),
        (datetime.date(2026, 9, 30), None),
        (datetime.date(2026, 8, 1), datetime.date(2026, 9, 1)),
    ],
)
def test_a_second_owner_is_refused_by_name(
    account: Account, aino: Person, eero: Person, starts_on: datetime.date, ends_on: datetime.date | None
) -> None:
    appoint(account, aino, DAY, datetime.date(2026, 9, 30))
    with pytest.raises(ValidationError, match="Aino Mallinen"):
        appoint(account, eero, starts_on, ends_on)
    assert Assignment.objects.count() == 1


def test_the_day_after_is_free(account: Account, aino: Person, eero: Person) -> None:
    appoint(account, aino, DAY, datetime.date(2026, 9, 30))
    appoint(account, eero, datetime.date(2026, 10, 1))
    assert owner_on(account, datetime.date(2026, 9, 30)) == aino
    assert owner_on(account, datetime.date(2026, 10, 1)) == eero


def test_handing_over_ends_the_old_owner_the_day_before(account: Account, aino: Person, eero: Person) -> None:
    appoint(account, aino, datetime.date(2020, 1, 1))
    assignments.hand_over(account=account, to=eero, on=DAY, by=None)
    assert owner_on(account, datetime.date(2026, 8, 31)) == aino
    assert owner_on(account, DAY) == eero


def test_handing_over_without_an_owner_appoints(account: Account, eero: Person) -> None:
    assignments.hand_over(account=account, to=eero, on=DAY, by=None)
    assert owner_on(account, DAY) == eero


def test_handing_over_to_the_same_person_is_refused(account: Account, aino: Person) -> None:
    appoint(account, aino, datetime.date(2020, 1, 1))
    with pytest.raises(ValidationError):
        assignments.hand_over(account=account, to=aino, on=DAY, by=None)


def test_handing_over_on_the_first_day_is_refused_and_changes_nothing(
    account: Account, aino: Person, eero: Person
) -> None:
    appoint(account, aino, DAY)
    with pytest.raises(ValidationError):
        assignments.hand_over(account=account, to=eero, on=DAY, by=None)
    assert owner_on(account, DAY) == aino


def test_a_period_upside_down_is_refused(account: Account, aino: Person) -> None:
    with pytest.raises(ValidationError):
        appoint(account, aino, DAY, datetime.date(2026, 8, 31))


def test_deputies_may_overlap(account: Account, aino: Person, eero: Person) -> None:
    for person in (aino, eero):
        assignments.appoint(account=account, person=person, role=Assignment.Role.DEPUTY, starts_on=DAY, by=None)
    assert Assignment.objects.current(DAY).count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the constraint exists on PostgreSQL")
def test_postgresql_refuses_what_goes_past_the_action(account: Account, aino: Person, eero: Person) -> None:
    appoint(account, aino, DAY)
    with pytest.raises(IntegrityError, match="one_owner_at_a_time"), transaction.atomic():
        Assignment.objects.create(account=account, person=eero, role=OWNER, starts_on=DAY)


def test_every_change_of_responsibility_has_the_account_judged_again(
    account: Account, aino: Person, eero: Person
) -> None:
    with told_accounts() as told:
        appoint(account, aino, DAY)
        assignments.hand_over(account=account, to=eero, on=DAY + ONE, by=None)
        deputy = assignments.replace_deputy(account=account, person=aino, on=DAY, by=None)
        assignments.end(assignment=deputy, on=DAY + ONE, by=None)
    assert told == [account.pk] * 4


def test_an_import_judges_all_accounts_itself(account: Account, aino: Person) -> None:
    with told_accounts() as told:
        owner = assignments.appoint(account=account, person=aino, role=OWNER, starts_on=DAY, by=None, tell=False)
        assignments.end(assignment=owner, on=DAY + ONE, by=None, tell=False)
    assert told == []

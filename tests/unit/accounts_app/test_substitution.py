"""Who acts in the owner's place, day by day: the absence and one working day on both sides (domain.md 4.6)."""

import datetime

import pytest

from accounts_app.models import Account, AccountGrant, BarrierGroup, BarrierMember
from accounts_app.ownership.responsible import Why
from accounts_app.ownership.substitution import acts_for, substitutions_of
from accounts_app.permissions import rights
from teams.models import Absence, Company, Person, PoolDeputy, Region, Unit
from tests.factories import make_account, make_person, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = datetime.date(2026, 9, 14), datetime.date(2026, 9, 18)
FRIDAY_BEFORE, MONDAY_AFTER = datetime.date(2026, 9, 11), datetime.date(2026, 9, 21)


def away(person: Person, stand_in: Person | None = None) -> Absence:
    """The whole week from 14.9.2026."""
    return Absence.objects.create(person=person, stand_in=stand_in, starts_on=MONDAY, ends_on=FRIDAY)


@pytest.mark.parametrize(
    ("day", "acts"),
    [
        (datetime.date(2026, 9, 10), False),
        (FRIDAY_BEFORE, True),
        (datetime.date(2026, 9, 12), True),
        (MONDAY, True),
        (FRIDAY, True),
        (MONDAY_AFTER, True),
        (datetime.date(2026, 9, 22), False),
    ],
)
def test_stand_in_acts_from_the_working_day_before_to_the_one_after(day: datetime.date, acts: bool) -> None:
    owner, stand_in = make_person(), make_user()
    account = make_account(owner=owner)
    away(owner, stand_in.person)
    assert (acts_for(stand_in.person, account, day) is not None) is acts
    assert rights(stand_in, account, day).edit is acts


def test_substitute_is_told_in_whose_place_the_act_is() -> None:
    owner, stand_in = make_person("Aino Mallinen"), make_user()
    account = make_account(owner=owner)
    away(owner, stand_in.person)
    assert rights(stand_in, account, MONDAY).substitutes == owner
    assert substitutions_of(stand_in.person, MONDAY)[account.pk].why is Why.STAND_IN


def test_stand_in_does_not_open_a_secret_account() -> None:
    owner, stand_in = make_person(), make_user()
    account = make_account(owner=owner, confidentiality="secret")
    away(owner, stand_in.person)
    assert acts_for(stand_in.person, account, MONDAY) is None
    assert not Account.objects.visible_to(stand_in, on=MONDAY).exists()


def test_stand_in_named_for_the_secret_account_acts_in_it() -> None:
    owner, stand_in = make_person(), make_person()
    account = make_account(owner=owner, confidentiality="secret")
    AccountGrant.objects.create(account=account, person=stand_in, starts_on=LONG_AGO)
    away(owner, stand_in)
    assert acts_for(stand_in, account, MONDAY) is not None


def test_stand_in_on_the_other_side_of_a_barrier_does_not_act() -> None:
    owner, stand_in = make_person(), make_person()
    group = BarrierGroup.objects.create(name="Puoli A")
    BarrierMember.objects.create(group=group, person=owner, starts_on=LONG_AGO)
    account = make_account(owner=owner, barrier_group=group)
    away(owner, stand_in)
    assert acts_for(stand_in, account, MONDAY) is None


def test_when_the_stand_in_is_away_too_the_deputy_answers_and_the_stand_in_has_no_rights() -> None:
    owner, deputy, stand_in = make_person(), make_person(), make_person()
    account = make_account(owner=owner, deputy=deputy)
    away(owner, stand_in)
    Absence.objects.create(person=stand_in, starts_on=LONG_AGO, ends_on=None)
    assert acts_for(stand_in, account, MONDAY) is None


def pool_of(owner: Person) -> Person:
    company = Company.objects.create(name="Siistipolku Oy")
    region = Region.objects.create(company=company, name="Uusimaa")
    owner.unit = Unit.objects.create(company=company, region=region, name="Alue Helsinki")
    owner.save()
    person = make_person("Pooli Henkilö")
    PoolDeputy.objects.create(region=region, person=person, starts_on=LONG_AGO)
    return person


@pytest.mark.parametrize(("care_model", "acts"), [("C", True), ("D", True), ("A", False), ("B", False)])
def test_pool_of_the_region_acts_for_basic_accounts_only(care_model: str, acts: bool) -> None:
    owner = make_person()
    account = make_account(owner=owner, care_model=care_model)
    pooled = pool_of(owner)
    away(owner)
    assert (acts_for(pooled, account, MONDAY) is not None) is acts


def test_line_manager_acts_when_nobody_else_is_there() -> None:
    manager = make_person()
    owner = make_person(line_manager=manager)
    account = make_account(owner=owner)
    away(owner)
    assert substitutions_of(manager, MONDAY)[account.pk].why is Why.MANAGER


def test_line_manager_acts_for_an_owner_who_has_left() -> None:
    manager = make_person()
    owner = make_person(line_manager=manager, left_on=FRIDAY_BEFORE)
    account = make_account(owner=owner)
    assert acts_for(manager, account, datetime.date(2026, 9, 10)) is None
    assert acts_for(manager, account, MONDAY) is not None


def test_nobody_acts_for_an_owner_who_is_here() -> None:
    manager = make_person()
    account = make_account(owner=make_person(line_manager=manager))
    assert acts_for(manager, account, MONDAY) is None

"""Nationwide accounts belong to named directors from a day on; exceptions are listed with their reason (R003, R034)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions import assignments, ownership_policy
from accounts_app.models import Account, Assignment, BarrierGroup, BarrierMember, OwnershipPolicy
from accounts_app.naming.rules import exceptions_in_force, nationwide_criteria, needs_exception, proposed_nationwide
from tests.factories import make_account, make_board_chair, make_person, make_site, make_town, make_user

pytestmark = pytest.mark.django_db
TODAY, START = datetime.date(2026, 9, 11), datetime.date(2026, 9, 1)


def decide(user: object, **values: object) -> OwnershipPolicy:
    asked = {"on": TODAY, "directors_only_from": START, "decision": "Johtoryhmä 3/2026"}
    return ownership_policy.decide(by=user, **(asked | values))


def spread(account: Account, towns: int = 3, sites: int = 5) -> None:
    names = ("Helsinki", "Oulu", "Turku", "Lahti")[:towns]
    for number in range(sites):
        make_site(account, town=make_town(names[number % towns]))


def test_the_process_owner_decides_and_deciding_again_replaces_the_day() -> None:
    keeper = make_user(role="process_owner")
    decide(keeper)
    decide(keeper, directors_only_from=None)
    assert OwnershipPolicy.objects.get().directors_only_from is None
    for user in (make_board_chair(), make_user(role="administrator"), make_user(role="business_director")):
        with pytest.raises(PermissionDenied):
            decide(user)
    with pytest.raises(ValidationError):
        decide(keeper, decision=" ")


def test_the_rule_holds_from_its_day_for_nationwide_accounts_only() -> None:
    decide(make_user(role="process_owner"))
    director = make_user(role="account_director").person
    nationwide, local = make_account(is_nationwide=True), make_account()
    other = make_person()
    later = TODAY + datetime.timedelta(days=1)
    assert needs_exception(nationwide, other, later)
    assert not needs_exception(nationwide, director, later)
    assert not needs_exception(local, other, later)
    assert not needs_exception(nationwide, other, datetime.date(2026, 8, 31))


def test_exceptions_show_the_reason_and_only_of_visible_accounts() -> None:
    decide(make_user(role="process_owner"))
    chair, other = make_board_chair(), make_person("Sakari Poikkeus")
    open_account = make_account("Valtakunta Oy", is_nationwide=True)
    secret = make_account("Salattu Oy", is_nationwide=True, confidentiality="secret")
    for account in (open_account, secret):
        assignments.appoint(
            account=account, person=other, role="owner", starts_on=START, exception_reason="Vaihto keväällä", by=None
        )
    make_account(is_nationwide=True, owner=make_user(role="account_director").person)
    (found,) = exceptions_in_force(Account.objects.visible_to(chair, on=TODAY), TODAY)
    assert (found.account, found.owner, found.reason) == (open_account, other, "Vaihto keväällä")


def test_one_site_is_not_nationwide_without_a_reason() -> None:
    chair, account = make_board_chair(), make_account()
    make_site(account)
    with pytest.raises(ValidationError):
        ownership_policy.confirm_nationwide(account=account, reason=" ", on=TODAY, by=chair)
    ownership_policy.confirm_nationwide(account=account, reason="Laajenee keväällä", on=TODAY, by=chair)
    account.refresh_from_db()
    assert (account.is_nationwide, account.nationwide_confirmed_by) == (True, chair.person)
    ownership_policy.end_nationwide(account=account, on=TODAY, by=chair)
    account.refresh_from_db()
    assert not account.is_nationwide
    with pytest.raises(PermissionDenied):
        ownership_policy.confirm_nationwide(account=account, reason="x", on=TODAY, by=make_user())


def test_an_account_over_both_limits_is_proposed() -> None:
    chair, wide, narrow = make_board_chair(), make_account(), make_account()
    spread(wide)
    spread(narrow, towns=2)
    assert nationwide_criteria(wide, TODAY).are_met
    assert proposed_nationwide(Account.objects.visible_to(chair, on=TODAY), TODAY) == [wide]
    ownership_policy.confirm_nationwide(account=wide, reason="", on=TODAY, by=chair)
    assert proposed_nationwide(Account.objects.visible_to(chair, on=TODAY), TODAY) == []


@pytest.mark.parametrize("role", Assignment.Role.values)
def test_nobody_outside_the_side_is_named_behind_a_barrier(role: str) -> None:
    ours, theirs = BarrierGroup.objects.create(name="Sininen"), BarrierGroup.objects.create(name="Vihreä")
    ours.rivals.add(theirs)
    account, inside, outside = make_account(barrier_group=ours), make_person("Sisä"), make_person("Ulko")
    BarrierMember.objects.create(group=ours, person=inside, starts_on=START)
    BarrierMember.objects.create(group=theirs, person=outside, starts_on=START)
    named = {"role": role, "starts_on": TODAY, "ends_on": TODAY, "town": make_town(), "by": None}
    with pytest.raises(ValidationError) as refused:
        assignments.appoint(account=account, person=outside, **named)
    assert "Vihreä" not in str(refused.value)
    assert assignments.appoint(account=account, person=inside, **named).pk


def test_a_local_owner_needs_a_town_and_a_team_its_last_day() -> None:
    account, person = make_account(), make_person()
    for role in ("local_owner", "team"):
        with pytest.raises(ValidationError):
            assignments.appoint(account=account, person=person, role=role, starts_on=TODAY, by=None)

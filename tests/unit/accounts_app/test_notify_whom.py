"""One named person for each kind of event, through a chain that does not end (requirements.md R012)."""

import datetime

import pytest

from accounts_app.models import Account, Assignment, BarrierGroup
from accounts_app.support.notify_whom import EVENTS, Place, Step, whom
from accounts_app.support.own_side import own_side
from teams.models import Absence, BoardMembership, Company, Person, Unit
from tests.factories import make_account, make_board_chair, make_person, make_site, make_town
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def away(person: Person) -> None:
    Absence.objects.create(person=person, starts_on=TODAY, ends_on=TODAY)


def name(account: Account, person: Person, role: str, **values: object) -> None:
    Assignment.objects.create(account=account, person=person, role=role, starts_on=LONG_AGO, **values)


def test_complaint_at_the_oulu_site_goes_down_the_chain_as_people_are_away() -> None:
    manager = make_person("Yksikön Päällikkö")
    unit = Unit.objects.create(company=Company.objects.create(name="Emo Oy"), name="Asiakkuudet", manager=manager)
    supervisor, local, owner, deputy = make_person(), make_person(), make_person(unit=unit), make_person()
    chair = make_board_chair().person
    account = make_account(owner=owner, deputy=deputy)
    make_site(account, "Oulun kohde", town=make_town("Oulu"), supervisor=supervisor)
    make_site(account, "Turun kohde", town=make_town("Turku"))
    name(account, local, "local_owner", town=make_town("Oulu"))
    told = []
    for person in (None, supervisor, local, owner, deputy, manager):
        if person is not None:
            away(person)
        side = own_side(account, TODAY)
        site = next(line for line in side.sites if line.site.name == "Oulun kohde")
        told.append(whom(EVENTS["complaint"], side, Place(site=site)).person)
    assert told == [supervisor, local, owner, deputy, manager, chair]


@pytest.mark.parametrize("code", list(EVENTS))
def test_every_event_names_somebody_as_long_as_the_account_has_an_owner(code: str) -> None:
    owner = make_person()
    account = make_account(owner=owner)
    assert whom(EVENTS[code], own_side(account, TODAY)).person == owner


@pytest.mark.parametrize("code", list(EVENTS))
def test_with_everybody_away_the_owner_is_named_rather_than_nobody(code: str) -> None:
    owner = make_person()
    account = make_account(owner=owner)
    away(owner)
    assert whom(EVENTS[code], own_side(account, TODAY)).person == owner


def test_without_an_owner_the_board_is_told() -> None:
    chair = make_board_chair().person
    BoardMembership.objects.create(person=make_person("Aaro Jäsen"), seat="member", starts_on=LONG_AGO)
    told = whom(EVENTS["contract"], own_side(make_account(), TODAY))
    assert (told.person, told.step) == (chair, Step.BOARD)


@pytest.mark.parametrize(("code", "task"), [("invoicing", "billing"), ("media", "communication")])
def test_matters_across_towns_go_to_the_person_named_for_them(code: str, task: str) -> None:
    account, helper = make_account(owner=make_person()), make_person()
    name(account, helper, "support", task=task)
    assert whom(EVENTS[code], own_side(account, TODAY)).person == helper


def test_tip_in_a_town_goes_to_its_local_owner_and_elsewhere_to_the_owner() -> None:
    owner, local = make_person(), make_person()
    account = make_account(owner=owner)
    name(account, local, "local_owner", town=make_town("Oulu"))
    side = own_side(account, TODAY)
    assert whom(EVENTS["need"], side, Place(town=make_town("Oulu"))).person == local
    assert whom(EVENTS["need"], side, Place(town=make_town("Turku"))).person == owner


def test_supervisor_who_left_is_passed_over() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    make_site(account, supervisor=make_person(left_on=TODAY - datetime.timedelta(days=1)))
    side = own_side(account, TODAY)
    assert whom(EVENTS["complaint"], side, Place(site=side.sites[0])).person == owner


@pytest.mark.parametrize("hidden", ["secret", "barrier"])
def test_nobody_is_named_who_may_not_know_of_the_account(hidden: str) -> None:
    owner, supervisor = make_person(), make_person()
    make_board_chair()
    account = make_account(owner=owner)
    make_site(account, "Salakohde", town=make_town("Oulu"), supervisor=supervisor)
    site = own_side(account, TODAY).sites[0]
    assert whom(EVENTS["complaint"], own_side(account, TODAY), Place(site=site)).person == supervisor
    if hidden == "secret":
        account.confidentiality = "secret"
    else:
        account.barrier_group = BarrierGroup.objects.create(name="A")
        account.barrier_group.members.create(person=owner, starts_on=LONG_AGO)
    account.save()
    away(owner)
    side = own_side(account, TODAY)
    told = {code: whom(event, side, Place(site=site)).person for code, event in EVENTS.items()}
    assert set(told.values()) == {owner}, told

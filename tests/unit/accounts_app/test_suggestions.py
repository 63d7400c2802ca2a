"""Whom to ask for a gap, and who knows the customer (requirements.md R064, R068)."""

import datetime

import pytest

from accounts_app.models import Assignment, ProjectMember
from accounts_app.permissions import rights
from accounts_app.support.known_people import known_people, listed
from accounts_app.support.suggestions import MOST_ACCOUNTS, overloaded, suggestions
from teams.models import Person
from tests.factories import (
    make_account,
    make_area,
    make_contact,
    make_meeting,
    make_person,
    make_project,
    make_support,
    make_town,
    make_user,
)
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def expert(name: str, town: str, area: str = "") -> Person:
    person = make_person(name, town=make_town(town))
    if area:
        person.business_areas.add(make_area(area))
    return person


def test_expert_of_the_town_comes_first_then_the_town() -> None:
    owner = make_user()
    make_account(owner=owner.person)
    others = expert("Aapo", "Oulu"), expert("Bertta", "Oulu", "Siivous"), expert("Celia", "Turku", "Siivous")
    found = suggestions(make_town("Oulu"), make_area("Siivous"), {}, owner, TODAY)
    assert [line.person for line in found] == [others[1], others[0]]


def test_expert_of_another_town_is_offered_where_remote_support_is_allowed() -> None:
    owner, area = make_user(), make_area("Siivous")
    area.is_remote_capable = True
    area.save()
    far = expert("Celia", "Turku", "Siivous")
    assert [line.person for line in suggestions(make_town("Oulu"), area, {}, owner, TODAY)] == [far]


def test_of_equals_the_one_the_customer_knows_comes_first() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    expert("Aapo", "Oulu", "Siivous")
    met = expert("Seppo", "Oulu", "Siivous")
    make_meeting(account, datetime.date(2026, 5, 4), host=met)
    known = known_people(account, rights(owner, account, TODAY), TODAY)
    assert suggestions(make_town("Oulu"), make_area("Siivous"), known, owner, TODAY)[0].person == met


def test_of_equals_the_one_with_less_to_do_comes_first() -> None:
    owner = make_user()
    busy, free = expert("Aapo", "Oulu", "Siivous"), expert("Seppo", "Oulu", "Siivous")
    make_support(make_account(care_model="A"), person=busy)
    found = suggestions(make_town("Oulu"), make_area("Siivous"), {}, owner, TODAY)
    assert [line.person for line in found] == [free, busy]


def test_secret_account_does_not_add_to_the_load_others_see() -> None:
    reader, person = make_user(), expert("Aapo", "Oulu", "Siivous")
    make_support(make_account(care_model="A", confidentiality="secret"), person=person)
    assert suggestions(make_town("Oulu"), make_area("Siivous"), {}, reader, TODAY)[0].accounts == 0


def test_more_than_25_key_accounts_are_too_many() -> None:
    reader, person = make_user(), make_person()
    for _ in range(MOST_ACCOUNTS):
        make_support(make_account(care_model="A"), person=person)
    make_support(make_account(care_model="C"), person=person)
    assert overloaded([person.pk], reader, TODAY) == {}
    make_support(make_account(care_model="B"), person=person)
    assert overloaded([person.pk], reader, TODAY) == {person.pk: 26}


def test_project_member_of_three_years_ago_is_found_with_the_role_left() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    former, member = make_person("Entinen"), make_person("Jäsen", left_on=datetime.date(2024, 1, 1))
    Assignment.objects.create(
        account=account, person=former, role="deputy", starts_on=LONG_AGO, ends_on=datetime.date(2023, 6, 1)
    )
    ProjectMember.objects.create(
        project=make_project(account, name="Hanke"),
        person=member,
        starts_on=LONG_AGO,
        ends_on=datetime.date(2023, 1, 1),
    )
    lines = {line.person: line.known for line in listed(known_people(account, rights(owner, account, TODAY), TODAY))}
    assert lines[member].projects == ["Hanke"]
    assert (lines[former].last_on, lines[former].is_now) == (datetime.date(2023, 6, 1), False)
    assert (lines[owner.person].last_on, lines[owner.person].is_now) == (None, True)


def test_names_of_the_customer_and_meetings_only_to_those_who_may_read_them() -> None:
    owner, admin = make_user(), make_user(role="administrator")
    account, host = make_account(owner=owner.person), make_person()
    meeting = make_meeting(account, datetime.date(2026, 5, 4), host=host)
    meeting.contacts.add(make_contact(account, name="Päättäjä Pia"))
    make_meeting(account, datetime.date(2026, 7, 1), host=host)
    seen = known_people(account, rights(owner, account, TODAY), TODAY)
    assert (seen[host.pk].meetings, seen[host.pk].contacts) == (2, {"Päättäjä Pia"})
    assert seen[host.pk].last_on == datetime.date(2026, 7, 1)
    assert host.pk not in known_people(account, rights(admin, account, TODAY), TODAY)


def test_staff_without_the_care_learn_nothing_of_the_past() -> None:
    staff = make_user()
    account = make_account(owner=make_person())
    assert not known_people(account, rights(staff, account, TODAY), TODAY)


def test_people_of_the_customer_stand_in_finnish_order() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    for name in ("Öhman Ö", "Åberg Å", "Zorro Z", "Äijälä Ä"):
        make_contact(account, name=name, counterpart=owner.person)
    known = known_people(account, rights(owner, account, TODAY), TODAY)[owner.person.pk]
    assert known.contact_names == ["Zorro Z", "Åberg Å", "Äijälä Ä", "Öhman Ö"]

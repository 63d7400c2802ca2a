"""What an absence leaves open, who reads and keeps absences, and who is told (domain.md 4.6)."""

import datetime

import pytest

from accounts_app.actions import absences as actions
from accounts_app.actions import records
from accounts_app.actions.behalf import behalf_of
from accounts_app.models import Risk
from accounts_app.notices import notices_of
from accounts_app.ownership.leave import Lack, kept_people, may_keep, readable_absences, warnings_of
from accounts_app.ownership.leave_texts import away_texts, sentence
from accounts_app.signals import account_touched
from teams.models import Absence, AuditEvent, Company, Person, PoolDeputy, Region, RoleGrant, Unit, User
from tests.factories import make_account, make_person, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
MONDAY = datetime.date(2026, 9, 14)
DAY = datetime.timedelta(days=1)


def lacks(absence: Absence, user: User) -> dict[Lack, int]:
    return {line.lack: line.days for line in warnings_of(absence, user, TODAY)}


def away(person: Person, days: int = 5, stand_in: Person | None = None, first: datetime.date = MONDAY) -> Absence:
    return Absence.objects.create(person=person, stand_in=stand_in, starts_on=first, ends_on=first + DAY * (days - 1))


def test_owner_of_basic_accounts_without_anybody_leaves_them_uncovered() -> None:
    owner = make_user()
    make_account(owner=owner.person, care_model="C")
    assert lacks(away(owner.person), owner) == {Lack.UNCOVERED: 5}


@pytest.mark.parametrize(
    ("days", "lack", "working"), [(5, Lack.UNCOVERED, 5), (8, Lack.LONG, 6), (29, Lack.VERY_LONG, 21)]
)
def test_more_than_five_and_more_than_twenty_working_days_are_worse(days: int, lack: Lack, working: int) -> None:
    owner = make_user()
    make_account(owner=owner.person, care_model="C")
    assert lacks(away(owner.person, days), owner) == {lack: working}


def test_stand_in_covers_every_day() -> None:
    owner = make_user()
    make_account(owner=owner.person)
    assert lacks(away(owner.person, 29, make_person()), owner) == {}


def test_stand_in_away_on_two_days_leaves_those_open() -> None:
    owner, stand_in = make_user(), make_person()
    make_account(owner=owner.person)
    away(stand_in, 2, first=MONDAY + DAY)
    assert lacks(away(owner.person, 5, stand_in), owner) == {Lack.UNCOVERED: 2, Lack.STAND_IN_AWAY: 0}


def test_deputy_covers_but_a_stand_in_is_still_asked_for_key_accounts() -> None:
    owner = make_user()
    make_account(owner=owner.person, deputy=make_person(), care_model="A")
    assert lacks(away(owner.person), owner) == {Lack.NO_STAND_IN: 0}


def test_deputy_away_on_overlapping_days_is_said() -> None:
    owner, deputy = make_user(), make_person("Eero Esimerkkilä")
    make_account(owner=owner.person, deputy=deputy)
    away(deputy, 1, first=MONDAY + DAY * 4)
    absence = away(owner.person, 5, make_person())
    (line,) = warnings_of(absence, owner, TODAY)
    assert line.lack is Lack.DEPUTY_AWAY
    assert "Eero Esimerkkilä" in sentence(line)


def test_pool_covers_basic_accounts() -> None:
    company = Company.objects.create(name="Emo Oy")
    region = Region.objects.create(company=company, name="Uusimaa")
    owner = make_user(unit=Unit.objects.create(company=company, region=region, name="Alue"))
    make_account(owner=owner.person, care_model="C")
    PoolDeputy.objects.create(region=region, person=make_person(), starts_on=LONG_AGO)
    assert lacks(away(owner.person), owner) == {}


def test_stand_in_does_not_cover_a_secret_account() -> None:
    owner = make_user()
    make_account(owner=owner.person, confidentiality="secret")
    assert lacks(away(owner.person, 5, make_person()), owner) == {Lack.UNCOVERED: 5}


def test_line_manager_learns_nothing_of_a_secret_account() -> None:
    manager = make_user()
    owner = make_person(line_manager=manager.person)
    make_account("Salainen Oy", owner=owner, confidentiality="secret")
    assert lacks(away(owner), manager) == {}


def test_in_july_somebody_of_the_region_has_to_be_here() -> None:
    company = Company.objects.create(name="Emo Oy")
    unit = Unit.objects.create(
        company=company, region=Region.objects.create(company=company, name="Uusimaa"), name="Alue"
    )
    first, second = make_user(unit=unit), make_person(unit=unit)
    for person in (first.person, second):
        RoleGrant.objects.create(person=person, role=RoleGrant.Role.ACCOUNT_DIRECTOR, starts_on=LONG_AGO)
    away(second, 7, first=datetime.date(2027, 7, 12))
    beside = away(first.person, 7, first=datetime.date(2027, 7, 16))
    (line,) = warnings_of(beside, first, TODAY)
    assert (line.lack, line.first_on) == (Lack.EMPTY_REGION, datetime.date(2027, 7, 16))
    after = away(first.person, 7, first=datetime.date(2027, 7, 24))
    assert lacks(after, first) == {}


def test_everybody_keeps_own_absences_and_a_manager_those_of_own_people() -> None:
    manager, other, keeper = make_user(), make_user(), make_user(role="human_resources")
    led = make_user(line_manager=manager.person)
    keepers = [user for user in (led, manager, other, keeper) if may_keep(user, led.person, TODAY)]
    assert keepers == [led, manager, keeper]
    assert set(kept_people(manager, TODAY)) == {manager.person, led.person}


def test_absence_of_today_is_known_to_all_and_one_to_come_to_those_it_concerns() -> None:
    manager, stand_in, other, keeper = make_user(), make_user(), make_user(), make_user(role="human_resources")
    owner, deputy = make_user(line_manager=manager.person), make_user()
    make_account(owner=owner.person, deputy=deputy.person)
    now, coming = away(make_person(), first=TODAY), away(owner.person, 5, stand_in.person)
    readers = (owner, manager, stand_in, deputy, keeper, other)
    seen = {user: set(readable_absences(user, TODAY)) for user in readers}
    assert all(now in found for found in seen.values())
    assert [coming in seen[user] for user in readers] == [True, True, True, True, True, False]


def test_stand_in_and_deputy_are_told_without_naming_an_account() -> None:
    writer, stand_in, deputy = make_user("Aino Mallinen"), make_user(), make_user()
    make_account("Salainen Oy", owner=writer.person, deputy=deputy.person, confidentiality="secret")
    values = {"starts_on": MONDAY, "ends_on": MONDAY + DAY}
    actions.add(person=writer.person, stand_in=stand_in.person, by=writer, **values)
    told = [notices_of(user, on=TODAY) for user in (stand_in, deputy, writer)]
    assert [len(lines) for lines in told] == [1, 1, 0]
    assert all("Aino Mallinen" in line.sentence and "Salainen" not in line.sentence for line in told[0] + told[1])


def test_former_stand_in_is_told_and_each_change_has_the_accounts_judged_again() -> None:
    writer, first, second = make_user(), make_user(), make_user()
    account = make_account(owner=writer.person)
    touched: list[int] = []

    def keep(account_id: int, **_: object) -> None:
        touched.append(account_id)

    account_touched.connect(keep)
    try:
        values = {"starts_on": MONDAY, "ends_on": MONDAY + DAY}
        absence = actions.add(person=writer.person, stand_in=first.person, by=writer, **values)
        actions.change(absence=absence, stand_in=second.person, by=writer, **values)
        actions.end(absence=absence, on=MONDAY, by=writer)
        actions.take_away(absence=absence, by=writer)
    finally:
        account_touched.disconnect(keep)
    assert touched == [account.pk] * 4
    assert [len(notices_of(user, on=TODAY)) for user in (first, second)] == [2, 3]


def test_text_for_customers_names_the_stand_in_in_three_languages() -> None:
    stand_in = make_person("Sirkka Sijainen", phone="+358 00 000 111")
    texts = away_texts(away(make_person("Aino Mallinen"), 5, stand_in))
    assert [line.language for line in texts] == ["Suomi", "English", "Svenska"]
    assert all("Sirkka Sijainen" in line.text and "+358 00 000 111" in line.text for line in texts)
    assert "18.9.2026" in texts[0].text


def test_act_of_a_substitute_is_marked_with_the_owner() -> None:
    owner, stand_in, deputy = make_user(), make_user(), make_user()
    account = make_account(owner=owner.person, deputy=deputy.person)
    found = {user: behalf_of(by=user, account_id=account.pk, on=MONDAY) for user in (owner, stand_in, deputy)}
    assert set(found.values()) == {None}
    absence = away(owner.person, 5, stand_in.person)
    fresh = User.objects.get(pk=stand_in.pk)
    assert behalf_of(by=fresh, account_id=account.pk, on=MONDAY) == owner.person
    assert behalf_of(by=deputy, account_id=account.pk, on=MONDAY) is None
    absence.delete()
    away(owner.person)
    assert behalf_of(by=User.objects.get(pk=deputy.pk), account_id=account.pk, on=MONDAY) == owner.person


def test_row_taken_away_by_a_substitute_keeps_the_mark() -> None:
    owner, stand_in = make_user(), make_user()
    account = make_account(owner=owner.person)
    away(owner.person, 5, stand_in.person)
    risk = Risk.objects.create(account=account, name="x", probability=1, impact=1, opened_on=TODAY)
    records.take_away(row=risk, kind="risk", account=account, by=stand_in, on=MONDAY)
    assert AuditEvent.objects.get(act="risk.delete").behalf_of == owner.person

"""The matrix of support, and how completely responsibilities are published (domain.md 4.4, requirements.md R032)."""

import datetime

import pytest

from accounts_app.models import Opportunity, Service
from accounts_app.permissions import rights
from accounts_app.support.company_coverage import company_coverage
from accounts_app.support.coverage import Cover, Demand, SupportMatrix, support_matrix
from teams.models import Absence, Company, PoolDeputy, Region, Unit, User
from tests.factories import (
    make_account,
    make_area,
    make_brief,
    make_contact,
    make_contract,
    make_person,
    make_site,
    make_support,
    make_support_requirement,
    make_town,
    make_user,
)
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def read(account: object, user: User) -> SupportMatrix:
    return support_matrix(account, rights(user, account, TODAY), TODAY)  # type: ignore[arg-type]


def only_cell(matrix: SupportMatrix) -> object:
    cells = [cell for row in matrix.rows for cell in row.cells if cell.cover is not Cover.FREE]
    assert len(cells) == 1
    return cells[0]


@pytest.mark.parametrize(
    ("home", "remote_capable", "cover"),
    [("Oulu", False, Cover.LOCAL), ("Turku", True, Cover.REMOTE), ("Turku", False, Cover.FAR)],
)
def test_person_of_the_town_covers_and_one_of_another_town_only_where_the_area_allows(
    home: str, remote_capable: bool, cover: Cover
) -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    area = make_area("Siivous")
    area.is_remote_capable = remote_capable
    area.save()
    make_support(account, person=make_person(town=make_town(home)))
    cell = only_cell(read(account, owner))
    assert cell.cover is cover  # type: ignore[attr-defined]


def test_cell_whose_people_are_all_away_says_so() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    person = make_person(town=make_town("Oulu"))
    make_support(account, person=person)
    Absence.objects.create(person=person, starts_on=TODAY, ends_on=TODAY)
    assert only_cell(read(account, owner)).cover is Cover.AWAY  # type: ignore[attr-defined]


def test_somebody_who_left_covers_nothing() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    make_support_requirement(account)
    make_support(account, person=make_person(left_on=TODAY - datetime.timedelta(days=1)))
    assert [cell.demand for cell in read(account, owner).gaps] == [Demand.REQUIRED]


def test_five_towns_with_three_covered_show_two_gaps() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    for town in ("Oulu", "Turku", "Lahti", "Pori", "Vaasa"):
        make_site(account, town=make_town(town))
        make_support_requirement(account, town)
    for town in ("Oulu", "Turku", "Lahti"):
        make_support(account, town, person=make_person(town=make_town(town)))
    matrix = read(account, owner)
    assert [cell.town.name for cell in matrix.gaps] == ["Pori", "Vaasa"]
    assert matrix.counts == {Cover.LOCAL: 3, Cover.GAP: 2}


def test_rule_asks_where_the_customer_is_served() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    make_site(account, town=make_town("Oulu"))
    service = Service.objects.create(name="Ikkunanpesu", business_area=make_area("Siivous"))
    make_contract(account).services.add(service)
    assert [(cell.town.name, cell.demand) for cell in read(account, owner).gaps] == [("Oulu", Demand.RULE)]


def test_rule_asks_for_every_area_in_the_town_of_a_decision_maker() -> None:
    owner = make_user()
    account = make_account(owner=owner.person, home_town=make_town("Espoo"))
    for name, area in (("Ikkunanpesu", "Siivous"), ("Keittiö", "Ruoka")):
        Service.objects.create(name=name, business_area=make_area(area))
    make_contact(account)
    assert [(cell.town.name, cell.area.name) for cell in read(account, owner).gaps] == [
        ("Espoo", "Ruoka"),
        ("Espoo", "Siivous"),
    ]


def test_rule_asks_where_we_sell_and_tells_it_only_those_who_see_the_potential() -> None:
    owner, staff = make_user(), make_user()
    account = make_account(owner=owner.person)
    make_person(town=make_town("Kotka"))
    Service.objects.create(name="Ikkunanpesu", business_area=make_area("Siivous"))
    Opportunity.objects.create(account=account, code="M-1", name="x", town_name="KOTKA", service_name="ikkunanpesu")
    assert [cell.town.name for cell in read(account, owner).gaps] == ["Kotka"]
    assert read(account, staff).rows == []


def test_members_across_towns_stand_apart_from_the_matrix() -> None:
    owner = make_user()
    account = make_account(owner=owner.person)
    row = make_support(account)
    row.town = row.business_area = None
    row.task = "billing"
    row.save()
    matrix = read(account, owner)
    assert [line.holder.person for line in matrix.across] == [row.person]
    assert matrix.rows == []


def unit_of(company: str, region: str = "") -> Unit:
    owner, _ = Company.objects.get_or_create(name=company)
    place = Region.objects.get_or_create(company=owner, name=region)[0] if region else None
    return Unit.objects.get_or_create(company=owner, region=place, name=f"Yksikkö {region}")[0]


def test_coverage_counts_by_the_company_of_the_owner() -> None:
    reader = make_user()
    parent, daughter = make_person(unit=unit_of("Emo Oy")), make_person(unit=unit_of("Tytär Oy"))
    full = make_account(owner=parent, deputy=make_person())
    make_support(full)
    make_brief(full, TODAY)
    make_account(owner=daughter)
    make_account()
    found = company_coverage(reader, TODAY)
    assert {line.company: [share.count for share in line.shares] for line in found.companies} == {
        "Emo Oy": [1, 1, 1, 1],
        "Tytär Oy": [1, 0, 0, 0],
        "": [0, 0, 0, 0],
    }
    assert [str(share.pct) for share in found.everything.shares] == ["67", "33", "33", "33"]
    assert [line.missing for line in found.gaps] == [
        ["owner", "deputy", "support", "brief"],
        ["deputy", "support", "brief"],
    ]


def test_pool_of_the_region_is_the_deputy_of_a_basic_account_only() -> None:
    owner = make_person(unit=unit_of("Emo Oy", "Uusimaa"))
    PoolDeputy.objects.create(region=owner.unit.region, person=make_person(), starts_on=LONG_AGO)
    make_account("Aa Oy", owner=owner, care_model="A")
    make_account("Cc Oy", owner=owner, care_model="C")
    assert [(line.account.name, line.deputy) for line in company_coverage(make_user(), TODAY).lines] == [
        ("Aa Oy", False),
        ("Cc Oy", True),
    ]


def test_secret_account_does_not_count() -> None:
    owner = make_user(unit=unit_of("Emo Oy"))
    make_account(owner=owner.person, confidentiality="secret")
    assert company_coverage(make_user(), TODAY).everything.total == 0
    assert company_coverage(owner, TODAY).everything.total == 1


def test_owner_who_left_is_no_owner() -> None:
    make_account(owner=make_person(left_on=TODAY - datetime.timedelta(days=1)))
    assert [line.owner for line in company_coverage(make_user(), TODAY).lines] == [False]

"""The chain ends with somebody who is here, and never names anybody who may not know of the account."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account, Assignment, BarrierGroup, BarrierMember, Handover
from accounts_app.ownership.answer_card import answer_card, former_owner
from accounts_app.ownership.asked import asked_of
from accounts_app.ownership.call_chain import CallChain, Step, call_chain
from accounts_app.ownership.chain_words import presence, why
from accounts_app.ownership.local_expert import local_expert
from teams.models import Absence, BoardMembership, Company, Person, PoolDeputy, Region, RoleGrant, Unit
from tests.factories import make_account, make_area, make_person, make_site, make_support, make_town
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 9, 11)
LATER = ON + datetime.timedelta(days=7)


def away(*people: Person, stand_in: Person | None = None) -> None:
    for person in people:
        Absence.objects.create(person=person, starts_on=ON, ends_on=LATER, stand_in=stand_in)


def steps(chain: CallChain) -> list[str]:
    return [link.step.value for link in chain.links]


def called(account: Account, **values: object) -> tuple[str, str]:
    now = call_chain(account, ON, **values).now  # type: ignore[arg-type]
    assert now is not None
    return now.person.name, now.step.value


@pytest.fixture
def unit() -> Unit:
    company = Company.objects.create(name="Oma Oy")
    region = Region.objects.create(company=company, name="Etelä")
    return Unit.objects.create(company=company, region=region, name="Alue", manager=make_person("Yrjö Yksikön"))


@pytest.fixture
def owner(unit: Unit) -> Person:
    return make_person("Aino Mallinen", unit=unit, line_manager=make_person("Essi Esihenkilö"))


@pytest.fixture
def deputy() -> Person:
    return make_person("Veikko Vara")


@pytest.fixture
def account(owner: Person, deputy: Person) -> Account:
    account = make_account("Tarulinnan Hoivakodit Oy", owner=owner, deputy=deputy, care_model="C")
    local = make_person("Paavo Paikallinen", town=make_town("Oulu"))
    Assignment.objects.create(
        account=account, person=local, role="local_owner", town=make_town("Oulu"), starts_on=LONG_AGO
    )
    return account


@pytest.fixture
def chair() -> Person:
    chair = make_person("Kirsti Puheenjohtaja")
    BoardMembership.objects.create(person=chair, seat="chair", starts_on=LONG_AGO)
    return chair


class TestOrder:
    def test_everybody_in_turn(
        self, account: Account, owner: Person, deputy: Person, unit: Unit, chair: Person
    ) -> None:
        stand_in = make_person("Sirkka Sijainen")
        pool = make_person("Pooli Päivystys")
        PoolDeputy.objects.create(region=unit.region, person=pool, starts_on=LONG_AGO)
        away(owner, stand_in=stand_in)
        wanted = ["owner", "stand_in", "deputy", "pool", "local_owner", "manager", "unit_manager", "board"]
        chain = call_chain(account, ON)
        assert steps(chain) == wanted
        assert called(account) == ("Sirkka Sijainen", "stand_in")
        assert steps(call_chain(account, LATER + datetime.timedelta(days=1)))[0] == "owner"
        for link in chain.links[1:]:
            away(link.person)
        assert called(account) == ("Aino Mallinen", "owner")
        assert "poissa" in presence(call_chain(account, ON).links[0], ON)

    def test_each_next_one_when_all_before_are_away(self, account: Account, chair: Person) -> None:
        found = []
        for link in call_chain(account, ON).links:
            found.append(called(account)[1])
            away(link.person)
        assert found == ["owner", "deputy", "local_owner", "manager", "unit_manager", "board"]

    def test_pool_only_where_there_is_no_own_deputy_by_the_care_model(self, account: Account, unit: Unit) -> None:
        PoolDeputy.objects.create(region=unit.region, person=make_person("Pooli P"), starts_on=LONG_AGO)
        Account.objects.filter(pk=account.pk).update(care_model="A")
        account.refresh_from_db()
        assert "pool" not in steps(call_chain(account, ON))

    def test_local_owner_of_the_asked_town_first(self, account: Account) -> None:
        assert called(account, town=make_town("Oulu")) == ("Paavo Paikallinen", "town_owner")
        assert called(account, town=make_town("Vaasa")) == ("Aino Mallinen", "owner")

    def test_board_only_until_somebody_is_here(self, account: Account, chair: Person) -> None:
        for name in ("Jäsen Yksi", "Jäsen Kaksi"):
            BoardMembership.objects.create(person=make_person(name), seat="member", starts_on=LONG_AGO)
        assert steps(call_chain(account, ON)).count("board") == 1
        away(chair)
        assert steps(call_chain(account, ON)).count("board") == 2

    def test_without_a_board_the_process_owner(self, chair: Person) -> None:
        bare = make_account("Orpo Oy")
        away(chair)
        keeper = make_person("Pirjo Prosessi")
        RoleGrant.objects.create(person=keeper, role="process_owner", starts_on=LONG_AGO)
        assert called(bare) == ("Pirjo Prosessi", "process_owner")

    def test_nobody_twice(self, account: Account, owner: Person) -> None:
        BoardMembership.objects.create(person=owner, seat="chair", starts_on=LONG_AGO)
        people = [link.person for link in call_chain(account, ON).links]
        assert len(people) == len(set(people))

    def test_who_left_is_not_called(self, account: Account, owner: Person) -> None:
        Person.objects.filter(pk=owner.pk).update(left_on=ON - datetime.timedelta(days=1))
        assert called(account) == ("Veikko Vara", "deputy")
        assert why(call_chain(account, ON), ON).startswith("Aino Mallinen: ")


class TestClosedAccounts:
    def test_a_secret_account_names_its_members_only(self, account: Account, owner: Person, chair: Person) -> None:
        Account.objects.filter(pk=account.pk).update(confidentiality="secret")
        account.refresh_from_db()
        away(owner, stand_in=make_person("Sirkka Sijainen"))
        assert steps(call_chain(account, ON)) == ["owner", "deputy", "local_owner"]

    def test_a_confidential_account_is_known_to_all_so_its_chain_ends_with_the_board(
        self, account: Account, owner: Person, deputy: Person, chair: Person
    ) -> None:
        Account.objects.filter(pk=account.pk).update(confidentiality="confidential")
        account.refresh_from_db()
        away(owner, stand_in=make_person("Sirkka Sijainen"))
        wanted = ["owner", "deputy", "local_owner", "manager", "unit_manager", "board"]
        assert steps(call_chain(account, ON)) == wanted
        for link in call_chain(account, ON).links[1:-1]:
            away(link.person)
        assert called(account) == ("Kirsti Puheenjohtaja", "board")

    def test_behind_a_barrier_only_that_side(self, account: Account, owner: Person, chair: Person) -> None:
        side = BarrierGroup.objects.create(name="A")
        BarrierMember.objects.create(group=side, person=owner, starts_on=LONG_AGO)
        Account.objects.filter(pk=account.pk).update(barrier_group=side)
        account.refresh_from_db()
        assert steps(call_chain(account, ON)) == ["owner"]


class TestWords:
    def test_why_names_the_owner_who_is_away(self, account: Account, owner: Person) -> None:
        away(owner)
        assert why(call_chain(account, ON), ON).startswith("Aino Mallinen: ")

    def test_presence(self, account: Account, owner: Person) -> None:
        assert presence(call_chain(account, ON).links[0], ON)
        Absence.objects.create(person=owner, starts_on=ON)
        assert "toistaiseksi" in presence(call_chain(account, ON).links[0], ON)


class TestExpert:
    def test_of_the_town_before_the_whole_account_and_from_afar_only_where_allowed(self, account: Account) -> None:
        area, oulu = make_area("Siivouspalvelut"), make_town("Oulu")
        assert local_expert(account, area, oulu, ON) is None
        far = make_person("Kauko Kaukana", town=make_town("Turku"))
        make_support(account, "Turku", area.name, person=far)
        assert local_expert(account, area, oulu, ON) is None
        area.is_remote_capable = True
        found = local_expert(account, area, oulu, ON)
        assert found is not None
        assert (found.person, found.is_remote) == (far, True)
        near = make_person("Lasse Lähellä")
        make_support(account, "Oulu", area.name, person=near)
        found = local_expert(account, area, oulu, ON)
        assert found is not None
        assert (found.person, found.is_remote) == (near, False)

    def test_words_beside_the_name_ask_for_town_and_service(self, account: Account) -> None:
        make_site(account, town=make_town("Jyväskylä"))
        area = make_area("Siivouspalvelut")
        asked = asked_of("tarulinna siivouspalvelut jkl", account, ON)
        assert (asked.town, asked.area) == (make_town("Jyväskylä"), area)
        assert asked_of("tarulinnan", account, ON).what == ""


class TestFormerOwner:
    def test_answers_beside_the_new_one_for_the_parallel_period(self, account: Account, deputy: Person) -> None:
        former = make_person("Entinen Esko")
        Handover.objects.create(
            account=account, from_person=former, to_person=deputy, reason="-", decided_on=ON, effective_on=ON,
            state=Handover.State.MOVED,
        )  # fmt: skip
        found = former_owner(account, ON)
        assert found is not None
        assert (found.person, found.until) == (former, datetime.date(2026, 9, 18))  # five working days for C
        assert former_owner(account, datetime.date(2026, 9, 21)) is None

    def test_card_asks_few_statements(self, account: Account) -> None:
        with CaptureQueriesContext(connection) as queries:
            card = answer_card(account, ON)
        assert card.chain.now is not None
        assert card.chain.now.step is Step.OWNER
        assert len(queries) <= 12

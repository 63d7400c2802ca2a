"""The answer card and the plain look-up page: the right person, one touch from a call, no secret accounts."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.actions.search_texts import refresh
from accounts_app.models import Account, Assignment, Handover, Service
from teams.models import Absence, Person, User
from tests.factories import make_account, make_area, make_person, make_site, make_support, make_town, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
LOOKUP = reverse("accounts:lookup")


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user("Pekka Projekti", role="project_staff"))
    return client


@pytest.fixture
def owner() -> Person:
    return make_person("Aino Mallinen", phone="+358 00 000 111", email="aino@oma.example")


@pytest.fixture
def account(owner: Person) -> Account:
    account = make_account(
        "Hämeenlinnan Sähkö Oy",
        owner=owner,
        deputy=make_person("Eero Vara", phone="+358 00 000 222"),
        brief="Sähköyhtiö, jolla on sata kohdetta.",
        talking_points="- Uusi pääkonttori\n- Keväällä kilpailutus",
    )
    make_site(account, town=make_town("Oulu"))
    refresh()
    return account


def card(account: Account) -> str:
    return reverse("accounts:who", args=[account.pk])


def main_of(content: bytes) -> str:
    return content.decode().split("<main", 1)[1]


class TestCard:
    def test_stranger_is_sent_to_the_login(self, client: Client, account: Account) -> None:
        assert client.get(card(account)).status_code == 302

    def test_one_touch_calls_the_owner(self, reader: Client, account: Account) -> None:
        page = main_of(reader.get(card(account)).content)
        assert 'href="tel:+35800000111"' in page
        assert 'href="mailto:aino@oma.example"' in page
        assert "Sähköyhtiö, jolla on sata kohdetta." in page
        assert "<li>Keväällä kilpailutus</li>" in page

    def test_during_leave_the_substitute_stands_first(self, reader: Client, account: Account, owner: Person) -> None:
        stand_in = make_person("Sirkka Sijainen", phone="+358 00 000 333")
        Absence.objects.create(person=owner, stand_in=stand_in, starts_on=TODAY, ends_on=TODAY)
        page = main_of(reader.get(card(account)).content)
        assert page.index("tel:+35800000333") < page.index("tel:+35800000111")
        assert "11.9.2026" in page

    def test_asked_town_puts_its_local_owner_first(self, reader: Client, account: Account) -> None:
        local, oulu = make_person("Olli Oululainen", phone="+358 00 000 444"), make_town("Oulu")
        Assignment.objects.create(account=account, person=local, role="local_owner", town=oulu, starts_on=LONG_AGO)
        page = main_of(reader.get(card(account), {"town": oulu.pk}).content)
        assert page.index("tel:+35800000444") < page.index("tel:+35800000111")

    def test_expert_of_a_service_or_that_there_is_none(self, reader: Client, account: Account) -> None:
        service = Service.objects.create(name="Ikkunanpesu", business_area=make_area("Siivouspalvelut"))
        oulu = make_town("Oulu")
        asked = {"town": oulu.pk, "service": f"s{service.pk}"}
        assert "puuttuu" in main_of(reader.get(card(account), asked).content)
        make_support(account, "Oulu", "Siivouspalvelut", person=make_person("Elli Ekspertti", phone="040 555"))
        page = main_of(reader.get(card(account), asked).content)
        assert "Elli Ekspertti" in page
        assert "puuttuu" not in page

    def test_former_owner_of_a_fresh_handover(self, reader: Client, account: Account, owner: Person) -> None:
        Handover.objects.create(
            account=account, from_person=make_person("Entinen Esko"), to_person=owner, reason="-",
            decided_on=TODAY, effective_on=TODAY, state=Handover.State.MOVED,
        )  # fmt: skip
        assert "Entinen Esko" in main_of(reader.get(card(account)).content)

    @pytest.mark.parametrize("asked", [{"town": "x"}, {"town": "9" * 30}, {"town": "987"}, {"service": "s0"}])
    def test_odd_questions_are_ignored(self, reader: Client, account: Account, asked: dict[str, str]) -> None:
        assert reader.get(card(account), asked).status_code == 200

    def test_secret_account_is_as_absent_as_a_wrong_number(self, reader: Client, account: Account) -> None:
        Account.objects.filter(pk=account.pk).update(confidentiality="secret")
        hidden, absent = reader.get(card(account)), reader.get("/accounts/987654321/who/")
        assert (hidden.status_code, absent.status_code) == (404, 404)

    def test_asks_a_fixed_number_of_statements(self, reader: Client, account: Account) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert reader.get(card(account)).status_code == 200
            return len(queries)

        few = count()
        for number in range(10):
            town = make_town(f"Kylä {number}")
            make_site(account, town=town)
            Assignment.objects.create(
                account=account, person=make_person(), role="local_owner", town=town, starts_on=LONG_AGO
            )
        assert count() == few <= 20


class TestLookup:
    def test_without_words_only_the_box(self, reader: Client) -> None:
        page = main_of(reader.get(LOOKUP).content)
        assert 'name="q"' in page
        assert "who-now" not in page

    def test_best_answer_at_once_and_others_below(self, reader: Client, account: Account) -> None:
        make_account("Hämeenlinnan Säätiö Oy", owner=make_person("Toinen Omistaja"))
        refresh()
        page = main_of(reader.get(LOOKUP, {"q": "hamenlinan sahko"}).content)
        assert page.index("tel:+35800000111") < page.index("Hämeenlinnan Säätiö Oy")

    def test_town_beside_the_name_asks_for_its_local_owner(self, reader: Client, account: Account) -> None:
        local = make_person("Olli Oululainen", phone="+358 00 000 444")
        Assignment.objects.create(
            account=account, person=local, role="local_owner", town=make_town("Oulu"), starts_on=LONG_AGO
        )
        page = main_of(reader.get(LOOKUP, {"q": "hameenlinnan sahko oulu"}).content)
        assert page.index("tel:+35800000444") < page.index("tel:+35800000111")

    def test_other_answers_are_announced_only_when_there_are_some(self, reader: Client, account: Account) -> None:
        asked = {"q": "hameenlinnan sahko"}
        assert "Muut osumat" not in main_of(reader.get(LOOKUP, asked).content)
        make_account("Hämeenlinnan Säätiö Oy", owner=make_person("Toinen Omistaja"))
        refresh()
        assert "Muut osumat" in main_of(reader.get(LOOKUP, asked).content)

    def test_card_leads_to_the_chart_and_the_support(self, reader: Client, account: Account) -> None:
        page = main_of(reader.get(card(account)).content)
        for name in ("account_chart", "support_matrix", "responsibilities", "index"):
            assert reverse(f"accounts:{name}", args=[account.pk] if "_" in name else []) in page, name

    def test_title_leads_to_its_people_and_the_list(self, reader: Client, account: Account) -> None:
        page = main_of(reader.get(LOOKUP, {"q": "kumppanuuspäällikkö"}).content)
        assert "tel:+35800000111" in page
        assert "tel:+35800000222" not in page
        assert reverse("accounts:responsibilities") in page
        assert "who-now" not in page

    def test_secret_account_changes_nothing(self, reader: Client, account: Account) -> None:
        before = main_of(reader.get(LOOKUP, {"q": "linnake utsjoki"}).content)
        secret = make_account("Salainen Linnake Oy", confidentiality="secret", owner=make_person())
        make_site(secret, "Linnake", town=make_town("Utsjoki"))
        refresh()
        assert main_of(reader.get(LOOKUP, {"q": "linnake utsjoki"}).content) == before

    def test_member_of_a_secret_account_finds_it(self, client: Client) -> None:
        member: User = make_user("Jäsen Yksi")
        make_account("Salainen Linnake Oy", confidentiality="secret", owner=member.person)
        refresh()
        client.force_login(member)
        assert "Salainen Linnake Oy" in main_of(client.get(LOOKUP, {"q": "linnake"}).content)

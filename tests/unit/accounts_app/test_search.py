"""The look-up forgives typing errors and never tells of accounts the reader may not know of."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.actions.search_texts import refresh
from accounts_app.models import Account, CustomerGroup, CustomerNumber
from accounts_app.ownership import Why
from accounts_app.search import Results, look_up
from accounts_app.search.query import parse
from accounts_app.search.ranking import match
from accounts_app.search.texts import Line, account_text
from teams.models import Absence, Person, User
from tests.factories import make_account, make_person, make_site, make_town, make_user

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 9, 11)
NAMES = (
    "Hämeenlinnan Sähkö Oy",
    "Tarulinnan Hoivakodit Oy",
    "Satumaan Kauppaketju Oyj",
    "Keksityn Logistiikka Oy",
    "Pilvilinnan Hotellit Oy",
    "Näennäis Vakuutus Oyj",
    "Åbon Rakennus Ab",
    "Äänekosken Öljy Oy",
    "Pikku-Sadun Leikkimaailma Oy",
    "Hattaravaaran Hammaslääkärit Oy",
    "Unelmavirta Verkot Oy",
    "Muka Motors Oy",
)
MISSPELT = {
    "hamenlinan sahk": "Hämeenlinnan Sähkö Oy",
    "hameenlinnan": "Hämeenlinnan Sähkö Oy",
    "HÄMEENLINNAN SÄHKÖ": "Hämeenlinnan Sähkö Oy",
    "sähkö hämeenlinnan": "Hämeenlinnan Sähkö Oy",
    "hameen linnan sahko": "Hämeenlinnan Sähkö Oy",
    "hämeenlinnansähkö": "Hämeenlinnan Sähkö Oy",
    "hämenlinna": "Hämeenlinnan Sähkö Oy",
    "tarulina": "Tarulinnan Hoivakodit Oy",
    "hoivakodti": "Tarulinnan Hoivakodit Oy",
    "satuman kauppa": "Satumaan Kauppaketju Oyj",
    "kaupaketju": "Satumaan Kauppaketju Oyj",
    "keksytin": "Keksityn Logistiikka Oy",
    "logistikka": "Keksityn Logistiikka Oy",
    "pilvilinna hotelit": "Pilvilinnan Hotellit Oy",
    "naennais": "Näennäis Vakuutus Oyj",
    "vakutus": "Näennäis Vakuutus Oyj",
    "abon rakenus": "Åbon Rakennus Ab",
    "aanekosken oljy": "Äänekosken Öljy Oy",
    "anekosken": "Äänekosken Öljy Oy",
    "pikkusadun": "Pikku-Sadun Leikkimaailma Oy",
    "pikku sadun leikimailma": "Pikku-Sadun Leikkimaailma Oy",
    "hammaslaakari": "Hattaravaaran Hammaslääkärit Oy",
    "hataravaaran": "Hattaravaaran Hammaslääkärit Oy",
    "unelmavrta": "Unelmavirta Verkot Oy",
    "muka": "Muka Motors Oy",
    "mot": "Muka Motors Oy",
}


@pytest.fixture
def reader() -> User:
    return make_user()


@pytest.fixture
def owner() -> Person:
    return make_person("Aino Mallinen", phone="+358 00 000 001", title="Asiakkuusjohtaja")


@pytest.fixture
def accounts(owner: Person) -> None:
    for name in NAMES:
        make_account(name, owner=owner)
    refresh()


def names(results: Results) -> list[str]:
    return [hit.account.name for hit in results.accounts]


@pytest.mark.usefixtures("accounts")
class TestNames:
    @pytest.mark.parametrize(("typed", "meant"), MISSPELT.items())
    def test_misspelt_name_comes_first(self, reader: User, typed: str, meant: str) -> None:
        assert names(look_up(typed, user=reader, on=ON))[:1] == [meant]

    @pytest.mark.parametrize("typed", ["", "   ", "-", "%", "_", '"', "xqzwv", "linnoitus kaukana"])
    def test_nothing_alike_finds_nothing(self, reader: User, typed: str) -> None:
        assert look_up(typed, user=reader, on=ON).count == 0

    @pytest.mark.parametrize("typed", ['" OR 1=1 --', "'; DROP TABLE", "NEAR(a b)", "sahko*", "a" * 5000, "\x00sahko"])
    def test_hostile_text_is_only_text(self, reader: User, typed: str) -> None:
        look_up(typed, user=reader, on=ON)
        assert Account.objects.count() == len(NAMES)

    def test_one_letter_finds_beginnings(self, reader: User) -> None:
        assert "Unelmavirta Verkot Oy" in names(look_up("u", user=reader, on=ON))

    def test_limit_holds(self, reader: User) -> None:
        assert len(look_up("oy", user=reader, on=ON, limit=3).accounts) == 3

    def test_whole_name_beats_longer_name(self, reader: User) -> None:
        make_account("Muka Motors Huolto Oy")
        refresh()
        assert names(look_up("muka motors", user=reader, on=ON)) == ["Muka Motors Oy", "Muka Motors Huolto Oy"]


class TestOtherWords:
    def test_former_trade_and_group_names(self, reader: User) -> None:
        group = CustomerGroup.objects.create(name="Kuvakonserni")
        make_account("Uusi Nimi Oy", former_names="Vanhalinna Oy", trade_name="Putiikki", group=group)
        refresh()
        for typed in ("vanhalina", "putikki", "kuvakonsern"):
            hits = look_up(typed, user=reader, on=ON).accounts
            assert [hit.account.name for hit in hits] == ["Uusi Nimi Oy"]
            assert "Vanhalinna Oy" in hits[0].found_by

    @pytest.mark.parametrize("typed", ["9999901-2", "99999012", "FI99999012", "9999901", "001234", "1234", "00 1234"])
    def test_numbers(self, reader: User, typed: str) -> None:
        account = make_account("Numeroitu Oy", business_id="9999901-2")
        CustomerNumber.objects.create(account=account, number="001234")
        make_account("Toinen Oy", business_id="8888801-2")
        refresh()
        hits = look_up(typed, user=reader, on=ON).accounts
        assert [hit.account.name for hit in hits] == ["Numeroitu Oy"]
        assert hits[0].line is Line.NUMBERS

    def test_town_of_a_site(self, reader: User) -> None:
        account = make_account("Kohteellinen Oy")
        make_site(account, town=make_town("Jyväskylä"))
        refresh()
        results = look_up("jyvaskyla", user=reader, on=ON)
        assert names(results) == ["Kohteellinen Oy"]
        assert [(hit.town.name, hit.accounts) for hit in results.towns] == [("Jyväskylä", 1)]

    def test_name_and_town_together(self, reader: User) -> None:
        for name, town in (("Ketju Pohjoinen Oy", "Oulu"), ("Ketju Eteläinen Oy", "Hanko")):
            make_site(make_account(name), town=make_town(town))
        refresh()
        assert names(look_up("ketju hanko", user=reader, on=ON))[0] == "Ketju Eteläinen Oy"

    def test_person_brings_accounts(self, reader: User, owner: Person) -> None:
        make_account("Ainon Asiakas Oy", owner=owner)
        refresh()
        (hit,) = look_up("malinen", user=reader, on=ON).people
        assert (hit.person, [account.name for account in hit.accounts]) == (owner, ["Ainon Asiakas Oy"])

    def test_somebody_who_left_is_not_found(self, reader: User) -> None:
        make_person("Lauri Lähtenyt", left_on=ON - datetime.timedelta(days=1))
        refresh()
        assert look_up("lahtenyt", user=reader, on=ON).people == ()


class TestAnswer:
    def test_stand_in_of_today_answers(self, reader: User, owner: Person) -> None:
        stand_in = make_person("Sirkka Sijainen", phone="+358 00 000 002")
        make_account("Poissaoleva Oy", owner=owner, deputy=make_person("Veikko Vara"))
        Absence.objects.create(person=owner, stand_in=stand_in, starts_on=ON, ends_on=ON)
        refresh()
        (hit,) = look_up("poissaoleva", user=reader, on=ON).accounts
        assert (hit.responsible.acting, hit.responsible.why) == (stand_in, Why.STAND_IN)
        (hit,) = look_up("poissaoleva", user=reader, on=ON + datetime.timedelta(days=1)).accounts
        assert hit.responsible.acting == owner


class TestSecret:
    def secret(self, owner: Person) -> Account:
        account = make_account(
            "Salaisuuden Linnake Oy",
            owner=owner,
            confidentiality="secret",
            business_id="7777701-2",
            former_names="Piilo",
        )
        make_site(account, town=make_town("Utsjoki"))
        refresh()
        return account

    @pytest.mark.parametrize("typed", ["salaisuuden", "linnake", "7777701", "piilo", "utsjoki"])
    def test_invisible_to_others(self, reader: User, owner: Person, typed: str) -> None:
        self.secret(owner)
        results = look_up(typed, user=reader, on=ON)
        assert (results.accounts, results.towns) == ((), ())

    def test_not_under_its_owner(self, reader: User, owner: Person) -> None:
        self.secret(owner)
        (hit,) = look_up("mallinen", user=reader, on=ON).people
        assert hit.accounts == ()

    def test_visible_to_its_owner(self) -> None:
        user = make_user()
        self.secret(user.person)
        assert names(look_up("salaisuuden", user=user, on=ON)) == ["Salaisuuden Linnake Oy"]

    def test_nobody_without_a_person(self, owner: Person) -> None:
        make_account("Julkinen Oy", owner=owner)
        refresh()
        assert look_up("julkinen", user=AnonymousUser(), on=ON).count == 0


class TestIndexInStep:
    def test_second_refresh_writes_nothing(self, owner: Person) -> None:
        make_account("Kerran Oy", owner=owner)
        assert refresh() > 0
        assert refresh() == 0

    def test_only_what_is_named(self) -> None:
        first, second = make_account("Eka Oy"), make_account("Toka Oy")
        assert refresh(accounts=[first.pk]) == 1
        assert Account.objects.get(pk=second.pk).search_text == ""

    def test_rename_and_removal(self, reader: User) -> None:
        account = make_account("Entinen Nimi Oy")
        refresh()
        Account.objects.filter(pk=account.pk).update(name="Tuore Kutsuma Oy")
        refresh()
        assert names(look_up("entinen", user=reader, on=ON)) == []
        assert names(look_up("tuore", user=reader, on=ON)) == ["Tuore Kutsuma Oy"]
        account.customer_numbers.all().delete()
        account.delete()
        assert names(look_up("tuore", user=reader, on=ON)) == []

    def test_same_number_of_queries_for_any_number_of_hits(self, reader: User, owner: Person) -> None:
        def count() -> int:
            fresh = User.objects.select_related("person").get(pk=reader.pk)  # a login of its own keeps nothing
            with CaptureQueriesContext(connection) as queries:
                look_up("ketju", user=fresh, on=ON, limit=30)
            return len(queries)

        make_account("Ketju 0 Oy", owner=owner)
        refresh()
        few = count()
        for number in range(1, 25):
            make_account(f"Ketju {number} Oy", owner=owner)
        refresh()
        assert count() == few <= 10

    def test_index_exists_after_all_migrations(self) -> None:
        """A schema change that rebuilds a SQLite table drops its triggers; the index must be made again."""
        wanted = {"accounts_app_account", "teams_person", "accounts_app_site", "accounts_app_contact"}
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s GROUP BY 1",
                    ["%_search_%"],
                )
                assert dict(cursor.fetchall()) == dict.fromkeys(wanted, 3)
            else:
                cursor.execute("SELECT tablename FROM pg_indexes WHERE indexname LIKE %s", ["%_trigrams"])
                assert {row[0] for row in cursor.fetchall()} == wanted


class TestRanking:
    def text(self, name: str, **values: list[str]) -> str:
        parts = {"other_names": [], "numbers": [], "towns": []} | values
        return account_text(name=name, **parts)  # type: ignore[arg-type]

    def test_name_beats_town(self) -> None:
        query = parse("oulu")
        in_name = match(query, self.text("Oulun Putki Oy"))
        in_town = match(query, self.text("Putki Oy", towns=["Oulu"]))
        assert in_name.score > in_town.score
        assert in_town.line is Line.TOWNS

    def test_digits_are_a_number_only_alone(self) -> None:
        assert parse("9999901-2").number == "99999012"
        assert parse("3 karhua").number == ""
        assert parse("12").number == ""

    def test_legal_form_says_nothing_beside_a_name(self) -> None:
        assert parse("Muka Oy").words == ("muka",)
        assert parse("oy").words == ("oy",)

"""Everything besides a customer's name leads to somebody who answers: sites, contacts, services, titles, people."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.actions.search_texts import refresh
from accounts_app.models import Account, Assignment, Contact, Service, Site
from accounts_app.search import Results, look_up
from accounts_app.search.query import parse
from accounts_app.search.role_words import roles_named
from accounts_app.search.texts import initials
from teams.models import Absence, BusinessArea, Person, User
from tests.factories import (
    make_account,
    make_area,
    make_contact,
    make_person,
    make_site,
    make_support,
    make_town,
    make_user,
)
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 9, 11)
ONE_DAY = datetime.timedelta(days=1)
MOST_STATEMENTS = 22


@pytest.fixture
def reader() -> User:
    return make_user("Rauha Lukija", role="project_staff")


@pytest.fixture
def account() -> Account:
    return make_account("Hämeenlinnan Sähkö Oy", owner=make_person("Aino Mallinen"))


def names(results: Results) -> list[str]:
    return [hit.account.name for hit in results.accounts]


class TestShortForms:
    def test_initials_of_the_words_without_the_legal_form(self) -> None:
        assert initials("Hämeenlinnan Sähkö Oy") == ["hs"]
        assert initials("Pikku-Sadun Leikkimaailma Oy") == ["psl"]
        assert initials("Lumetehdas Oy") == []

    @pytest.mark.parametrize("typed", ["HS", "hs oy", "häm. säh."])
    def test_initials_and_beginnings_find_the_account(self, reader: User, account: Account, typed: str) -> None:
        make_account("Toinen Yhtiö Oy")
        refresh()
        assert names(look_up(typed, user=reader, on=ON)) == [account.name]

    def test_initials_are_not_told_as_another_name(self, reader: User, account: Account) -> None:
        refresh()
        assert look_up("HS", user=reader, on=ON).accounts[0].found_by == ""

    def test_short_name_of_a_town(self, reader: User, account: Account) -> None:
        make_site(account, town=make_town("Jyväskylä"))
        refresh()
        results = look_up("jkl", user=reader, on=ON)
        assert names(results) == [account.name]
        assert [hit.town.name for hit in results.towns] == ["Jyväskylä"]


class TestSites:
    @pytest.fixture
    def site(self, account: Account) -> Site:
        site = make_site(account, "Koivulan hoivakoti", address="Tuulimyllynkatu 4", town=make_town("Oulu"))
        make_site(account, "Rantalan varasto", town=make_town("Oulu"))
        refresh()
        return site

    @pytest.mark.parametrize("typed", ["koivulan", "koivlan hoivakoti", "tuulimyllynkatu", "koivula oulu"])
    def test_by_name_and_address(self, reader: User, site: Site, typed: str) -> None:
        (hit,) = look_up(typed, user=reader, on=ON).sites
        assert (hit.site, hit.account) == (site, site.account)

    def test_by_number(self, reader: User, site: Site) -> None:
        assert [hit.site for hit in look_up(site.site_no, user=reader, on=ON).sites] == [site]

    def test_a_town_alone_is_not_all_its_sites(self, reader: User, site: Site) -> None:
        results = look_up("oulu", user=reader, on=ON)
        assert (results.sites, [hit.town.name for hit in results.towns]) == ((), ["Oulu"])

    def test_not_after_its_end(self, reader: User, site: Site) -> None:
        Site.objects.filter(pk=site.pk).update(ends_on=ON - datetime.timedelta(days=1))
        assert look_up("koivulan", user=reader, on=ON).sites == ()

    def test_of_a_secret_account_only_for_its_people(self, reader: User) -> None:
        member = make_user("Jäsen Yksi")
        secret = make_account("Salainen Oy", owner=member.person, confidentiality="secret")
        make_site(secret, "Piilopirtti", town=make_town("Utsjoki"))
        refresh()
        assert look_up("piilopirtti", user=reader, on=ON).count == 0
        assert [hit.account for hit in look_up("piilopirtti", user=member, on=ON).sites] == [secret]


class TestContacts:
    @pytest.fixture
    def contact(self, account: Account) -> Contact:
        contact = make_contact(account, name="Kerttu Kontakti", title="Hallintojohtaja")
        refresh()
        return contact

    def test_only_for_readers_of_contacts(self, reader: User, contact: Contact) -> None:
        assert look_up("kontakti", user=reader, on=ON).contacts == ()
        owner = make_user("Omistaja Oma")
        Assignment.objects.create(account=contact.account, person=owner.person, role="deputy", starts_on=LONG_AGO)
        (hit,) = look_up("kerttu kontkti", user=owner, on=ON).contacts
        assert (hit.contact, hit.account) == (contact, contact.account)

    @pytest.mark.parametrize("gone", [{"left_on": ON - datetime.timedelta(days=1)}, {"anonymised_on": ON}])
    def test_not_after_leaving_or_anonymising(self, contact: Contact, gone: dict[str, object]) -> None:
        Contact.objects.filter(pk=contact.pk).update(**gone)
        owner = make_user("Omistaja Oma")
        Assignment.objects.create(account=contact.account, person=owner.person, role="deputy", starts_on=LONG_AGO)
        assert look_up("kontakti", user=owner, on=ON).contacts == ()

    def test_of_a_secret_account_never_for_others(self) -> None:
        everything = make_user("Kaisa Kaikkinen", role="business_director")
        secret = make_account("Salainen Oy", owner=make_person(), confidentiality="secret")
        make_contact(secret, name="Piilo Pirkko")
        refresh()
        assert look_up("piilo pirkko", user=everything, on=ON).contacts == ()


class TestPeople:
    def test_every_responsibility_is_told(self, reader: User, account: Account) -> None:
        helper = make_person("Sampo Avustaja")
        make_support(account, person=helper)
        make_site(account, supervisor=helper)
        make_site(make_account("Toinen Oy"), area_director=helper)
        refresh()
        (hit,) = look_up("avustaja", user=reader, on=ON).people
        titles = {held.account.name: len(held.titles) for held in hit.held}
        assert titles == {account.name: 2, "Toinen Oy": 1}

    def test_not_of_a_secret_account(self, reader: User) -> None:
        helper = make_person("Sampo Avustaja")
        secret = make_account("Salainen Oy", owner=make_person(), confidentiality="secret")
        make_site(secret, supervisor=helper)
        refresh()
        (hit,) = look_up("avustaja", user=reader, on=ON).people
        assert hit.held == ()


class TestServices:
    def expert(self, name: str, town: str, account: Account) -> Person:
        person = make_person(name, town=make_town(town))
        make_support(account, town, self.area().name, person=person)
        return person

    def area(self) -> BusinessArea:
        area = make_area("Siivouspalvelut")
        Service.objects.get_or_create(name="Ikkunanpesu", defaults={"business_area": area})
        return area

    def test_experts_of_the_town_first(self, reader: User, account: Account) -> None:
        self.expert("Anna Helsinkilä", "Helsinki", account)
        near = self.expert("Olli Oululainen", "Oulu", account)
        refresh()
        (hit,) = look_up("ikunanpesu oulu", user=reader, on=ON).services
        assert (hit.name, hit.area, hit.experts[0].person) == ("Ikkunanpesu", "Siivouspalvelut", near)
        assert len(hit.experts) == 2

    def test_by_own_business_area(self, reader: User) -> None:
        person = make_person("Elli Ekspertti")
        person.business_areas.add(self.area())
        (hit,) = look_up("siivouspalvelut", user=reader, on=ON).services
        assert [expert.person for expert in hit.experts] == [person]

    def test_support_of_a_secret_account_tells_no_expert(self, reader: User) -> None:
        secret = make_account("Salainen Oy", owner=make_person(), confidentiality="secret")
        self.expert("Salli Salainen", "Utsjoki", secret)
        (hit,) = look_up("ikkunanpesu", user=reader, on=ON).services
        assert hit.experts == ()


class TestTitles:
    @pytest.mark.parametrize(
        "typed",
        ["KAM", "key account manager", "kumppanuuspäällikkö", "kumppanuuspaalliko", "asiakasvastaava",
         "asiakkuusvastaava", "asiakasvastuullinen", "account director", "kundansvarig", "Asiakkuusjohtaja"],
    )  # fmt: skip
    def test_titles_of_the_owner(self, typed: str) -> None:
        assert [str(role.label) for role in roles_named(parse(typed))] == ["asiakkuusjohtaja"]

    @pytest.mark.parametrize("typed", ["k", "kamera", "tarulinna", "vastaus"])
    def test_other_words_are_no_title(self, typed: str) -> None:
        assert roles_named(parse(typed)) == []

    def test_a_title_leads_to_those_who_hold_it(self, reader: User, account: Account) -> None:
        busy, gone = make_person("Ilmari Iso"), make_person("Lasse Lähtenyt", left_on=ON - ONE_DAY)
        for number in range(2):
            make_account(f"Muu {number} Oy", owner=busy)
        make_account("Salainen Oy", owner=busy, confidentiality="secret")
        make_account("Toinen salainen Oy", owner=make_person("Salli Salainen"), confidentiality="secret")
        make_account("Päättynyt Oy", owner=make_person("Päivi Päättänyt"), ended_on=ON - ONE_DAY)
        make_account("Jäänyt Oy", owner=gone)
        Absence.objects.create(person=busy, starts_on=ON, ends_on=ON)
        (hit,) = look_up("KAM", user=reader, on=ON).roles
        told = [(holder.person.name, holder.accounts, holder.absence is not None) for holder in hit.holders]
        assert told == [("Ilmari Iso", 2, True), ("Aino Mallinen", 1, False)]


def test_statements_stay_few_when_everything_is_found() -> None:
    owner = make_user("Tarulinna Taavi")
    for number in range(12):
        account = make_account(f"Tarulinna {number} Oy", owner=owner.person, deputy=make_person())
        make_site(account, f"Tarulinna {number}", town=make_town("Tarulinna"))
        make_contact(account, name=f"Taru Tarulinna {number}")
        make_support(account, "Tarulinna", "Tarulinna", person=make_person(f"Tarulinna Tuki {number}"))
    refresh()
    fresh = User.objects.select_related("person").get(pk=owner.pk)
    with CaptureQueriesContext(connection) as queries:
        results = look_up("tarulinna", user=fresh, on=ON)
    found = (results.accounts, results.people, results.sites, results.contacts, results.services, results.towns)
    assert all(found)
    assert len(queries) <= MOST_STATEMENTS

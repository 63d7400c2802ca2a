"""The own part of contacts and meetings: own sites, own counterparts, people one has met (requirements.md 5.4.6)."""

import datetime
from types import SimpleNamespace

import pytest

from accounts_app.access.own_part import contacts_of, meetings_of
from accounts_app.models import Contact, Meeting, Risk
from accounts_app.permissions import rights
from tests.factories import make_account, make_contact, make_contract, make_meeting, make_site, make_user
from tests.unit.accounts_app.records.own_people import Desk, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)


@pytest.fixture
def world() -> SimpleNamespace:
    owner, supervisor, other, line = make_user(), make_user(), make_user(), make_user()
    account = make_account(owner=owner.person)
    owner.person.line_manager = line.person
    owner.person.save()
    site = make_site(account, supervisor=supervisor.person)
    elsewhere = make_site(account, supervisor=other.person)
    names = {
        "site": make_contact(account, name="Oman Kohteen", site=site),
        "counterpart": make_contact(account, name="Oma Vastinpari", counterpart=supervisor.person),
        "met": make_contact(account, name="Tavattu Henkilö"),
        "far": make_contact(account, name="Vieras Henkilö", site=elsewhere),
    }
    hosted = make_meeting(account, DAY, host=supervisor.person, subject="Oma käynti")
    hosted.contacts.add(names["met"])
    at_site = make_meeting(account, DAY - datetime.timedelta(days=1), subject="Kohteen käynti")
    at_site.contacts.add(names["site"])
    far = make_meeting(account, DAY - datetime.timedelta(days=2), subject="Salassa pidetty palaveri")
    far.contacts.add(names["far"])
    return SimpleNamespace(
        account=account, owner=owner, supervisor=supervisor, line=line, contacts=names, meetings=(hosted, at_site, far)
    )


def seen(world: SimpleNamespace, who: str) -> tuple[set[Contact], set[Meeting]]:
    held = rights(getattr(world, who), world.account, DAY)
    return (
        set(contacts_of(world.account, held, on=DAY)),
        set(meetings_of(world.account, held, on=DAY)),
    )


def test_a_supervisor_sees_the_own_part(world: SimpleNamespace) -> None:
    contacts, meetings = seen(world, "supervisor")
    assert contacts == set(world.contacts.values()) - {world.contacts["far"]}
    assert meetings == set(world.meetings[:2])


def test_the_owner_sees_all_and_a_line_manager_none(world: SimpleNamespace) -> None:
    assert seen(world, "owner") == (set(world.contacts.values()), set(world.meetings))
    assert seen(world, "line") == (set(), set())


def test_lists_and_account_page_show_the_own_part_only(world: SimpleNamespace) -> None:
    desk = Desk(world.supervisor, world.account, "contact")
    page = f"/accounts/{world.account.pk}/"
    addresses = [f"{page}{rest}" for rest in ("", "?tab=people", "?tab=care", "?tab=timeline")]
    pages = [text_of(desk.list()), text_of(Desk(world.supervisor, world.account, "meeting").list())]
    pages += [text_of(desk.client.get(address)) for address in addresses]
    assert "Oma Vastinpari" in pages[0]
    assert "Kohteen käynti" in pages[1]
    for text in pages:
        assert "Vieras Henkilö" not in text
        assert "Salassa pidetty palaveri" not in text


def test_a_meeting_out_of_the_own_part_cannot_be_opened(world: SimpleNamespace) -> None:
    desk = Desk(world.supervisor, world.account, "meeting")
    assert desk.form(world.meetings[2].pk).status_code == 404
    assert "Vieras Henkilö" not in text_of(desk.form())


def test_a_line_manager_reads_neither_meetings_nor_contacts(world: SimpleNamespace) -> None:
    for kind in ("meeting", "contact", "risk"):
        assert Desk(world.line, world.account, kind).list().status_code == 403
    assert Desk(world.line, world.account, "goal").list().status_code == 200


def test_a_summary_of_contracts_has_no_price_and_no_document(world: SimpleNamespace) -> None:
    make_contract(world.account, contract_no="S-900", document_url="https://arkisto.example/s-900")
    summary = text_of(Desk(world.supervisor, world.account, "contract").list())
    assert "S-900" in summary
    assert "arkisto.example" not in summary
    assert "arkisto.example" in text_of(Desk(world.owner, world.account, "contract").list())


def test_internal_risks_are_for_owner_and_board(world: SimpleNamespace) -> None:
    told = {"account": world.account, "probability": 5, "impact": 5, "opened_on": DAY, "review_on": DAY}
    Risk.objects.create(name="Avainhenkilömme lähtee", is_internal=True, **told)
    Risk.objects.create(name="Asiakas kilpailuttaa", **told)
    near, own = (Desk(getattr(world, who), world.account, "risk") for who in ("supervisor", "owner"))
    page = f"/accounts/{world.account.pk}/?tab=contracts"
    for text in (text_of(near.list()), text_of(near.client.get(page))):
        assert "Asiakas kilpailuttaa" in text
        assert "Avainhenkilömme" not in text
    assert "Avainhenkilömme" in text_of(own.list())
    assert "Avainhenkilömme" in text_of(own.client.get(page))

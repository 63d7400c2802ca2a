"""The four addresses of the records: who opens them, what is kept when saving fails, and where the form leads back."""

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts_app.actions import records as actions
from accounts_app.models import Account, Meeting, Risk
from accounts_app.records import kind as kinds
from accounts_app.records.register_all import KINDS
from teams.models import AuditEvent
from tests.factories import make_account, make_contract, make_meeting, make_user
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 9, 11)
RISK: dict[str, Any] = {
    "name": "Avainhenkilö eläköityy",
    "probability": "4",
    "impact": "4",
    "opened_on": "2026-09-01",
    "review_on": "2026-12-01",
}


def make_risk(account: Account, **values: Any) -> Risk:
    defaults = {"name": "Riski", "probability": 2, "impact": 3, "opened_on": TODAY, "review_on": TODAY}
    return Risk.objects.create(account=account, **(defaults | values))


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.risk = make_risk(made.account)
    return made


def addresses(account: Account, row: int, kind: str = "risk") -> dict[str, str]:
    """The four addresses of one row."""
    return {
        "list": reverse("accounts:record_list", args=[account.pk, kind]),
        "new": reverse("accounts:record_new", args=[account.pk, kind]),
        "edit": reverse("accounts:record_edit", args=[account.pk, kind, row]),
        "delete": reverse("accounts:record_delete", args=[account.pk, kind, row]),
    }


def codes(client: Client, account: Account, row: int, kind: str = "risk") -> dict[str, int]:
    """What each address answers; taking away is asked last."""
    found = addresses(account, row, kind)
    answers = {name: client.get(found[name]).status_code for name in ("list", "new", "edit")}
    return answers | {"delete": client.post(found["delete"]).status_code}


def test_a_stranger_is_sent_to_the_login(world: SimpleNamespace, client: Client) -> None:
    assert codes(client, world.account, world.risk.pk) == dict.fromkeys(("list", "new", "edit", "delete"), 302)
    assert Risk.objects.filter(pk=world.risk.pk).exists()


@pytest.mark.parametrize("who", ["owner", "deputy"])
def test_owner_and_deputy_write(world: SimpleNamespace, who: str) -> None:
    client = Desk(getattr(world, who), world.account, "risk").client
    assert codes(client, world.account, world.risk.pk) == {"list": 200, "new": 200, "edit": 200, "delete": 302}
    assert not Risk.objects.filter(pk=world.risk.pk).exists()


@pytest.mark.parametrize("who", ["supervisor", "controller"])
def test_those_who_see_the_care_only_read(world: SimpleNamespace, who: str) -> None:
    client = Desk(getattr(world, who), world.account, "risk").client
    assert codes(client, world.account, world.risk.pk) == {"list": 200, "new": 403, "edit": 403, "delete": 403}
    assert Risk.objects.filter(pk=world.risk.pk).exists()


def test_somebody_without_care_reads_nothing(world: SimpleNamespace) -> None:
    client = Desk(world.outsider, world.account, "risk").client
    assert set(codes(client, world.account, world.risk.pk).values()) == {403}


def test_a_row_of_another_account_does_not_exist_here(world: SimpleNamespace) -> None:
    other = make_account("Toinen Oy", owner=world.owner.person)
    row = make_risk(other)
    client = Desk(world.owner, world.account, "risk").client
    answers = codes(client, world.account, row.pk)
    assert (answers["edit"], answers["delete"]) == (404, 404)
    assert Risk.objects.filter(pk=row.pk).exists()


def test_a_row_of_another_kind_does_not_exist_here(world: SimpleNamespace) -> None:
    row = make_meeting(world.account, TODAY)
    client = Desk(world.owner, world.account, "goal").client
    assert codes(client, world.account, row.pk, "goal")["edit"] == 404


def test_a_secret_account_answers_like_one_that_does_not_exist(world: SimpleNamespace) -> None:
    secret = make_account("Salainen Oy", owner=make_user().person, confidentiality="secret")
    row = make_risk(secret, name="Salainen riski")
    client = Desk(world.owner, secret, "risk").client
    for address in addresses(secret, row.pk).values():
        wrong = address.replace(f"/{secret.pk}/", "/987654/", 1)
        for ask in (client.get, client.post):
            assert ask(address).status_code == ask(wrong).status_code
            assert b"Salainen" not in ask(address).content
    assert set(codes(client, secret, row.pk).values()) == {404}


def test_a_kind_that_does_not_exist_is_not_found(world: SimpleNamespace) -> None:
    client = Desk(world.owner, world.account, "risk").client
    assert set(codes(client, world.account, world.risk.pk, "birthday").values()) == {404}


def test_taking_away_is_asked_by_post_only(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "risk")
    assert desk.client.get(addresses(world.account, world.risk.pk)["delete"]).status_code == 405
    response = desk.take_away(world.risk.pk)
    assert response["Location"] == addresses(world.account, 1)["list"]
    event = AuditEvent.objects.get(act="risk.delete")
    assert (event.by, event.details["account"]) == (world.owner, world.account.pk)


def test_a_kind_that_is_never_taken_away_says_so(world: SimpleNamespace) -> None:
    contract = make_contract(world.account)
    desk = Desk(world.owner, world.account, "contract")
    assert desk.take_away(contract.pk).status_code == 403
    assert "record-delete" not in text_of(desk.form(contract.pk))


def test_writing_leaves_a_trace_and_leads_to_the_list(world: SimpleNamespace) -> None:
    response = Desk(world.owner, world.account, "risk").write(**RISK)
    assert response["Location"] == addresses(world.account, 1)["list"]
    row = Risk.objects.get(name="Avainhenkilö eläköityy")
    assert (row.account, row.score) == (world.account, 16)
    event = AuditEvent.objects.get(act="risk.add")
    assert (event.object_id, event.by, event.details["account"]) == (str(row.pk), world.owner, world.account.pk)
    assert "probability" in event.details["fields"]


def test_what_was_typed_is_kept_when_it_is_wrong(world: SimpleNamespace) -> None:
    response = Desk(world.owner, world.account, "risk").write(**{**RISK, "review_on": "2026-08-01"})
    page = text_of(response)
    assert response.status_code == 422
    assert 'value="Avainhenkilö eläköityy"' in page
    assert 'href="#id_review_on"' in page, "the error at the top leads to its field"
    assert 'aria-describedby="id_review_on_error"' in page
    assert 'aria-invalid="true"' in page


def test_an_empty_form_is_answered_with_its_errors(world: SimpleNamespace) -> None:
    response = Desk(world.owner, world.account, "risk").client.post(addresses(world.account, 1)["new"], {})
    assert response.status_code == 422


def test_the_same_row_written_by_somebody_else_a_moment_ago_loses_nothing(
    world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_told: Any) -> None:
        raise IntegrityError("meeting_once")

    monkeypatch.setitem(KINDS, "risk", replace(KINDS["risk"], write=refuse))
    response = Desk(world.owner, world.account, "risk").write(**RISK)
    assert response.status_code == 422
    assert 'value="Avainhenkilö eläköityy"' in text_of(response)
    assert len(response.context["form"].non_field_errors()) == 1


def test_a_change_made_meanwhile_is_not_overwritten_unseen(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "risk")
    stamp = desk.form(world.risk.pk).context["form"].stamp
    assert Desk(world.deputy, world.account, "risk").write(world.risk.pk, **RISK, stamp=stamp).status_code == 302
    second = desk.write(world.risk.pk, **{**RISK, "name": "Minun nimeni"}, stamp=stamp)
    assert second.status_code == 422
    assert 'value="Minun nimeni"' in text_of(second)
    again = desk.write(world.risk.pk, **{**RISK, "name": "Minun nimeni"}, stamp=second.context["form"].stamp)
    assert again.status_code == 302
    world.risk.refresh_from_db()
    assert world.risk.name == "Minun nimeni"


@pytest.mark.parametrize(
    ("asked", "leads_on"),
    [
        ("/accounts/1/?tab=care", True),
        ("https://evil.example/", False),
        ("//evil.example/", False),
        ("/\\evil.example/", False),
        ("javascript:alert(1)", False),
        ("accounts/", False),
        ("", False),
    ],
)
def test_the_form_leads_back_to_own_pages_only(world: SimpleNamespace, asked: str, leads_on: bool) -> None:
    desk = Desk(world.owner, world.account, "risk")
    listed = addresses(world.account, 1)["list"]
    form = desk.client.get(addresses(world.account, 1)["new"], {"next": asked})
    assert form.context["next"] == (asked if leads_on else "")
    response = desk.client.post(addresses(world.account, 1)["new"], {**RISK, "next": asked})
    assert response["Location"] == (asked if leads_on else listed)


def test_a_long_list_comes_in_pages(world: SimpleNamespace) -> None:
    for number in range(60):
        make_meeting(world.account, TODAY - datetime.timedelta(days=number))
    desk = Desk(world.owner, world.account, "meeting")
    assert len(desk.list().context["rows"]) == 50
    second = desk.client.get(addresses(world.account, 1, "meeting")["list"], {"page": "2"})
    assert len(second.context["rows"]) == 10


@pytest.mark.parametrize("code", sorted(KINDS))
def test_an_empty_list_says_what_belongs_there(world: SimpleNamespace, code: str) -> None:
    Risk.objects.all().delete()
    response = Desk(world.owner, world.account, code).client.get(
        reverse("accounts:record_list", args=[world.account.pk, code]), headers={"accept-language": "en"}
    )
    assert response.status_code == 200
    if not response.context["rows"]:
        assert str(KINDS[code].empty) in text_of(response).replace("&#x27;", "'")


def test_a_price_is_not_shown_to_those_who_do_not_see_money(world: SimpleNamespace) -> None:
    make_contract(world.account, monthly_price_eur=7654321)
    assert "7 654 321" in text_of(Desk(world.owner, world.account, "contract").list())
    assert "7 654 321" not in text_of(Desk(world.supervisor, world.account, "contract").list())


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        kinds.register(KINDS["risk"])


def test_the_room_above_is_told(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    def hear(sender: type, account_id: int, **_rest: Any) -> None:
        told.append(account_id)

    actions.account_touched.connect(hear)
    try:
        Desk(world.owner, world.account, "risk").write(**RISK)
        Desk(world.owner, world.account, "risk").take_away(world.risk.pk)
    finally:
        actions.account_touched.disconnect(hear)
    assert told == [world.account.pk, world.account.pk]


def test_pages_ask_little(world: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        meeting = make_meeting(world.account, TODAY - datetime.timedelta(days=number), host=world.owner.person)
        meeting.contacts.create(account=world.account, name=f"Henkilö {number}")
    for code in ("risk", "meeting", "goal", "clock-event", "contract", "tender", "contact", "instruction"):
        desk = Desk(world.owner, world.account, code)
        desk.list()
        with django_assert_max_num_queries(12):
            assert desk.list().status_code == 200
        if code != "instruction":
            with django_assert_max_num_queries(20):
                assert desk.form().status_code == 200
    row = Meeting.objects.first()
    assert row is not None
    desk = Desk(world.owner, world.account, "meeting")
    with django_assert_max_num_queries(20):
        assert desk.form(row.pk).status_code == 200

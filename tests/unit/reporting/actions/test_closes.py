"""A month is closed once, follows the facts until its card is published, and then says what was presented."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account
from reporting.actions import card_publishing, cards, closes
from reporting.actions.closes import close
from reporting.actions.status import refresh
from reporting.models import AccountJudgement, MonthClose, QualityCard, SourceLoad
from reporting.rules import Limits
from teams.models import AuditEvent
from tests.factories import make_account, make_complaint, make_round, make_user
from tests.factories.status import make_close
from tests.unit.reporting.actions.test_status_changes import limit, override
from tests.unit.reporting.facts.test_collect import full_account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
AT = datetime(2026, 9, 11, 9, tzinfo=UTC)
SAID = ("shown", "computed", "decided_by", "dimensions", "risk_points", "coverage_pct", "limits_version")


@pytest.fixture(autouse=True)
def loads() -> None:
    for source in ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts"):
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=AUGUST)


def close_august(**values: object) -> closes.CloseResult:
    return close(**({"month": AUGUST, "as_of": TODAY, "by": None} | values))


def stored() -> list[dict[str, object]]:
    return list(MonthClose.objects.order_by("pk").values())


def said(row: MonthClose | AccountJudgement) -> dict[str, object]:
    return {name: getattr(row, name) for name in SAID}


def test_every_account_that_was_a_customer_is_closed() -> None:
    account = full_account()
    make_account(ended_on=date(2026, 7, 31))
    make_account(relationship_started_on=date(2026, 9, 1))
    result = close_august()
    assert result.to_json() == {"closed": 1, "unchanged": 0, "presented": 0}
    row = MonthClose.objects.get()
    assert (row.account, row.month, row.closed_on, row.shown) == (account, AUGUST, TODAY, "GREEN")
    assert row.rule_states["R01"] == {"c": "GREEN", "good": 0}
    assert row.limits_version == Limits().version


def test_closing_it_again_writes_nothing() -> None:
    full_account()
    make_account()
    close_august()
    before = stored()
    with CaptureQueriesContext(connection) as captured:
        assert close_august().to_json() == {"closed": 0, "unchanged": 2, "presented": 0}
    assert stored() == before
    assert not [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_the_close_follows_the_facts_until_the_card_is_published() -> None:
    account = full_account()
    close_august()
    make_complaint(account, date(2026, 9, 8), severity="critical")
    assert close_august().closed == 1
    assert MonthClose.objects.get().shown == "RED"


def test_what_was_presented_never_changes() -> None:
    account = full_account()
    close_august()
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    card_publishing.publish(cards=QualityCard.objects.filter(month=AUGUST), by=None, at=AT)
    before = stored()
    make_complaint(account, date(2026, 9, 8), severity="critical")
    assert close_august().to_json() == {"closed": 0, "unchanged": 0, "presented": 1}
    assert stored() == before


def test_publishing_closes_the_month_as_the_card_says() -> None:
    account = full_account()
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    make_complaint(account, date(2026, 9, 8), severity="critical")
    close_august()
    card_publishing.publish(cards=QualityCard.objects.filter(month=AUGUST), by=None, at=AT)
    row, card = MonthClose.objects.get(), QualityCard.objects.get(month=AUGUST)
    assert (row.shown, row.closed_on) == ("GREEN", TODAY)
    assert row.rule_states == card.snapshot["rule_states"]
    assert row.dimensions == {chip["id"]: chip["colour"] for chip in card.snapshot["dimensions"]}


def test_a_correction_replaces_the_close() -> None:
    account = full_account()
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    card_publishing.publish(cards=QualityCard.objects.filter(month=AUGUST), by=None, at=AT)
    make_complaint(account, date(2026, 9, 8), severity="critical")
    second = card_publishing.correct(
        card=QualityCard.objects.get(month=AUGUST), reason="Reklamaatio puuttui", by=None, at=AT
    )
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    assert MonthClose.objects.get().shown == "GREEN"
    card_publishing.publish(cards=[second], by=None, at=AT)
    assert MonthClose.objects.get().shown == "RED"


def test_card_account_and_close_say_the_same() -> None:
    account = full_account()
    make_round(account.sites.get(), date(2026, 8, 25), "90.4")
    make_close(account, JULY, "RED", rule_states={"R07": {"c": "RED", "good": 0}}, limits_version=Limits().version)
    limit("R31", "amber", "6", starts_on=AUGUST)
    override(account, "RED", computed="AMBER")
    refresh(as_of=TODAY, by=None)
    close_august()
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    row, judgement = MonthClose.objects.get(month=AUGUST), AccountJudgement.objects.get()
    card = QualityCard.objects.get(month=AUGUST)
    header = card.snapshot["header"]
    assert said(row) == said(judgement)
    assert (row.shown, row.computed) == (header["status"], header["computed"]) == ("RED", "AMBER")
    assert row.rule_states == card.snapshot["rule_states"]
    assert card.snapshot["limits"]["version"] == row.limits_version != Limits().version
    assert (card.snapshot["override"]["until"], header["months"]) == ("2026-09-12", 2)


def test_a_month_is_judged_against_the_close_before_it() -> None:
    account = full_account()
    make_close(account, JULY, "RED", rule_states={"R07": {"c": "RED", "good": 0}})
    close_august()
    assert MonthClose.objects.get(month=AUGUST).rule_states["R07"]["c"] == "AMBER"
    close(month=date(2026, 6, 1), as_of=TODAY, by=None)
    assert MonthClose.objects.get(month=date(2026, 6, 1)).rule_states["R07"]["c"] == "GREEN"


def test_only_the_asked_accounts_in_chunks_with_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [make_account() for _ in range(3)]
    make_account()
    monkeypatch.setattr(closes, "CHUNK", 2)
    told: list[tuple[int, int]] = []
    close_august(accounts=[*accounts, accounts[0].pk], progress=lambda done, of_all: told.append((done, of_all)))
    assert told == [(2, 3), (3, 3)]
    assert MonthClose.objects.count() == 3


def test_whoever_asked_is_recorded() -> None:
    make_account()
    close_august()
    assert not AuditEvent.objects.filter(act="close_month").exists()
    user = make_user()
    close_august(by=user)
    details = {"month": "2026-08-01", "closed": 0, "unchanged": 1, "presented": 0}
    assert AuditEvent.objects.get(act="close_month").details == details


def test_a_month_is_its_first_day() -> None:
    with pytest.raises(ValueError, match="first day"):
        close_august(month=date(2026, 8, 2))


def test_reads_do_not_grow_with_the_accounts() -> None:
    accounts = [make_account(), full_account(), *(make_account() for _ in range(18))]
    counts = {}
    for number in (2, 20):
        MonthClose.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            close_august(accounts=accounts[:number])
        counts[number] = sum(query["sql"].startswith("SELECT") for query in captured)
    assert len(set(counts.values())) == 1, counts


def fill_from_cards() -> None:
    """What the migration does, with the models of today."""
    with connection.schema_editor() as editor:
        import_module("reporting.migrations.0004_closes_of_published_cards").fill(apps, editor)


@pytest.mark.django_db(transaction=True)
def test_published_cards_of_the_time_before_become_closes() -> None:
    make_account()
    for month, day in ((JULY, date(2026, 8, 12)), (AUGUST, TODAY)):
        cards.build(month=month, as_of=day, by=None)
    july = QualityCard.objects.filter(month=JULY)
    card_publishing.publish(cards=july, by=None, at=AT)
    second = card_publishing.correct(card=july.get(), reason="Oikaisu", by=None, at=AT)
    card_publishing.publish(cards=[second], by=None, at=AT)
    by_publishing = stored()
    MonthClose.objects.all().delete()
    fill_from_cards()
    fill_from_cards()
    again = stored()
    assert [row | {"id": 0} for row in again] == [row | {"id": 0} for row in by_publishing]
    assert [row["month"] for row in again] == [JULY]


@pytest.mark.django_db(transaction=True)
def test_a_card_of_an_older_form_becomes_a_close_of_what_it_holds() -> None:
    account: Account = make_account()
    QualityCard.objects.create(
        account=account,
        month=JULY,
        status="AMBER",
        state="published",
        built_at=AT,
        frozen_at=AT,
        checksum="x",
        snapshot={"rule_states": {"R07": {"c": "AMBER", "good": 1}}},
    )
    fill_from_cards()
    row = MonthClose.objects.get()
    assert (row.shown, row.computed, row.closed_on, row.limits_version) == ("AMBER", "AMBER", JULY, "")
    assert row.rule_states == {"R07": {"c": "AMBER", "good": 1}}

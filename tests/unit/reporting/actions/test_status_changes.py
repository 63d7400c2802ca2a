"""The memory of the refresh: what changed, since when and why (domain.md 2.5, 2.6, issue of the engine)."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account, Risk, StatusChange
from reporting.actions import status
from reporting.actions.status import refresh
from reporting.models import AccountJudgement, LimitChange, SourceLoad, StatusOverride
from reporting.rules import Limits
from tests.factories import make_complaint
from tests.factories.status import make_close
from tests.unit.reporting.facts.test_collect import full_account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
LATER = date(2026, 9, 14)
OCTOBER = date(2026, 10, 12)
SEPTEMBER = date(2026, 9, 1)
AUGUST = date(2026, 8, 1)
SOURCES = ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts")


@pytest.fixture(autouse=True)
def loads() -> None:
    load(date(2026, 9, 10), AUGUST)


def load(on: date, last_month: date, *, but: tuple[str, ...] = ()) -> None:
    for source in SOURCES:
        if source not in but:
            SourceLoad.objects.create(source=source, as_of_on=on, last_month=last_month)


def limit(rule: str, name: str, value: str, **values: object) -> LimitChange:
    plain = {"scope": "company", "starts_on": SEPTEMBER, "made_at": datetime(2026, 8, 20, tzinfo=UTC), "reason": "x"}
    return LimitChange.objects.create(rule=rule, name=name, value=Decimal(value), **(plain | values))


def override(account: Account, colour: str, **values: object) -> StatusOverride:
    plain = {
        "state": "in_force",
        "computed": account.status,
        "category": "other",
        "reason": "Tunnettu kertatekijä, korjattu jo.",
        "asked_at": datetime(2026, 9, 11, 9, tzinfo=UTC),
        "decided_at": datetime(2026, 9, 11, 9, tzinfo=UTC),
        "starts_on": TODAY,
        "expires_on": date(2026, 9, 12),
    }
    return StatusOverride.objects.create(account=account, colour=colour, **(plain | values))


def rows(account: Account) -> list[tuple[str, str, str, str, str]]:
    """All changes but the first judgement."""
    found = account.status_changes.exclude(cause="first").order_by("pk")
    return list(found.values_list("scope", "key", "old", "new", "cause"))


def judged(account: Account) -> AccountJudgement:
    return AccountJudgement.objects.get(account=account)


def test_the_first_judgement_only_begins_the_memory() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    assert account.status_changes.values_list("scope", "key", "cause").get() == ("account", "", "first")
    judgement = judged(account)
    assert (judgement.shown, judgement.computed, judgement.override_state) == ("GREEN", "GREEN", "none")
    assert judgement.limits_version == Limits().version
    assert set(judgement.since.values()) == {"2026-09-11"}
    assert {"TAL", "SOP", "R01", "R15"} <= judgement.since.keys()


def test_a_new_fact_changes_its_rule_its_dimension_and_the_account() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    make_complaint(account, date(2026, 9, 14), severity="critical")
    assert refresh(as_of=LATER, by=None).changed == 1
    assert rows(account) == [
        ("rule", "R15", "GREEN", "RED", "facts"),
        ("dimension", "ASI", "GREEN", "RED", "facts"),
        ("account", "", "GREEN", "RED", "facts"),
    ]
    change = account.status_changes.get(scope="rule")
    assert (change.before["level"], change.reasons[0]["level"]) == ("GREEN", "RED")
    assert change.limits_version == Limits().version
    since = judged(account).since
    assert (since["R15"], since["ASI"], since["R01"], since["TAL"]) == (
        "2026-09-14", "2026-09-14", "2026-09-11", "2026-09-11",
    )  # fmt: skip


def test_running_it_again_writes_no_second_row() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    make_complaint(account, date(2026, 9, 14), severity="critical")
    refresh(as_of=LATER, by=None)
    before = list(StatusChange.objects.order_by("pk").values())
    judgement = AccountJudgement.objects.values().get()
    assert refresh(as_of=LATER, by=None).changed == 0
    assert list(StatusChange.objects.order_by("pk").values()) == before
    assert AccountJudgement.objects.values().get() == judgement


def test_a_close_of_the_judged_month_changes_nothing() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    make_close(account, AUGUST, "RED", rule_states={"R07": {"c": "RED", "good": 0}})
    assert refresh(as_of=TODAY, by=None).changed == 0


def risky(**values: object) -> Account:
    """An account with a risk of six points: green by the default limit of eight."""
    account = full_account()
    risk = {"probability": 3, "impact": 2, "opened_on": date(2026, 1, 7), "review_on": date(2026, 12, 31)}
    Risk.objects.create(account=account, name="Riski", **(risk | values))
    return account


def test_other_limits_are_told_apart_from_real_change() -> None:
    account = risky()
    refresh(as_of=TODAY, by=None)
    limit("R31", "amber", "6")
    load(date(2026, 10, 9), SEPTEMBER)
    refresh(as_of=OCTOBER, by=None)
    of_the_risk = [row for row in rows(account) if row[1] in ("R31", "SOP")]
    assert of_the_risk == [
        ("rule", "R31", "GREEN", "AMBER", "limits"),
        ("dimension", "SOP", "GREEN", "AMBER", "limits"),
    ]
    assert judged(account).limits_version != Limits().version


def test_facts_and_limits_at_once_are_two_rows() -> None:
    account = risky()
    refresh(as_of=TODAY, by=None)
    limit("R31", "red", "10")
    Risk.objects.update(probability=5, impact=2)
    load(date(2026, 10, 9), SEPTEMBER)
    refresh(as_of=OCTOBER, by=None)
    assert [row for row in rows(account) if row[1] == "R31"] == [
        ("rule", "R31", "GREEN", "AMBER", "facts"),
        ("rule", "R31", "AMBER", "RED", "limits"),
    ]
    versions = list(account.status_changes.filter(key="R31").order_by("pk").values_list("limits_version", flat=True))
    assert versions == [Limits().version, judged(account).limits_version]


def test_limits_of_the_next_month_wait_for_it() -> None:
    account = risky()
    limit("R31", "amber", "6")
    refresh(as_of=TODAY, by=None)
    assert judged(account).dimensions["SOP"] == "GREEN"


def test_a_rule_with_other_limits_is_judged_without_hysteresis() -> None:
    changed, same = full_account(), full_account()
    for account in (changed, same):
        make_close(
            account, date(2026, 7, 1), "RED", rule_states={"R07": {"c": "RED", "good": 0}}, limits_version="earlier"
        )
    limit("R07", "band", "15", starts_on=AUGUST)
    limit("R07", "band", "1", starts_on=AUGUST, scope="account", account=same, ends_on=date(2027, 1, 31))
    refresh(as_of=TODAY, by=None)
    levels = {pk: {row["rule"]: row["level"] for row in found} for pk, found in findings()}
    assert (levels[changed.pk]["R07"], levels[same.pk]["R07"]) == ("GREEN", "AMBER")


def findings() -> list[tuple[int, list[dict[str, str]]]]:
    return list(AccountJudgement.objects.values_list("account", "findings"))


def test_a_feed_that_falls_silent_is_told_as_silence() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    SourceLoad.objects.filter(source="complaints").delete()
    refresh(as_of=TODAY, by=None)
    assert ("rule", "R14", "GREEN", "UNKNOWN", "silence") in rows(account)
    assert rows(account)[-1] == ("account", "", "GREEN", "GREY", "silence")
    SourceLoad.objects.create(source="complaints", as_of_on=TODAY)
    refresh(as_of=TODAY, by=None)
    assert rows(account)[-1] == ("account", "", "GREY", "GREEN", "silence")


def test_a_colour_shown_by_hand_is_told_as_an_override() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    account.refresh_from_db()
    override(account, "RED")
    refresh(as_of=TODAY, by=None)
    judgement = judged(account)
    assert (judgement.shown, judgement.computed, judgement.override_state) == ("RED", "GREEN", "in force")
    assert rows(account) == [("account", "", "GREEN", "RED", "override")]
    assert refresh(as_of=TODAY, by=None).changed == 0


def test_an_override_that_ran_out_is_ended_and_told() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    account.refresh_from_db()
    wish = override(account, "RED")
    refresh(as_of=TODAY, by=None)
    refresh(as_of=LATER, by=None)
    wish.refresh_from_db()
    assert wish.state == "expired"
    assert rows(account)[-1] == ("account", "", "RED", "GREEN", "override")
    assert judged(account).override_state == "none"
    before = AccountJudgement.objects.values().get()
    refresh(as_of=LATER, by=None)
    assert AccountJudgement.objects.values().get() == before


def test_judgements_of_the_time_before_the_memory_are_taken_over() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    AccountJudgement.objects.update(since={}, limits_version="", shown="GREY", computed="GREY")
    make_complaint(account, date(2026, 9, 14), severity="critical")
    refresh(as_of=LATER, by=None)
    assert ("account", "", "GREEN", "RED", "facts") in rows(account)
    since = judged(account).since
    assert (since["R01"], since["R15"]) == ("2026-09-11", "2026-09-14")


def test_an_account_whose_judgement_is_lost_is_judged_anew() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    AccountJudgement.objects.all().delete()
    refresh(as_of=LATER, by=None)
    assert rows(account) == []
    assert set(judged(account).since.values()) == {"2026-09-14"}


def test_other_limits_cost_a_fixed_number_of_reads() -> None:
    accounts = [risky() for _ in range(6)]
    counts = {}
    for number in (2, 6):
        AccountJudgement.objects.all().delete()
        StatusChange.objects.all().delete()
        Account.objects.update(status_since_on=None)
        LimitChange.objects.all().delete()
        refresh(accounts=accounts[:number], as_of=TODAY, by=None)
        limit("R31", "amber", "6", starts_on=AUGUST)
        AccountJudgement.objects.update(month=date(2026, 7, 1))
        with CaptureQueriesContext(connection) as captured:
            refresh(accounts=accounts[:number], as_of=TODAY, by=None)
        counts[number] = sum(query["sql"].startswith("SELECT") for query in captured)
    assert len(set(counts.values())) == 1, counts


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_at_once_write_one_change(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time holds the whole database")
    account = full_account()
    refresh(as_of=TODAY, by=None)
    make_complaint(account, date(2026, 9, 14), severity="critical")
    both_inside = threading.Barrier(2)
    chunk = status._refresh_chunk

    def together(*args: object, **values: object) -> None:
        both_inside.wait(timeout=20)
        chunk(*args, **values)

    monkeypatch.setattr(status, "_refresh_chunk", together)
    threads = [threading.Thread(target=refresh_and_leave) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert account.status_changes.filter(scope="account", new="RED").count() == 1
    assert account.status_changes.filter(scope="rule", key="R15").count() == 1


def refresh_and_leave() -> None:
    try:
        refresh(as_of=LATER, by=None)
    finally:
        connections.close_all()

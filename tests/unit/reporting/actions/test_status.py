"""The refresh: judgement, slot, a row per change, the same again changes nothing (domain.md 2.1, 2.5)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account, StatusChange
from reporting.actions import status
from reporting.actions.status import refresh
from reporting.models import AccountJudgement, SourceLoad
from reporting.rules import Finding
from teams.models import AuditEvent
from tests.factories import make_account, make_complaint, make_person, make_round, make_site, make_user
from tests.unit.reporting.facts.test_collect import full_account
from tests.unit.reporting.test_previous_close import make_state

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
LATER = date(2026, 9, 14)


@pytest.fixture(autouse=True)
def loads() -> None:
    for source in ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts"):
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=date(2026, 8, 1))


def stored() -> list[object]:
    judgements = AccountJudgement.objects.order_by("pk").values()
    return [*judgements, *StatusChange.objects.order_by("pk").values(), *Account.objects.order_by("pk").values()]


def test_first_judgement_writes_everything() -> None:
    account = full_account()
    result = refresh(as_of=TODAY, by=None)
    assert (result.accounts, result.changed) == (1, 1)
    assert result.colours == {"GREEN": 1, "GREY": 0, "AMBER": 0, "RED": 0}
    account.refresh_from_db()
    assert (account.status, account.status_since_on) == ("GREEN", TODAY)
    judgement = account.judgement
    assert (judgement.judged_on, judgement.month, judgement.decided_by) == (TODAY, date(2026, 8, 1), "worst-of")
    assert judgement.dimensions["TAL"] == "GREEN"
    assert (judgement.coverage_pct, judgement.risk_points, judgement.missing_inputs) == (100, 0, [])
    assert {Finding.from_json(data).rule_id for data in judgement.findings} >= {"R01", "R30"}
    change = account.status_changes.get()
    assert (change.old, change.new, change.changed_on, change.reasons) == ("", "GREEN", TODAY, [])


def empty_account() -> Account:
    """Somebody answers for it, nothing else is known."""
    return make_account(owner=make_person(), deputy=make_person())


def test_a_first_grey_is_a_change_with_what_is_missing() -> None:
    account = empty_account()
    refresh(as_of=TODAY, by=None)
    change = account.status_changes.get()
    account.refresh_from_db()
    assert (change.old, change.new, account.status, account.status_since_on) == ("", "GREY", "GREY", TODAY)
    assert "revenue" in Finding.from_json(change.reasons[-1]).params["missing"]


def test_running_it_again_changes_nothing() -> None:
    full_account()
    make_account()
    refresh(as_of=TODAY, by=None)
    before = stored()
    with CaptureQueriesContext(connection) as captured:
        result = refresh(as_of=TODAY, by=None)
    assert result.changed == 0
    assert stored() == before
    assert not [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_a_change_has_old_new_and_reasons() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    make_complaint(account, date(2026, 9, 8), severity="critical")
    result = refresh(as_of=LATER, by=None)
    assert result.changed == 1
    change = account.status_changes.filter(scope="account").latest("pk")
    assert (change.old, change.new, change.changed_on) == ("GREEN", "RED", LATER)
    assert [reason["rule"] for reason in change.reasons] == ["R15"]
    account.refresh_from_db()
    assert (account.status, account.status_since_on) == ("RED", LATER)


def test_the_same_colour_on_another_day_keeps_its_beginning() -> None:
    account = full_account()
    refresh(as_of=TODAY, by=None)
    refresh(as_of=LATER, by=None)
    account.refresh_from_db()
    assert account.status_since_on == TODAY
    assert account.judgement.judged_on == LATER
    assert account.status_changes.count() == 1


def test_the_last_close_holds_the_colour_back() -> None:
    held, freed = full_account(), full_account()
    for account in (held, freed):  # 90.4 is green, but not clearly above 90
        make_round(account.sites.get(), date(2026, 8, 25), "90.4")
    make_state(held, date(2026, 7, 1), "AMBER", good=0)
    make_state(freed, date(2026, 7, 1), "AMBER", good=1)
    refresh(as_of=TODAY, by=None)
    held.refresh_from_db()
    freed.refresh_from_db()
    assert (held.status, freed.status) == ("AMBER", "GREEN")
    assert [reason["held"] for reason in held.status_changes.get().reasons] == [True]


def test_only_the_asked_accounts_and_only_those_in_care() -> None:
    first, second = full_account(), make_account()
    ended = make_account(ended_on=date(2026, 9, 10))
    assert refresh(accounts=[first], as_of=TODAY, by=None).accounts == 1
    assert not second.status_changes.exists()
    assert refresh(accounts=[second.pk, second.pk], as_of=TODAY, by=None).accounts == 1
    assert refresh(as_of=TODAY, by=None).accounts == 2
    assert not ended.status_changes.exists()


def test_whoever_asked_is_recorded() -> None:
    make_account()
    refresh(as_of=TODAY, by=None)
    assert not AuditEvent.objects.filter(act="refresh_status").exists()
    user = make_user()
    refresh(as_of=TODAY, by=user)
    event = AuditEvent.objects.get(act="refresh_status")
    assert (event.by, event.details) == (user, {"accounts": 1, "changed": 0})


def test_queries_of_a_chunk_do_not_grow_with_its_accounts() -> None:
    # SQLite writes about 60 rows in one statement; the first account has nobody to answer.
    accounts = [make_account(), full_account(), *(make_account() for _ in range(58))]
    make_site(accounts[2])
    counts = {}
    for number in (2, 10, 60):
        StatusChange.objects.all().delete()
        AccountJudgement.objects.all().delete()
        Account.objects.update(status_since_on=None)
        with CaptureQueriesContext(connection) as captured:
            refresh(accounts=accounts[:number], as_of=TODAY, by=None)
        writing = [query["sql"] for query in captured if query["sql"].startswith("UPDATE")]
        counts[number] = len(captured) - len(writing)
        assert len(writing) <= 4  # one per colour
    assert len(set(counts.values())) == 1, counts


def test_chunks_are_told_as_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        empty_account()
    monkeypatch.setattr(status, "CHUNK", 2)
    told: list[tuple[int, int]] = []
    result = refresh(as_of=TODAY, by=None, progress=lambda done, of_all: told.append((done, of_all)))
    assert told == [(2, 3), (3, 3)]
    assert result.to_json() == {"accounts": 3, "changed": 3, "colours": {"GREEN": 0, "GREY": 3, "AMBER": 0, "RED": 0}}

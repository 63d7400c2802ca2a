"""The collector: every field in its place, the same queries for any number of accounts, no later knowledge."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account, ClockEvent, Risk, SurveyAnswer, SurveyWave
from config.common.month import months_between
from reporting.facts import collect as collecting
from reporting.facts.collect import collect
from reporting.models import SourceLoad
from reporting.rules import Limits
from reporting.status import judge
from tests.factories import (
    make_account,
    make_complaint,
    make_contract,
    make_figure,
    make_goal,
    make_meeting,
    make_person,
    make_round,
    make_site,
)

pytestmark = pytest.mark.django_db
TODAY, AUGUST = date(2026, 9, 11), date(2026, 8, 1)
MOST_QUERIES = 20


@pytest.fixture
def loads() -> None:
    for source in ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts"):
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=AUGUST)


def full_account(**values: object) -> Account:
    """A healthy B account with a little of everything."""
    account = make_account(owner=make_person(), deputy=make_person(), **values)
    for month in months_between(date(2025, 1, 1), AUGUST):
        make_figure(account, month)
    site = make_site(account)
    for month in (6, 7, 8):
        make_round(site, date(2026, month, 10), 94)
    make_complaint(account, date(2026, 7, 1), closed_on=date(2026, 7, 5))
    wave, _ = SurveyWave.objects.get_or_create(name="Kysely 5/2026", month=date(2026, 5, 1))
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(
            account=account,
            wave=wave,
            answered_on=date(2026, 5, 12),
            role="contact",
            raw_score=Decimal(4),
            score=Decimal("4.2"),
            row_key=f"{account.pk}-{number}",
        )
        for number in range(5)
    )
    make_meeting(account, date(2026, 7, 1))
    make_goal(account, make_person())
    ClockEvent.objects.create(
        account=account, year=2026, kind="JT", earliest_on=date(2026, 6, 20), latest_on=date(2026, 7, 20)
    )
    make_contract(account, ends_on=date(2028, 9, 11), monthly_price_eur=Decimal(10000))
    Risk.objects.create(account=account, name="Riski", probability=2, impact=3, opened_on=date(2026, 1, 1))
    return account


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    return len(captured)


@pytest.mark.usefixtures("loads")
def test_a_full_account_is_green() -> None:
    (facts,) = collect([full_account()], month=AUGUST, as_of=TODAY)
    assert (facts.model, facts.profile, facts.phase, facts.month, facts.year) == (
        "B",
        "palvelu",
        "vakiintunut",
        8,
        2026,
    )
    assert facts.fresh >= {"revenue", "margin", "rounds", "scores", "complaints", "csat", "clock", "contracts"}
    assert facts.rev_ytd == facts.rev_target_ytd == 80000
    assert facts.contract_share == 100
    assert facts.csat == Decimal("4.2")
    assert facts.account_age_months == 80
    assert facts.source_dates["revenue"] == date(2026, 8, 31)
    assert facts.audit_age_months is facts.recv30 is facts.time_budget_pct is None
    judgement = judge(facts, Limits())
    assert (judgement.shown, judgement.reasons, judgement.coverage_pct) == ("GREEN", (), 100)


@pytest.mark.usefixtures("loads")
def test_queries_do_not_grow_with_the_accounts() -> None:
    accounts = [full_account() for _ in range(3)] + [make_account() for _ in range(97)]
    counts = {
        number: queries(lambda number=number: collect(accounts[:number], month=AUGUST, as_of=TODAY))  # type: ignore[misc]
        for number in (1, 10, 100)
    }
    assert len(set(counts.values())) == 1, counts
    assert counts[1] <= MOST_QUERIES


@pytest.mark.usefixtures("loads")
def test_chunks_give_the_same_facts_in_the_order_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [full_account(), make_account(), full_account()]
    accounts.reverse()
    whole = collect(accounts, month=AUGUST, as_of=TODAY)
    monkeypatch.setattr(collecting, "CHUNK", 2)
    assert collect(Account.objects.order_by("-pk"), month=AUGUST, as_of=TODAY) == whole
    assert [facts.account_id for facts in whole] == [account.pk for account in accounts]


def test_no_accounts_no_facts() -> None:
    assert collect([], month=AUGUST, as_of=TODAY) == []


@pytest.mark.usefixtures("loads")
def test_accounts_do_not_mix() -> None:
    plain = full_account()
    other = full_account(care_model="A")
    make_complaint(other, date(2026, 9, 1), due_on=date(2026, 9, 2), severity="critical")
    make_figure(other, date(2026, 9, 1))
    alone = collect([plain], month=AUGUST, as_of=TODAY)
    assert collect([other, plain], month=AUGUST, as_of=TODAY)[1:] == alone


@pytest.mark.usefixtures("loads")
def test_an_earlier_day_knows_nothing_of_later_ones() -> None:
    account = full_account()
    june = date(2026, 6, 1)
    SourceLoad.objects.create(source="revenue", as_of_on=date(2026, 7, 6), last_month=june)
    (before,) = collect([account], month=june, as_of=date(2026, 7, 9))
    make_complaint(account, date(2026, 7, 20), severity="critical")
    make_meeting(account, date(2026, 7, 30))
    make_round(account.sites.get(), date(2026, 7, 20), 60)
    make_contract(account, starts_on=date(2026, 7, 10), ends_on=date(2026, 7, 31))
    (after,) = collect([account], month=june, as_of=date(2026, 7, 9))
    assert after == before
    assert before.fresh == {"revenue", "clock"}  # the other sources were loaded later
    assert before.rev_ytd == 60000
    assert before.days_since_meeting == 8


def test_a_new_account_is_young_and_an_unknown_start_is_old() -> None:
    young = make_account(relationship_started_on=date(2026, 8, 12), stage=Account.Stage.ONBOARDING)
    old = make_account(relationship_started_on=None, stage=Account.Stage.ENDING, profile=Account.Profile.CONSULTANCY)
    first, second = collect([young, old], month=AUGUST, as_of=TODAY)
    assert (first.account_age_months, first.in_onboarding, first.is_new) == (0, True, True)
    assert (second.account_age_months, second.in_exit, second.profile) == (None, True, "projekti")

"""The collector: every field in its place, the same queries for any number of accounts, no later knowledge."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import Account, Risk
from config.common.clock import HELSINKI
from config.common.month import months_between
from reporting.facts import collect as collecting
from reporting.facts.collect import collect
from reporting.models import SourceLoad
from reporting.rules import Limits
from reporting.status import judge
from teams.models import Person
from tests.factories import (
    make_account,
    make_answer,
    make_audit,
    make_brief,
    make_budget,
    make_card,
    make_clock_event,
    make_complaint,
    make_contact,
    make_contract,
    make_figure,
    make_goal,
    make_hours,
    make_instruction,
    make_invoice,
    make_meeting,
    make_non_conformity,
    make_person,
    make_project,
    make_round,
    make_site,
    make_support,
    make_support_requirement,
)

pytestmark = pytest.mark.django_db
TODAY, AUGUST = date(2026, 9, 11), date(2026, 8, 1)
MOST_QUERIES = 40  # the loads, the records kept, 37 for each thousand accounts, one for owners who cannot answer


@pytest.fixture
def loads() -> None:
    for source in ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts", "hours"):
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=AUGUST)


def full_account(**values: object) -> Account:
    """A healthy B account with a little of everything."""
    account = make_account(owner=make_person(), deputy=make_person(), **values)
    for month in months_between(date(2025, 1, 1), AUGUST):
        make_figure(account, month)
    supervisor = make_person()
    site = make_site(account, supervisor=supervisor)
    for month in (6, 7, 8):
        make_round(site, date(2026, month, 10), 94)
    answered = datetime(2026, 7, 1, 15, tzinfo=HELSINKI)
    make_complaint(account, date(2026, 7, 1), first_response_at=answered, closed_on=date(2026, 7, 5))
    for _ in range(5):
        make_answer(account, date(2026, 5, 12), "4.2", role="contact")
    meeting = make_meeting(account, date(2026, 7, 1))
    make_goal(account, make_person())
    make_clock_event(account, "JT", date(2026, 7, 20), meeting=meeting)
    make_contract(account, ends_on=date(2028, 9, 11), monthly_price_eur=Decimal(10000))
    Risk.objects.create(account=account, name="Riski", probability=2, impact=3, opened_on=date(2026, 1, 1))
    with_records(account, supervisor)
    return account


def with_records(account: Account, supervisor: Person) -> None:
    """One row of everything that is written by hand or fed beside the figures, all of it in order."""
    make_invoice(account, date(2026, 9, 1))
    make_non_conformity(make_audit(account, date(2026, 4, 11)), date(2026, 12, 1))
    make_budget(account, 120)
    make_hours(account, date(2026, 5, 4), 80)
    make_card(
        account, date(2026, 7, 1), comment="Tilanne on vakaa.", published_at=datetime(2026, 8, 13, tzinfo=HELSINKI)
    )
    make_instruction(account, date(2026, 9, 8))
    make_brief(account, date(2026, 1, 7), supervisor)
    make_support_requirement(account)
    make_support(account)
    make_contact(account)


def consultancy() -> Account:
    """A consultancy account with two sites and three projects, one of them late and over its hours."""
    account = make_account(owner=make_person(), deputy=make_person(), profile=Account.Profile.CONSULTANCY)
    for month in months_between(date(2025, 1, 1), AUGUST):
        make_figure(account, month)
    for _ in range(2):
        make_site(account)
        make_project(account)
    make_project(account, name="Silta", milestone_on=date(2026, 8, 1), used_hours=Decimal(130))
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
    assert (facts.audit_age_months, facts.nc_minor_overdue, facts.recv30, facts.recv60) == (5, 0, 0, 0)
    assert (facts.fr_n, facts.fr_within, facts.repeat_max, facts.dm_low_nofollow) == (1, 1, 0, 0)
    assert (facts.clock_late14, facts.key_late_max, facts.time_budget_pct) == (0, 0, 100)
    assert (facts.instr_unack_wd, facts.action_overdue_days, facts.prev_card_late) == (3, 0, False)
    assert (facts.brief_missing, facts.support_gaps, facts.dm_vacant) == (0, 0, False)
    assert facts.projects_active is facts.orderbook_months is None
    assert (facts.orderbook_eur, facts.orderbook_prev_eur) == (120000, 120000)
    assert (facts.hours_month, facts.hours_month_budget, facts.instr_open, facts.instr_overdue) == (0, 10, 1, 0)
    assert (facts.meetings_due, facts.meetings_done, facts.clock_due_r12, facts.clock_on_time_r12) == (1, 1, 1, 1)
    assert (facts.resolution_days, facts.resolution_p90, facts.complaints_6m) == (2, 2, 1)
    assert (facts.dm_named, facts.dm_met, facts.nc_minor_open, facts.nps_n, facts.pulse_n) == (1, 0, 1, 0, 0)
    assert (facts.risk_owner, facts.risk_is_internal, facts.opportunities, facts.recv30_prev) == ("", False, None, None)
    kept = "audits briefs clock contracts deciders hours instructions invoices order_book"
    assert facts.kept == set(kept.split())
    assert facts.preliminary == frozenset()
    judgement = judge(facts, Limits())
    assert (judgement.shown, judgement.reasons, judgement.coverage_pct) == ("GREEN", (), 100)


@pytest.mark.usefixtures("loads")
def test_a_consultancy_is_counted_by_its_projects() -> None:
    (facts,) = collect([consultancy()], month=AUGUST, as_of=TODAY)
    assert (facts.sites_active, facts.projects_active, facts.projects_on_schedule) == (3, 3, 2)
    assert (facts.projects_late_names, facts.projects_over_names) == (("Silta",), ("Silta",))
    assert round(facts.project_over_125_share or 0, 2) == Decimal("33.33")
    assert facts.orderbook_months == Decimal("1.5")  # 15 000 € of 10 000 € a month
    assert (facts.orderbook_eur, facts.orderbook_prev_eur) == (15000, None)
    assert "projects" in facts.fresh
    assert facts.source_dates["projects"] == date(2026, 9, 1)


@pytest.mark.usefixtures("loads")
def test_nothing_recorded_is_unknown_or_zero_but_never_guessed() -> None:
    (facts,) = collect([make_account()], month=AUGUST, as_of=TODAY)
    unknown = (
        "recv30 recv60 audit_age_months audit_failed nc_minor_overdue nc_major_overdue clock_late14 key_late_max "
        "time_budget_pct hours_used prev_card_late brief_missing support_gaps dm_vacant projects_active "
        "orderbook_months"
    )
    assert {name: getattr(facts, name) for name in unknown.split()} == dict.fromkeys(unknown.split())
    zeros = (
        "dm_low_nofollow dm_low_waiting dm_low_followed fr_n fr_within repeat_max instr_unack_wd action_overdue_days"
    )
    assert {name: getattr(facts, name) for name in zeros.split()} == dict.fromkeys(zeros.split(), 0)


@pytest.mark.usefixtures("loads")
def test_queries_do_not_grow_with_the_accounts() -> None:
    # The first has nobody to answer: substitutes are looked for once, whatever the number of accounts.
    accounts = [make_account(), full_account(), consultancy(), full_account(), consultancy()]
    accounts += [make_account() for _ in range(195)]
    counts = {
        number: queries(lambda number=number: collect(accounts[:number], month=AUGUST, as_of=TODAY))  # type: ignore[misc]
        for number in (2, 10, 200)
    }
    assert len(set(counts.values())) == 1, counts
    assert counts[2] <= MOST_QUERIES


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
    later = date(2026, 7, 10)
    make_audit(account, later, is_passed=False)
    make_instruction(account, later)
    make_hours(account, later)
    make_brief(account, later)
    make_answer(account, later, 1)
    make_invoice(account, later, paid_on=later)
    (after,) = collect([account], month=june, as_of=date(2026, 7, 9))
    assert after == before
    assert before.fresh == {"revenue", "clock", "hours"}  # the other sources were loaded later
    assert before.rev_ytd == 60000
    assert before.days_since_meeting == 8


def test_a_new_account_is_young_and_an_unknown_start_is_old() -> None:
    young = make_account(relationship_started_on=date(2026, 8, 12), stage=Account.Stage.ONBOARDING)
    old = make_account(relationship_started_on=None, stage=Account.Stage.ENDING, profile=Account.Profile.CONSULTANCY)
    first, second = collect([young, old], month=AUGUST, as_of=TODAY)
    assert (first.account_age_months, first.in_onboarding, first.is_new) == (0, True, True)
    assert (second.account_age_months, second.in_exit, second.profile) == (None, True, "projekti")

"""Windows of every source, the judged month, and the silence of one account (domain.md 1.7)."""

from datetime import date, timedelta

import pytest

from reporting.freshness import (
    AccountSigns,
    Load,
    State,
    company_sources,
    feed_is_silent,
    fresh_inputs,
    is_usable,
    judged_month,
    known_loads,
    preliminary,
    required_month,
    round_validity_days,
    source_dates,
    sources_as_of,
    state,
)
from reporting.models import SourceLoad

FRIDAY = date(2026, 9, 11)  # working day 9 of September
WD10 = date(2026, 9, 14)
AUGUST, JULY = date(2026, 8, 1), date(2026, 7, 1)


def fresh(loads: dict[str, Load], signs: AccountSigns) -> frozenset[str]:
    return fresh_inputs(company_sources(loads, FRIDAY), signs, FRIDAY)


def known_until(loads: dict[str, Load], signs: AccountSigns) -> dict[str, date]:
    return source_dates(company_sources(loads, FRIDAY), signs, FRIDAY)


def billing(month: date) -> dict[str, Load]:
    return {"revenue": Load(date(2026, 9, 5), month)}


@pytest.mark.parametrize(
    ("as_of", "loaded", "expected"),
    [
        (date(2026, 9, 4), JULY, State.FRESH),  # working day 4: August is not closed yet
        (date(2026, 9, 7), JULY, State.AGING),  # working day 5: closed, time still runs
        (FRIDAY, JULY, State.AGING),
        (WD10, JULY, State.STALE),
        (WD10, AUGUST, State.FRESH),
        (FRIDAY, date(2026, 6, 1), State.STALE),
    ],
)
def test_billing_counts_by_working_days(as_of: date, loaded: date, expected: State) -> None:
    assert state("revenue", billing(loaded), as_of) is expected


def test_required_month_steps_on_working_day_ten() -> None:
    assert required_month(FRIDAY) == JULY
    assert required_month(WD10) == AUGUST


def test_judged_month_waits_for_billing_until_working_day_ten() -> None:
    assert judged_month(FRIDAY, billing(AUGUST)) == AUGUST
    assert judged_month(FRIDAY, billing(JULY)) == JULY
    assert judged_month(WD10, billing(JULY)) == AUGUST
    assert judged_month(FRIDAY, {}) == AUGUST


def test_judged_month_waits_for_the_margin_too() -> None:
    loads = billing(AUGUST) | {"margin": Load(date(2026, 9, 5), JULY)}
    assert judged_month(FRIDAY, loads) == JULY
    assert judged_month(WD10, loads) == AUGUST


def test_a_monthly_load_without_a_month_speaks_of_the_one_closed_on_its_day() -> None:
    assert Load(date(2026, 9, 7)).newest_month == AUGUST
    assert Load(date(2026, 9, 4)).newest_month == JULY


@pytest.mark.parametrize(
    ("source", "days", "usable"),
    [
        ("rounds", 7, True),
        ("rounds", 8, False),
        ("supervisors", 35, True),
        ("supervisors", 36, False),
        ("contracts", 92, True),
        ("contracts", 93, False),
        ("hours", 35, True),
        ("hours", 36, False),
    ],
)
def test_windows_in_days(source: str, days: int, usable: bool) -> None:
    assert is_usable(source, {source: Load(FRIDAY - timedelta(days=days))}, FRIDAY) is usable


def test_complaints_do_not_age_over_a_weekend() -> None:
    wednesday = {"complaints": Load(date(2026, 9, 9))}
    assert is_usable("complaints", wednesday, WD10)  # Thursday, Friday, Monday
    assert not is_usable("complaints", wednesday, date(2026, 9, 15))


def test_never_loaded_is_missing() -> None:
    assert state("rounds", {}, FRIDAY) is State.MISSING
    assert fresh({}, AccountSigns()) == {"hours"}  # which may be written by hand


def test_round_validity_has_a_floor() -> None:
    assert [round_validity_days(months) for months in (1, 3, 6)] == [45, 135, 270]


def test_feed_is_silent_after_its_window() -> None:
    assert not feed_is_silent(FRIDAY - timedelta(days=45), 1, FRIDAY)
    assert feed_is_silent(FRIDAY - timedelta(days=46), 1, FRIDAY)
    assert not feed_is_silent(FRIDAY - timedelta(days=46), 3, FRIDAY)
    assert feed_is_silent(None, 1, FRIDAY)


def all_loads() -> dict[str, Load]:
    names = ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts")
    return {name: Load(date(2026, 9, 10), AUGUST) for name in names}


def test_a_silent_account_loses_rounds_and_scores_only() -> None:
    signs = AccountSigns(round_sign_on=date(2026, 7, 26), wave_month=date(2026, 5, 1), has_clock=True)
    alive = AccountSigns(round_sign_on=date(2026, 8, 28), wave_month=date(2026, 5, 1), has_clock=True)
    assert fresh(all_loads(), alive) - fresh(all_loads(), signs) == {"rounds", "scores"}
    assert known_until(all_loads(), signs)["scores"] == date(2026, 7, 26)
    assert known_until(all_loads(), alive)["scores"] == date(2026, 9, 10)


def test_survey_counts_fourteen_months_and_needs_an_answer() -> None:
    old, just = date(2025, 6, 1), date(2025, 7, 1)
    assert "csat" not in fresh(all_loads(), AccountSigns(wave_month=old))
    assert "csat" in fresh(all_loads(), AccountSigns(wave_month=just))
    assert "csat" not in fresh(all_loads(), AccountSigns())


def test_clock_is_a_matter_of_the_account() -> None:
    assert "clock" in fresh({}, AccountSigns(has_clock=True))
    assert "clock" not in fresh(all_loads(), AccountSigns())


@pytest.mark.parametrize(("days", "is_fresh"), [(0, True), (35, True), (36, False)])
def test_projects_speak_35_days_after_their_confirmation(days: int, is_fresh: bool) -> None:
    signs = AccountSigns(projects_confirmed_on=FRIDAY - timedelta(days=days))
    assert ("projects" in fresh({}, signs)) is is_fresh
    assert known_until({}, signs) == {"projects": FRIDAY - timedelta(days=days)}


def test_projects_never_confirmed_are_not_fresh() -> None:
    assert "projects" not in fresh(all_loads(), AccountSigns())
    assert "projects" not in known_until(all_loads(), AccountSigns())


@pytest.mark.django_db
def test_only_loads_known_on_the_day_count() -> None:
    SourceLoad.objects.create(source="rounds", as_of_on=date(2026, 9, 10))
    SourceLoad.objects.create(source="rounds", as_of_on=date(2026, 9, 3))
    SourceLoad.objects.create(source="revenue", as_of_on=date(2026, 9, 5), last_month=AUGUST)
    assert known_loads(FRIDAY)["rounds"] == Load(date(2026, 9, 10))
    assert known_loads(date(2026, 9, 4)) == {"rounds": Load(date(2026, 9, 3))}
    assert sources_as_of(FRIDAY) == {"rounds": date(2026, 9, 10), "revenue": date(2026, 8, 31)}


@pytest.mark.parametrize(
    ("loaded", "early"),
    [(date(2026, 9, 4), {"revenue"}), (date(2026, 9, 7), set())],  # working day 4 and 5
)
def test_figures_brought_before_the_month_is_closed_are_preliminary(loaded: date, early: set[str]) -> None:
    loads = {"revenue": Load(loaded, date(2026, 8, 1)), "margin": Load(date(2026, 8, 7), date(2026, 7, 1))}
    assert preliminary(loads, date(2026, 8, 1)) == early


def test_hours_are_fresh_when_nobody_loads_them_and_stale_when_the_load_is_old() -> None:
    assert "hours" in fresh({}, AccountSigns())
    assert "hours" in fresh({"hours": Load(FRIDAY - timedelta(days=35))}, AccountSigns())
    assert "hours" not in fresh({"hours": Load(FRIDAY - timedelta(days=36))}, AccountSigns())

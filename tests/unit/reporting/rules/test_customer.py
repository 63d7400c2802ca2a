"""R13–R15 on, just under and just over their limits, and what they do without data."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.facts.types import CriticalComplaint
from reporting.rules import Level, Limits
from reporting.rules.customer import complaint_intensity, complaints_overdue, critical_complaint
from tests.unit.reporting.example import facts, project_facts, stale

LIMITS = Limits()
G, A, R, U = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN
COMPLAINT = CriticalComplaint(title="hygienia", site_name="Koivula, Jyväskylä", opened_on=date(2026, 9, 8))


@pytest.mark.parametrize(
    ("count", "sites", "level", "rate"),
    [
        (21, 100, G, "0.70"),
        (213, 1000, A, "0.71"),
        (45, 100, A, "1.50"),
        (453, 1000, R, "1.51"),
        (2, 1, G, "6.67"),
        (3, 1, R, "10.00"),
    ],
)
def test_complaint_intensity(count: int, sites: int, level: Level, rate: str) -> None:
    finding = complaint_intensity(facts(complaints_r3=count, sites_active=sites), LIMITS)
    assert (finding.level, finding.value) == (level, Decimal(rate))


def test_intensity_without_numbers() -> None:
    uncounted = complaint_intensity(facts(complaints_r3=None), LIMITS)
    assert (uncounted.level, uncounted.params["missing"]) == (U, ("complaints",))
    assert complaint_intensity(facts(sites_active=None), LIMITS).level is U
    few = complaint_intensity(facts(complaints_r3=1, sites_active=0), LIMITS)
    assert (few.level, few.variant) == (G, "ok")
    assert complaint_intensity(facts(fresh=stale("complaints")), LIMITS).level is U
    assert complaint_intensity(project_facts(complaints_r3=45, sites_active=10), LIMITS).level is R


def test_intensity_speaks_of_projects_where_projects_are_counted() -> None:
    assert complaint_intensity(facts(), LIMITS).variant == "value"
    assert complaint_intensity(facts(sites_active=None), LIMITS).params["missing"] == ("sites",)
    assert complaint_intensity(project_facts(), LIMITS).variant == "projects"
    assert complaint_intensity(project_facts(sites_active=None), LIMITS).params["missing"] == ("projects",)
    few = complaint_intensity(project_facts(complaints_r3=1, sites_active=0), LIMITS)
    assert (few.level, few.variant) == (G, "ok")


@pytest.mark.parametrize(
    ("count", "days", "level"),
    [(0, 0, G), (0, None, G), (0, 15, G), (1, 1, A), (2, 14, A), (2, 15, R), (3, 1, R), (1, 15, R), (3, None, R)],
)
def test_complaints_overdue(count: int, days: int | None, level: Level) -> None:
    finding = complaints_overdue(facts(compl_overdue=count, compl_overdue_max_days=days), LIMITS)
    assert (finding.level, finding.value) == (level, count)
    assert (finding.variant == "ok") == (count == 0)
    assert finding.at_least is False


@pytest.mark.parametrize("changes", [{"compl_overdue": None}, {"fresh": frozenset()}])
def test_overdue_without_numbers_is_unknown(changes: dict[str, object]) -> None:
    assert complaints_overdue(facts(**changes), LIMITS).level is U


def test_overdue_without_the_days_still_counts() -> None:
    finding = complaints_overdue(facts(compl_overdue=2, compl_overdue_max_days=None), LIMITS)
    assert (finding.level, finding.variant, finding.at_least) == (A, "undated", True)


def test_an_open_critical_complaint_is_red_even_when_the_feed_is_silent() -> None:
    finding = critical_complaint(
        facts(critical_open=1, critical_complaint=COMPLAINT, fresh=stale("complaints")), LIMITS
    )
    assert (finding.level, finding.variant, finding.params["days"]) == (R, "open", 3)
    assert critical_complaint(facts(critical_open=2), LIMITS).variant == "open_unnamed"


def test_a_closed_one_is_followed_for_thirty_days() -> None:
    closed = CriticalComplaint(
        title="hygienia", site_name="Koivula", opened_on=date(2026, 8, 20), closed_on=date(2026, 9, 1)
    )
    finding = critical_complaint(facts(critical_closed_30d=1, critical_complaint=closed), LIMITS)
    assert (finding.level, finding.variant, finding.params["until"]) == (A, "closed", date(2026, 10, 1))
    assert critical_complaint(facts(critical_closed_30d=1), LIMITS).variant == "closed_undated"
    undated = critical_complaint(facts(critical_closed_30d=1, critical_complaint=COMPLAINT), LIMITS)
    assert undated.variant == "closed_undated"
    assert undated.at_least is False
    assert critical_complaint(facts(critical_open=None, critical_closed_30d=1), LIMITS).at_least is True


@pytest.mark.parametrize(
    "changes", [{"critical_open": None}, {"critical_closed_30d": None}, {"fresh": stale("complaints")}]
)
def test_silence_about_critical_complaints_is_not_green(changes: dict[str, object]) -> None:
    assert critical_complaint(facts(**changes), LIMITS).level is U
    assert (critical_complaint(facts(), LIMITS).level, critical_complaint(facts(), LIMITS).value) == (G, 0)

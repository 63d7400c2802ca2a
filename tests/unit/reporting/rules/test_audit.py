"""R10: age, result and overdue non-conformities of the internal audit."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.audit import internal_audit
from tests.unit.reporting.example import facts, project_facts

LIMITS = Limits()
G, A, R, U, N = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN, Level.NA
NOTHING_KNOWN = {"audit_age_months": None, "audit_failed": None, "nc_minor_overdue": None, "nc_major_overdue": None}


@pytest.mark.parametrize(
    ("changes", "level", "variant"),
    [
        ({"audit_age_months": 12}, G, "ok"),
        ({"audit_age_months": 13}, G, "ok"),
        ({"audit_age_months": 14}, A, "age"),
        ({"nc_minor_overdue": 1}, A, "minor_undated"),
        ({"nc_minor_overdue": 1, "nc_due_on": date(2026, 8, 1)}, A, "minor"),
        ({"nc_minor_overdue": 1, "audit_age_months": 14}, A, "minor_undated"),
        ({"nc_major_overdue": 1}, R, "major_undated"),
        ({"nc_major_overdue": 1, "nc_minor_overdue": 3, "nc_due_on": date(2026, 8, 1)}, R, "major"),
        ({"audit_failed": True}, R, "failed_undated"),
        ({"audit_failed": True, "nc_major_overdue": 2, "audit_on": date(2026, 4, 2)}, R, "failed"),
    ],
)
def test_internal_audit(changes: dict[str, object], level: Level, variant: str) -> None:
    finding = internal_audit(facts(**changes), LIMITS)
    assert (finding.level, finding.variant, finding.at_least) == (level, variant, False)
    assert finding.evidence == ("audits:latest",)


def test_the_age_is_the_value_only_when_it_speaks() -> None:
    assert internal_audit(facts(), LIMITS).value == 5
    old = internal_audit(facts(audit_age_months=14), LIMITS)
    assert (old.value, old.limit) == (14, 13)
    assert internal_audit(facts(audit_failed=True), LIMITS).value is None
    assert internal_audit(facts(nc_minor_overdue=1), LIMITS).value is None


@pytest.mark.parametrize("name", NOTHING_KNOWN)
def test_anything_not_known_is_never_green(name: str) -> None:
    finding = internal_audit(facts(**{name: None}), LIMITS)
    assert (finding.level, finding.params["missing"]) == (U, ("audit",))


@pytest.mark.parametrize(
    ("changes", "level", "at_least"),
    [
        ({"audit_age_months": 14, "audit_failed": False, "nc_major_overdue": 0}, A, True),
        ({"audit_age_months": 14, "audit_failed": False, "nc_major_overdue": 0, "nc_minor_overdue": 0}, A, False),
        ({"audit_age_months": 14, "audit_failed": None, "nc_major_overdue": 0}, A, True),
        ({"audit_age_months": 14, "audit_failed": False}, A, True),
        ({"nc_minor_overdue": 1}, A, True),
        ({"nc_minor_overdue": 1, "audit_failed": False}, A, True),
        ({"nc_minor_overdue": 1, "nc_major_overdue": 0}, A, True),
        ({"nc_minor_overdue": 1, "nc_major_overdue": 0, "audit_failed": False}, A, True),
        ({"nc_minor_overdue": 1, "nc_major_overdue": 0, "audit_failed": False, "audit_age_months": 2}, A, False),
        ({"nc_major_overdue": 1}, R, False),
        ({"audit_failed": True}, R, False),
        ({}, U, False),
    ],
)
def test_what_is_known_counts_at_least(changes: dict[str, object], level: Level, at_least: bool) -> None:
    finding = internal_audit(facts(**{**NOTHING_KNOWN, **changes}), LIMITS)
    assert (finding.level, finding.at_least) == (level, at_least)


def test_whom_the_audit_concerns() -> None:
    failed = {"audit_failed": True}
    assert [internal_audit(facts(model=model, **failed), LIMITS).level for model in "ABCD"] == [R, R, N, N]
    assert internal_audit(project_facts(**failed), LIMITS).level is R
    taken_over = internal_audit(facts(phase="haltuunotto", **failed), LIMITS)
    assert (taken_over.level, taken_over.params["reason"]) == (N, "onboarding")
    assert internal_audit(facts(phase="päättyvä", **failed), LIMITS).level is R


def test_the_limit_may_be_the_care_models_own() -> None:
    own = Limits().changed({("R10", "amber_B"): Decimal(25)})
    assert internal_audit(facts(model="B", audit_age_months=25), own).level is G
    assert internal_audit(facts(model="A", audit_age_months=25), own).level is A

"""Internal audits and their non-conformities as known on a day (domain.md 1.4 Q5, R10)."""

from datetime import date

import pytest

from accounts_app.models import Account, NonConformity
from reporting.facts.audits import read
from reporting.facts.period import Period
from tests.factories import make_account, make_audit, make_non_conformity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
MAJOR = NonConformity.Severity.MAJOR


def audits(account: Account, as_of: date = TODAY) -> dict[str, object] | None:
    return read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)


def test_the_latest_audit_speaks() -> None:
    account = make_account()
    make_audit(account, date(2025, 3, 1), is_passed=False)
    make_audit(account, date(2026, 4, 12))
    assert audits(account) == {
        "audit_on": date(2026, 4, 12),
        "audit_age_months": 4,  # five full months are reached on 12.9.
        "audit_failed": False,
        "nc_minor_open": 0,
        "nc_major_open": 0,
        "nc_minor_overdue": 0,
        "nc_major_overdue": 0,
        "nc_due_on": None,
    }
    assert audits(account, date(2026, 9, 12))["audit_age_months"] == 5
    make_audit(account, date(2026, 9, 1), is_passed=False)
    assert audits(account)["audit_failed"] is True


def test_never_audited_is_not_known() -> None:
    assert audits(make_account()) is None


def test_a_later_audit_does_not_show() -> None:
    account = make_account()
    make_audit(account, date(2026, 4, 12))
    make_non_conformity(make_audit(account, date(2026, 9, 12), is_passed=False), date(2026, 9, 1))
    fields = audits(account)
    assert (fields["audit_on"], fields["audit_failed"], fields["nc_minor_overdue"]) == (date(2026, 4, 12), False, 0)
    assert audits(account, date(2026, 4, 11)) is None


def test_overdue_non_conformities_of_all_audits() -> None:
    account = make_account()
    old, new = make_audit(account, date(2025, 3, 1)), make_audit(account, date(2026, 4, 12))
    make_non_conformity(old, date(2026, 9, 10))
    make_non_conformity(new, date(2026, 5, 1))
    make_non_conformity(new, date(2026, 9, 11))  # due today is not overdue
    make_non_conformity(new, date(2026, 5, 1), closed_on=TODAY)
    fields = audits(account)
    assert (fields["nc_minor_overdue"], fields["nc_major_overdue"]) == (2, 0)
    assert (fields["nc_minor_open"], fields["nc_major_open"]) == (3, 0)
    assert fields["nc_due_on"] == date(2026, 5, 1)


def test_a_major_one_speaks_before_an_older_minor_one() -> None:
    account = make_account()
    audit = make_audit(account, date(2026, 4, 12))
    make_non_conformity(audit, date(2026, 5, 1))
    make_non_conformity(audit, date(2026, 8, 1), severity=MAJOR)
    make_non_conformity(audit, date(2026, 7, 1), severity=MAJOR)
    fields = audits(account)
    assert (fields["nc_minor_overdue"], fields["nc_major_overdue"], fields["nc_due_on"]) == (1, 2, date(2026, 7, 1))


def test_closed_later_counts_as_open() -> None:
    account = make_account()
    make_non_conformity(make_audit(account, date(2026, 4, 12)), date(2026, 5, 1), closed_on=date(2026, 9, 12))
    assert audits(account)["nc_minor_overdue"] == 1
    assert audits(account, date(2026, 9, 12))["nc_minor_overdue"] == 0

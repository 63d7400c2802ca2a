"""Internal audits of accounts and what they found (domain.md 1.4 Q5, 2.2 R10). One query."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Min, Q

from accounts_app.models import Audit, NonConformity
from reporting.facts.period import Period, full_months


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The audit fields of each account that was audited by the day; the others are left out: nothing is known."""
    on = period.as_of
    still_open = Q(non_conformities__closed_on__isnull=True) | Q(non_conformities__closed_on__gt=on)
    overdue = still_open & Q(non_conformities__due_on__lt=on)
    minor, major = (overdue & Q(non_conformities__severity=severity) for severity in _severities())
    rows = Audit.objects.filter(account__in=ids, held_on__lte=on).values("account_id")
    rows = rows.annotate(
        last_on=Max("held_on"),
        last_failed_on=Max("held_on", filter=Q(is_passed=False)),
        minor_open=Count("non_conformities", filter=still_open & Q(non_conformities__severity=_severities()[0])),
        major_open=Count("non_conformities", filter=still_open & Q(non_conformities__severity=_severities()[1])),
        minor=Count("non_conformities", filter=minor),
        major=Count("non_conformities", filter=major),
        minor_due_on=Min("non_conformities__due_on", filter=minor),
        major_due_on=Min("non_conformities__due_on", filter=major),
    )
    return {row["account_id"]: _fields(dict(row), period) for row in rows.order_by()}


def _severities() -> tuple[NonConformity.Severity, NonConformity.Severity]:
    return NonConformity.Severity.MINOR, NonConformity.Severity.MAJOR


def _fields(row: dict[str, Any], period: Period) -> dict[str, Any]:
    """An account has at most one audit a day, so the day tells whether the latest one was failed."""
    return {
        "audit_on": row["last_on"],
        "audit_age_months": full_months(row["last_on"], period.as_of),
        "audit_failed": row["last_failed_on"] == row["last_on"],
        "nc_minor_open": row["minor_open"],
        "nc_major_open": row["major_open"],
        "nc_minor_overdue": row["minor"],
        "nc_major_overdue": row["major"],
        "nc_due_on": row["major_due_on"] or row["minor_due_on"],
    }

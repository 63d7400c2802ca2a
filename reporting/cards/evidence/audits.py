"""Audits and projects behind the quality figures (domain.md 1.4 Q5, Q1p–Q3p). Three queries."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import Audit, NonConformity, Project
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Tables, evidence, exact, iso, most_first, table
from reporting.facts.period import Period, span
from reporting.facts.projects import HUNDRED, is_active, known_projects

AUDIT_COLUMNS = "held_on is_passed"
FINDING_COLUMNS = "finding severity due_on days"
SCHEDULE_COLUMNS = "project name milestone_on days"
HOURS_COLUMNS = "project name used_hours budget_hours share_pct"
FEEDBACK_COLUMNS = "project name closed_on grade"


@evidence("Q5")
def audits(chunk: Chunk) -> dict[int, Tables]:
    """The audits known by the cut-off, the latest first, and what of all of them is open."""
    on, found = chunk.period.as_of, ByAccount()
    held: dict[int, list[Row]] = defaultdict(list)
    rows = Audit.objects.filter(account__in=chunk.ids, held_on__lte=on).order_by("-held_on")
    for account_id, held_on, is_passed in rows.values_list("account_id", "held_on", "is_passed"):
        held[account_id].append((iso(held_on), int(is_passed)))
    open_ones = _open_findings(chunk)
    for account_id in chunk.ids:
        found.add(account_id, "Q5", table("audits", AUDIT_COLUMNS, held.get(account_id, [])))
        found.add(account_id, "Q5", table("findings", FINDING_COLUMNS, open_ones.get(account_id, [])))
    return dict(found.found)


def _open_findings(chunk: Chunk) -> dict[int, list[Row]]:
    """Non-conformities not closed by the cut-off, those due first at the front."""
    on = chunk.period.as_of
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    rows = NonConformity.objects.filter(still_open, audit__account__in=chunk.ids, audit__held_on__lte=on)
    found: dict[int, list[Row]] = defaultdict(list)
    columns = ("audit__account_id", "name", "severity", "due_on")
    for account_id, name, severity, due_on in rows.order_by("due_on", "name", "severity").values_list(*columns):
        found[account_id].append((name, severity, iso(due_on), max(0, (on - due_on).days)))
    return found


@evidence("Q1p", "Q2p", "Q3p")
def projects(chunk: Chunk) -> dict[int, Tables]:
    """The active projects by milestone and by hours, and the feedback of those closed in R12."""
    period, found = chunk.period, ByAccount()
    for account_id, known in known_projects(chunk.ids, period.as_of).items():
        active = [one for one in known if is_active(one, period.as_of)]
        found.add(account_id, "Q1p", table("project_schedule", SCHEDULE_COLUMNS, _schedule(active, period)))
        found.add(
            account_id, "Q2p", table("project_feedback", FEEDBACK_COLUMNS, _feedback(known, period), guarded=True)
        )
        found.add(account_id, "Q3p", table("project_hours", HOURS_COLUMNS, _hours(active)))
    return dict(found.found)


def _schedule(active: Sequence[Project], period: Period) -> list[Row]:
    """The latest milestone first; days late are zero for one still ahead."""
    rows: list[tuple[int, Row]] = []
    for one in active:
        days = max(0, (period.as_of - one.milestone_on).days) if one.milestone_on else 0
        rows.append((days, (one.number, one.name, iso(one.milestone_on), days)))
    return most_first(rows)


def _hours(active: Sequence[Project]) -> list[Row]:
    """The most used first."""
    shares = {one.pk: one.used_hours * HUNDRED / one.budget_hours if one.budget_hours else None for one in active}
    ordered = sorted(active, key=lambda one: (-(shares[one.pk] or Decimal(0)), one.number))
    return [
        (one.number, one.name, exact(one.used_hours, 1), exact(one.budget_hours, 1), exact(shares[one.pk], 1))
        for one in ordered
    ]


def _feedback(known: Sequence[Project], period: Period) -> list[Row]:
    first, last = span(period.r12)
    last = min(last, period.as_of)
    rows = [
        (one.number, one.name, iso(one.closed_on), exact(one.feedback, 1))
        for one in known
        if one.closed_on is not None and first <= one.closed_on <= last and one.feedback is not None
    ]
    return [*sorted(rows)]

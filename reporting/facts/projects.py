"""Projects of consultancy accounts (domain.md 1.4 F4, Q1p–Q3p, 2.2 R04, R06k–R08k). One query."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts_app.models import Account, Project
from reporting.facts.period import Period, span

MILESTONE_DAYS = 14  # a milestone may be this late
OVER_110, OVER_125 = Decimal("1.10"), Decimal("1.25")  # of the budgeted hours
HUNDRED = Decimal(100)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Work:
    """What was read of one account: fields of AccountFacts, and when its active projects were last confirmed."""

    fields: dict[str, Any]
    confirmed_on: date | None


def read(revenue_r12: Mapping[int, Decimal | None], consultancies: Collection[int], period: Period) -> dict[int, Work]:
    """The projects of each of the `consultancies`, which are among the ids of `revenue_r12`, base of the order book.

    Service accounts have no projects. The figures of a project carry no history: they are as they stand, and the day
    of their confirmation tells how far they can be believed.
    """
    found = known_projects(revenue_r12.keys(), period.as_of)
    return {pk: _work(found.get(pk, []), revenue_r12[pk], period) for pk in consultancies}


def known_projects(ids: Collection[int], on: date) -> dict[int, list[Project]]:
    """Projects begun by the day of the consultancies among the accounts. One query."""
    rows = Project.objects.filter(account__in=ids, account__profile=Account.Profile.CONSULTANCY, starts_on__lte=on)
    found: dict[int, list[Project]] = defaultdict(list)
    for project in rows.order_by("number", "pk"):
        found[project.account_id].append(project)
    return found


def is_active(project: Project, on: date) -> bool:
    """Not closed by the day."""
    return project.closed_on is None or project.closed_on > on


def _work(projects: Sequence[Project], revenue_r12: Decimal | None, period: Period) -> Work:
    on = period.as_of
    active = [project for project in projects if is_active(project, on)]
    confirmed = [project.confirmed_on for project in active if project.confirmed_on <= on]
    fields = {
        "sites_active": len(active),  # complaints are counted per project
        "projects_active": len(active),
        "orderbook_months": orderbook_months(active, revenue_r12),
        "orderbook_eur": left_to_invoice(active) if active else None,
        **_schedule_fields(active, on),
        **_hours_fields(active),
        **_feedback_fields(projects, period),
    }
    return Work(fields, max(confirmed, default=None))


def orderbook_months(active: Sequence[Project], revenue_r12: Decimal | None) -> Decimal | None:
    """What is signed and not invoiced in months of mean revenue; None without projects or revenue (F4)."""
    if not active or revenue_r12 is None or revenue_r12 <= 0:
        return None
    return left_to_invoice(active) * MONTHS / revenue_r12


def left_to_invoice(active: Sequence[Project]) -> Decimal:
    """What is signed and not yet invoiced, €."""
    return sum((max(project.contract_eur - project.invoiced_eur, Decimal(0)) for project in active), Decimal(0))


def _schedule_fields(active: Sequence[Project], on: date) -> dict[str, Any]:
    """How many keep their milestones, and those that do not, the latest first."""
    overdue = [
        ((on - project.milestone_on).days, project.name) for project in active if project.milestone_on is not None
    ]
    late = sorted((-days, name) for days, name in overdue if days > MILESTONE_DAYS)
    return {
        "projects_on_schedule": len(active) - len(late),
        "projects_late_names": tuple(name for _, name in late),
    }


def _hours_fields(active: Sequence[Project]) -> dict[str, Any]:
    """Projects over their budgeted hours; one without a budget cannot be over it."""
    shares = [(project.used_hours / project.budget_hours, project) for project in active if project.budget_hours > 0]
    over = sorted((pair for pair in shares if pair[0] > OVER_110), key=lambda pair: (-pair[0], pair[1].name))
    far_over = [project.contract_eur for share, project in over if share > OVER_125]
    whole = sum((project.contract_eur for project in active), Decimal(0))
    return {
        "projects_over_110": len(over),
        "projects_over_names": tuple(project.name for _, project in over),
        "project_over_125_share": _share(max(far_over, default=Decimal(0)), whole, is_any=bool(far_over)),
    }


def _share(part: Decimal, whole: Decimal, *, is_any: bool) -> Decimal | None:
    """The part in % of the contract sums; 0 when no project is far over, None when the sums are not known."""
    if not is_any:
        return Decimal(0)
    return part * HUNDRED / whole if whole > 0 else None


def _feedback_fields(projects: Sequence[Project], period: Period) -> dict[str, Any]:
    """Mean feedback, 1–5, of the projects closed in R12 and by the day; None without an answer."""
    first, last = span(period.r12)
    last = min(last, period.as_of)
    given = [
        project.feedback
        for project in projects
        if project.closed_on is not None and first <= project.closed_on <= last and project.feedback is not None
    ]
    return {
        "project_feedback": sum(given, Decimal(0)) / len(given) if given else None,
        "project_feedback_n": len(given),
    }

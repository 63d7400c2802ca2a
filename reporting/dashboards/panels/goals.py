"""Goals with their owner, their due day and the next check."""

import datetime
from dataclasses import dataclass

from django.db.models import Min, Q

from accounts_app.models import Goal
from reporting.dashboards.panels.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRow:
    """A goal. `check_on` is the next check not done, `check_days_late` how long it has waited."""

    name: str
    owner: str
    due_on: datetime.date
    state: str
    state_label: str
    level: str  # the colour of the state, for its sign
    progress_pct: int
    check_on: datetime.date | None
    check_days_late: int


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """Open goals, the nearest due day first, and the number of those done."""

    goals: tuple[GoalRow, ...]
    done: int


def goals_panel(question: Question) -> GoalsPanel:
    """One query."""
    rows = Goal.objects.filter(account=question.account).select_related("owner")
    rows = rows.annotate(check_on=Min("checks__due_on", filter=Q(checks__done_on__isnull=True)))
    found = list(rows.order_by("due_on", "pk"))
    return GoalsPanel(
        goals=tuple(_row(goal, question.on) for goal in found if goal.state != Goal.State.DONE),
        done=sum(goal.state == Goal.State.DONE for goal in found),
    )


def _row(goal: Goal, on: datetime.date) -> GoalRow:
    check_on: datetime.date | None = goal.check_on  # type: ignore[attr-defined]  # annotated above
    return GoalRow(
        name=goal.name,
        owner=goal.owner.name,
        due_on=goal.due_on,
        state=goal.state,
        state_label=str(goal.get_state_display()),
        level={"at_risk": "AMBER", "late": "RED"}.get(goal.state, "GREEN"),
        progress_pct=goal.progress_pct,
        check_on=check_on,
        check_days_late=max(0, (on - check_on).days) if check_on else 0,
    )

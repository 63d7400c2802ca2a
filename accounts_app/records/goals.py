"""Goals of an account and their checks (rule R20)."""

from django.db.models import Case, Min, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import goals as actions
from accounts_app.forms.records.goal import GoalForm
from accounts_app.models import Goal
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import percent


def _rows(context: Context) -> QuerySet[Goal]:
    """Open goals first, the nearest due day on top."""
    rows = Goal.objects.filter(account=context.account).select_related("owner")
    rows = rows.annotate(check_on=Min("checks__due_on", filter=Q(checks__done_on__isnull=True)))
    return rows.order_by(Case(When(state=Goal.State.DONE, then=1), default=0), "due_on", "pk")


register(
    RecordKind(
        code="goal",
        model=Goal,
        form=GoalForm,
        title=_("Goals"),
        add=_("Add a goal"),
        change=_("Change or check the goal"),
        empty=_("No goals are set. A goal has an owner, a due day and check days."),
        help=_("No goals, a goal at risk or late, and a check more than 14 days late colour the account amber."),
        columns=(
            Column(label=_("Goal"), value=lambda row: row.name),
            Column(label=_("State"), value=lambda row: row.get_state_display()),
            Column(label=_("Responsible"), value=lambda row: row.owner),
            Column(label=_("Due"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Next check"), value=lambda row: row.check_on, kind="day"),
            Column(label=_("Progress"), value=lambda row: percent(row.progress_pct, 0), kind="number"),
        ),
        rows=_rows,
        write=actions.keep,
        row_link=_("Check or change"),
    )
)

"""Projects of consultancy accounts (rules R04, R06k–R08k)."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.project import ProjectForm
from accounts_app.models import Account, Project
from accounts_app.records.kind import Above, Column, Context, RecordKind, register
from config.common.formats import eur, number, plain


def has_projects(context: Context) -> bool:
    """Whether the rules of the account ask for projects at all."""
    return context.account.profile == Account.Profile.CONSULTANCY


def may_write(context: Context) -> bool:
    """Those who keep figures, and owner and deputy, of consultancy accounts."""
    return has_projects(context) and (context.rights.keep_figures or context.rights.edit)


def _rows(context: Context) -> QuerySet[Project]:
    """Open ones first, the next milestone on top; then closed ones, the latest first."""
    rows = Project.objects.filter(account=context.account)
    return rows.order_by(F("closed_on").desc(nulls_first=True), F("milestone_on").asc(nulls_last=True), "number")


def _above(context: Context) -> Above | None:
    if has_projects(context):
        return None
    text = gettext("This account follows the rules of a service company, which look at sites and quality rounds.")
    more = gettext("Projects are kept for consultancy accounts only.")
    return Above(template="accounts_app/records/_notice.html", data=f"{text} {more}")


def _hours(row: Project) -> str:
    return f"{plain(row.used_hours)} / {plain(row.budget_hours)}"


register(
    RecordKind(
        code="project",
        model=Project,
        form=ProjectForm,
        title=_("Projects"),
        add=_("Add a project"),
        change=_("Change the project"),
        empty=_("No projects are recorded."),
        help=_("Order book, late milestones, hours over the budget and low feedback colour a consultancy account."),
        columns=(
            Column(label=_("Project"), value=str),
            Column(label=_("Contract sum"), value=lambda row: eur(row.contract_eur, 0), kind="number", needs="money"),
            Column(label=_("Invoiced"), value=lambda row: eur(row.invoiced_eur, 0), kind="number", needs="money"),
            Column(label=_("Hours / budget"), value=_hours, kind="number"),
            Column(label=_("Next milestone"), value=lambda row: row.milestone_on, kind="day"),
            Column(label=_("Closed on"), value=lambda row: row.closed_on, kind="day"),
            Column(label=_("Feedback"), value=lambda row: number(row.feedback, 1), kind="number"),
            Column(label=_("Confirmed on"), value=lambda row: row.confirmed_on, kind="day"),
        ),
        rows=_rows,
        may_add=may_write,
        above=_above,
    )
)

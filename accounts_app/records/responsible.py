"""Those who answer for an account with their days: owner, deputy, local owners, sponsor, team, coach (rule R27)."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import responsible as actions
from accounts_app.forms.records.responsible import ROLES, ResponsibleForm
from accounts_app.models import Assignment
from accounts_app.records.kind import Column, Context, RecordKind, register


def _rows(context: Context) -> QuerySet[Assignment]:
    """Those in force and to come first, then what has ended, the latest end first."""
    rows = Assignment.objects.filter(account=context.account, role__in=ROLES).select_related("person", "town")
    return rows.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "pk")


def _in_charge_or_above(context: Context) -> bool:
    """Those in charge, those who lead the business or the board, and those who nominate."""
    return context.rights.edit or context.rights.approve or context.rights.nominate


register(
    RecordKind(
        code="responsible",
        model=Assignment,
        form=ResponsibleForm,
        title=_("Responsible people"),
        add=_("Name somebody"),
        change=_("End the responsibility"),
        empty=_("Nobody answers for the account. Name an owner and a deputy."),
        help=_("Without an owner the account is red; an A or B account without a deputy is amber."),
        columns=(
            Column(label=_("Responsibility"), value=lambda row: row.get_role_display()),
            Column(label=_("Person"), value=lambda row: row.person),
            Column(label=_("Town"), value=lambda row: row.town),
            Column(label=_("Starts on"), value=lambda row: row.starts_on, kind="day"),
            Column(label=_("Ends on"), value=lambda row: row.ends_on, kind="day"),
        ),
        rows=_rows,
        reads="directory",
        may_add=_in_charge_or_above,
        may_delete=False,
        write=actions.write,
        row_link=_("End the responsibility"),
        beside=("support",),
    )
)

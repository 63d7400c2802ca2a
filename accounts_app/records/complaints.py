"""Complaints of the customer (rules R13–R17)."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import complaints as actions
from accounts_app.forms.records.complaint import ComplaintForm
from accounts_app.models import Complaint
from accounts_app.records.care_time import is_near
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import moment


def _rows(context: Context) -> QuerySet[Complaint]:
    """Open ones first, the newest on top."""
    rows = Complaint.objects.filter(account=context.account).select_related("site")
    return rows.order_by(F("closed_on").desc(nulls_first=True), "-received_at", "pk")


def _in_charge(context: Context, _row: Complaint) -> bool:
    return context.rights.edit


register(
    RecordKind(
        code="complaint",
        model=Complaint,
        form=ComplaintForm,
        title=_("Complaints"),
        add=_("Log a complaint"),
        change=_("Change the complaint"),
        empty=_("No complaints are recorded. They come with the monthly delivery or are logged here."),
        help=_(
            "An open critical complaint colours the account red; late ones, many of them, slow answers and "
            "repeated faults amber or red."
        ),
        columns=(
            Column(label=_("Number"), value=lambda row: row.number),
            Column(label=_("Received"), value=lambda row: moment(row.received_at)),
            Column(label=_("Site"), value=lambda row: row.site),
            Column(label=_("Category"), value=lambda row: row.category),
            Column(label=_("Severity"), value=lambda row: row.get_severity_display()),
            Column(label=_("First response"), value=lambda row: moment(row.first_response_at)),
            Column(label=_("Due on"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Closed on"), value=lambda row: row.closed_on, kind="day"),
        ),
        rows=_rows,
        may_add=is_near,
        may_take=_in_charge,
        write=actions.write,
    )
)

"""Internal audits of an account and what they found (rule R10)."""

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.audit import AuditForm, NonConformityForm, result_of
from accounts_app.models import Audit, NonConformity
from accounts_app.records.kind import Column, Context, RecordKind, register


def _audits(context: Context) -> QuerySet[Audit]:
    still_open = Count("non_conformities", filter=Q(non_conformities__closed_on__isnull=True))
    rows = Audit.objects.filter(account=context.account).select_related("auditor")
    return rows.annotate(open_findings=still_open).order_by("-held_on", "-pk")


def _non_conformities(context: Context) -> QuerySet[NonConformity]:
    """Open ones first, the earliest deadline on top; closed ones by their day of closing."""
    rows = NonConformity.objects.filter(audit__account=context.account).select_related("audit")
    return rows.order_by(F("closed_on").desc(nulls_first=True), "due_on", "pk")


HELP = _("A failed audit and a late major non-conformity colour the account red; an audit older than 13 months, amber.")

register(
    RecordKind(
        code="audit",
        model=Audit,
        form=AuditForm,
        title=_("Internal audits"),
        add=_("Add an audit"),
        change=_("Change the audit"),
        empty=_("No internal audit is recorded. The latest audit speaks for the account."),
        help=HELP,
        columns=(
            Column(label=_("Held on"), value=lambda row: row.held_on, kind="day"),
            Column(label=_("Result"), value=result_of),
            Column(label=_("Auditor"), value=lambda row: row.auditor),
            Column(label=_("Open non-conformities"), value=lambda row: row.open_findings, kind="number"),
            Column(label=_("Note"), value=lambda row: row.note),
            Column(label=_("Document"), value=lambda row: row.document_url, kind="link"),
        ),
        rows=_audits,
        beside=("non-conformity",),
    ),
    RecordKind(
        code="non-conformity",
        model=NonConformity,
        form=NonConformityForm,
        title=_("Non-conformities of audits"),
        add=_("Add a non-conformity"),
        change=_("Change the non-conformity"),
        empty=_("No non-conformities are recorded. What an audit finds is written here with its deadline."),
        help=_("A late minor non-conformity colours the account amber, a late major one red."),
        columns=(
            Column(label=_("Non-conformity"), value=lambda row: row.name),
            Column(label=_("Severity"), value=lambda row: row.get_severity_display()),
            Column(label=_("Audit"), value=lambda row: row.audit.held_on, kind="day"),
            Column(label=_("Put right by"), value=lambda row: row.due_on, kind="day"),
            Column(label=_("Closed on"), value=lambda row: row.closed_on, kind="day"),
        ),
        rows=_non_conformities,
        beside=("audit",),
    ),
)

"""The customer's people and who follows them (rule R32)."""

from django.db.models import Case, F, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts_app.access.own_part import contacts_of
from accounts_app.actions import contacts as actions
from accounts_app.forms.records.contact import ContactForm
from accounts_app.models import Contact
from accounts_app.records.kind import Column, Context, RecordKind, register


def _rows(context: Context) -> QuerySet[Contact]:
    """Those who are here first, decision makers on top; of some readers only the own part (requirements.md 5.4.6)."""
    rows = contacts_of(context.account, context.rights, on=context.on)
    rows = rows.select_related("site", "counterpart", "successor")
    decides = Case(When(buying_role=Contact.BuyingRole.DECIDER, then=Value(0)), default=Value(1))
    return rows.order_by(F("left_on").desc(nulls_first=True), decides, "name", "pk")


def _kept(row: Contact) -> str:
    """The page of what is kept about the person."""
    return reverse("accounts:contact_data", args=[row.account_id, row.pk])


register(
    RecordKind(
        code="contact",
        model=Contact,
        form=ContactForm,
        title=_("The customer's people"),
        add=_("Add a person"),
        change=_("Change the person"),
        empty=_("No contact of the customer is recorded. A director meeting counts only with a named decision maker."),
        help=_("When a decision maker leaves, the account is amber until the successor has been met."),
        columns=(
            Column(label=_("Name"), value=lambda row: row.name),
            Column(label=_("Title"), value=lambda row: row.title),
            Column(label=_("Role in buying"), value=lambda row: row.get_buying_role_display()),
            Column(label=_("Site"), value=lambda row: row.site.name if row.site else None),
            Column(label=_("Our counterpart"), value=lambda row: row.counterpart),
            Column(label=_("Phone"), value=lambda row: row.phone),
            Column(label=_("Left on"), value=lambda row: row.left_on, kind="day"),
            Column(label=_("Successor"), value=lambda row: row.successor),
            Column(label=_("Privacy"), value=_kept, kind="page", needs="keep_privacy"),
        ),
        rows=_rows,
        reads="contacts",
        write=actions.keep,
        beside=("meeting",),
    )
)

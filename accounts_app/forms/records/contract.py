"""The forms of a contract and of a tender of the customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.fields import NumberField
from accounts_app.models import Contract, Tender

PLAN = ("responsible", "renewal_next_on", "renewal_next_step")
PLAN_NEEDS = _("A renewal plan in force has a responsible person, a next step and its day.")


class ContractForm(RecordForm):
    """Its term, its price, the plan for its renewal, and a notice given or withdrawn (rules R29 and R30)."""

    parts = (
        (_("Plan for the renewal"), ("has_renewal_plan", *PLAN)),
        (_("Notice by the customer"), ("notice_given_on", "notice_withdrawn_on")),
        (_("Document"), ("document_url", "note")),
    )

    monthly_price_eur = NumberField(
        label=_("Monthly price €"), min_value=0, max_digits=12, decimal_places=2, help_text=_("Without VAT.")
    )
    document_url = forms.URLField(
        label=_("Document"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Address of the document, starting with https://"),
    )

    class Meta:
        model = Contract
        fields = (
            "contract_no",
            "services_text",
            "starts_on",
            "ends_on",
            "notice_months",
            "monthly_price_eur",
            "has_renewal_plan",
            *PLAN,
            "notice_given_on",
            "notice_withdrawn_on",
            "document_url",
            "note",
        )
        labels = {"responsible": _("Responsible")}

    def prepare(self) -> None:
        """The number ties a contract to the deliveries, so it stays; price and document are no part of a summary."""
        self.fields["ends_on"].help_text = _("Empty: until further notice.")
        if self.instance.pk is not None:
            self.fields["contract_no"].disabled = True
        if not self.rights.contract_documents:
            for name in ("monthly_price_eur", "document_url", "note"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A plan in force says who, what and when; a notice is withdrawn after it was given."""
        data = super().clean()
        if data.get("has_renewal_plan"):
            for name in PLAN:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, PLAN_NEEDS)
        given, withdrawn = data.get("notice_given_on"), data.get("notice_withdrawn_on")
        self.refuse_days_ahead("notice_given_on", "notice_withdrawn_on")
        if withdrawn and not given and "notice_given_on" not in self.errors:
            self.add_error("notice_given_on", _("On which day was the notice given that was withdrawn?"))
        self.refuse_days_before(given, _("The notice is withdrawn before it was given."), "notice_withdrawn_on")
        self.refuse_days_before(data.get("starts_on"), _("The contract ends before it starts."), "ends_on")
        return data


class TenderForm(RecordForm):
    """The customer asks for offers: when it was announced, and who writes our bid (rule R30)."""

    class Meta:
        model = Tender
        fields = ("announced_on", "schedule", "has_bid_plan", "responsible", "closed_on")
        labels = {"responsible": _("Responsible")}

    def prepare(self) -> None:
        """A tender is announced today and watched by the writer."""
        self.default("announced_on", self.on)
        self.default("responsible", self.writer)
        self.fields["schedule"].widget = forms.TextInput()
        self.fields["schedule"].help_text = _("In your words, for example: bids by 15.10., decision in November.")
        self.fields["closed_on"].help_text = _("When the customer has decided.")

    def clean(self) -> dict[str, Any]:
        """A bid plan without somebody responsible is no plan."""
        data = super().clean()
        if data.get("has_bid_plan") and not data.get("responsible") and "responsible" not in self.errors:
            self.add_error("responsible", _("A bid plan in force has a responsible person."))
        self.refuse_days_ahead("announced_on", "closed_on")
        self.refuse_days_before(
            data.get("announced_on"), _("This day is before the tender was announced."), "closed_on"
        )
        return data

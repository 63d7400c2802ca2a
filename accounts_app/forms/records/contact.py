"""The form of somebody on the customer's side, and of who follows when that person leaves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm
from accounts_app.models import Contact, Site

NEEDS_LEAVING = _("Write the day the person leaves, then who follows.")


class ContactForm(RecordForm):
    """Name, buying role and how to reach the person; when the person leaves, the successor (rule R32)."""

    new_successor_name = forms.CharField(
        label=_("Successor who is not in the list: name"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"class": "form-control half", "autocomplete": "off"}),
    )
    new_successor_title = forms.CharField(
        label=_("Title of the successor"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"class": "form-control half", "autocomplete": "off"}),
    )
    new_successor: Contact | None = None
    parts = ((_("When the person leaves"), ("left_on", "successor", "new_successor_name", "new_successor_title")),)

    class Meta:
        model = Contact
        fields = (
            "name",
            "title",
            "buying_role",
            "counterpart",
            "site",
            "phone",
            "email",
            "channel_wish",
            "left_on",
            "successor",
        )
        labels = {"counterpart": _("Our counterpart"), "site": _("Site"), "successor": _("Successor")}

    def prepare(self) -> None:
        """Sites and people of this account only; who follows is asked of somebody who is already in the list."""
        for name in ("name", "title"):
            self.fields[name].widget.attrs.update({"class": "form-control half", "autocomplete": "off"})
        self.fields["site"].queryset = Site.objects.filter(account=self.account).order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["site"].help_text = _("Empty: the whole account.")
        self.fields["phone"].widget.input_type = "tel"
        self.fields["channel_wish"].help_text = _("What the person has said, nothing private. They may ask to see it.")
        if self.instance.pk is None:
            for name in ("left_on", "successor", "new_successor_name", "new_successor_title"):
                del self.fields[name]
            return
        here = Contact.objects.filter(account=self.account).exclude(left_on__lt=self.on).exclude(pk=self.instance.pk)
        own = Contact.objects.filter(account=self.account, pk=self.instance.successor_id or 0)
        self.fields["successor"].queryset = (here | own).order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["left_on"].help_text = _("The colour stays amber until the successor has been met.")

    def clean(self) -> dict[str, Any]:
        """One successor, chosen or written, and only of somebody who leaves."""
        data = super().clean()
        name = str(data.get("new_successor_name") or "").strip()
        chosen, leaves = data.get("successor"), data.get("left_on")
        if name and chosen:
            self.add_error("new_successor_name", _("Choose the successor or write a new one, not both."))
        if (name or chosen) and not leaves and "left_on" not in self.errors:
            self.add_error("left_on", NEEDS_LEAVING)
        if chosen and chosen.successor_id == self.instance.pk:
            self.add_error("successor", _("The two would follow each other."))
        if data.get("new_successor_title") and not name:
            self.add_error("new_successor_name", _("Write the name of the successor."))
        self.new_successor = self._successor(name, data) if name else None
        return data

    def _successor(self, name: str, data: dict[str, Any]) -> Contact:
        """The new person takes over role, site and counterpart."""
        return Contact(
            account=self.account,
            name=name,
            title=data.get("new_successor_title", ""),
            buying_role=data.get("buying_role") or self.instance.buying_role,
            site=data.get("site"),
            counterpart=data.get("counterpart"),
        )

    def clean_name(self) -> str:
        """The same person is not written down twice."""
        name = str(self.cleaned_data["name"]).strip()
        same = Contact.objects.filter(account=self.account, name__iexact=name).exclude(left_on__lt=self.on)
        if "name" in self.changed_data and same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody of this name is already in the list. Add what tells the two apart."))
        return name

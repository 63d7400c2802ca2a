"""The form of those who answer for an account: who, as what, from when to when."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import Account, Assignment
from accounts_app.naming.rules import is_barred, needs_exception
from accounts_app.support.required_cells import known_towns
from config.common.collation import FINNISH
from teams.models.period import PeriodQuerySet

Role = Assignment.Role
ROLES = (Role.OWNER, Role.DEPUTY, Role.LOCAL_OWNER, Role.SPONSOR, Role.ACCOUNT_MANAGER, Role.TEAM, Role.COACH)


class ResponsibleForm(RecordForm):
    """A new owner follows the present one from the first day; of an existing row only the last day is written."""

    role = forms.ChoiceField(label=_("Responsibility"), choices=[(role.value, role.label) for role in ROLES])
    exception_reason = forms.CharField(
        label=_("Why not a named account director"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nationwide accounts belong to named account directors; an exception needs a reason."),
    )

    class Meta:
        model = Assignment
        fields = ("role", "person", "town", "starts_on", "ends_on")
        labels = {"person": _("Person"), "town": _("Town")}

    def prepare(self) -> None:
        """From today on, until further notice."""
        self.fields["ends_on"].help_text = _("The last day; empty until further notice")
        if self.instance.pk is not None:
            for name in ("role", "person", "town", "starts_on", "exception_reason"):
                del self.fields[name]
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = _("The last day of the responsibility")
            return
        self.default("starts_on", self.on)
        towns = known_towns(self.account).order_by(Collate("name", FINNISH))
        self.fields["town"].queryset = towns  # type: ignore[attr-defined]
        self.fields["town"].help_text = _("Needed for a local owner only.")
        if not (self.account.is_nationwide and self.rights.nominate):
            del self.fields["exception_reason"]
        if self.account.confidentiality == Account.Confidentiality.SECRET:
            self.fields["person"].help_text = _("The account is secret. Whoever is named here may see it.")

    def told(self) -> Iterator[Told]:
        """Who and since when, when only the last day is written."""
        if self.instance.pk is not None:
            yield Told(label=_("Responsibility"), value=self.instance.get_role_display())
            yield Told(label=_("Person"), value=self.instance.person)
            yield Told(label=_("Starts on"), value=self.instance.starts_on, kind="day")

    def clean(self) -> dict[str, Any]:
        """A period runs forwards, nobody holds the same twice, an owned account is handed over elsewhere."""
        data = super().clean() or {}
        starts = data.get("starts_on") or self.instance.starts_on
        self.refuse_days_before(starts, _("This day is before the first day."), "ends_on")
        if self.instance.pk is None and not self.errors:
            self._look_at_role(data)
            self._look_at_person(data)
            self._look_at_others(data)
        return data

    def _look_at_role(self, data: dict[str, Any]) -> None:
        """A town belongs to a local owner, a last day to a team."""
        if data["role"] == Role.LOCAL_OWNER and data["town"] is None:
            self.add_error("town", _("A local owner answers for a town. Choose it."))
        if data["role"] != Role.LOCAL_OWNER:
            data["town"] = None
        if data["role"] == Role.TEAM and data["ends_on"] is None:
            self.add_error("ends_on", _("An account team works for a fixed time. Write its last day."))

    def _look_at_person(self, data: dict[str, Any]) -> None:
        person, starts_on = data["person"], data["starts_on"]
        if is_barred(person, self.account, starts_on):
            message = _("%(name)s cannot be named for this account. Choose somebody else.")
            self.add_error("person", message % {"name": person.name})
        wrong = data["role"] == Role.OWNER and needs_exception(self.account, person, starts_on)
        if wrong and not data.get("exception_reason", "").strip():
            field = "exception_reason" if "exception_reason" in self.fields else "person"
            message = _(
                "Nationwide accounts belong to named account directors. "
                "Somebody who may nominate can make an exception with a reason."
            )
            self.add_error(field, message)

    def _look_at_others(self, data: dict[str, Any]) -> None:
        if self.errors:
            return
        others = list(self._overlapping(data))
        if any(other.person_id == data["person"].pk for other in others):
            self.add_error("person", _("This person already holds the responsibility on these days."))
        elif others and data["role"] == Role.OWNER:
            message = _("%(name)s owns the account on these days. Nominate the new owner: then nothing is left behind.")
            self.add_error("person", message % {"name": others[0].person.name})

    def _overlapping(self, data: dict[str, Any]) -> PeriodQuerySet:
        held: PeriodQuerySet = Assignment.objects.filter(account=self.account, role=data["role"], town=data["town"])
        held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=data["starts_on"]))
        return (held.filter(starts_on__lte=data["ends_on"]) if data["ends_on"] else held).order_by("starts_on", "pk")

"""The form of owner and deputy: who answers for the account from when to when."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import Account, Assignment
from teams.models.period import PeriodQuerySet

ROLES = [(role.value, role.label) for role in (Assignment.Role.OWNER, Assignment.Role.DEPUTY)]


class ResponsibleForm(RecordForm):
    """A new owner follows the present one from the first day; of an existing row only the last day is written."""

    role = forms.ChoiceField(label=_("Responsibility"), choices=ROLES)

    class Meta:
        model = Assignment
        fields = ("role", "person", "starts_on", "ends_on")
        labels = {"person": _("Person")}

    hands_over = False

    def prepare(self) -> None:
        """From today on, until further notice."""
        self.fields["ends_on"].help_text = _("The last day; empty until further notice")
        if self.instance.pk is not None:
            for name in ("role", "person", "starts_on"):
                del self.fields[name]
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = _("The last day of the responsibility")
            return
        self.default("starts_on", self.on)
        if self.account.confidentiality == Account.Confidentiality.SECRET:
            self.fields["person"].help_text = _("The account is secret. Whoever is named here may see it.")

    def told(self) -> Iterator[Told]:
        """Who and since when, when only the last day is written."""
        if self.instance.pk is not None:
            yield Told(label=_("Responsibility"), value=self.instance.get_role_display())
            yield Told(label=_("Person"), value=self.instance.person)
            yield Told(label=_("Starts on"), value=self.instance.starts_on, kind="day")

    def clean(self) -> dict[str, Any]:
        """A period runs forwards; an owner follows the one before, and nobody holds the same twice."""
        data = super().clean() or {}
        starts = data.get("starts_on") or self.instance.starts_on
        self.refuse_days_before(starts, _("This day is before the first day."), "ends_on")
        if self.instance.pk is None and not self.errors:
            self._look_at_others(data)
        return data

    def _look_at_others(self, data: dict[str, Any]) -> None:
        others = list(self._overlapping(data))
        if any(other.person_id == data["person"].pk for other in others):
            self.add_error("person", _("This person already holds the responsibility on these days."))
        elif others and data["role"] == Assignment.Role.OWNER:
            before = others[0]
            self.hands_over = (
                len(others) == 1
                and before.ends_on is None
                and data["ends_on"] is None
                and before.starts_on < data["starts_on"]
            )
            if not self.hands_over:
                self.add_error("starts_on", _("Another owner is named on these days. End that ownership first."))

    def _overlapping(self, data: dict[str, Any]) -> PeriodQuerySet:
        held: PeriodQuerySet = Assignment.objects.filter(account=self.account, role=data["role"])
        held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=data["starts_on"]))
        return (held.filter(starts_on__lte=data["ends_on"]) if data["ends_on"] else held).order_by("starts_on", "pk")

"""The forms of the support organisation: where somebody is needed, and who it is."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import Account, Assignment, SupportRequirement
from accounts_app.naming.rules import is_barred
from config.common.collation import FINNISH
from teams.models import BusinessArea, Town
from teams.models.period import PeriodQuerySet

LABELS = {"person": _("Person"), "town": _("Town"), "business_area": _("Business area")}


class RequirementForm(RecordForm):
    """A cell of the matrix town × business area that needs a named person (domain.md 4.4)."""

    class Meta:
        model = SupportRequirement
        fields = ("town", "business_area")
        labels = LABELS

    def prepare(self) -> None:
        """Towns of the account and of own people; a town nobody works in cannot be supported."""
        _offer_cells(self)


class SupportForm(RecordForm):
    """Who supports the account for a town and a business area, and from when to when.

    Of an existing row only the last day is written: who was named when stays as it was.
    """

    class Meta:
        model = Assignment
        fields = ("person", "town", "business_area", "task", "starts_on", "ends_on")
        labels = LABELS

    def tie(self) -> None:
        """A new row is support of this account."""
        super().tie()
        self.instance.role = Assignment.Role.SUPPORT

    def prepare(self) -> None:
        """From today on, until further notice; a cell or a matter across towns is named."""
        self.fields["ends_on"].help_text = _("The last day; empty until further notice")
        if self.instance.pk is not None:
            for name in ("person", "town", "business_area", "task", "starts_on"):
                del self.fields[name]
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = _("The last day of the support")
            return
        self.default("starts_on", self.on)
        self.fields["task"].help_text = _("For one matter in all towns; then town and business area stay empty")
        _offer_cells(self)
        if self.account.confidentiality == Account.Confidentiality.SECRET:
            self.fields["person"].help_text = _("The account is secret. Whoever is named here may see it.")

    def told(self) -> Iterator[Told]:
        """Who and where, when only the last day is written."""
        if self.instance.pk is not None:
            row = self.instance
            yield Told(label=_("Person"), value=row.person)
            if row.task:
                yield Told(label=_("Helps with"), value=row.get_task_display())
            else:
                yield Told(label=_("Town"), value=row.town)
                yield Told(label=_("Business area"), value=row.business_area)
            yield Told(label=_("Starts on"), value=row.starts_on, kind="day")

    def clean(self) -> dict[str, Any]:
        """A period runs forwards, and nobody is named twice for the same days."""
        data = super().clean() or {}
        starts = data.get("starts_on") or self.instance.starts_on
        self.refuse_days_before(starts, _("This day is before the first day."), "ends_on")
        if self.instance.pk is None:
            self._look_at_the_place(data)
            if not self.errors and self._is_named_already(data):
                self.add_error("person", _("This person is already named for the same on these days."))
            elif not self.errors and is_barred(data["person"], self.account, data["starts_on"]):
                self.add_error(
                    "person",
                    _("%(name)s cannot be named for this account. Choose somebody else.")
                    % {"name": data["person"].name},
                )
        return data

    def _look_at_the_place(self, data: dict[str, Any]) -> None:
        """Either a town with a business area, or one matter everywhere."""
        for name in ("town", "business_area"):
            if data.get("task") and data.get(name):
                self.add_error(name, _("Leave this empty when somebody helps in one matter in all towns."))
            elif not data.get("task") and name in data and not data[name]:
                self.add_error(name, self.fields[name].error_messages["required"])

    def _is_named_already(self, data: dict[str, Any]) -> bool:
        held: PeriodQuerySet = Assignment.objects.filter(account=self.account, role=Assignment.Role.SUPPORT)
        same = {name: data[name] for name in ("person", "town", "business_area", "task")}
        held = held.filter(**same)
        held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=data["starts_on"]))
        return (held.filter(starts_on__lte=data["ends_on"]) if data["ends_on"] else held).exists()


def _offer_cells(form: RecordForm) -> None:
    """Towns that are of this account or of own people, so that no town tells of an account somebody may not know."""
    account = form.account
    known = Q(sites__account=account) | Q(accounts=account) | Q(support_requirements__account=account)
    towns = Town.objects.filter(known | Q(people__isnull=False)).distinct()
    by_name = Town.objects.filter(pk__in=towns.values("pk")).order_by(Collate("name", FINNISH))
    form.fields["town"].queryset = by_name  # type: ignore[attr-defined]
    areas = BusinessArea.objects.order_by(Collate("name", FINNISH))
    form.fields["business_area"].queryset = areas  # type: ignore[attr-defined]

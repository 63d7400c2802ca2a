"""The forms of the time a year has for caring for an account, and of the time spent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from accounts_app.access import Tie
from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.forms.records.fields import HoursField
from accounts_app.models import CareHours, HoursBudget
from config.common.formats import plain

# Hours a year by care model, unless agreed otherwise (domain.md 3.3).
HOURS_OF_A_YEAR = {"A": Decimal(190), "B": Decimal(90), "C": Decimal(24), "D": Decimal(6)}
YEARS_AROUND = 5
FULL_DAY = Decimal(24)


class HoursBudgetForm(RecordForm):
    """Hours of a year; the care model says how many are usual. The owner's line manager marks them as agreed."""

    is_agreed = forms.BooleanField(label=_("Agreed in a meeting with the account director"), required=False)

    class Meta:
        model = HoursBudget
        fields = ("year", "hours")
        field_classes = {"hours": HoursField}

    def prepare(self) -> None:
        """This year, with what is usual for the care model."""
        self.fields["is_agreed"].initial = self.instance.agreed_on is not None
        if Tie.LINE_MANAGER not in self.rights.ties:
            del self.fields["is_agreed"]
        usual = HOURS_OF_A_YEAR[self.account.care_model]
        self.default("year", self.on.year)
        self.default("hours", usual)
        self.fields["hours"].help_text = _("Usual for care model %(model)s: %(hours)s h a year") % {
            "model": self.account.care_model,
            "hours": plain(usual),
        }

    def clean_year(self) -> int:
        """A year near this one; anything else is a slip of the finger."""
        year: int = self.cleaned_data["year"]
        if abs(year - self.on.year) > YEARS_AROUND:
            first, last = self.on.year - YEARS_AROUND, self.on.year + YEARS_AROUND
            raise ValidationError(_("Give a year from %(first)s to %(last)s.") % {"first": first, "last": last})
        return year

    def told(self) -> Iterator[Told]:
        """Who has agreed to the hours, and where they are booked."""
        if self.instance.agreed_on is not None:
            yield Told(label=_("Agreed with the line manager"), value=self.instance.agreed_on, kind="day")
        if self.account.charge_code:
            yield Told(label=_("Code for hours of account care"), value=self.account.charge_code)

    def clean(self) -> dict[str, Any]:
        """Other hours than agreed have to be agreed anew; only the line manager says so."""
        data = super().clean() or {}
        agreed = data.get("is_agreed") if "is_agreed" in self.fields else None
        if agreed and self.instance.agreed_on is None:
            self.instance.agreed_by, self.instance.agreed_on = self.writer, self.on
        elif agreed is False or (agreed is None and {"hours", "year"} & set(self.changed_data)):
            self.instance.agreed_by, self.instance.agreed_on = None, None
        return data


class CareHoursForm(RecordForm):
    """Hours of one person on one day. Owner and deputy may write them for somebody else too."""

    tied = ("account", "person")

    class Meta:
        model = CareHours
        fields = ("worked_on", "person", "hours")
        labels = {"person": _("Person")}
        field_classes = {"hours": HoursField}

    def prepare(self) -> None:
        """Today, the writer; the hours are left to be typed."""
        self.default("worked_on", self.on)
        self.default("person", self.writer)
        hours = self.fields["hours"]
        hours.help_text = _("For example 7,5 or 7:30")
        hours.validators = [*hours.validators, MaxValueValidator(FULL_DAY, _("A day has at most 24 hours."))]
        if not self.rights.edit:
            del self.fields["person"]

    def tie(self) -> None:
        """A new row is the writer's until somebody in charge chooses another person."""
        super().tie()
        if self.instance.pk is None and self.writer is not None:
            self.instance.person = self.writer

    def clean_hours(self) -> Decimal:
        """No hours are no row."""
        hours: Decimal = self.cleaned_data["hours"]
        if hours <= 0:
            raise ValidationError(_("Give more than zero hours."))
        return hours

    def clean(self) -> dict[str, Any]:
        """Hours are written when they have been worked."""
        data = super().clean() or {}
        self.refuse_days_ahead("worked_on")
        return data

"""Forms of a meeting of the board: when it meets, and what its minutes say beside the stances."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.forms.records.choices import Ticks
from config.common.clock import HELSINKI
from config.common.month import month_label, parse_month
from reporting.models import BoardMeeting
from teams.models import BoardMembership, Person

SECRETS = _("Do not name accounts here: the notes are read by everybody who reads the meetings.")


class MeetingForm(DressedForm):
    """Which cards are gone through, when and where."""

    month = forms.ChoiceField(label=_("Cards of the month"))
    day = forms.DateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "form-control half"})
    )
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)

    def __init__(self, *args: Any, months: Iterable[datetime.date], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{month:%Y-%m}", month_label(month, lang).capitalize()) for month in months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        data = self.cleaned_data
        meets_at = datetime.datetime.combine(data["day"], data["time"], tzinfo=HELSINKI)
        return {"month": parse_month(data["month"]), "meets_at": meets_at, "place": data["place"]}


class NotesForm(DressedForm):
    """Who is there, and the notes of the minutes."""

    attendees = forms.ModelMultipleChoiceField(
        label=_("Present"), queryset=Person.objects.none(), required=False, widget=Ticks()
    )
    notes = forms.CharField(label=_("Notes"), max_length=4000, required=False, widget=long_text(6), help_text=SECRETS)

    def __init__(self, *args: Any, meeting: BoardMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = meeting.meets_at.astimezone(HELSINKI).date()
        seats = BoardMembership.objects.current(on).values("person")
        known = Q(pk__in=seats) | Q(pk__in=meeting.attendees.values("pk"))
        self.fields["attendees"].queryset = Person.objects.filter(known).order_by("name", "pk")  # type: ignore[attr-defined]


class MovementsForm(DressedForm):
    """Which two months are compared; both live in the address."""

    then = forms.ChoiceField(label=_("Cards of"), required=False)
    now = forms.ChoiceField(label=_("compared with the cards of"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        months: Iterable[datetime.date],
        suggested: tuple[datetime.date | None, datetime.date | None],
        lang: str,
    ) -> None:
        self.months = {f"{month:%Y-%m}": month for month in months}
        asked = {
            name: data.get(name) if data.get(name) in self.months else (f"{month:%Y-%m}" if month else "")
            for name, month in zip(("then", "now"), suggested, strict=True)
        }
        super().__init__(asked)
        choices = [(code, month_label(month, lang)) for code, month in self.months.items()]
        for name in ("then", "now"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The two months, the earlier one first; None where there is nothing to choose."""
        then, now = (self.months.get(str(self.data[name])) for name in ("then", "now"))
        return (now, then) if then and now and then > now else (then, now)

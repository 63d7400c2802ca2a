"""Forms of manual overrides; what may be asked is decided by the action."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account
from reporting.actions.overrides import DEFAULT_DAYS, MAX_DAYS, MAX_NOTE, MAX_REASON
from reporting.models import StatusOverride

REASON_HELP = _("At least 20 characters. Everybody who sees the care of the account reads this.")


def _day_field() -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})
    return forms.DateField(label=_("Last day in force"), widget=widget)


def _reason_field() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "class": "form-control", "data-count-characters": str(MAX_REASON)})
    return forms.CharField(label=_("Reason"), max_length=MAX_REASON, widget=widget, help_text=REASON_HELP)


class _WithLastDay(forms.Form):
    """Starts with the default last day and tells the browser the latest one."""

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["expires_on"]
        field.initial = on + datetime.timedelta(days=DEFAULT_DAYS)
        latest = on + datetime.timedelta(days=MAX_DAYS)
        field.widget.attrs |= {"min": on.isoformat(), "max": latest.isoformat()}
        field.help_text = _("At most %(days)s days from today.") % {"days": MAX_DAYS}


class OverrideForm(_WithLastDay):
    """A wish to show another colour."""

    colour = forms.ChoiceField(label=_("Colour to show"), widget=forms.Select(attrs={"class": "form-select"}))
    category = forms.ChoiceField(
        label=pgettext_lazy("override", "Category"),
        choices=[("", _("Choose")), *StatusOverride.Category.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = _reason_field()
    expires_on = _day_field()

    def __init__(self, *args: Any, colours: list[tuple[str, str]], on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        field = self.fields["colour"]
        # Any colour is read, so that a refusal comes as a sentence; only what can be asked now is offered.
        field.choices = Account.Status.choices  # type: ignore[attr-defined]
        field.widget.choices = [("", _("Choose")), *colours]


class RenewForm(_WithLastDay):
    """A later last day with a new reason. `now_until`: the last day now, from which the new one is counted."""

    reason = _reason_field()
    expires_on = _day_field()

    def __init__(self, *args: Any, on: datetime.date, now_until: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        if now_until is not None:
            latest = on + datetime.timedelta(days=MAX_DAYS)
            self.fields["expires_on"].initial = min(now_until + datetime.timedelta(days=DEFAULT_DAYS), latest)


class DecideForm(forms.Form):
    """Approve or reject, with a note when something has to be said."""

    decision = forms.ChoiceField(choices=[("approve", ""), ("reject", "")])
    note = forms.CharField(label=_("Note"), required=False, max_length=MAX_NOTE)

"""Asking for access, answering, and break-glass."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.plain import PlainForm
from accounts_app.models import AccessRequest
from accounts_app.privacy import months_from

LONGEST = 400
GRANT_MONTHS = 6  # how long access is opened when nothing else is said


class AccessRequestForm(PlainForm):
    """What is asked for and why."""

    kind = forms.ChoiceField(label=_("What do you need"), widget=forms.RadioSelect({"class": "segments"}))
    reason = forms.CharField(
        label=_("Why do you need it"),
        max_length=LONGEST,
        validators=[MinLengthValidator(10)],
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(kind.value, kind.label) for kind in AccessRequest.Kind if kind.value in kinds]
        self.fields["kind"].choices = chosen  # type: ignore[attr-defined]
        if len(chosen) == 1:
            self.fields["kind"].initial = chosen[0][0]


class DecisionForm(PlainForm):
    """Yes until a day, or no with a reason."""

    GRANT, REFUSE = "grant", "refuse"
    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=((GRANT, _("Grant")), (REFUSE, _("Refuse"))),
        widget=forms.RadioSelect({"class": "segments"}),
    )
    ends_on = forms.DateField(label=_("Until when"), required=False)
    answer = forms.CharField(label=_("Why not"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, on: datetime.date, is_emergency: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ends_on": months_from(on, GRANT_MONTHS)})
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["answer"].help_text = _("Asked for when you refuse.")
        if is_emergency:
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        """Access ends on a day that is ahead; a no has its reason."""
        data = super().clean() or {}
        if data.get("decision") == self.REFUSE and not data.get("answer"):
            self.add_error("answer", _("Write why, so that the other one knows what to do."))
        if data.get("decision") == self.GRANT and "ends_on" in self.fields and "ends_on" not in self.errors:
            ends_on = data.get("ends_on")
            if ends_on is None:
                self.add_error("ends_on", _("Write the last day of the access."))
            elif ends_on < self.on:
                self.add_error("ends_on", _("This day has passed already."))
        return data


class BreakGlassForm(PlainForm):
    """Which account, word for word, and why."""

    named = forms.CharField(
        label=_("Exact name, business ID or customer number"),
        max_length=160,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Why it cannot wait"),
        max_length=LONGEST,
        validators=[MinLengthValidator(20)],
        widget=forms.Textarea({"rows": 4}),
    )

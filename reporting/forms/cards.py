"""Forms of the card pages: filter, comment, correction, month to build."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account
from config.common.month import parse_month, short_month
from reporting.actions.card_words import MAX_COMMENT
from reporting.models import QualityCard

ALL = pgettext_lazy("filter", "All")


class CardFilter(forms.Form):
    """Month, state and status live in the address; a bad value counts as not given."""

    month = forms.ChoiceField(label=_("Month"), required=False)
    state = forms.ChoiceField(label=_("Phase"), required=False, choices=[("", ALL), *QualityCard.State.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", ALL), *Account.Status.choices])

    def __init__(self, *args: Any, months: list[datetime.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.months = months
        self.fields["month"].choices = [(f"{month:%Y-%m}", short_month(month)) for month in months]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.is_valid()

    def asked(self, name: str) -> str:
        """The valid value of a field, or an empty text."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def chosen_month(self) -> datetime.date | None:
        """The month asked, the newest one when none is; None when there are no cards."""
        asked = self.asked("month")
        return parse_month(asked) if asked else next(iter(self.months), None)


class CommentForm(forms.Form):
    """The director's comment."""

    text = forms.CharField(
        label=_("Director's comment"),
        required=False,
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control", "data-count-characters": str(MAX_COMMENT)}),
    )


class CorrectionForm(forms.Form):
    """Why a published card is corrected."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class MonthForm(forms.Form):
    """A month in an address or a button: 2026-08."""

    month = forms.CharField(max_length=7)

    def clean_month(self) -> datetime.date:
        """The month as the date of its first day."""
        try:
            return parse_month(self.cleaned_data["month"])
        except ValueError:
            raise forms.ValidationError(_("This is not a month. Write 2026-08."), code="month") from None

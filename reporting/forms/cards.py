"""Forms of the card pages: filter, comment, correction, month to build."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account
from config.common.month import parse_month, short_month
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


class CorrectionForm(forms.Form):
    """Why a published card is corrected."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class CorrectionRequestForm(forms.Form):
    """What the director finds wrong on a published card."""

    text = forms.CharField(
        label=_("What is wrong on the card"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control", "data-count-characters": "600"}),
    )


class CompareForm(forms.Form):
    """Two cards of an account; a bad or missing one counts as not given, then it is the newest or the one before."""

    account = forms.CharField(widget=forms.HiddenInput)
    left = forms.TypedChoiceField(label=_("Earlier card"), required=False, coerce=int)
    right = forms.TypedChoiceField(label=_("Later card"), required=False, coerce=int)

    def __init__(self, data: Any, *, account: Account, cards: list[QualityCard]) -> None:
        self.cards = {card.pk: card for card in cards}
        newest = [card.pk for card in cards]
        asked = {name: data.get(name, "") for name in ("left", "right")}
        known = {name: int(text) for name, text in asked.items() if text.isascii() and text.isdigit()}
        right = known.get("right") if known.get("right") in self.cards else next(iter(newest), None)
        others = [pk for pk in newest if pk != right]
        before = [pk for pk in others if right is not None and self._key(pk) < self._key(right)] or others
        left = known.get("left") if known.get("left") in self.cards else next(iter(before), None)
        super().__init__({"account": account.pk, "left": left, "right": right})
        for name in ("left", "right"):
            self.fields[name].choices = [(card.pk, _label(card)) for card in cards]  # type: ignore[attr-defined]
            self.fields[name].widget.attrs["class"] = "form-select"
        self.is_valid()

    def _key(self, pk: int) -> tuple[datetime.date, int]:
        return self.cards[pk].month, self.cards[pk].version

    @property
    def pair(self) -> tuple[QualityCard, QualityCard] | None:
        """The two cards; None while the account has not got two."""
        chosen = [self.cards.get(self.cleaned_data.get(name) or 0) for name in ("left", "right")]
        return (chosen[0], chosen[1]) if chosen[0] and chosen[1] else None


def _label(card: QualityCard) -> str:
    """A label such as "8/2026 v2 (draft)"."""
    version = f" v{card.version}" if card.version > 1 else ""
    state = f" ({card.get_state_display()})" if card.frozen_at is None else ""
    return f"{short_month(card.month)}{version}{state}"


class MonthForm(forms.Form):
    """A month in an address or a button: 2026-08."""

    month = forms.CharField(max_length=7)

    def clean_month(self) -> datetime.date:
        """The month as the date of its first day."""
        try:
            return parse_month(self.cleaned_data["month"])
        except ValueError:
            raise forms.ValidationError(_("This is not a month. Write 2026-08."), code="month") from None

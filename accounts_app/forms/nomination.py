"""Forms of a nomination: the proposal, and the candidate's own answer."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import FACTUAL, DressedForm, long_text
from accounts_app.forms.records.choices import Segments, Ticks
from accounts_app.models import Account, Nomination
from accounts_app.naming.nominations import Candidate
from config.common.formats import percent
from teams.models import Person, Willingness


class ProposalForm(DressedForm):
    """Who is asked, from when, and why. Experience is no criterion: nothing asks for years (requirements.md R040)."""

    role = forms.ChoiceField(label=_("Responsibility"))
    candidate = forms.ModelChoiceField(label=_("Who is asked"), queryset=Person.objects.none(), empty_label="–")
    starts_on = forms.DateField(label=_("Starts on"))
    reason = forms.CharField(
        label=_("Why a change, why this person"), max_length=400, widget=long_text(3), help_text=FACTUAL
    )
    criteria = forms.MultipleChoiceField(
        label=_("What you have seen in the person"),
        choices=Nomination.Criterion.choices,
        required=False,
        widget=Ticks(),
        help_text=_("Experience is not needed: a recent graduate will do."),
    )
    exception_reason = forms.CharField(
        label=_("Why not a named account director"),
        max_length=300,
        required=False,
        widget=long_text(2),
        help_text=_("Nationwide accounts belong to named account directors; an exception needs a reason."),
    )

    def __init__(
        self,
        *args: Any,
        account: Account,
        people: Iterable[Candidate],
        roles: Iterable[str],
        on: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        people = list(people)
        labels = {role.value: role.label for role in Nomination.ROLES}
        self.fields["role"].choices = [(role, labels[role]) for role in roles]  # type: ignore[attr-defined]
        known = Person.objects.filter(pk__in=[one.person.pk for one in people])
        self.fields["candidate"].queryset = known  # type: ignore[attr-defined]
        self.fields["candidate"].choices = _grouped(people)  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = on
        if not account.is_nationwide:
            del self.fields["exception_reason"]

    def clean_starts_on(self) -> datetime.date:
        """A responsibility is not given backwards."""
        day: datetime.date = self.cleaned_data["starts_on"]
        if day < self.on:
            raise forms.ValidationError(_("This day has passed."))
        return day


def _grouped(people: list[Candidate]) -> list[tuple[str, Any]]:
    """The willing first, then those not asked; each with the load."""
    titles = {
        Willingness.Answer.YES.value: gettext("Said yes"),
        Willingness.Answer.CONDITIONS.value: gettext("Said yes on conditions"),
        "": gettext("Not asked yet"),
    }
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in people:
        key = one.willingness.answer if one.willingness else ""
        groups.setdefault(key, []).append((one.person.pk, _label(one)))
    return [("", "–"), *((titles[key], rows) for key, rows in groups.items())]


def _label(one: Candidate) -> str:
    parts = [one.person.name, one.person.title]
    if one.load_pct is None:
        parts.append(gettext("load not known"))
    else:
        words = gettext("load %(load)s, too much") if one.is_overloaded else gettext("load %(load)s")
        parts.append(words % {"load": percent(one.load_pct, 0)})
    return " · ".join(part for part in parts if part)


class AnswerForm(DressedForm):
    """The candidate's own answer with own words."""

    says = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("yes", _("Yes, I take it")), ("no", _("No, not this one"))],
        widget=Segments(),
    )
    words = forms.CharField(
        label=_("In your own words"),
        max_length=400,
        required=False,
        widget=long_text(3),
        help_text=_("Conditions, wishes, or why not. Those who nominate read this."),
    )

"""The forms of the director's page of a draft: words, answers, the path to green, a request to the board."""

import datetime
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.forms.records.choices import Segments
from accounts_app.forms.records.people import Choices, people_here
from accounts_app.models import BoardRequest, PathAction
from reporting.actions.card_words import ANY, DONE, DROP, KEEP, MAX_ANSWER, MAX_COMMENT, Step, Words
from teams.models import Person

NEW_STEPS = 2  # empty lines for new actions; after saving there are new ones
MOST_STEPS = 30
Metrics = Sequence[tuple[str, str]]
ASKED = (BoardRequest.Kind.HELP, BoardRequest.Kind.DECISION)


class WordsForm(DressedForm):
    """Comment, an answer to every red reason, and a request; the path is the formset beside it."""

    comment = forms.CharField(
        label=_("Director's comment"), required=False, max_length=MAX_COMMENT, widget=long_text(7)
    )
    request_kind = forms.ChoiceField(
        label=_("What is asked"),
        required=False,
        initial=BoardRequest.Kind.DECISION.value,
        choices=[(kind.value, kind.label) for kind in ASKED],
        widget=Segments,
    )
    request_text = forms.CharField(
        label=_("Request to the board"),
        required=False,
        max_length=600,
        widget=long_text(2),
        help_text=_("It stands on the next agenda until it is answered."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reds = reds
        for rule in reds:
            self.fields[f"answer_{rule}"] = forms.CharField(
                label=_("Answer to %(rule)s") % {"rule": rule},
                required=False,
                max_length=MAX_ANSWER,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )
        for name in ("comment", "request_text", *(f"answer_{rule}" for rule in reds)):
            field = self.fields[name]
            field.widget.attrs["data-count-characters"] = str(field.max_length)  # type: ignore[attr-defined]

    def words(self, path: tuple[Step, ...]) -> Words:
        """What a valid form says, together with the lines of the path."""
        said = self.cleaned_data
        return Words(
            comment=said["comment"],
            answers={rule: said[f"answer_{rule}"] for rule in self.reds},
            path=path,
            request_kind=said["request_kind"] or BoardRequest.Kind.DECISION.value,
            request_text=said["request_text"],
            seen=said["seen"] if "seen" in self.data else ANY,
        )


class StepForm(DressedForm):
    """One action: what, who, by when, who decides, and which figure it moves how far."""

    action = forms.IntegerField(required=False, widget=forms.HiddenInput)
    act = forms.ChoiceField(
        label=_("State"),
        required=False,
        initial=KEEP,
        choices=[(KEEP, _("Open")), (DONE, _("Done")), (DROP, _("Dropped"))],
        widget=Segments,
    )
    note = forms.CharField(label=_("Evidence, or why it is dropped"), required=False, max_length=300)
    what = forms.CharField(label=_("Action"), max_length=200)
    owner = forms.ModelChoiceField(label=_("Responsible"), queryset=Person.objects.none(), empty_label="–")
    due_on = forms.DateField(label=_("Due on"))
    decider = forms.ChoiceField(
        label=_("Who decides"), choices=PathAction.Decider.choices, initial=PathAction.Decider.OWNER.value
    )
    metric = forms.ChoiceField(label=_("Metric that moves"))
    expected_effect = forms.CharField(label=_("Expected effect"), max_length=200)

    def __init__(
        self,
        *args: Any,
        open_actions: dict[int, PathAction],
        people: Choices,
        metrics: Metrics,
        writer: int,
        on: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on, self.open_actions = on, open_actions
        self.fields["owner"].queryset = people_here(on)  # type: ignore[attr-defined]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]
        self.fields["metric"].choices = [("", "–"), *metrics]  # type: ignore[attr-defined]
        self.is_new = not self["action"].value()
        if self.is_new:
            del self.fields["act"], self.fields["note"]
            self.fields["owner"].initial = writer
        else:
            self.empty_permitted = False

    @property
    def title(self) -> str:
        """The words of an open action as they are kept; empty for a new one."""
        number = str(self["action"].value() or "")
        action = self.open_actions.get(int(number)) if number.isdecimal() else None
        return action.what if action else ""

    def clean(self) -> dict[str, Any]:
        """A new day is ahead; what is dropped says why; an action of another account is not taken."""
        data = super().clean() or {}
        if "due_on" in self.changed_data and data.get("due_on") and data["due_on"] < self.on:
            self.add_error("due_on", _("This day has passed."))
        if data.get("act") == DROP and not data.get("note"):
            self.add_error("note", _("Say why the action is dropped."))
        if not self.is_new and data.get("action") not in self.open_actions:
            self.add_error(None, _("This action is done or dropped already."))
        return data

    def step(self) -> Step:
        """The line as the action takes it."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("what", "owner", "due_on", "decider", "metric", "expected_effect")}
        action = self.open_actions[said["action"]] if said.get("action") else None
        return Step(action=action, act=said.get("act") or KEEP, note=said.get("note", ""), **told)


class BaseSteps(forms.BaseFormSet):
    """The open actions, then empty lines for new ones."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The filled lines of a valid formset."""
        return tuple(form.step() for form in self.forms if not form.is_new or form.has_changed())


Steps = forms.formset_factory(StepForm, formset=BaseSteps, extra=NEW_STEPS, max_num=MOST_STEPS, absolute_max=MOST_STEPS)


def steps_of(
    data: Any,
    *,
    actions: Sequence[PathAction],
    people: Choices,
    metrics: Metrics,
    writer: int,
    on: datetime.date,
) -> BaseSteps:
    """The formset of the path: `data` of a sent form, or None."""
    initial = [
        {
            "action": action.pk,
            "act": KEEP,
            "what": action.what,
            "owner": action.owner_id,
            "due_on": action.due_on,
            "decider": action.decider,
            "metric": action.metric,
            "expected_effect": action.expected_effect,
        }
        for action in actions
    ]
    told: dict[str, Any] = {
        "open_actions": {action.pk: action for action in actions},
        "people": people,
        "metrics": metrics,
        "writer": writer,
        "on": on,
    }
    made: Any = Steps(data, initial=initial, prefix="path", form_kwargs=told)
    return cast(BaseSteps, made)

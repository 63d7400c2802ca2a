"""The form of a goal with the days on which it is checked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Section
from accounts_app.forms.records.choices import Segments
from accounts_app.models import Goal, GoalCheck
from config.common.formats import day
from config.common.month import add_months, last_day

MONTHLY, QUARTERLY, OWN = "monthly", "quarterly", "own"
STEPS = {MONTHLY: 1, QUARTERLY: 3}
MOST_CHECKS = 36
BEFORE_TODAY = _("The goal would be late from the start: choose a day ahead.")


class GoalForm(RecordForm):
    """What, who and by when. A new goal takes a rhythm of checks; on an existing one they are marked done."""

    state = forms.ChoiceField(label=_("State"), choices=Goal.State.choices, widget=Segments)
    progress_pct = forms.IntegerField(label=_("Progress %"), min_value=0, max_value=100, initial=0)
    rhythm = forms.ChoiceField(
        label=_("Checked"),
        choices=[(MONTHLY, _("Every month")), (QUARTERLY, _("Every quarter")), (OWN, _("On own days"))],
        initial=QUARTERLY,
        widget=Segments,
        help_text=_("On own days: the first day now, the next ones on the page of the goal."),
    )
    first_check_on = forms.DateField(label=_("First check"))
    new_check_on = forms.DateField(label=_("One more check day"), required=False)

    class Meta:
        model = Goal
        fields = ("name", "owner", "due_on", "state", "progress_pct")
        labels = {"owner": _("Responsible")}

    def prepare(self) -> None:
        """A new goal is the writer's and checked from the next month on."""
        self.checks = list(self.instance.checks.order_by("due_on")) if self.instance.pk else []
        self.fields["state"].choices = [(state.value, _capital(str(state.label))) for state in Goal.State]  # type: ignore[attr-defined]
        self.default("owner", self.writer)
        self.default("state", Goal.State.ON_TRACK)
        self.default("first_check_on", later(self.on, 1))
        if self.instance.pk is None:
            del self.fields["new_check_on"], self.fields["state"], self.fields["progress_pct"]
            return
        del self.fields["rhythm"], self.fields["first_check_on"]
        for check in self.checks:
            self._add_check(check)

    def _add_check(self, check: GoalCheck) -> None:
        what = {"day": day(check.due_on)}
        done = forms.DateField(label=gettext("Check %(day)s: done on") % what, required=False, initial=check.done_on)
        note = forms.CharField(
            label=gettext("Check %(day)s: what was seen") % what, required=False, max_length=300, initial=check.note
        )
        self.fields |= {f"check_{check.pk}_done_on": done, f"check_{check.pk}_note": note}

    def sections(self) -> Iterator[Section]:
        """The goal, and below it every check with its day and note."""
        own = tuple(field for field in self.visible_fields() if not field.name.startswith("check_"))
        checks = tuple(field for field in self.visible_fields() if field.name.startswith("check_"))
        yield Section(fields=own)
        if checks:
            yield Section(title=_("Checks"), fields=checks, columns="rows")

    def clean(self) -> dict[str, Any]:
        """Check days are before the goal is due, once each; a check is done on a day that has been."""
        data = super().clean()
        if self.instance.pk is None:
            self.refuse_days_before(self.on, BEFORE_TODAY, "due_on")
            self.planned, self.checked = self._planned(data), []
            return data
        self.planned = self._one_more(data)
        self.refuse_days_ahead(*(f"check_{check.pk}_done_on" for check in self.checks))
        self.checked = self._checked(data)
        return data

    def _planned(self, data: dict[str, Any]) -> list[date]:
        first, due, rhythm = data.get("first_check_on"), data.get("due_on"), data.get("rhythm")
        if not (first and due and rhythm):
            return []
        if first > due:
            self.add_error("first_check_on", _("The first check is after the day the goal is due."))
        if rhythm == OWN:
            return [first]
        days = (later(first, STEPS[rhythm] * step) for step in range(MOST_CHECKS))
        return [check_on for check_on in days if check_on <= due]

    def _one_more(self, data: dict[str, Any]) -> list[date]:
        wanted = data.get("new_check_on")
        if wanted and wanted in {check.due_on for check in self.checks}:
            self.add_error("new_check_on", _("The goal already has a check on this day."))
        return [wanted] if wanted else []

    def _checked(self, data: dict[str, Any]) -> list[GoalCheck]:
        """The checks whose day or note was changed, not yet stored."""
        changed = []
        for check in self.checks:
            names = [f"check_{check.pk}_done_on", f"check_{check.pk}_note"]
            if set(names) & set(self.changed_data) and not set(names) & set(self.errors):
                check.done_on, check.note = (data[name] for name in names)
                changed.append(check)
        return changed


def later(first: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    month = add_months(first, months)
    return month.replace(day=min(first.day, last_day(month).day))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

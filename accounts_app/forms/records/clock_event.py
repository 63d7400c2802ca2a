"""The form of an event of the annual clock: its window, and what shows that it is done."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts_app.clock import KINDS, Evidence, fulfils, state_words
from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import ClockEvent, Meeting
from config.common.formats import day


class ClockEventForm(RecordForm):
    """Done when evidence is linked, never by ticking (domain.md 3.5). The window of a planned event stays."""

    kind = forms.ChoiceField(label=_("Event"))

    class Meta:
        model = ClockEvent
        fields = ("kind", "earliest_on", "latest_on", "meeting", "done_on", "evidence")
        labels = {
            "earliest_on": _("Window begins"),
            "latest_on": _("Window ends"),
            "meeting": _("Meeting that fulfils it"),
            "evidence": _("What shows it: a text or a link"),
        }

    def prepare(self) -> None:
        """An existing event only takes its evidence; one that is a meeting takes a meeting."""
        self.fields["kind"].choices = [("", "–"), *((kind.code, kind.title) for kind in KINDS.values())]  # type: ignore[attr-defined]
        meetings = Meeting.objects.filter(account=self.account).exclude(state=Meeting.State.CANCELLED)
        meeting = self.fields["meeting"]
        meeting.queryset = meetings.order_by("-meets_on", "-pk")  # type: ignore[attr-defined]
        meeting.label_from_instance = _meeting  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            for name in ("kind", "earliest_on", "latest_on"):
                del self.fields[name]
            if self._needs_meeting(self.instance.kind) and self.instance.done_on is None:
                del self.fields["done_on"], self.fields["evidence"]

    def told(self) -> Iterator[Told]:
        """Event, window and where it stands."""
        if self.instance.pk is None:
            return
        event = self.instance
        yield Told(label=_("Event"), value=KINDS[event.kind].title if event.kind in KINDS else event.kind)
        yield Told(label=_("Window"), value=f"{day(event.earliest_on)}–{day(event.latest_on)}")
        yield Told(label=_("State"), value=state_words(event, self.on))

    def clean(self) -> dict[str, Any]:
        """The day and the evidence come together; the number in the year is the next free one."""
        data = super().clean()
        kind = data.get("kind") or self.instance.kind
        self.refuse_days_before(data.get("earliest_on"), _("The window ends before it begins."), "latest_on")
        self.refuse_days_ahead("done_on")
        if data.get("done_on") and not data.get("evidence"):
            self.add_error("evidence", _("An event is done when something shows it. Write what, or give a link."))
        if data.get("evidence") and not data.get("done_on"):
            self.add_error("done_on", _("On which day was it done?"))
        if kind in KINDS:
            self._check_evidence(kind, data)
        if self.instance.pk is None and kind and data.get("earliest_on"):
            self._number(kind, data["earliest_on"])
        return data

    def _needs_meeting(self, kind: str) -> bool:
        return kind in KINDS and KINDS[kind].evidence is not Evidence.ENTRY

    def _check_evidence(self, kind: str, data: dict[str, Any]) -> None:
        if not self._needs_meeting(kind):
            return
        if data.get("done_on") and "done_on" in self.changed_data:
            self.add_error("done_on", _("This event is done by a meeting. Log the meeting, or choose it here."))
        meeting = data.get("meeting")
        if meeting and "meeting" in self.changed_data and not fulfils(kind, meeting):
            self.add_error("meeting", NEEDS[KINDS[kind].evidence])

    def _number(self, kind: str, earliest_on: date) -> None:
        """An event belongs to the year its window begins in."""
        year = earliest_on.year
        same = ClockEvent.objects.filter(account=self.account, year=year, kind=kind)
        self.instance.year = year
        self.instance.ordinal = (same.aggregate(last=Max("ordinal"))["last"] or 0) + 1


NEEDS = {
    Evidence.DIRECTOR_MEETING: _("Choose a director meeting face to face with a decision maker."),
    Evidence.STEERING_MEETING: _("Choose a meeting of the steering group."),
}


def _meeting(meeting: Meeting) -> str:
    parts = (day(meeting.meets_on), meeting.get_kind_display(), meeting.subject)
    return " · ".join(str(part) for part in parts if part)

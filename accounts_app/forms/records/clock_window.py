"""The form that moves the window of an event of the annual clock."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts_app.clock import KINDS, needs_a_director, state_words
from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import ClockEvent
from config.common.formats import day

FAR = _("Moving a key event by more than 30 days belongs to the area director or the business director.")


class ClockWindowForm(RecordForm):
    """A new end and the reason; the window keeps its length (domain.md 3.5)."""

    class Meta:
        model = ClockEvent
        fields = ("latest_on", "move_reason")
        labels = {"latest_on": _("New end of the window"), "move_reason": _("Why it is moved")}

    def prepare(self) -> None:
        """The reason of an earlier move does not speak for this one."""
        self.left_on: datetime.date = self.instance.latest_on
        self.initial["move_reason"] = ""
        self.fields["move_reason"].required = True

    @property
    def shift(self) -> datetime.timedelta:
        """How far the window is moved."""
        moved: datetime.timedelta = self.cleaned_data["latest_on"] - self.left_on
        return moved

    def told(self) -> Iterator[Told]:
        """Event, window, where it stands, and the window it had at first."""
        event = self.instance
        yield Told(label=_("Event"), value=KINDS[event.kind].title if event.kind in KINDS else event.kind)
        yield Told(label=_("Window"), value=f"{day(event.earliest_on)}–{day(self.left_on)}")
        yield Told(label=_("State"), value=state_words(event, self.on))
        if event.planned_latest_on:
            yield Told(label=_("First window ended"), value=event.planned_latest_on, kind="day")

    def clean(self) -> dict[str, Any]:
        """Another day that is still ahead; a key event goes far only by a director."""
        data = super().clean()
        latest_on = data.get("latest_on")
        self.refuse_days_before(self.on, _("The window cannot end in the past."), "latest_on")
        if latest_on == self.left_on:
            self.add_error("latest_on", _("The window ends on this day already."))
        if latest_on and needs_a_director(self.instance, latest_on) and not self._is_director:
            self.add_error("latest_on", FAR)
        return data

    @property
    def _is_director(self) -> bool:
        """Not of an account one answers for oneself."""
        return not self.rights.in_charge and (self.rights.directs or self.rights.approve)

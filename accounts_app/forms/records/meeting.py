"""The form of a meeting, made for a phone: the usual meeting is logged by ticking who was there (domain.md 3.6)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.access.own_part import contacts_of
from accounts_app.clock import KINDS, Evidence, evidence_for, fulfils
from accounts_app.forms.records.base import RecordForm
from accounts_app.forms.records.choices import Segments, Ticks
from accounts_app.models import ClockEvent, Contact, Meeting
from config.common.formats import day, short_day

NOTES_LENGTH = 1000
# Events that any meeting may be the evidence of, because they are themselves a talk (domain.md 3.2).
TALKS = ("ATP", "ES", "TU", "WE")
AHEAD, BEHIND = timedelta(days=45), timedelta(days=400)  # windows further away are not offered
FOR_ALL = (Meeting.Kind.OPERATIVE, Meeting.Kind.VISIT)
NEEDS = {
    Evidence.DIRECTOR_MEETING: _("%(event)s needs a director meeting face to face with a decision maker."),
    Evidence.STEERING_MEETING: _("%(event)s needs a meeting of the steering group."),
    Evidence.ENTRY: _("%(event)s needs a meeting that was not cancelled."),
}


class MeetingForm(RecordForm):
    """Day, kind, way and who was there. Whether it was held or is booked follows from the day."""

    kind = forms.ChoiceField(label=_("Kind"), widget=Segments)
    mode = forms.ChoiceField(label=_("Way"), choices=Meeting.Mode.choices, widget=Segments)
    contacts = forms.ModelMultipleChoiceField(
        label=_("Who of the customer"), queryset=Contact.objects.none(), widget=Ticks, required=False
    )
    new_name = forms.CharField(
        label=_("Somebody else: name"),
        max_length=120,
        required=False,
        widget=forms.TextInput({"class": "form-control half", "autocomplete": "off"}),
    )
    new_role = forms.ChoiceField(
        label=_("Role in buying"),
        choices=Contact.BuyingRole.choices,
        initial=Contact.BuyingRole.USER,
        required=False,
        help_text=_("Only for somebody new."),
    )
    events = forms.ModelMultipleChoiceField(
        label=_("Fulfils in the annual clock"), queryset=ClockEvent.objects.none(), widget=Ticks, required=False
    )
    is_cancelled = forms.BooleanField(label=_("The meeting was cancelled"), required=False)
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=NOTES_LENGTH,
        widget=forms.Textarea({"rows": 5, "data-count-characters": ""}),
        help_text=_(
            "Write down only what caring for the account needs. Those concerned have the right to see what is kept."
        ),
    )

    class Meta:
        model = Meeting
        fields = ("kind", "meets_on", "mode", "contacts", "subject", "notes")

    suggested: ClockEvent | None = None
    newcomer: Contact | None = None
    fulfilled: list[ClockEvent]
    left_open: list[str]

    field_order = (
        "kind",
        "mode",
        "meets_on",
        "contacts",
        "new_name",
        "new_role",
        "subject",
        "notes",
        "events",
        "is_cancelled",
    )

    def prepare(self) -> None:
        """Today, face to face, and the people of the last meeting of the kind; the nearest open event is offered."""
        self._offer_kinds()
        self._offer_contacts()
        self._offer_events()
        self.default("meets_on", self.on)
        self.default("mode", Meeting.Mode.FACE_TO_FACE)
        self.fields["meets_on"].help_text = _("A day ahead books the meeting.")
        self.fields["is_cancelled"].initial = self.instance.state == Meeting.State.CANCELLED
        if self.instance.pk is None:
            del self.fields["is_cancelled"]
            self.instance.host = self.writer

    def _offer_kinds(self) -> None:
        """A director meeting and the steering group are of those in charge; everybody near meets the customer."""
        may = [kind for kind in Meeting.Kind if self.rights.edit or kind in FOR_ALL or kind == self.instance.kind]
        if self.instance.pk is None and not self.rights.edit:
            may = list(FOR_ALL)
        self.fields["kind"].choices = [(kind.value, _capital(str(kind.label))) for kind in may]  # type: ignore[attr-defined]
        self.fields["mode"].choices = [(mode.value, _capital(str(mode.label))) for mode in Meeting.Mode]  # type: ignore[attr-defined]
        own = Meeting.Kind.VISIT if self.rights.leads else Meeting.Kind.OPERATIVE
        self.default("kind", Meeting.Kind.DIRECTOR if self.rights.edit else own)

    def _offer_contacts(self) -> None:
        """Those who have not left, and whoever is on the meeting already."""
        here = Q(left_on__isnull=True) | Q(left_on__gte=self.on)
        own = Q(meetings=self.instance.pk) if self.instance.pk else Q()
        known = contacts_of(self.account, self.rights, on=self.on).values("pk")
        people = Contact.objects.filter(here | own, account=self.account, pk__in=known).distinct()
        people = people.order_by("name", "pk")
        field = self.fields["contacts"]
        field.queryset = people  # type: ignore[attr-defined]
        field.label_from_instance = _contact  # type: ignore[attr-defined]
        if self.instance.pk is None and not self.is_bound:
            self.default("contacts", people.filter(here, meetings=self._last()))

    def _last(self) -> Subquery:
        """The latest held meeting of the kind that is offered."""
        past = Meeting.objects.filter(account=self.account, kind=self.fields["kind"].initial, state=Meeting.State.HELD)
        return Subquery(past.order_by("-meets_on").values("pk")[:1])

    def _offer_events(self) -> None:
        """Events without evidence that a meeting can be the evidence of, and those it already is."""
        field = self.fields["events"]
        field.queryset = self._open_events()  # type: ignore[attr-defined]
        field.label_from_instance = self._event  # type: ignore[attr-defined]
        offered = list(field.queryset)  # type: ignore[attr-defined]
        self.suggested = _nearest(offered, self.on) if self.instance.pk is None and self.rights.edit else None
        field.initial = [event.pk for event in offered if event.meeting_id and event.meeting_id == self.instance.pk]
        if self.suggested:
            field.initial = [self.suggested.pk]
        if not offered:
            del self.fields["events"]

    def _open_events(self) -> QuerySet[ClockEvent]:
        kinds = [kind.code for kind in KINDS.values() if kind.evidence is not Evidence.ENTRY or kind.code in TALKS]
        near = Q(earliest_on__lte=self.on + AHEAD, latest_on__gte=self.on - BEHIND)
        still_open = Q(meeting__isnull=True) | Q(meeting__state=Meeting.State.CANCELLED)
        own = Q(meeting=self.instance.pk) if self.instance.pk else Q(pk__in=[])
        rows = ClockEvent.objects.filter(account=self.account, kind__in=kinds, done_on__isnull=True)
        return rows.filter((near & still_open) | own).order_by("latest_on", "pk")

    def _event(self, event: ClockEvent) -> str:
        late = (self.on - event.latest_on).days
        note = " · " + gettext("late %(days)d d") % {"days": late} if late > 0 else ""
        return f"{KINDS[event.kind].title} {short_day(event.earliest_on)}–{day(event.latest_on)}{note}"

    def clean_new_name(self) -> str:
        """Somebody who is in the list already is ticked there, not added a second time."""
        name = str(self.cleaned_data["new_name"]).strip()
        if name and any(contact.name.casefold() == name.casefold() for contact in self._people()):
            raise ValidationError(_("This name is in the list above: tick it there."))
        return name

    def _people(self) -> QuerySet[Contact]:
        found: QuerySet[Contact] = self.fields["contacts"].queryset  # type: ignore[attr-defined]
        return found

    def clean(self) -> dict[str, Any]:
        """Derives the state and the decision maker, and asks for what the chosen events need."""
        data = super().clean()
        self.newcomer = self._newcomer(data)
        held_on = data.get("meets_on")
        if held_on:
            self.instance.state = self._state(data, held_on)
        self.instance.with_decision_maker = self._with_decision_maker(data)
        self._ask_for_people(data)
        if held_on and not self.errors:
            self._check_events(data)
        return data

    def _newcomer(self, data: dict[str, Any]) -> Contact | None:
        name = data.get("new_name")
        role = data.get("new_role") or Contact.BuyingRole.USER
        return Contact(account=self.account, name=name, buying_role=role) if name else None

    def _state(self, data: dict[str, Any], meets_on: date) -> str:
        if data.get("is_cancelled"):
            return Meeting.State.CANCELLED
        return Meeting.State.HELD if meets_on <= self.on else Meeting.State.BOOKED

    def _with_decision_maker(self, data: dict[str, Any]) -> bool:
        """Somebody who decides was there; a meeting that came without names keeps what was said of it."""
        decider = Contact.BuyingRole.DECIDER
        people = [*(data.get("contacts") or []), *([self.newcomer] if self.newcomer else [])]
        if not people and "contacts" not in self.changed_data:
            return self.instance.with_decision_maker
        return any(contact.buying_role == decider for contact in people)

    def _ask_for_people(self, data: dict[str, Any]) -> None:
        came_without = self.instance.pk is not None and "contacts" not in self.changed_data
        cancelled = self.instance.state == Meeting.State.CANCELLED
        if not (data.get("contacts") or self.newcomer or came_without or cancelled) and "contacts" not in self.errors:
            self.add_error("contacts", _("Tick who was there, or write the name of somebody new."))

    def _check_events(self, data: dict[str, Any]) -> None:
        """An event the writer ticked has to fit; one that was only suggested is left open when it does not."""
        meeting = Meeting(
            kind=data["kind"],
            mode=data["mode"],
            state=self.instance.state,
            with_decision_maker=self.instance.with_decision_maker,
            meets_on=data["meets_on"],
        )
        chosen = [] if data.get("is_cancelled") else list(data.get("events") or [])
        self.fulfilled = [event for event in chosen if _may_fulfil(event, meeting)]
        self.left_open = [_needs(event) for event in chosen if event not in self.fulfilled and event == self.suggested]
        for event in chosen:
            if event not in self.fulfilled and event != self.suggested:
                self.add_error("events", _needs(event))
        if sum(KINDS[event.kind].evidence is Evidence.DIRECTOR_MEETING for event in self.fulfilled) > 1:
            self.add_error("events", _("One director meeting is the evidence of one event: choose which."))

    def outcome(self) -> str:
        """What the meeting did to the clock."""
        titles = ", ".join(str(KINDS[event.kind].title) for event in self.fulfilled)
        said = gettext("The meeting is saved.")
        if self.instance.state == Meeting.State.BOOKED:
            said = gettext("The meeting is booked for %(day)s.") % {"day": day(self.instance.meets_on)}
        elif titles:
            said = gettext("The meeting is saved. It fulfils: %(events)s.") % {"events": titles}
        return " ".join([said, *self.left_open])


def _needs(event: ClockEvent) -> str:
    return str(NEEDS[KINDS[event.kind].evidence]) % {"event": KINDS[event.kind].title}


def _may_fulfil(event: ClockEvent, meeting: Meeting) -> bool:
    """Whether the meeting is of the sort the event needs and not before its time; being late does not matter."""
    if meeting.meets_on < event.earliest_on - AHEAD or meeting.state == Meeting.State.CANCELLED:
        return False
    return event.kind in TALKS or fulfils(event.kind, meeting)


def _nearest(events: list[ClockEvent], on: date) -> ClockEvent | None:
    """The event, open or late, that a director meeting of the day is the evidence of."""
    meeting = Meeting(
        kind=Meeting.Kind.DIRECTOR,
        mode=Meeting.Mode.FACE_TO_FACE,
        state=Meeting.State.HELD,
        with_decision_maker=True,
        meets_on=on,
    )
    fitting = (event for event in events if event.earliest_on <= on and evidence_for(event, [meeting]))
    return min(fitting, key=lambda event: event.latest_on, default=None)


def _contact(contact: Contact) -> str:
    role = contact.get_buying_role_display() if contact.buying_role == Contact.BuyingRole.DECIDER else ""
    return " · ".join(part for part in (contact.name, contact.title, str(role)) if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

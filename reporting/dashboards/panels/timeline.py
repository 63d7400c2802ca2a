"""One line of everything that happened: changes of colour, meetings, complaints, cards."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from accounts_app.models import Account, Complaint, Meeting, StatusChange
from config.common.clock import HELSINKI
from config.common.month import month_label
from reporting.dashboards.panels.question import Question

SHOWN_FIRST = 6
SHOWN_ALL = 200


class Kind(StrEnum):
    """Kinds of events; the address names one to show only it."""

    STATUS = "status"
    MEETING = "meeting"
    COMPLAINT = "complaint"
    CARD = "card"


ICONS = {
    Kind.STATUS: "flag",
    Kind.MEETING: "people",
    Kind.COMPLAINT: "exclamation-triangle",
    Kind.CARD: "file-earmark-text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event."""

    kind: Kind
    icon: str
    on: datetime.date
    title: str
    text: str
    card_id: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind to filter by, or all of them."""

    code: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TimelinePanel:
    """The events, newest first."""

    events: tuple[Event, ...]
    choices: tuple[Choice, ...]
    more: int


def recent_panel(question: Question) -> TimelinePanel:
    """The newest events of every kind, without the filter."""
    events = _events(question, "")
    return TimelinePanel(events[:SHOWN_FIRST], (), max(0, len(events) - SHOWN_FIRST))


def timeline_panel(question: Question) -> TimelinePanel:
    """All events, or those of the kind the address asks for."""
    kinds = _kinds(question)
    asked = question.asked.get("kind", "")
    kind = asked if asked in {code for code, _label in kinds} else ""
    events = _events(question, kind)
    choices = tuple(Choice(code, label, code == kind) for code, label in (("", _("All")), *kinds))
    return TimelinePanel(events[:SHOWN_ALL], choices, max(0, len(events) - SHOWN_ALL))


def _kinds(question: Question) -> list[tuple[str, str]]:
    kinds = [
        (Kind.STATUS, _("Status changes")),
        (Kind.MEETING, _("Meetings")),
        (Kind.COMPLAINT, _("Complaints")),
        (Kind.CARD, _("Quality cards")),
    ]
    return [(kind.value, label) for kind, label in kinds if kind in _readers(question)]


def _events(question: Question, kind: str) -> tuple[Event, ...]:
    """At most four queries; a kind that is not asked for is not read."""
    readers = _readers(question).items()
    found = [event for code, read in readers if kind in ("", code.value) for event in read(question)]
    return tuple(sorted(found, key=lambda event: (event.on, event.kind), reverse=True))


def _readers(question: Question) -> dict[Kind, Callable[[Question], list[Event]]]:
    """What the reader may see of the timeline: the access matrix holds for each kind of event."""
    rights = question.rights
    needed = {
        Kind.STATUS: (rights.care, _changes),
        Kind.MEETING: (rights.meetings, _meetings),
        Kind.COMPLAINT: (rights.care, _complaints),
        Kind.CARD: (rights.cards, _cards),
    }
    return {kind: read for kind, (opens, read) in needed.items() if opens}


def _changes(question: Question) -> list[Event]:
    rows = StatusChange.objects.filter(
        account=question.account, scope=StatusChange.Scope.ACCOUNT, changed_on__lte=question.on
    )
    return [
        Event(
            kind=Kind.STATUS,
            icon=ICONS[Kind.STATUS],
            on=row.changed_on,
            title=_("Status: %(status)s") % {"status": Account.Status(row.new).label},
            text=_("before: %(status)s") % {"status": Account.Status(row.old).label} if row.old else "",
        )
        for row in rows
    ]


def _meetings(question: Question) -> list[Event]:
    rows = [row for row in question.meetings if row.state == Meeting.State.HELD and row.meets_on <= question.on]
    return [
        Event(
            kind=Kind.MEETING,
            icon=ICONS[Kind.MEETING],
            on=row.meets_on,
            title=_capital(str(row.get_kind_display())),
            text=row.subject,
        )
        for row in rows
    ]


def _complaints(question: Question) -> list[Event]:
    return [
        Event(
            kind=Kind.COMPLAINT,
            icon=ICONS[Kind.COMPLAINT],
            on=row.received_at.astimezone(HELSINKI).date(),
            title=_("Complaint: %(category)s") % {"category": row.category or row.number},
            text=" · ".join([*([row.site.name] if row.site else []), _complaint_state(row, question.on)]),
        )
        for row in question.rows.complaints
    ]


def _complaint_state(complaint: Complaint, on: datetime.date) -> str:
    severity = str(complaint.get_severity_display())
    if complaint.closed_on is not None and complaint.closed_on <= on:
        return _("%(severity)s, closed") % {"severity": severity}
    if complaint.due_on is not None and complaint.due_on < on:
        days = (on - complaint.due_on).days
        return _("%(severity)s, open, %(days)s days late") % {"severity": severity, "days": days}
    return _("%(severity)s, open") % {"severity": severity}


def _cards(question: Question) -> list[Event]:
    return [
        Event(
            kind=Kind.CARD,
            icon=ICONS[Kind.CARD],
            on=row.frozen_at.astimezone(HELSINKI).date(),
            title=_("Quality card %(month)s published") % {"month": month_label(row.month, question.lang)},
            text=str(Account.Status(row.status).label),
            card_id=row.pk,
        )
        for row in question.rows.cards
        if row.frozen_at is not None
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

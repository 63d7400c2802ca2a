"""Meetings with the customer (rules R18, R19 and R32)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.access.own_part import meetings_of
from accounts_app.actions import meetings as actions
from accounts_app.forms.records.meeting import MeetingForm
from accounts_app.models import Meeting
from accounts_app.records.kind import Column, Context, RecordKind, register
from teams.permissions import person_of


def _rows(context: Context) -> QuerySet[Meeting]:
    rows = meetings_of(context.account, context.rights, on=context.on)
    rows = rows.select_related("host").prefetch_related("contacts")
    return rows.order_by("-meets_on", "-pk")


def _near(context: Context) -> bool:
    return context.rights.edit or context.rights.near


def _own_or_in_charge(context: Context, row: Any) -> bool:
    """Those in charge correct every meeting, everybody else the own ones."""
    person = person_of(context.user)
    return context.rights.edit or (person is not None and row.host_id == person.pk)


def _people(row: Meeting) -> str:
    names = ", ".join(sorted(contact.name for contact in row.contacts.all()))
    if names or not row.with_decision_maker:
        return names
    return gettext("decision maker present")


register(
    RecordKind(
        code="meeting",
        model=Meeting,
        form=MeetingForm,
        title=_("Meetings"),
        add=_("Log a meeting"),
        change=_("Change the meeting"),
        empty=_("No meeting has been logged or booked. A meeting is logged on a phone in less than a minute."),
        help=_("A director meeting counts when it is held face to face with a decision maker of the customer."),
        columns=(
            Column(label=_("Day"), value=lambda row: row.meets_on, kind="day"),
            Column(label=_("Kind"), value=lambda row: _capital(row.get_kind_display())),
            Column(label=_("State"), value=lambda row: _capital(row.get_state_display())),
            Column(label=_("Way"), value=lambda row: _capital(row.get_mode_display())),
            Column(label=_("Who of the customer"), value=_people),
            Column(label=_("Subject"), value=lambda row: row.subject),
            Column(label=_("Host"), value=lambda row: row.host),
        ),
        rows=_rows,
        reads="meetings",
        may_add=_near,
        may_change=_own_or_in_charge,
        write=actions.log,
        save=_("Save the meeting"),
        beside=("clock-event",),
    )
)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

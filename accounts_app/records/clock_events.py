"""Events of the annual clock (rule R19)."""

from typing import Any

from django.db.models import Case, DateField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import clock_events as actions
from accounts_app.clock import KINDS, MOST_MOVES, fulfilled_on, may_still_move, plan_year, state_words
from accounts_app.forms.records.clock_event import ClockEventForm
from accounts_app.forms.records.clock_window import ClockWindowForm
from accounts_app.models import ClockEvent, Meeting
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import day


def _rows(context: Context) -> QuerySet[ClockEvent]:
    """What waits for evidence first, the latest one on top; then what is done, the newest first."""
    held = Q(meeting__state=Meeting.State.HELD, meeting__meets_on__lte=context.on)
    rows = ClockEvent.objects.filter(account=context.account).select_related("meeting")
    rows = rows.annotate(
        asked_on=Value(context.on, DateField()),
        is_done=Case(When(Q(done_on__lte=context.on) | held, then=Value(1)), default=Value(0)),
    )
    return rows.order_by("is_done", Case(When(is_done=0, then="latest_on")), "-latest_on", "pk")


def _state(row: Any) -> str:
    return state_words(row, row.asked_on)


def _evidence(row: Any) -> str:
    if row.evidence or row.meeting is None:
        return str(row.evidence)
    return f"{row.meeting.get_kind_display()} {day(row.meeting.meets_on)}"


def _added_by_hand(context: Context, row: Any) -> bool:
    """What the plan of the year holds stays: taking it away would hide that it is late (domain.md 3.4 rule 2)."""
    account = context.account
    if account.relationship_started_on is None:
        return True
    planned = plan_year(
        care_model=account.care_model,
        anniversary=account.relationship_started_on,
        year=row.year,
        contracts=account.contracts.all(),
    )
    return (row.kind, row.ordinal) not in {(event.kind, event.ordinal) for event in planned}


def _waiting(context: Context) -> QuerySet[ClockEvent]:
    """Events without evidence whose window may still be moved, the latest one on top."""
    rows: QuerySet[Any] = _rows(context)
    rows = rows.filter(is_done=0, done_on__isnull=True, moves__lt=MOST_MOVES)
    return rows.order_by("latest_on", "kind", "ordinal")


def _by_a_director(context: Context, row: Any) -> bool:
    """Who leads the area or approves for the business moves what the owner may not."""
    rights = context.rights
    return not rights.in_charge and (rights.directs or rights.approve) and may_still_move(row, context.on)


register(
    RecordKind(
        code="clock-event",
        model=ClockEvent,
        form=ClockEventForm,
        title=_("Annual clock"),
        add=_("Add an event"),
        change=_("Link the evidence of the event"),
        empty=_("The account has no events in its clock."),
        help=_(
            "An event more than 14 days late colours the account amber, three of them or a key event over 45 days red."
        ),
        columns=(
            Column(label=_("Event"), value=lambda row: KINDS[row.kind].title if row.kind in KINDS else row.kind),
            Column(label=_("State"), value=_state),
            Column(label=_("Window begins"), value=lambda row: row.earliest_on, kind="day"),
            Column(label=_("Window ends"), value=lambda row: row.latest_on, kind="day"),
            Column(label=_("Done on"), value=lambda row: fulfilled_on(row, row.asked_on), kind="day"),
            Column(label=_("Evidence"), value=_evidence, kind="evidence"),
        ),
        rows=_rows,
        may_take=_added_by_hand,
        row_link=_("Evidence"),
        beside=("meeting", "clock-window"),
    ),
    RecordKind(
        code="clock-window",
        model=ClockEvent,
        form=ClockWindowForm,
        title=_("Windows to move"),
        add=_("Move the window"),
        change=_("Move the window"),
        empty=_("No event waits for its evidence, or each has been moved twice already."),
        help=_("A moved window counts for the colour. Whether an event was on time is told by its first window."),
        columns=(
            Column(label=_("Event"), value=lambda row: KINDS[row.kind].title if row.kind in KINDS else row.kind),
            Column(label=_("State"), value=_state),
            Column(label=_("Window begins"), value=lambda row: row.earliest_on, kind="day"),
            Column(label=_("Window ends"), value=lambda row: row.latest_on, kind="day"),
            Column(label=_("Why it was moved"), value=lambda row: row.move_reason),
        ),
        rows=_waiting,
        adds=False,
        may_change=lambda context, row: may_still_move(row, context.on),
        also_changes=_by_a_director,
        may_delete=False,
        write=actions.move,
        row_link=_("Move"),
        beside=("clock-event",),
    ),
)

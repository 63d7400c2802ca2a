"""How far an instruction is, read from its days (domain.md 1.8). The same answer for one row and for a query."""

import enum
from collections.abc import Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Instruction


class State(enum.StrEnum):
    """Given → acknowledged → under way → done → closed; on the way it may be argued about, sent back or cancelled."""

    GIVEN = "given"
    PROPOSED = "proposed"  # the account asks for a change, the chair answers
    ACKNOWLEDGED = "acknowledged"
    UNDER_WAY = "under_way"
    SENT_BACK = "sent_back"  # done, and not enough: under way again
    DONE = "done"  # waits for the chair
    CLOSED = "closed"
    CANCELLED = "cancelled"


WORDS: Mapping[State, str | Promise] = {
    State.GIVEN: _("not acknowledged"),
    State.PROPOSED: _("a change is proposed"),
    State.ACKNOWLEDGED: pgettext_lazy("instruction", "acknowledged"),
    State.UNDER_WAY: pgettext_lazy("instruction", "under way"),
    State.SENT_BACK: _("sent back"),
    State.DONE: _("done, waits for the board"),
    State.CLOSED: pgettext_lazy("instruction", "closed"),
    State.CANCELLED: _("cancelled"),
}
# Where the account still has something to do.
UNDONE = (State.GIVEN, State.PROPOSED, State.ACKNOWLEDGED, State.UNDER_WAY, State.SENT_BACK)
OVER = (State.CLOSED, State.CANCELLED)

OPEN = Q(closed_on__isnull=True, cancelled_on__isnull=True)
_UNDONE = OPEN & Q(done_on__isnull=True)
_AGREED = _UNDONE & Q(proposal="")
_FIRST = _AGREED & Q(returned_on__isnull=True)
IN: Mapping[State, Q] = {
    State.GIVEN: _FIRST & Q(under_way_on__isnull=True, acknowledged_on__isnull=True),
    State.PROPOSED: _UNDONE & ~Q(proposal=""),
    State.ACKNOWLEDGED: _FIRST & Q(under_way_on__isnull=True, acknowledged_on__isnull=False),
    State.UNDER_WAY: _FIRST & Q(under_way_on__isnull=False),
    State.SENT_BACK: _AGREED & Q(returned_on__isnull=False),
    State.DONE: OPEN & Q(done_on__isnull=False),
    State.CLOSED: Q(closed_on__isnull=False),
    State.CANCELLED: Q(cancelled_on__isnull=False),
}


def state_of(row: Instruction) -> State:
    """How far the instruction is."""
    reached = (
        (State.CANCELLED, row.cancelled_on),
        (State.CLOSED, row.closed_on),
        (State.DONE, row.done_on),
        (State.PROPOSED, row.proposal),
        (State.SENT_BACK, row.returned_on),
        (State.UNDER_WAY, row.under_way_on),
        (State.ACKNOWLEDGED, row.acknowledged_on),
    )
    return next((state for state, sign in reached if sign), State.GIVEN)


def within(*states: State) -> Q:
    """The condition of rows in one of the states."""
    found = Q(pk__in=[])
    for state in states:
        found |= IN[state]
    return found

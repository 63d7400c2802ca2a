"""Who may read a handover and do what in it."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts_app.handovers.steps import BY_CODE, Doer
from accounts_app.models import Handover, HandoverStep
from accounts_app.permissions import rights
from teams.models import User
from teams.permissions import member_of

State = Handover.State


@dataclass(frozen=True)
class HandoverRights:
    """What the reader may do; the handover must be of a visible account."""

    is_from: bool = False
    is_to: bool = False
    nominates: bool = False
    in_charge: bool = False
    manages: bool = False  # is the line manager of the new owner
    sees_internal: bool = False  # internal risks: the two owners, and whoever reads them anyway

    @property
    def read(self) -> bool:
        """The page opens."""
        return self.is_from or self.is_to or self.nominates or self.in_charge or self.manages

    @property
    def works(self) -> bool:
        """Moves items and the ownership, marks most steps."""
        return self.is_from or self.is_to or self.nominates

    def marks(self, code: str) -> bool:
        """Whether the reader may mark the step as done."""
        doer = BY_CODE[code].doer
        if doer is Doer.NEW_OWNER:
            return self.is_to
        if doer is Doer.MANAGER:
            return self.manages or (self.nominates and not self.is_to)
        return doer is Doer.BOTH and self.works


def handover_rights(user: User | AnonymousUser, handover: Handover, on: datetime.date) -> HandoverRights:
    """What the user may do in the handover on the day."""
    person = member_of(user, on=on)
    if person is None:
        return HandoverRights()
    held = rights(user, handover.account, on)
    is_from, is_to = person.pk == handover.from_person_id, person.pk == handover.to_person_id
    return HandoverRights(
        is_from=is_from,
        is_to=is_to,
        nominates=held.nominate,
        in_charge=held.edit,
        manages=handover.to_person.line_manager_id == person.pk,
        sees_internal=is_from or is_to or held.internal_risks,
    )


def may_mark(step: HandoverStep, held: HandoverRights) -> bool:
    """Whether the step is open, due by the state of the handover, and the reader's to mark."""
    row = BY_CODE[step.code]
    state = step.handover.state
    waits = row.after_move and state == State.OPEN
    return step.done_on is None and state in (State.OPEN, State.MOVED) and not waits and held.marks(step.code)

"""Instructions that fall with the stance they were given by (domain.md 1.8)."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts_app.models import Instruction, InstructionEvent
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import User
from teams.permissions import person_of


@transaction.atomic
def take_back(*, rows: Iterable[Instruction], reason: str, by: User | None, at: datetime.datetime) -> int:
    """Cancel those that are still open, with the reason, and give their number. Whoever may undo the stance may.

    Whoever was to carry one out is told; the owner hears of the stance itself.
    """
    on, person = timezone.localdate(at), person_of(by) if by is not None else None
    ids = [row.pk for row in rows]
    open_rows = Instruction.objects.filter(pk__in=ids, closed_on__isnull=True, cancelled_on__isnull=True)
    found = list(open_rows.select_for_update(of=("self",)).select_related("responsible").order_by("pk"))
    for row in found:
        row.cancelled_on, row.end_note, row.proposal, row.proposed_on = on, reason, "", None
        row.save(update_fields=["cancelled_on", "end_note", "proposal", "proposed_on"])
        step = InstructionEvent.Step.CANCELLED
        InstructionEvent.objects.create(instruction=row, step=step, text=reason, by=person, at=at)
        record(act="instruction.cancelled", subject=row, by=by, account=row.account_id)
        account_touched.send(sender=Instruction, account_id=row.account_id, on=on)
        path = reverse("accounts:instruction", args=[row.account_id, row.pk])
        notify(people=[row.responsible], kind="instruction_cancelled", path=path, account_no=row.account_id)
    return len(found)

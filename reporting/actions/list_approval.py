"""The rest of the agenda in one act: greens and unchanged ambers are noted, and taken back one by one or all (1.8)."""

import datetime
from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.board.may import may_run
from reporting.board.rest import noted_by_list, rest_of
from reporting.models import BoardMeeting, Stance
from teams.actions.audit_events import record
from teams.models import User
from teams.permissions import person_of


@transaction.atomic
def note_rest(*, meeting: BoardMeeting, cards: Collection[int], by: User, at: datetime.datetime) -> list[Stance]:
    """Note the cards of the list that was shown and give the stances made here; twice is once.

    What is no longer on the list is left out: a card with a stance, one that is not the reader's to judge.
    ValidationError: the pack is not frozen, or the minutes are.
    """
    on = timezone.localdate(at)
    if not may_run(by, on=on):
        raise PermissionDenied
    _open(meeting)
    rows = [row for row in rest_of(meeting, by, on=on) if row.card in set(cards)]
    person = person_of(by)
    made = Stance.objects.bulk_create(
        Stance(meeting=meeting, card_id=row.card, kind=Stance.Kind.NOTED, by_list=True, made_by=person, made_at=at)
        for row in rows
    )
    accounts = {row.card: row.account for row in rows}
    for stance in made:
        record(act="stance.take", subject=stance, by=by, account=accounts[stance.card_id], kind=stance.kind)
    return made


@transaction.atomic
def undo_rest(*, meeting: BoardMeeting, by: User, at: datetime.datetime) -> int:
    """Take back every stance that was recorded by the list on accounts the reader may judge; gives their number."""
    on = timezone.localdate(at)
    if not may_run(by, on=on):
        raise PermissionDenied
    _open(meeting)
    rows = noted_by_list(meeting, by, on=on)
    taken = list(rows.select_for_update(of=("self",)).select_related("card"))
    Stance.objects.filter(pk__in=[row.pk for row in taken]).update(withdrawn_at=at, withdrawn_by=person_of(by))
    for stance in taken:
        record(act="stance.undo", subject=stance, by=by, account=stance.card.account_id, kind=stance.kind)
    return len(taken)


def _open(meeting: BoardMeeting) -> None:
    found = BoardMeeting.objects.select_for_update().get(pk=meeting.pk)
    if found.state != BoardMeeting.State.PACKED:
        raise ValidationError(_("Stances are taken between freezing the pack and freezing the minutes."), code="state")

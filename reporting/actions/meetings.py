"""Meetings of the board: planned, the pack frozen, the minutes frozen. The only writer of `MeetingRecord`.

A record names the checksum of the record before it, over all meetings: a chain (domain.md 1.9). Whoever freezes locks
the first meeting of all, so that two of them cannot follow the same record.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.hidden_words import mentions_closed
from accounts_app.models import Account
from accounts_app.ownership import responsible_on
from reporting.board.gather import gather, missing
from reporting.board.may import may_run
from reporting.board.minutes import gather_minutes
from reporting.board.records import newest, readable_accounts, visible_part
from reporting.cards.canonical import checksum
from reporting.cards.version import APP_VERSION
from reporting.models import BoardMeeting, MeetingRecord, Stance
from reporting.overrides import name_of
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User

FORM = 1
Kind, State = MeetingRecord.Kind, BoardMeeting.State


@transaction.atomic
def plan(
    *, month: datetime.date, meets_at: datetime.datetime, place: str, by: User | None, on: datetime.date
) -> BoardMeeting:
    """A meeting about the cards of the month. ValidationError: one about this month is still open."""
    _check_may_run(by, on)
    made = BoardMeeting(month=month, meets_at=meets_at, place=place.strip())
    made.full_clean(exclude=["attendees"])
    made.save()
    record(act="board_meeting.plan", subject=made, by=by, month=month.isoformat())
    return made


@transaction.atomic
def change(
    *,
    meeting: BoardMeeting,
    month: datetime.date,
    meets_at: datetime.datetime,
    place: str,
    by: User | None,
    on: datetime.date,
) -> BoardMeeting:
    """Another time or place; another month only before the pack is frozen. ValidationError: held already."""
    _check_may_run(by, on)
    locked = _locked(meeting)
    _refuse_held(locked)
    if month != locked.month and locked.state != State.PLANNED:
        raise ValidationError({"month": _("The pack is frozen: the month can no longer change.")}, code="packed")
    locked.month, locked.meets_at, locked.place = month, meets_at, place.strip()
    locked.full_clean(exclude=["attendees"])
    locked.save(update_fields=["month", "meets_at", "place"])
    record(act="board_meeting.change", subject=locked, by=by)
    return locked


@transaction.atomic
def keep_notes(
    *, meeting: BoardMeeting, notes: str, attendees: Iterable[Person], by: User | None, on: datetime.date
) -> BoardMeeting:
    """Who was there and what the minutes say beside the stances.

    ValidationError: the minutes are frozen, or the notes name an account that some of their readers may not know of.
    """
    _check_may_run(by, on)
    if by is not None and any(map(mentions_closed(by, on=on), notes.splitlines())):
        raise ValidationError({"notes": _("The notes name an account that not everybody may know of.")}, code="names")
    locked = _locked(meeting)
    _refuse_held(locked)
    locked.notes = notes.replace("\r\n", "\n").strip()
    locked.full_clean(exclude=["attendees"])
    locked.save(update_fields=["notes"])
    locked.attendees.set(attendees)
    return locked


@transaction.atomic
def freeze(*, meeting: BoardMeeting, by: User | None, at: datetime.datetime, after: int = 0) -> MeetingRecord:
    """Freeze the pack as it is now. Asked twice from the same page (`after`: the version shown there) it is once.

    A later version needs a card that was corrected or published meanwhile. ValidationError: held already, nothing new.
    """
    on = timezone.localdate(at)
    _check_may_run(by, on)
    _lock_chain()
    locked = _locked(meeting)
    _refuse_held(locked)
    last = newest(locked, Kind.PACK)
    if last is not None and last.version != after:
        return last
    if last is None and not BoardMeeting.objects.filter(pk=locked.pk, state=State.PLANNED).update(state=State.PACKED):
        raise ValidationError(_("Somebody froze this pack a moment ago."), code="claimed")
    content = _pack(locked, by, on)
    if last is not None and not _differs(last.content, content, by, on):
        raise ValidationError(_("No card has changed since this pack was frozen."), code="same")
    return _write(locked, Kind.PACK, content, by, at)


def _pack(meeting: BoardMeeting, by: User | None, on: datetime.date) -> dict[str, Any]:
    """Of all accounts: the pack is the document of the board; each reader is shown the part that is theirs."""
    everything = Account.objects.all()
    items = gather(everything, month=meeting.month, on=on)
    return {
        "as_of": on.isoformat(),
        "cards": [item for item in items if item["card"] is not None],
        "others": [item for item in items if item["card"] is None],
        "missing": missing(everything, meeting.month),
    }


def _differs(old: dict[str, Any], new: dict[str, Any], by: User | None, on: datetime.date) -> bool:
    """Whether a card the asker may read is another one now: what is hidden must not answer the button."""
    if by is not None:
        mine = readable_accounts(by, on=on)
        old, new = visible_part(old, mine), visible_part(new, mine)
    return {row["card"] for row in old["cards"]} != {row["card"] for row in new["cards"]}


@transaction.atomic
def close(*, meeting: BoardMeeting, by: User | None, at: datetime.datetime) -> MeetingRecord:
    """Freeze the minutes: from then on no stance changes. Twice is once. ValidationError: the pack is not frozen.

    Owners of cards that were noted with the rest are told now; of the others they were told at once.
    """
    on = timezone.localdate(at)
    _check_may_run(by, on)
    _lock_chain()
    locked = _locked(meeting)
    if not BoardMeeting.objects.filter(pk=locked.pk, state=State.PACKED).update(state=State.CLOSED):
        held = newest(locked, Kind.MINUTES)
        if held is None:
            raise ValidationError(
                _("Freeze the pack first: the minutes say what was decided about it."), code="unpacked"
            )
        return held
    written = _write(locked, Kind.MINUTES, gather_minutes(locked, at=at), by, at)
    _tell_of_the_rest(locked, on)
    return written


def _tell_of_the_rest(meeting: BoardMeeting, on: datetime.date) -> None:
    rows = Stance.objects.filter(meeting=meeting, by_list=True, withdrawn_at__isnull=True)
    cards = dict(rows.values_list("card__account", "card"))
    for account, found in responsible_on(cards, on).items():
        path = reverse("reporting:card", args=[cards[account]])
        notify(people=[found.owner], kind="stance_noted", path=path, account_no=account)


def _write(
    meeting: BoardMeeting, kind: str, content: dict[str, Any], by: User | None, at: datetime.datetime
) -> MeetingRecord:
    """The next link of the chain."""
    before = MeetingRecord.objects.order_by("-pk").first()
    earlier = newest(meeting, kind)
    version = earlier.version + 1 if earlier else 1
    whole = {
        "form": FORM,
        "app_version": APP_VERSION,
        "kind": str(kind),
        "version": version,
        "previous": before.checksum if before else "",
        "meeting": {
            "id": meeting.pk,
            "month": meeting.month.isoformat(),
            "meets_at": meeting.meets_at.isoformat(),
            "place": meeting.place,
        },
        "frozen_at": at.isoformat(),
        "frozen_by": name_of(by),
        **content,
    }
    made = MeetingRecord.objects.create(
        meeting=meeting,
        kind=kind,
        version=version,
        content=whole,
        checksum=checksum(whole),
        previous=before,
        frozen_at=at,
        frozen_by_id=by.pk if by else None,
    )
    act = "board_meeting.freeze" if kind == Kind.PACK else "board_meeting.close"
    record(act=act, subject=meeting, by=by, version=version)
    return made


def _lock_chain() -> None:
    """One at a time: the first meeting of all stands for the chain."""
    first = BoardMeeting.objects.order_by("pk").values_list("pk", flat=True).first()
    list(BoardMeeting.objects.select_for_update().filter(pk__in=[] if first is None else [first]))


def _locked(meeting: BoardMeeting) -> BoardMeeting:
    found: BoardMeeting = BoardMeeting.objects.select_for_update().get(pk=meeting.pk)
    return found


def _refuse_held(meeting: BoardMeeting) -> None:
    if meeting.state == State.CLOSED:
        raise ValidationError(_("The meeting is held and its minutes are frozen."), code="held")


def _check_may_run(by: User | None, on: datetime.date) -> None:
    if by is not None and not may_run(by, on=on):
        raise PermissionDenied

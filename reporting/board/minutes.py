"""What the minutes of a meeting say: who was there, the stances with their instructions, the answered requests."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from accounts_app.models import BoardRequest, Instruction
from config.common.clock import HELSINKI
from reporting.board.gather import instruction_line
from reporting.models import BoardMeeting, MeetingRecord, Stance

OF_ITEM = ("card", "account", "version", "checksum", "name", "owner", "colour", "before", "movement", "section")


def gather_minutes(meeting: BoardMeeting, *, at: datetime) -> dict[str, Any]:
    """The content as plain data, over all accounts; a fixed number of queries."""
    stances = {stance.card_id: stance for stance in stances_of(meeting)}
    on = at.astimezone(HELSINKI).date()
    return {
        "attendees": [person.name for person in meeting.attendees.order_by("name", "pk")],
        "notes": meeting.notes,
        "cards": [
            {
                **{name: item[name] for name in OF_ITEM},
                "stance": _stance(stances[item["card"]], on) if item["card"] in stances else None,
            }
            for item in _items(meeting, stances)
        ],
        "requests": _answered(meeting, at),
    }


def stances_of(meeting: BoardMeeting) -> Iterable[Stance]:
    """The stances in force, with their instructions and who made them. Two queries."""
    given = Prefetch("instructions", Instruction.objects.select_related("responsible").order_by("due_on", "pk"))
    rows = Stance.objects.filter(meeting=meeting, withdrawn_at__isnull=True).select_related("made_by")
    return rows.prefetch_related(given).order_by("made_at", "pk")


def _items(meeting: BoardMeeting, stances: dict[int, Stance]) -> Iterable[dict[str, Any]]:
    """The cards of the newest pack, and those of earlier ones the board said something about."""
    packs = MeetingRecord.objects.filter(meeting=meeting, kind=MeetingRecord.Kind.PACK).order_by("-version")
    known: set[int] = set()
    for place, pack in enumerate(packs):
        for item in pack.content["cards"]:
            if item["card"] not in known and (place == 0 or item["card"] in stances):
                known.add(item["card"])
                yield item


def _stance(stance: Stance, on: Any) -> dict[str, Any]:
    return {
        "kind": stance.kind,
        "text": stance.text,
        "accepted_until": stance.accepted_until.isoformat() if stance.accepted_until else None,
        "by_list": stance.by_list,
        "made_by": stance.made_by.name if stance.made_by else "",
        "made_at": stance.made_at.isoformat(),
        "instructions": [instruction_line(row, on) for row in stance.instructions.all()],
    }


def _answered(meeting: BoardMeeting, at: datetime) -> list[dict[str, Any]]:
    """Requests the board answered since the minutes before."""
    held = MeetingRecord.objects.filter(kind=MeetingRecord.Kind.MINUTES).exclude(meeting=meeting).order_by("-pk")
    since = held.values_list("frozen_at", flat=True).first()
    rows = BoardRequest.objects.filter(answered_at__lte=at)
    if since is not None:
        rows = rows.filter(answered_at__gt=since)
    return [
        {
            "account": row.account_id,
            "name": row.account.name,
            "kind": row.kind,
            "text": row.text,
            "asked_by": row.asked_by.name if row.asked_by else "",
            "answer": row.answer,
            "answered_by": row.answered_by.name if row.answered_by else "",
        }
        for row in rows.select_related("account", "asked_by", "answered_by").order_by("answered_at", "pk")
    ]

"""The list of cards that are noted together: greens and unchanged ambers nobody raised (domain.md 1.8)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, with_cards
from reporting.board.records import items_of, newest, readable_accounts, visible_part
from reporting.board.sections import REST
from reporting.models import BoardMeeting, MeetingRecord, Stance
from teams.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRow:
    """A card of the list."""

    card: int
    account: int
    name: str
    colour: str
    months: int
    owner: str


def rest_of(meeting: BoardMeeting, user: User, *, on: date) -> list[RestRow]:
    """What the reader may note in one act: never a card of an account one is in charge of, none with a stance."""
    pack = newest(meeting, MeetingRecord.Kind.PACK)
    if pack is None:
        return []
    own = set(in_charge_of(user, on=on).values_list("pk", flat=True))
    part = visible_part(pack.content, readable_accounts(user, on=on) - own)
    rows = [item for item in items_of(part) if item["section"] == REST]
    taken = Stance.objects.filter(card__in=[row["card"] for row in rows], withdrawn_at__isnull=True)
    known = set(taken.values_list("card", flat=True))
    return [
        RestRow(**{name: row[name] for name in ("card", "account", "name", "colour", "months", "owner")})
        for row in rows
        if row["card"] not in known
    ]


def noted_by_list(meeting: BoardMeeting, user: User, *, on: date) -> QuerySet[Stance]:
    """The stances of the meeting that were recorded by the list, on accounts the reader may judge."""
    own = in_charge_of(user, on=on)
    mine = with_cards(Account.objects.all(), user, on=on).exclude(pk__in=own.values("pk"))
    rows = Stance.objects.filter(meeting=meeting, by_list=True, withdrawn_at__isnull=True)
    return rows.filter(card__account__in=mine.values("pk"))

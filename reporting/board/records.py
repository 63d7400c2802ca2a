"""Frozen packs and minutes as they are read: always cut to the accounts the reader may see (security.md 2.5)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts_app.models import Account
from accounts_app.permissions import with_cards
from reporting.board.may import Reader
from reporting.board.sections import Item, ordered
from reporting.cards.canonical import checksum
from reporting.models import BoardMeeting, MeetingRecord

Content = dict[str, Any]
LISTS = ("cards", "others", "missing", "requests")  # the parts of a record that name accounts
CHAIN = "previous"


def records(meeting: BoardMeeting, kind: str) -> list[MeetingRecord]:
    """All versions, the newest first. One query."""
    return list(MeetingRecord.objects.filter(meeting=meeting, kind=kind).order_by("-version"))


def newest(meeting: BoardMeeting, kind: str) -> MeetingRecord | None:
    """The version in force. One query."""
    return MeetingRecord.objects.filter(meeting=meeting, kind=kind).order_by("-version").first()


def readable_accounts(user: Reader, *, on: date) -> set[int]:
    """The accounts whose cards the user may read, by number. One query."""
    return set(with_cards(Account.objects.all(), user, on=on).values_list("pk", flat=True))


def visible_part(content: Mapping[str, Any], account_ids: set[int]) -> Content:
    """The content without other accounts and without the chain, which would tell that they are there."""
    kept = {name: value for name, value in content.items() if name not in (*LISTS, CHAIN)}
    for name in LISTS:
        if name in content:
            kept[name] = [row for row in content[name] if row["account"] in account_ids]
    return kept


def items_of(part: Mapping[str, Any]) -> list[Item]:
    """The agenda of a pack in its order."""
    return ordered([*part["cards"], *part["others"]])


def part_checksum(part: Mapping[str, Any]) -> str:
    """Over what the reader sees and nothing else: the same for everybody who sees the same."""
    return checksum(part)

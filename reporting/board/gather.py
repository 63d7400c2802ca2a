"""Reads the agenda of a month as plain data, in a fixed number of queries whatever the number of accounts.

Everything starts from the accounts it is given: what a reader may not see is not among them, so it leaves no trace in
counts, order or numbers. A pack is gathered over all accounts and cut to the reader when it is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts_app import clock
from accounts_app.models import Account, BoardRequest, ClockEvent, Instruction, Meeting, PathAction
from accounts_app.models.account import AccountQuerySet
from config.common.clock import HELSINKI
from reporting.board.sections import REST, Item, grounds, movement, ordered, section_of
from reporting.judging import accounts_of_month
from reporting.models import QualityCard, StatusOverride
from reporting.overrides import name_of

LATE_DAYS = 14  # an event that is no key event counts when it is later than this (domain.md 2.2)
Rows = dict[int, list[dict[str, Any]]]


def gather(accounts: AccountQuerySet, *, month: date, on: date) -> list[Item]:
    """The items of the agenda in their order: accounts with a published card of the month, and others on it anyway.

    `on`: the day whose instructions, requests and events count.
    """
    parts: Mapping[str, Rows] = {
        "instructions": _instructions(accounts, on),
        "path": _path(accounts, on),
        "requests": _requests(accounts, on),
        "misses": _misses(accounts, month, on),
    }
    overrides = _overrides(accounts, on)
    items = [_item(_of_card(card), parts, overrides) for card in published(accounts, month)]
    known = {item["account"] for item in items}
    waiting = {pk for name in ("instructions", "requests") for pk in parts[name]} | overrides.keys()
    others = accounts.in_care(on).filter(pk__in=waiting - known)
    without_card = [_item(_of_account(account), parts, overrides) for account in others]
    return ordered([*items, *(item for item in without_card if item["section"] != REST)])


def published(accounts: AccountQuerySet, month: date) -> QuerySet[QualityCard]:
    """The newest published card of each account of the month, with its header, summary, points and colour before."""
    frozen = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED)
    newer = frozen.filter(account=OuterRef("account"), month=OuterRef("month"), version__gt=OuterRef("version"))
    earlier = frozen.filter(account=OuterRef("account"), month__lt=OuterRef("month")).order_by("-month", "-version")
    return (
        frozen.filter(~Exists(newer), month=month, account__in=accounts.values("pk"))
        .defer("snapshot")
        .annotate(
            header=F("snapshot__header"),
            summary=F("snapshot__summary"),
            points=F("snapshot__risk_points"),
            before=Subquery(earlier.values("status")[:1]),
        )
    )


def missing(accounts: AccountQuerySet, month: date) -> list[dict[str, Any]]:
    """Accounts that should have a card of the month and have no published one, by name."""
    have = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED, month=month).values("account")
    rows = accounts_of_month(month).filter(pk__in=accounts.values("pk")).exclude(pk__in=have)
    return [{"account": pk, "name": name} for pk, name in rows.by_name().values_list("pk", "name")]


def _of_card(card: Any) -> Item:
    header, summary = card.header, card.summary
    before = card.before or ""
    return {
        "card": card.pk,
        "account": card.account_id,
        "version": card.version,
        "checksum": card.checksum,
        "name": header["name"],
        "owner": header["owner"],
        "colour": card.status,
        "computed": header["computed"],
        "before": before,
        "movement": movement(before, card.status),
        "months": header["months"],
        "points": card.points,
        "reasons": summary["reasons"],
        "more_reasons": summary["more_reasons"],
        "notes": summary["notes"],
        "has_comment": bool(summary["comment"]),
    }


def _of_account(account: Account) -> Item:
    """An account without a card of the month: only what waits for the board speaks of it."""
    return {
        "card": None,
        "account": account.pk,
        "version": 0,
        "checksum": "",
        "name": account.name,
        "owner": "",
        "colour": "",
        "computed": "",
        "before": "",
        "movement": "",
        "months": 0,
        "points": 0,
        "reasons": [],
        "more_reasons": 0,
        "notes": [],
        "has_comment": False,
    }


def _item(own: Item, parts: Mapping[str, Rows], overrides: Mapping[int, dict[str, Any]]) -> Item:
    account = own["account"]
    item = {**own, **{name: rows.get(account, []) for name, rows in parts.items()}, "override": overrides.get(account)}
    item["grounds"] = grounds(item)
    return {**item, "section": section_of(item)}


def open_on(day: date, *ends: str) -> Q:
    """None of the days that end the row has come by the day."""
    condition = Q()
    for name in ends:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": day})
    return condition


def _instructions(accounts: AccountQuerySet, on: date) -> Rows:
    rows = Instruction.objects.filter(
        open_on(on, "closed_on", "cancelled_on"), account__in=accounts.values("pk"), given_on__lte=on
    )
    found: Rows = defaultdict(list)
    for row in rows.select_related("responsible").order_by("due_on", "pk"):
        found[row.account_id].append(instruction_line(row, on))
    return dict(found)


def instruction_line(row: Instruction, on: date) -> dict[str, Any]:
    """An instruction as far as it was on the day."""
    is_done = row.done_on is not None and row.done_on <= on
    steps = (("done", row.done_on), ("under_way", row.under_way_on), ("acknowledged", row.acknowledged_on))
    state = next((name for name, day in steps if day is not None and day <= on), "given")
    return {
        "id": row.pk,
        "text": row.text,
        "responsible": row.responsible.name,
        "given_on": row.given_on.isoformat(),
        "due_on": row.due_on.isoformat(),
        "metric": row.metric,
        "effect": row.expected_effect,
        "state": state,
        "late_days": 0 if is_done else max(0, (on - row.due_on).days),
    }


def _path(accounts: AccountQuerySet, on: date) -> Rows:
    rows = PathAction.objects.filter(
        open_on(on, "done_on", "dropped_on"), account__in=accounts.values("pk"), made_on__lte=on
    )
    found: Rows = defaultdict(list)
    for row in rows.select_related("owner").order_by("due_on", "pk"):
        found[row.account_id].append(
            {
                "what": row.what,
                "owner": row.owner.name,
                "due_on": row.due_on.isoformat(),
                "decider": row.decider,
                "metric": row.metric,
                "effect": row.expected_effect,
            }
        )
    return dict(found)


def _requests(accounts: AccountQuerySet, on: date) -> Rows:
    rows = BoardRequest.objects.filter(
        account__in=accounts.values("pk"), answered_at__isnull=True, withdrawn_at__isnull=True
    )
    found: Rows = defaultdict(list)
    for row in rows.select_related("asked_by").order_by("asked_at", "pk"):
        asked_on = row.asked_at.astimezone(HELSINKI).date()
        if asked_on <= on:
            found[row.account_id].append(
                {
                    "id": row.pk,
                    "kind": row.kind,
                    "text": row.text,
                    "asked_by": row.asked_by.name if row.asked_by else "",
                    "asked_on": asked_on.isoformat(),
                }
            )
    return dict(found)


def _overrides(accounts: AccountQuerySet, on: date) -> dict[int, dict[str, Any]]:
    """Better colours somebody asks for, which wait for an approval."""
    rows = StatusOverride.objects.filter(
        account__in=accounts.values("pk"), state=StatusOverride.State.PROPOSED, starts_on__lte=on, expires_on__gte=on
    )
    return {
        row.account_id: {
            "colour": row.colour,
            "category": row.category,
            "reason": row.reason,
            "asked_by": name_of(row.asked_by),
            "until": row.expires_on.isoformat(),
        }
        for row in rows.select_related("asked_by__person")
    }


def _misses(accounts: AccountQuerySet, month: date, on: date) -> Rows:
    """Events of the annual clock that are late on the day; new ones closed their window since the month began."""
    done = Q(done_on__lte=on) | Q(meeting__state=Meeting.State.HELD, meeting__meets_on__lte=on)
    events = ClockEvent.objects.filter(
        account__in=accounts.values("pk"), year__in=(on.year - 1, on.year), latest_on__lt=on
    )
    found: Rows = defaultdict(list)
    for event in events.exclude(done).select_related("meeting").order_by("latest_on", "kind", "ordinal"):
        kind, days = clock.KINDS.get(event.kind), clock.days_late(event, on)
        if kind is not None and days and (kind.is_key or days > LATE_DAYS):
            line = {"kind": event.kind, "latest_on": event.latest_on.isoformat(), "days": days}
            found[event.account_id].append(line | {"is_new": kind.is_key and event.latest_on >= month})
    return dict(found)


def with_accounts(items: Iterable[Item], account_ids: set[int]) -> list[Item]:
    """The items of these accounts, in their order."""
    return [item for item in items if item["account"] in account_ids]

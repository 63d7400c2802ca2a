"""Reads what is being done about accounts as known on a day: six queries whatever their number (domain.md 1.8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q

from accounts_app.instructions.state import UNDONE, State
from accounts_app.models import BoardRequest, Goal, Instruction, PathAction
from config.common.clock import HELSINKI
from reporting.cards.follow_up import ActionLine, FollowUp, Kind, RequestLine, StanceLine
from reporting.models import QualityCard, Stance

GOAL_ORDER: Mapping[str, int] = {Goal.State.LATE: 0, Goal.State.AT_RISK: 1, Goal.State.ON_TRACK: 2}
FIRST_FORM = 3  # of the snapshot that holds all this
ASKED = (BoardRequest.Kind.HELP, BoardRequest.Kind.DECISION)


def follow_ups(ids: Collection[int], *, month: date, as_of: date) -> dict[int, FollowUp]:
    """By account: what was open on the day, and the newest stance on the cards up to the month."""
    actions, requests = _actions(ids, as_of), _requests(ids, as_of)
    stances = _stances(ids, month, as_of)
    return {
        pk: FollowUp(
            actions=tuple(line for _, line in actions[pk]),
            requests=tuple(requests[pk]),
            last_stance=stances[pk][0] if pk in stances else None,
            carried=tuple(_carried(actions[pk], stances[pk][1] if pk in stances else frozenset())),
        )
        for pk in ids
    }


def refresh(cards: Iterable[QualityCard], *, on: date) -> None:
    """Put what is open on the day into the snapshots of drafts, without writing them; older forms have no room."""
    by_month: dict[date, list[QualityCard]] = defaultdict(list)
    for card in cards:
        if card.snapshot["form"] >= FIRST_FORM:
            by_month[card.month].append(card)
    for month, drafts in by_month.items():
        found = follow_ups([card.account_id for card in drafts], month=month, as_of=on)
        for card in drafts:
            card.snapshot = card.snapshot | found[card.account_id].to_json()


def open_on(day: date, *ends: str) -> Q:
    """None of the days that end the row has come yet."""
    condition = Q()
    for name in ends:
        condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": day})
    return condition


def _actions(ids: Collection[int], on: date) -> dict[int, list[tuple[int, ActionLine]]]:
    """Instructions, then the path, then goals, each with the number of its row."""
    found: dict[int, list[tuple[int, ActionLine]]] = defaultdict(list)
    given = Instruction.objects.filter(
        open_on(on, "closed_on", "cancelled_on"), account__in=ids, given_on__lte=on
    ).select_related("responsible")
    for row in given.order_by("due_on", "pk"):
        found[row.account_id].append((row.pk, instruction_line(row, on)))
    path = PathAction.objects.filter(open_on(on, "done_on", "dropped_on"), account__in=ids, made_on__lte=on)
    for step in path.select_related("owner").order_by("due_on", "pk"):
        found[step.account_id].append((step.pk, path_line(step, on)))
    goals = Goal.objects.filter(account__in=ids).exclude(state=Goal.State.DONE).select_related("owner")
    for goal in sorted(goals, key=lambda goal: (GOAL_ORDER[goal.state], goal.due_on, goal.pk)):
        line = ActionLine(
            kind=Kind.GOAL, what=goal.name, owner=goal.owner.name, due_on=goal.due_on, state=str(goal.state)
        )
        found[goal.account_id].append((goal.pk, line))
    return found


def instruction_line(row: Instruction, on: date) -> ActionLine:
    """An instruction as far as it was on the day."""
    state, since = _state(row, on)
    return ActionLine(
        kind=Kind.INSTRUCTION,
        what=row.text,
        owner=row.responsible.name,
        due_on=row.due_on,
        state=state.value,
        since=since,
        is_late=state in UNDONE and row.due_on < on,
        metric=row.metric,
        effect=row.expected_effect,
    )


def _state(row: Instruction, on: date) -> tuple[State, date]:
    """The furthest step that had been taken by the day; `state_of` tells only how far it is now."""
    days = {
        State.CANCELLED: row.cancelled_on,
        State.CLOSED: row.closed_on,
        State.DONE: row.done_on,
        State.PROPOSED: row.proposed_on if row.proposal else None,
        State.SENT_BACK: row.returned_on,
        State.UNDER_WAY: row.under_way_on,
        State.ACKNOWLEDGED: row.acknowledged_on,
    }
    reached = ((state, day) for state, day in days.items() if day is not None and day <= on)
    return next(reached, (State.GIVEN, row.given_on))


def path_line(row: PathAction, on: date) -> ActionLine:
    """An open action of the path on the day."""
    return ActionLine(
        kind=Kind.PATH,
        what=row.what,
        owner=row.owner.name,
        due_on=row.due_on,
        state="open",
        since=row.made_on,
        is_late=row.due_on < on,
        metric=row.metric,
        effect=row.expected_effect,
        decider=row.decider,
    )


def _carried(actions: Iterable[tuple[int, ActionLine]], told: Collection[int]) -> Iterable[ActionLine]:
    """Open instructions that the last stance did not give."""
    return (line for pk, line in actions if line.kind is Kind.INSTRUCTION and pk not in told)


def _requests(ids: Collection[int], on: date) -> dict[int, list[RequestLine]]:
    rows = BoardRequest.objects.filter(account__in=ids, kind__in=ASKED).select_related("asked_by")
    found: dict[int, list[RequestLine]] = defaultdict(list)
    for row in rows.order_by("asked_at", "pk"):
        ended = [_day(at) for at in (row.answered_at, row.withdrawn_at) if at is not None]
        if _day(row.asked_at) <= on and not any(day <= on for day in ended):
            asked_by = row.asked_by.name if row.asked_by else ""
            line = RequestLine(kind=row.kind, text=row.text, asked_on=_day(row.asked_at), asked_by=asked_by)
            found[row.account_id].append(line)
    return found


def _stances(ids: Collection[int], month: date, on: date) -> dict[int, tuple[StanceLine, frozenset[int]]]:
    """The newest stance in force by account, with the numbers of its instructions."""
    rows = Stance.objects.filter(card__account__in=ids, card__month__lte=month, withdrawn_at__isnull=True)
    rows = rows.select_related("card").prefetch_related("instructions__responsible")
    found: dict[int, tuple[StanceLine, frozenset[int]]] = {}
    fields = ("card__snapshot", "card__comment")
    for row in rows.defer(*fields).order_by("-card__month", "-card__version", "-pk"):
        if row.card.account_id not in found and _day(row.made_at) <= on:
            found[row.card.account_id] = _stance(row, on)
    return found


def _stance(row: Stance, on: date) -> tuple[StanceLine, frozenset[int]]:
    told = sorted(row.instructions.all(), key=lambda instruction: (instruction.due_on, instruction.pk))
    line = StanceLine(
        month=row.card.month,
        version=row.card.version,
        kind=row.kind,
        text=row.text,
        made_on=_day(row.made_at),
        accepted_until=row.accepted_until,
        instructions=tuple(instruction_line(instruction, on) for instruction in told),
    )
    return line, frozenset(instruction.pk for instruction in told)


def _day(at: datetime) -> date:
    return at.astimezone(HELSINKI).date()

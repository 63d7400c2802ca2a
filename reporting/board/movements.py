"""What changed between two months of cards and why: colours, the rules that moved with their causes, instructions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from accounts_app.models import Instruction, StatusChange
from accounts_app.models.account import AccountQuerySet
from config.common.collation import finnish_key
from reporting.board.gather import published
from reporting.board.sections import movement
from reporting.cards.sheet import mark
from reporting.models import BoardMeeting, QualityCard
from reporting.rules.levels import COLOUR_ORDER, Colour

SHOWN_RULES = 4
WARNING = ("AMBER", "RED")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMove:
    """A rule whose level is another one than then, with its sentence and what caused it."""

    rule: str
    was: str  # the level then, in words; empty without a card then
    new: str
    text: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One account that changed."""

    account: int
    name: str
    card: int
    before: str
    now: str
    movement: str
    rules: tuple[RuleMove, ...]
    more_rules: int
    given: tuple[str, ...]
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movements:
    """The changed accounts, worse ones first, and how many did not change."""

    rows: tuple[Moved, ...]
    worse: int
    better: int
    new: int
    unchanged: int


def months_of(accounts: AccountQuerySet) -> list[date]:
    """Months with published cards, the newest first. One query."""
    cards = QualityCard.objects.filter(account__in=accounts.values("pk"), state=QualityCard.State.PUBLISHED)
    return list(cards.order_by("-month").values_list("month", flat=True).distinct())


def last_meeting_month(before: date) -> date | None:
    """The month the newest held meeting before these cards was about. One query."""
    held = BoardMeeting.objects.filter(state=BoardMeeting.State.CLOSED, month__lt=before)
    return held.order_by("-month").values_list("month", flat=True).first()


def movements(accounts: AccountQuerySet, *, then: date, now: date, lang: str) -> Movements:
    """Six queries whatever the number of accounts; findings are read of the changed ones only."""
    lang = lang[:2]
    before = {card.account_id: card for card in _cards(accounts, then)}
    cards = list(_cards(accounts, now))
    given, closed = _instructions(accounts, _cut_off(before.values()), _cut_off(cards))
    told = given.keys() | closed.keys()
    changed = [card for card in cards if _step(before, card) != "same" or card.account_id in told]
    findings = _findings([*changed, *(before[card.account_id] for card in changed if card.account_id in before)])
    causes = _causes([card.account_id for card in changed], before, cards)
    rows = [
        _moved(card, before.get(card.account_id), _rules(card, before, findings, causes, lang), (given, closed))
        for card in sorted(changed, key=lambda card: _place(before, card))
    ]
    steps = [row.movement for row in rows]
    return Movements(
        rows=tuple(rows),
        worse=steps.count("worse"),
        better=steps.count("better"),
        new=steps.count("new"),
        unchanged=len(cards) - len(rows),
    )


def _cards(accounts: AccountQuerySet, month: date) -> Iterable[Any]:
    return published(accounts, month).annotate(as_of=F("snapshot__as_of"))


def _step(before: Mapping[int, Any], card: Any) -> str:
    old = before.get(card.account_id)
    return movement(old.status if old else "", card.status)


def _place(before: Mapping[int, Any], card: Any) -> tuple[Any, ...]:
    order = ("worse", "new", "better", "same")
    return (order.index(_step(before, card)), -COLOUR_ORDER[Colour(card.status)], finnish_key(card.header["name"]))


def _cut_off(cards: Iterable[Any]) -> date | None:
    """The day the cards look at; None without cards."""
    return max((date.fromisoformat(card.as_of) for card in cards), default=None)


def _instructions(
    accounts: AccountQuerySet, after: date | None, until: date | None
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Instructions given and closed between the cut-offs, by account. One query."""
    given: dict[int, list[str]] = defaultdict(list)
    closed: dict[int, list[str]] = defaultdict(list)
    if after is None or until is None:
        return given, closed
    window = (after, until)
    rows = Instruction.objects.filter(
        Q(given_on__gt=after, given_on__lte=until) | Q(closed_on__gt=after, closed_on__lte=until),
        account__in=accounts.values("pk"),
        cancelled_on__isnull=True,
    )
    for row in rows.order_by("given_on", "pk"):
        if window[0] < row.given_on <= window[1]:
            given[row.account_id].append(row.text)
        if row.closed_on is not None and window[0] < row.closed_on <= window[1]:
            closed[row.account_id].append(row.text)
    return dict(given), dict(closed)


def _findings(cards: Collection[Any]) -> dict[int, dict[str, dict[str, Any]]]:
    """By card the findings by rule. One query."""
    rows = QualityCard.objects.filter(pk__in=[card.pk for card in cards]).values_list("pk", "snapshot__findings")
    return {pk: {finding["rule"]: finding for finding in findings} for pk, findings in rows}


def _causes(ids: Collection[int], before: Mapping[int, Any], cards: Iterable[Any]) -> dict[tuple[int, str], str]:
    """Why a rule moved, by account and rule: the newest change between the cut-offs. One query."""
    after, until = _cut_off(before.values()), _cut_off(cards)
    if after is None or until is None:
        return {}
    rows = StatusChange.objects.filter(
        account__in=ids, scope=StatusChange.Scope.RULE, changed_on__gt=after, changed_on__lte=until
    )
    found = rows.order_by("changed_on", "pk").values_list("account_id", "key", "cause")
    return {(account, key): str(StatusChange.Cause(cause).label) for account, key, cause in found}


Texts = Mapping[int, list[str]]


def _moved(card: Any, old: Any, rules: list[RuleMove], instructions: tuple[Texts, Texts]) -> Moved:
    given, closed = (part.get(card.account_id, []) for part in instructions)
    return Moved(
        account=card.account_id,
        name=card.header["name"],
        card=card.pk,
        before=old.status if old else "",
        now=card.status,
        movement=movement(old.status if old else "", card.status),
        rules=tuple(rules[:SHOWN_RULES]),
        more_rules=max(0, len(rules) - SHOWN_RULES),
        given=tuple(given),
        closed=tuple(closed),
    )


def _rules(
    card: Any,
    before: Mapping[int, Any],
    findings: Mapping[int, Mapping[str, Any]],
    causes: Mapping[tuple[int, str], str],
    lang: str,
) -> list[RuleMove]:
    """Rules that came to warn, went on to another warning, or ceased to; the worst first."""
    earlier = before.get(card.account_id)
    old = findings.get(earlier.pk, {}) if earlier else {}
    found = []
    for rule, finding in findings[card.pk].items():
        was, now = old.get(rule, {}).get("level", ""), finding["level"]
        if was != now and (was in WARNING or now in WARNING):
            text = finding.get("text", {}).get(lang, "")
            cause = causes.get((card.account_id, rule), "")
            word = mark(was, lang)["word"].lower() if was else ""
            found.append(RuleMove(rule=rule, was=word, new=now, text=text, cause=cause))
    return sorted(found, key=lambda move: (move.new != "RED", move.new != "AMBER", move.rule))

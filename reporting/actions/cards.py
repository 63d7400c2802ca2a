"""Drafts of the quality cards, built and built again until they are published (domain.md 1.8)."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from accounts_app.models import Account
from reporting.actions import build_failures, card_evidence, card_words
from reporting.cards.build import CardContent
from reporting.cards.build import build as build_content
from reporting.cards.collect import contexts
from reporting.cards.context import CardContext
from reporting.cards.evidence import content_of, read_rows
from reporting.cards.evidence.content import Content
from reporting.cards.evidence.registry import Tables
from reporting.facts.collect import collect
from reporting.facts.types import AccountFacts
from reporting.judging import Ground, accounts_of_month, grounds
from reporting.models import QualityCard
from teams.models import User

BATCH = 100  # rows written in one statement
LOST_DATABASE = (OperationalError, InterfaceError)  # no account's fault: the whole job is tried again
Progress = Callable[[int, int], None]


class Failure(NamedTuple):
    """An account whose card could not be built, and why."""

    account: int
    name: str
    reason: str


class Case(NamedTuple):
    """What an account is judged on."""

    facts: AccountFacts
    ground: Ground
    behind: Tables | None  # rows the metrics are counted from; None = they are not kept


class BuildResult(NamedTuple):
    """What a build did. `unchanged`: published before, or a draft that came out the same."""

    built: int
    unchanged: int
    failed: list[Failure]

    def to_json(self) -> dict[str, Any]:
        """Numbers for the row of the job; which accounts failed stands in `BuildFailure`, never in a job."""
        return {"built": self.built, "unchanged": self.unchanged, "failed": len(self.failed)}


def build(
    *,
    month: datetime.date,
    as_of: datetime.date,
    accounts: Iterable[Account | int] | None = None,
    by: User | None,
    progress: Progress | None = None,
    with_evidence: bool = True,
) -> BuildResult:
    """Drafts of the month for all accounts in care, or for the named ones, seen from the day `as_of`.

    One card per account and month: a draft is rebuilt and keeps its comment, a published card is left alone. An account
    that fails does not stop the others; its reason is kept as a `BuildFailure` until a build succeeds. Raises a
    database error only when the database itself went away. All accounts are held at a time: the monthly build comes in
    portions. Without evidence the rows behind the numbers are not kept: for history that is written afterwards.
    """
    rows = _accounts_of(month, accounts)
    cards = _latest(month, rows)
    open_rows = [row for row in rows if row.pk not in cards or cards[row.pk].frozen_at is None]
    report = progress or (lambda _done, _total: None)
    report(0, len(rows))
    contents, behind, failed = _contents(open_rows, month, as_of, with_evidence)
    fresh = [_card(pk, month, content, cards.get(pk)) for pk, content in contents.items()]
    changed = [card for card in fresh if card is not None]
    failed += _write(changed, behind, {row.pk: row.name for row in rows})
    reasons = {failure.account: failure.reason for failure in failed}
    build_failures.keep(month=month, failed=reasons, built=[row.pk for row in rows if row.pk not in reasons])
    report(len(rows), len(rows))
    built = sum(card.account_id not in reasons for card in changed)
    return BuildResult(built, len(rows) - built - len(failed), failed)


def _accounts_of(month: datetime.date, accounts: Iterable[Account | int] | None) -> list[Account]:
    """The accounts to build for: by default those that were customers at the end of the month."""
    rows = accounts_of_month(month)
    if accounts is not None:
        rows = Account.objects.filter(pk__in=[row if isinstance(row, int) else row.pk for row in accounts])
    return list(rows.select_related("group", "home_town").order_by("pk"))


def _latest(month: datetime.date, rows: Iterable[Account]) -> dict[int, QualityCard]:
    """The newest version of the month's card of each account."""
    cards = QualityCard.objects.filter(month=month, account__in=[row.pk for row in rows]).order_by("version")
    return {card.account_id: card for card in cards}


def _contents(
    rows: list[Account], month: datetime.date, as_of: datetime.date, with_evidence: bool
) -> tuple[dict[int, CardContent], dict[int, Content], list[Failure]]:
    """Snapshot and rows behind it of each account; all are read together, and one by one only when that fails."""
    contents: dict[int, CardContent] = {}
    behind: dict[int, Content] = {}
    failed: list[Failure] = []
    for row, case, context in _read(rows, month, as_of, with_evidence, failed):
        try:
            content = _content(case, context)
            if case.behind is not None:
                behind[row.pk] = content_of(content, case.behind)
                content |= card_evidence.sealed(behind[row.pk])
            contents[row.pk] = content
        except Exception as problem:
            failed.append(Failure(row.pk, row.name, _in_words(problem)))
    return contents, behind, failed


def _read(
    rows: list[Account], month: datetime.date, as_of: datetime.date, with_evidence: bool, failed: list[Failure]
) -> list[tuple[Account, Case, CardContext]]:
    try:
        known = contexts(rows, month=month, as_of=as_of)
        ground = grounds(rows, month=month, as_of=as_of)
        facts = collect(rows, month=month, as_of=as_of)
        behind = read_rows(facts, month=month, as_of=as_of) if with_evidence else {}
        return [
            (row, Case(fact, ground[row.pk], behind.get(row.pk)), known[row.pk])
            for row, fact in zip(rows, facts, strict=True)
        ]
    except LOST_DATABASE:
        raise
    except Exception as problem:
        if len(rows) == 1:
            failed.append(Failure(rows[0].pk, rows[0].name, _in_words(problem)))
            return []
        return [read for row in rows for read in _read([row], month, as_of, with_evidence, failed)]


def _content(case: Case, context: CardContext) -> CardContent:
    """The account as the month close judges it."""
    return build_content(case.facts, case.ground.judge(case.facts), context, case.ground.limits)


def _card(account_id: int, month: datetime.date, content: CardContent, card: QualityCard | None) -> QualityCard | None:
    """The card to write, or None when the draft says the same already."""
    if card is not None and card.snapshot == content:
        return None
    made = card or QualityCard(account_id=account_id, month=month)
    made.snapshot, made.status, made.built_at = content, content["header"]["status"], timezone.now()
    return made


def _write(cards: list[QualityCard], behind: dict[int, Content], names: dict[int, str]) -> list[Failure]:
    """All together; one by one only when the database refuses one of them, so that it can be named."""
    try:
        with transaction.atomic():
            _write_rows(cards)
            card_evidence.keep(cards, behind)
    except LOST_DATABASE:
        raise
    except DatabaseError as problem:
        if len(cards) == 1:
            pk = cards[0].account_id
            return [Failure(pk, names[pk], _in_words(problem))]
        return [failure for card in cards for failure in _write([card], behind, names)]
    return []


def _write_rows(cards: list[QualityCard]) -> None:
    """New rows that another build was faster with are left to it; a row published meanwhile is not touched.

    The drafts are locked in one order first, so two builds of the same accounts wait for each other instead of hanging.
    """
    held = QualityCard.objects.select_for_update().filter(pk__in=[card.pk for card in cards if card.pk])
    list(held.order_by("pk").values_list("pk"))
    new = [card for card in cards if card.pk is None]
    QualityCard.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    for card in new:
        card.pk = None
    known = [card for card in cards if card.pk]
    card_words.judge_again(known)
    drafts = QualityCard.objects.filter(frozen_at__isnull=True)
    drafts.bulk_update(known, ["snapshot", "status", "built_at", "state"], batch_size=BATCH)


def _in_words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:500]

"""Quality cards: built, commented, published, corrected (domain.md 1.8, 1.9). A published row is never changed."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, rights
from config.common.clock import HELSINKI
from reporting.actions import closes
from reporting.cards.build import CardContent
from reporting.cards.build import build as build_content
from reporting.cards.canonical import checksum
from reporting.cards.collect import contexts
from reporting.cards.context import CardContext
from reporting.cards.shelf import content_of, names_of
from reporting.facts.collect import collect
from reporting.facts.types import AccountFacts
from reporting.judging import Ground, accounts_of_month, grounds
from reporting.models import QualityCard
from teams.actions.audit_events import record
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

MAX_COMMENT = 600
MAX_REASON = 300
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


class BuildResult(NamedTuple):
    """What a build did. `unchanged`: published before, or a draft that came out the same."""

    built: int
    unchanged: int
    failed: list[Failure]

    def to_json(self) -> dict[str, Any]:
        """Plain values for the row of the job."""
        return {"built": self.built, "unchanged": self.unchanged, "failed": [row._asdict() for row in self.failed]}


def build(
    *,
    month: datetime.date,
    as_of: datetime.date,
    accounts: Iterable[Account | int] | None = None,
    by: User | None,
    progress: Progress | None = None,
) -> BuildResult:
    """Drafts of the month for all accounts in care, or for the named ones, seen from the day `as_of`.

    One card per account and month: a draft is rebuilt and keeps its comment, a published card is left alone. An account
    that fails does not stop the others. Raises a database error only when the database itself went away.
    """
    rows = _accounts_of(month, accounts)
    cards = _latest(month, rows)
    open_rows = [row for row in rows if row.pk not in cards or cards[row.pk].frozen_at is None]
    report = progress or (lambda _done, _total: None)
    report(0, len(rows))
    contents, failed = _contents(open_rows, month, as_of)
    fresh = [_card(pk, month, content, cards.get(pk)) for pk, content in contents.items()]
    changed = [card for card in fresh if card is not None]
    refused = _write(changed, {row.pk: row.name for row in rows})
    report(len(rows), len(rows))
    built = len(changed) - len(refused)
    return BuildResult(built, len(rows) - built - len(failed) - len(refused), [*failed, *refused])


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
    rows: list[Account], month: datetime.date, as_of: datetime.date
) -> tuple[dict[int, CardContent], list[Failure]]:
    """The snapshot of each account; all are read together, and one by one only when that fails."""
    contents: dict[int, CardContent] = {}
    failed: list[Failure] = []
    for row, case, context in _read(rows, month, as_of, failed):
        try:
            contents[row.pk] = _content(case, context)
        except Exception as problem:
            failed.append(Failure(row.pk, row.name, _in_words(problem)))
    return contents, failed


def _read(
    rows: list[Account], month: datetime.date, as_of: datetime.date, failed: list[Failure]
) -> list[tuple[Account, Case, CardContext]]:
    try:
        known = contexts(rows, month=month, as_of=as_of)
        ground = grounds(rows, month=month, as_of=as_of)
        facts = collect(rows, month=month, as_of=as_of)
        return [(row, Case(fact, ground[row.pk]), known[row.pk]) for row, fact in zip(rows, facts, strict=True)]
    except LOST_DATABASE:
        raise
    except Exception as problem:
        if len(rows) == 1:
            failed.append(Failure(rows[0].pk, rows[0].name, _in_words(problem)))
            return []
        return [read for row in rows for read in _read([row], month, as_of, failed)]


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


def _write(cards: list[QualityCard], names: dict[int, str]) -> list[Failure]:
    """All together; one by one only when the database refuses one of them, so that it can be named."""
    try:
        with transaction.atomic():
            _write_rows(cards)
    except LOST_DATABASE:
        raise
    except DatabaseError as problem:
        if len(cards) == 1:
            pk = cards[0].account_id
            return [Failure(pk, names[pk], _in_words(problem))]
        return [failure for card in cards for failure in _write([card], names)]
    return []


def _write_rows(cards: list[QualityCard]) -> None:
    """New rows that another build was faster with are left to it; a row published meanwhile is not touched."""
    new = [card for card in cards if card.pk is None]
    QualityCard.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    for card in new:
        card.pk = None
    drafts = QualityCard.objects.filter(frozen_at__isnull=True)
    drafts.bulk_update([card for card in cards if card.pk], ["snapshot", "status", "built_at"], batch_size=BATCH)


def _in_words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"[:500]


def comment(*, card: QualityCard, text: str, by: User | None, at: datetime.datetime) -> QualityCard:
    """The director's comment, at most 600 characters; an empty one takes it back.

    Only the owner or the deputy comments (PermissionDenied). Too long, or published meanwhile: ValidationError.
    """
    if by is not None and not rights(by, card.account, _day(at)).comment_card:
        raise PermissionDenied
    said = text.replace("\r\n", "\n").strip()
    if len(said) > MAX_COMMENT:
        raise ValidationError(
            _("The comment has %(n)s characters; at most %(max)s fit on the card.")
            % {"n": len(said), "max": MAX_COMMENT},
            code="too_long",
        )
    state = QualityCard.State.COMMENTED if said else QualityCard.State.DRAFT
    written = QualityCard.objects.filter(pk=card.pk, frozen_at__isnull=True).update(
        comment=said, state=state, commented_at=at if said else None, commented_by_id=by.pk if by and said else None
    )
    if not written:
        raise ValidationError(_("The card is already published. Make a correction instead."), code="published")
    if by is not None:
        record(act="card.comment", subject=card, by=by, account=card.account_id)
    card.refresh_from_db()
    return card


def publish(*, cards: Iterable[QualityCard], by: User | None, at: datetime.datetime) -> int:
    """Freeze the cards as they are now and give the number of those frozen here; twice is once.

    From then on the closes of their months say what the cards say. A person needs the right to publish each of them
    (PermissionDenied).
    """
    ids = [card.pk for card in cards]
    _check_may_publish(ids, by, at)
    with transaction.atomic():
        _lock_accounts(ids)
        rows = QualityCard.objects.select_for_update().filter(pk__in=ids, frozen_at__isnull=True)
        open_cards = list(rows.order_by("pk"))
        names = names_of({card.commented_by_id for card in open_cards} | {by.pk if by else None})
        for card in open_cards:
            _freeze(card, names, by, at)
        fields = ["state", "snapshot", "checksum", "frozen_at", "frozen_by_id"]
        frozen = QualityCard.objects.filter(frozen_at__isnull=True).bulk_update(open_cards, fields, batch_size=BATCH)
        closes.as_presented(open_cards)
        if by is not None:
            for card in open_cards:
                record(act="card.publish", subject=card, by=by, account=card.account_id, checksum=card.checksum)
    return int(frozen)


def _lock_accounts(card_ids: list[int]) -> None:
    """Nobody closes the months of these accounts meanwhile."""
    cards = QualityCard.objects.filter(pk__in=card_ids)
    list(Account.objects.select_for_update().filter(pk__in=cards.values("account")).order_by("pk").values_list("pk"))


def _check_may_publish(ids: list[int], by: User | None, at: datetime.datetime) -> None:
    if by is None or has_permission(by, Permission.PUBLISH_ANY_CARD, on=_day(at)):
        return
    if QualityCard.objects.filter(pk__in=ids).exclude(account__in=in_charge_of(by, on=_day(at)).values("pk")).exists():
        raise PermissionDenied


def _freeze(card: QualityCard, names: dict[int | None, str], by: User | None, at: datetime.datetime) -> None:
    card.snapshot = content_of(card, names.get(card.commented_by_id, "")) | {
        "publication": {
            "at": at.isoformat(),
            "by": names.get(by.pk, "") if by else "",
            "version": card.version,
            "supersedes": card.supersedes_id,
            "reason": card.correction_reason,
        }
    }
    card.checksum = checksum(card.snapshot)
    card.state, card.frozen_at = QualityCard.State.PUBLISHED, at
    card.frozen_by_id = by.pk if by else None


def correct(*, card: QualityCard, reason: str, by: User | None, at: datetime.datetime) -> QualityCard:
    """A new version of a published card as a draft that points to the old one, with the reason (domain.md 1.9).

    The old version stays readable. ValidationError: no reason, not published, or a newer version exists.
    """
    _check_may_publish([card.pk], by, at)
    why = reason.strip()
    if not why or len(why) > MAX_REASON:
        raise ValidationError(_("Say in at most 300 characters why the card is corrected."), code="reason")
    if card.frozen_at is None:
        raise ValidationError(_("Only a published card needs a correction; a draft can still be changed."))
    newer = QualityCard.objects.filter(account=card.account_id, month=card.month, version__gt=card.version)
    if newer.exists():
        raise ValidationError(_("A newer version of this card already exists."), code="newer")
    made = QualityCard.objects.create(
        account_id=card.account_id,
        month=card.month,
        version=card.version + 1,
        status=card.status,
        comment=card.comment,
        snapshot=card.snapshot | {"publication": None},
        built_at=at,
        supersedes=card,
        correction_reason=why,
    )
    record(act="card.correct", subject=made, by=by, account=made.account_id, reason=why)
    return made


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(HELSINKI).date()

"""From draft to published card, and from there to a new version: a published row is never changed (domain.md 1.9)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, rights
from accounts_app.signals import account_touched
from config.common.clock import HELSINKI
from reporting import due
from reporting.actions import card_evidence, closes
from reporting.actions import cards as card_actions
from reporting.cards import follow_up_read as follow_up
from reporting.cards.authors import NOBODY, Author, authors_of, names_of
from reporting.cards.canonical import checksum
from reporting.cards.completeness import missing
from reporting.cards.shelf import content_of
from reporting.models import QualityCard
from teams.actions.audit_events import record
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

MAX_REASON = 300
BATCH = 100  # rows written in one statement


def publish(*, cards: Iterable[QualityCard], by: User | None, at: datetime.datetime, judge_again: bool = True) -> int:
    """Freeze the cards as they are now and give the number of those frozen here; twice is once.

    From then on the closes of their months say what the cards say, and the accounts are judged again, so that R23
    speaks at once; without `judge_again` whoever writes history does so. A person needs the right to publish each of
    them (PermissionDenied); the director publishes a card when nothing is missing of it (ValidationError). By None, at
    the deadline, and by the board it is published as it is.
    """
    ids = [card.pk for card in cards]
    _check_may_publish(ids, by, at)
    with transaction.atomic():
        _lock_accounts(ids)
        rows = QualityCard.objects.select_for_update().filter(pk__in=ids, frozen_at__isnull=True)
        open_cards = list(rows.order_by("pk"))
        authors, publisher = authors_of(open_cards), names_of([by.pk])[by.pk] if by else ""
        follow_up.refresh(open_cards, on=_day(at))
        _check_complete(open_cards, by, at)
        for card in open_cards:
            _freeze(card, authors.get(card.pk, NOBODY), publisher, at)
            card.frozen_by_id = by.pk if by else None
        fields = ["state", "snapshot", "checksum", "frozen_at", "frozen_by_id"]
        frozen = QualityCard.objects.filter(frozen_at__isnull=True).bulk_update(open_cards, fields, batch_size=BATCH)
        card_evidence.freeze(open_cards, at)
        closes.as_presented(open_cards)
        if by is not None:
            for card in open_cards:
                record(act="card.publish", subject=card, by=by, account=card.account_id, checksum=card.checksum)
        if judge_again:
            _judge_again([card.account_id for card in open_cards], _day(at))
    return int(frozen)


def _judge_again(account_ids: list[int], on: datetime.date) -> None:
    """One job, also for the hundreds of cards of a month end."""
    if len(account_ids) == 1:
        account_touched.send(sender=QualityCard, account_id=account_ids[0], on=on)
    elif account_ids:
        due.status_of_accounts(account_ids=account_ids, on=on)


def _lock_accounts(card_ids: list[int]) -> None:
    """Nobody closes the months of these accounts meanwhile."""
    cards = QualityCard.objects.filter(pk__in=card_ids)
    list(Account.objects.select_for_update().filter(pk__in=cards.values("account")).order_by("pk").values_list("pk"))


def _check_may_publish(ids: list[int], by: User | None, at: datetime.datetime) -> None:
    if by is None or has_permission(by, Permission.PUBLISH_ANY_CARD, on=_day(at)):
        return
    if QualityCard.objects.filter(pk__in=ids).exclude(account__in=in_charge_of(by, on=_day(at)).values("pk")).exists():
        raise PermissionDenied


def _check_complete(cards: list[QualityCard], by: User | None, at: datetime.datetime) -> None:
    if by is None or has_permission(by, Permission.PUBLISH_ANY_CARD, on=_day(at)):
        return
    if any(missing(card.snapshot, card.comment, card.answers) for card in cards):
        raise ValidationError(_("Something is still missing of the card: see the list on its page."), code="incomplete")


def _freeze(card: QualityCard, author: Author, publisher: str, at: datetime.datetime) -> None:
    card.snapshot = content_of(card, author) | {
        "publication": {
            "at": at.isoformat(),
            "by": publisher,
            "version": card.version,
            "supersedes": card.supersedes_id,
            "reason": card.correction_reason,
        }
    }
    card.checksum = checksum(card.snapshot)
    card.state, card.frozen_at = QualityCard.State.PUBLISHED, at


@transaction.atomic
def correct(*, card: QualityCard, reason: str, by: User | None, at: datetime.datetime) -> QualityCard:
    """A new version of a published card as a draft that points to the old one, with the reason (domain.md 1.9).

    The old version stays readable. The draft is built at once from the figures of today, as known on the day of the
    old version. The board opens it, not the director, who asks for it (PermissionDenied). ValidationError: no reason,
    not published, or a newer version exists.
    """
    if by is not None and not may_correct(by, card, _day(at)):
        raise PermissionDenied
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
        answers=card.answers,
        snapshot=card.snapshot | {"publication": None},
        built_at=at,
        supersedes=card,
        correction_reason=why,
    )
    card_evidence.copy(of=card, to=made)
    record(act="card.correct", subject=made, by=by, account=made.account_id, reason=why)
    seen_on = datetime.date.fromisoformat(card.snapshot["as_of"])
    card_actions.build(month=card.month, as_of=seen_on, accounts=[card.account_id], by=by)
    made.refresh_from_db()
    return made


def may_correct(by: User, card: QualityCard, on: datetime.date) -> bool:
    """Whether somebody of the board opens new versions of the card; never of an account one answers for."""
    return rights(by, card.account, on).take_stance


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(HELSINKI).date()

"""From draft to published card, and from there to a new version: a published row is never changed (domain.md 1.9)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of
from config.common.clock import HELSINKI
from reporting.actions import card_evidence, closes
from reporting.cards.canonical import checksum
from reporting.cards.shelf import content_of, names_of
from reporting.models import QualityCard
from teams.actions.audit_events import record
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

MAX_REASON = 300
BATCH = 100  # rows written in one statement


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
        card_evidence.freeze(open_cards, at)
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
    card_evidence.copy(of=card, to=made)
    record(act="card.correct", subject=made, by=by, account=made.account_id, reason=why)
    return made


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(HELSINKI).date()

"""Tells those who answer for an account that its card is ready and that their words are missing (domain.md 1.8)."""

import datetime
from collections.abc import Callable, Collection, Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts_app.ownership import responsible_on
from config.common.formats import day
from config.common.month import short_month
from reporting.cards.deadlines import Reminder, comment_day, needs_comment, publishing_day, reminder
from reporting.job_groups import portions
from reporting.models import QualityCard
from teams.actions.notices import notify
from teams.models import Notice


def remind(*, month: datetime.date, on: datetime.date, progress: Callable[[int, int], None] | None = None) -> int:
    """What the day asks to be told about the open cards of the month; the number of cards told about.

    Each card and kind once, however often this runs, and each card at most once a day: who was not yet told that the
    card is ready is told that first. One transaction for a portion of cards.
    """
    asked = reminder(month, on)
    if asked is None:
        return 0
    found = QualityCard.objects.filter(month=month, frozen_at__isnull=True, supersedes__isnull=True)
    ids = list(found.order_by("pk").values_list("pk", flat=True))
    told = done = 0
    for part in portions(ids, settings.CARD_CHUNK):
        told += _remind_part(part, asked, month, on)
        done += len(part)
        if progress is not None:
            progress(done, len(ids))
    return told


@transaction.atomic
def _remind_part(ids: Sequence[int], asked: Reminder, month: datetime.date, on: datetime.date) -> int:
    # The cards are held, so two runs at once see what the other has told.
    rows = QualityCard.objects.select_for_update(of=("self",)).filter(pk__in=ids, frozen_at__isnull=True)
    cards = list(rows.select_related("account").defer("snapshot").order_by("pk"))
    told = _told(cards)
    due = {card.pk: kind for card in cards if (kind := _kind(card, asked, told.get(_path(card), {}), on))}
    people = responsible_on([card.account_id for card in cards if card.pk in due], on)
    last = {Reminder.READY: publishing_day(month)}
    for card in cards:
        if kind := due.get(card.pk):
            known = people[card.account_id]
            notify(
                people=(known.owner, known.deputy, known.acting),
                kind=kind.value,
                path=_path(card),
                account_no=card.account_id,
                month=short_month(month),
                day=day(last.get(kind, comment_day(month))),
                told_on=on.isoformat(),
            )
    return len(due)


def _told(cards: Collection[QualityCard]) -> dict[str, dict[str, str]]:
    """By the address of a card the kinds it was told about, each with the day."""
    found: dict[str, dict[str, str]] = {}
    rows = Notice.objects.filter(kind__in=list(Reminder), path__in=[_path(card) for card in cards])
    for path, kind, params in rows.values_list("path", "kind", "params"):
        found.setdefault(path, {})[kind] = params["told_on"]
    return found


def _kind(card: QualityCard, asked: Reminder, told: dict[str, str], on: datetime.date) -> Reminder | None:
    if not told:
        return Reminder.READY
    if asked is Reminder.READY or asked.value in told or on.isoformat() in told.values():
        return None
    is_owed = card.state == QualityCard.State.DRAFT and needs_comment(card.account.care_model, card.status)
    return asked if is_owed else None


def _path(card: QualityCard) -> str:
    return reverse("reporting:card", args=[card.pk])

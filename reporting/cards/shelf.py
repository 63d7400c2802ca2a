"""Reads finished cards: which ones a reader may see, what they say, and where they stand."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Collate

from accounts_app.models import Account
from accounts_app.permissions import with_cards
from config.common.collation import FINNISH
from reporting.cards.authors import NOBODY, Author, authors_of
from reporting.cards.build import CardContent
from reporting.cards.compare import Part, Side, compare
from reporting.cards.completeness import red_rules
from reporting.cards.sheet import Sheet, Standing, sheet
from reporting.models import QualityCard, Stance
from teams.models import User

WORST_FIRST = (Account.Status.RED, Account.Status.AMBER, Account.Status.GREY, Account.Status.GREEN)


def readable(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[QualityCard]:
    """Cards of the accounts whose cards the user may read on the day."""
    return QualityCard.objects.filter(account__in=with_cards(Account.objects.all(), user, on=on).values("pk"))


def months(cards: QuerySet[QualityCard]) -> list[datetime.date]:
    """The months there are cards of, newest first."""
    return list(cards.order_by("-month").values_list("month", flat=True).distinct())


def newest_versions(cards: QuerySet[QualityCard], month: datetime.date) -> QuerySet[QualityCard]:
    """The newest version of each account's card of the month, red ones first, with `header` of the snapshot."""
    newer = QualityCard.objects.filter(
        account=OuterRef("account"), month=OuterRef("month"), version__gt=OuterRef("version")
    )
    steps = (When(status=status, then=Value(at)) for at, status in enumerate(WORST_FIRST))
    place = Case(*steps, output_field=IntegerField())
    return (
        cards.filter(~Exists(newer), month=month)
        .select_related("account")
        .defer("snapshot")
        .annotate(header=F("snapshot__header"), place=place)
        .order_by("place", Collate("account__name", FINNISH), "pk")
    )


def earlier_cards(card: QualityCard, count: int = 60) -> QuerySet[QualityCard]:
    """The other cards of the account, newest first."""
    others = QualityCard.objects.filter(account=card.account_id).exclude(pk=card.pk)
    return others.defer("snapshot").order_by("-month", "-version")[:count]


def content_of(card: QualityCard, author: Author = NOBODY) -> CardContent:
    """The snapshot with the director's words of the row; a published snapshot holds them already."""
    content: CardContent = card.snapshot
    if card.frozen_at is not None:
        return content
    said = {
        "comment": card.comment,
        "comment_by": author.name,
        "comment_as": author.place,
        "answers": [
            {"rule": rule, "text": card.answers[rule]} for rule in red_rules(content) if card.answers.get(rule)
        ],
    }
    return content | {"summary": content["summary"] | said}


def sheet_of(card: QualityCard, lang: str) -> Sheet:
    """The card as printed in a language, for the page and the PDF."""
    author = NOBODY if card.frozen_at else authors_of([card]).get(card.pk, NOBODY)
    standing = Standing(
        state=card.state,
        version=card.version,
        checksum=card.checksum,
        frozen_at=card.frozen_at,
        reason=card.correction_reason,
    )
    return sheet(content_of(card, author), lang, standing)


def compared(left: QualityCard, right: QualityCard, lang: str) -> tuple[Part, ...]:
    """Two cards of an account line by line."""
    old, new = (Side(content_of(card), sheet_of(card, lang)) for card in (left, right))
    return compare(old, new, lang)


def differences_to(card: QualityCard, before: QualityCard, lang: str) -> tuple[Part, ...]:
    """What a correction says otherwise than the version it corrects; parts that say the same are left out."""
    return tuple(part for part in compared(before, card, lang) if part.differing)


def stance_on(card: QualityCard) -> Stance | None:
    """What the board said of this version of the card, when it has; the card itself does not change by it."""
    rows = Stance.objects.filter(card=card, withdrawn_at__isnull=True).prefetch_related("instructions__responsible")
    return rows.select_related("meeting").first()

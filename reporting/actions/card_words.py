"""The director's own words on a draft (domain.md 1.8)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts_app.permissions import rights
from config.common.clock import HELSINKI
from reporting.models import QualityCard
from teams.actions.audit_events import record
from teams.models import User

MAX_COMMENT = 600


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


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(HELSINKI).date()

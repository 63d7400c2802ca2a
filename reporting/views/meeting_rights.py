"""How the pages of the meetings find what they are about, and refuse what they may not show."""

from datetime import date
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from reporting.board.may import may_read, may_run
from reporting.models import BoardMeeting, QualityCard
from teams.models import User


def reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)


def language() -> str:
    """The language of the reader, Finnish when none is active."""
    return (get_language() or "fi")[:2]


def asked_to_read(request: HttpRequest) -> date:
    """Today, for somebody who reads the meetings (otherwise 403)."""
    on = clock.today()
    if not may_read(request.user, on=on):
        raise PermissionDenied
    return on


def asked_to_run(request: HttpRequest) -> date:
    """Today, for somebody who runs the meetings (otherwise 403)."""
    on = clock.today()
    if not may_run(request.user, on=on):
        raise PermissionDenied
    return on


def meeting_or_404(pk: int) -> BoardMeeting:
    """The meeting; its existence is no secret to those who may read it."""
    found: BoardMeeting = get_object_or_404(BoardMeeting, pk=pk)
    return found


def card_in_meeting(request: HttpRequest, pk: int, card: int) -> tuple[BoardMeeting, QualityCard, AccountRights, date]:
    """A card of a visible account (otherwise 404), for somebody who reads the meetings and the card (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on).values("pk")
    rows = QualityCard.objects.select_related("account")
    found: QualityCard = get_object_or_404(rows, pk=card, account__in=visible, frozen_at__isnull=False)
    asked_to_read(request)
    held = rights(request.user, found.account, on)
    if not held.cards:
        raise PermissionDenied
    return meeting_or_404(pk), found, held, on

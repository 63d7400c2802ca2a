"""What the pages of a card share: which card, what the reader may, in which language."""

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from reporting.models import QualityCard
from teams.models import User


def language() -> str:
    """The language of the reader, Finnish when none is active."""
    return (get_language() or "fi")[:2]


def readable_card(request: HttpRequest, pk: int) -> tuple[QualityCard, AccountRights]:
    """A card of a visible account (otherwise 404) whose cards the reader may read (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on)
    card = get_object_or_404(QualityCard.objects.select_related("account"), pk=pk, account__in=visible.values("pk"))
    held = rights(request.user, card.account, on)
    if not held.cards:
        raise PermissionDenied
    return card, held


def reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)

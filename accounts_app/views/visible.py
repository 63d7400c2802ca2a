"""The first question of every page about one account: may the reader know of it?"""

import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts_app.models import Account
from config.common import clock


def visible_account(request: HttpRequest, pk: int) -> tuple[Account, datetime.date]:
    """The account and today; an account the reader may not know of is not found."""
    on = clock.today()
    accounts = Account.objects.visible_to(request.user, on=on)
    return get_object_or_404(accounts, pk=pk), on

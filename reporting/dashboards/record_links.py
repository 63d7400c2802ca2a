"""Where the account page leads on to: the list of each kind of record, and adding one, for those who may."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.http import urlencode

from accounts_app.models import Account
from accounts_app.permissions import AccountRights
from accounts_app.records.kind import Context, RecordKind
from accounts_app.records.register_all import KINDS
from teams.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLink:
    """One kind of record as the account page names it; an empty address is not open to the reader."""

    title: str
    add: str
    list_url: str
    add_url: str


def record_links(
    user: User | AnonymousUser, account: Account, allowed: AccountRights, *, on: datetime.date, back: str
) -> dict[str, RecordLink]:
    """A link for every kind by its code, with `_` for `-`; the form leads back to the address `back`. No query."""
    context = Context(account=account, user=user, on=on, rights=allowed)
    links = {kind.code.replace("-", "_"): _link(kind, context, back) for kind in KINDS.values()}
    return dict(sorted(links.items(), key=lambda item: item[1].title.casefold()))


def _link(kind: RecordKind, context: Context, back: str) -> RecordLink:
    place = [context.account.pk, kind.code]
    opens, adds = kind.opens(context), kind.adds_here(context)
    return RecordLink(
        title=str(kind.title),
        add=str(kind.add),
        list_url=reverse("accounts:record_list", args=place) if opens else "",
        add_url=f"{reverse('accounts:record_new', args=place)}?{urlencode({'next': back})}" if adds else "",
    )

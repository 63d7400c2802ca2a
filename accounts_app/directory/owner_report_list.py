"""Reports of wrong owners: those somebody may answer, and one's own with what came of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from accounts_app.models import Account, OwnerReport
from accounts_app.permissions import in_charge_of
from teams.models import User
from teams.permissions import has_permission, member_of
from teams.roles import Permission

SHOWN = 50


@dataclass(frozen=True)
class OwnerReports:
    """Open ones first in both lists."""

    to_answer: list[OwnerReport]
    own: list[OwnerReport]


def owner_reports_of(user: User | AnonymousUser, on: datetime.date) -> OwnerReports:
    """The newest reports of the reader. Only of accounts the reader may know of today."""
    person = member_of(user, on=on)
    visible = Account.objects.visible_to(user, on=on).values("pk")
    own = OwnerReport.objects.filter(account__in=visible, reported_by=person) if person else OwnerReport.objects.none()
    return OwnerReports(to_answer=_newest(answerable(user, on)), own=_newest(own))


def answerable(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Any]:
    """The reports the user may answer: of own accounts, with the right to nominate of every open account."""
    visible = Account.objects.visible_to(user, on=on)
    reached = Q(account__in=in_charge_of(user, on=on).values("pk"))
    if has_permission(user, Permission.NOMINATE, on=on):
        person = member_of(user, on=on)
        open_ones = Q(confidentiality=Account.Confidentiality.OPEN)
        named = open_ones | Account.objects.named_member(person, on) if person else open_ones
        reached |= Q(account__in=visible.filter(named).values("pk"))
    return OwnerReport.objects.filter(reached, account__in=visible.values("pk"))


def _newest(rows: QuerySet[Any]) -> list[OwnerReport]:
    related = rows.select_related("account", "reported_by", "answered_by")
    return list(related.order_by(F("answered_at").desc(nulls_first=True), "-reported_at", "-pk")[:SHOWN])

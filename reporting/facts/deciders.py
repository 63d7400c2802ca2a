"""Decision makers of the customer: left, named and met (domain.md 1.4 K5, 2.2 R32). Two queries."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When

from accounts_app.models import Contact, Meeting
from reporting.facts.period import Period


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """Whether a decision maker left and the new one is not met; accounts without any contact are left out.

    The role is the title, or the code of the buying role; a name never leaves the contact map (domain.md 2.3).
    """
    rows = Contact.objects.filter(account__in=ids).annotate(is_vacant=_vacant(period))
    found: dict[int, dict[str, Any]] = {}
    columns = ("account_id", "is_vacant", "title", "buying_role")
    for account_id, is_vacant, title, buying_role in rows.order_by("left_on", "pk").values_list(*columns):
        fields = found.setdefault(account_id, {"dm_vacant": False})
        if is_vacant and not fields["dm_vacant"]:
            fields |= {"dm_vacant": True, "dm_role": title or buying_role}
    for account_id, named, met in _met(ids, period):
        found[account_id] = {"dm_vacant": False} | found.get(account_id, {}) | {"dm_named": named, "dm_met": met}
    return found


def _met(ids: Collection[int], period: Period) -> Iterable[tuple[int, int, int]]:
    """How many decision makers are in place, and how many of them were met in the 12 months to the day. One query."""
    held = Meeting.objects.filter(
        state=Meeting.State.HELD,
        meets_on__gt=period.year_ago,
        meets_on__lte=period.as_of,
        contacts=OuterRef("pk"),
    )
    in_place = Q(left_on__isnull=True) | Q(left_on__gt=period.as_of)
    rows = Contact.objects.filter(in_place, account__in=ids, buying_role=Contact.BuyingRole.DECIDER)
    counted = rows.annotate(was_met=Exists(held)).values_list("account_id")
    return counted.annotate(named=Count("pk"), met=Count("pk", filter=Q(was_met=True))).order_by()


def _vacant(period: Period) -> Case:
    """A decision maker who left by the day, without a successor met since."""
    left = Q(buying_role=Contact.BuyingRole.DECIDER, left_on__lte=period.as_of)
    met = Meeting.objects.filter(
        state=Meeting.State.HELD,
        meets_on__gte=OuterRef("left_on"),
        meets_on__lte=period.as_of,
        contacts=OuterRef("successor"),
    )
    return Case(When(left & (Q(successor__isnull=True) | ~Exists(met)), then=Value(True)), default=Value(False))

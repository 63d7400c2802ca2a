"""Key contacts of the customer who left, and whether their successors were met (domain.md 2.2 R32). One query."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When

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
    return found


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

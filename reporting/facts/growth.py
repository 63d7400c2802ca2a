"""Open opportunities of accounts (domain.md 1.4 P4). One query.

Cross-selling potential, white cells and the share of wallet have no record yet: their fields stay unknown.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from accounts_app.models import Opportunity

# Stages of the sales system that are no growth any more, and the tender of what is already sold.
NOT_GROWTH = ("voitettu", "hävitty", "peruttu", "kilpailutus")


def read(ids: Collection[int], *, is_kept: bool) -> dict[int, dict[str, Any]]:
    """Number, value and missing next steps of each account; nothing known while nobody keeps opportunities.

    The sales system tells how things stand today: opportunities carry no history.
    """
    rows = Opportunity.objects.filter(account__in=ids).exclude(closed_stages()).values_list("account")
    counted = rows.annotate(n=Count("pk"), eur=Sum("value_eur"), no_step=Count("pk", filter=Q(next_step="")))
    found = {pk: _fields(n, eur or Decimal(0), no_step) for pk, n, eur, no_step in counted.order_by()}
    nothing = _fields(0, Decimal(0), 0) if is_kept else {}
    return {pk: found.get(pk, nothing) for pk in ids}


def _fields(number: int, eur: Decimal, no_step: int) -> dict[str, Any]:
    return {"opportunities": number, "opportunities_eur": eur, "opportunities_no_step": no_step}


def closed_stages() -> Q:
    """Opportunities that are none any more."""
    closed = Q()
    for stage in NOT_GROWTH:
        closed |= Q(stage__iexact=stage)
    return closed

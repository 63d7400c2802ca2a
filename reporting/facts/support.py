"""Required cells of the support organisation that nobody holds (domain.md 4.4, 2.2 R28). One query."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from accounts_app.models import Assignment, SupportRequirement


def read(ids: Collection[int], on: date) -> dict[int, dict[str, Any]]:
    """The gaps of each account for which cells are required; the others are left out: nothing is known."""
    filled = Assignment.objects.current(on).filter(
        role=Assignment.Role.SUPPORT,
        account=OuterRef("account"),
        town=OuterRef("town"),
        business_area=OuterRef("business_area"),
    )
    rows = SupportRequirement.objects.filter(account__in=ids).annotate(is_filled=Exists(filled))
    gaps: dict[int, list[str]] = defaultdict(list)
    columns = ("account_id", "town__name", "business_area__name", "is_filled")
    for account_id, town, area, is_filled in rows.values_list(*columns):
        cells = gaps[account_id]
        if not is_filled:
            cells.append(f"{town} · {area}")
    return {
        account_id: {"support_gaps": len(cells), "support_gap_cells": tuple(sorted(cells))}
        for account_id, cells in gaps.items()
    }

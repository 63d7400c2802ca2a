"""Builders of what the judge remembers."""

from datetime import date
from typing import Any

from accounts_app.models import Account
from reporting.models import MonthClose


def make_close(account: Account, month: date, shown: str = "GREEN", **values: Any) -> MonthClose:
    """A month close with one colour; other fields by name."""
    plain = {
        "closed_on": month,
        "computed": shown,
        "decided_by": "worst-of",
        "coverage_pct": 100,
        "limits_version": "",
    }
    return MonthClose.objects.create(account=account, month=month, shown=shown, **(plain | values))

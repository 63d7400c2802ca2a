"""Who has owned an account, and who did on a given day."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts_app.models import Nomination
from accounts_app.naming.nominations import may_propose
from accounts_app.naming.owners_over_time import on_day, timeline
from accounts_app.permissions import rights
from accounts_app.views.visible import visible_account


@require_safe
def owners(request: HttpRequest, pk: int) -> HttpResponse:
    """The timeline of owners and deputies; `?on=YYYY-MM-DD` answers for a day."""
    account, on = visible_account(request, pk)
    raw = request.GET.get("on", "").strip()
    try:
        day = datetime.date.fromisoformat(raw) if raw else None
    except ValueError:
        day = None
    rows, held = timeline(account), rights(request.user, account, on)
    page = {
        "account": account,
        "rows": rows,
        "asked": raw,
        "is_wrong": bool(raw) and day is None,
        "answer": on_day(rows, day) if day else None,
        "today": on,
        "may_propose": any(may_propose(held, role) for role in Nomination.ROLES),
    }
    return render(request, "accounts_app/ownership_policy/owners.html", page)

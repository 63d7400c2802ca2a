"""Time promised for account care by person, for those who lead people (requirements.md R314)."""

import datetime
from collections.abc import Iterator, Sequence

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts_app.models import Account, Assignment
from accounts_app.support.load import PersonLoad, loads, sees_everybodys
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from config.common.month import add_months, month_label, month_name, month_of
from teams.models import Person, User
from teams.permissions import member_of


@require_safe
def load(request: HttpRequest) -> HttpResponse:
    """Own people of a line manager, everybody for those who keep people and for the board; `?format=` gives a file."""
    on = clock.today()
    people = _people(request.user, on)
    if people is None:
        raise PermissionDenied
    found = loads(people, request.user, on)
    if kind := request.GET.get("format"):
        return download("care-time", _columns(), _cells(found), kind)
    language = get_language() or "fi"
    months = [month_name(add_months(month_of(on), -step).month, language) for step in (1, 2)]
    page = {"loads": found, "month": month_label(month_of(on), language), "months": months}
    return render(request, "accounts_app/load/page.html", page)


def _people(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Person] | None:
    """Whose load the reader sees; None for those who lead nobody."""
    reader = member_of(user, on=on)
    if reader is None:
        return None
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    if sees_everybodys(user, on=on):
        visible = Account.objects.visible_to(user, on=on).in_care(on)
        owned = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=visible)
        return here.filter(Q(pk__in=owned.values("person")) | Q(care_hours_month__isnull=False))
    led = here.filter(line_manager=reader)
    return led if led.exists() else None


def _columns() -> list[Column]:
    labels = (_("Person"), _("Account"), _("Hours this month"), _("Code for hours of account care"), _("Agreed"))
    return [Column(label) for label in labels]


def _cells(found: Sequence[PersonLoad]) -> Iterator[list[object]]:
    for line in found:
        for time in line.accounts:
            yield [line.person.name, time.account.name, time.promised, time.charge_code, time.agreed_on]

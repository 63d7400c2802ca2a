"""The support organisation of an account: who answers for which business area in which town, and where nobody does."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from accounts_app.permissions import rights as rights_of
from accounts_app.support.coverage import support_matrix as read_matrix
from accounts_app.support.known_people import known_people, listed
from accounts_app.support.required_cells import known_towns
from accounts_app.support.suggestions import overloaded, suggestions
from config.common import clock
from teams.models import BusinessArea


@require_safe
def support_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix for everybody who sees the account; those in charge name, end and require."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    rights = rights_of(request.user, account, on)
    matrix = read_matrix(account, rights, on)
    holders = {holder.person.pk for row in matrix.rows for cell in row.cells for holder in cell.holders}
    loaded = overloaded(holders, request.user, on) if rights.edit else {}
    page = {"account": account, "rights": rights, "matrix": matrix, "overloaded": loaded}
    return render(request, "accounts_app/support/page.html", page)


@require_safe
def support_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has met or worked with the customer before; with `?town=&area=` whom to ask for that cell."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    rights = rights_of(request.user, account, on)
    if not rights.care:
        raise PermissionDenied
    known = known_people(account, rights, on)
    page = {"account": account, "rights": rights, "known": listed(known), "town": None, "area": None, "suggested": []}
    if rights.edit and "town" in request.GET:
        town = get_object_or_404(known_towns(account), pk=_number(request, "town"))
        area = get_object_or_404(BusinessArea, pk=_number(request, "area"))
        page |= {"town": town, "area": area, "suggested": suggestions(town, area, known, request.user, on)}
    return render(request, "accounts_app/support/people.html", page)


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0

"""The index of accounts A–Ö."""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts_app.directory.index_of_accounts import Letter, letters_of
from accounts_app.models import Account, Site
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from teams.models import Person, Town


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All visible accounts still in care; `?town=`: with a site there; `?nationwide=1`; `?format=`: as a file."""
    on = clock.today()
    accounts = Account.objects.visible_to(request.user, on=on).in_care(on)
    nationwide = request.GET.get("nationwide") == "1"
    if nationwide:
        accounts = accounts.filter(is_nationwide=True)
    town = None
    number = "" if nationwide else request.GET.get("town", "")
    if number:
        town = get_object_or_404(Town, pk=number if number.isdecimal() else 0)
        accounts = accounts.filter(pk__in=Site.objects.current(on).filter(town=town).values("account"))
    letters = letters_of(accounts, on)
    count = sum(len(letter.rows) for letter in letters)
    if town and not count:  # a town known only through accounts the reader may not see is no town either
        raise Http404
    if kind := request.GET.get("format"):
        return download("accounts-a-z", _columns(), _cells(letters), kind)
    context = {"letters": letters, "town": town, "count": count, "nationwide": nationwide}
    return render(request, "accounts_app/index/page.html", context)


def _columns() -> list[Column]:
    labels = (
        _("Account"),
        _("Town"),
        _("Account director"),
        _("Phone"),
        _("Deputy"),
        _("Deputy's phone"),
        _("Answers today"),
    )
    return [Column(label) for label in labels]


def _cells(letters: Iterable[Letter]) -> Iterator[list[str]]:
    for letter in letters:
        for row in letter.rows:
            town = row.account.home_town.name if row.account.home_town else ""
            owner, deputy, acting = row.responsible.owner, row.responsible.deputy, row.responsible.acting
            yield [row.account.name, town, *_person(owner), *_person(deputy), acting.name if acting else ""]


def _person(person: Person | None) -> list[str]:
    return [person.name, person.phone] if person else ["", ""]

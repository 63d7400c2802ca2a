"""The chart of one account on one page: our named people, and whom to tell about which kind of event (R012)."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from accounts_app.models import Account, Assignment
from accounts_app.ownership.of_person import about_of
from accounts_app.permissions import rights as rights_of
from accounts_app.support.notify_whom import EVENTS, Event, Place, Told, whom
from accounts_app.support.own_side import OwnSide, own_side
from accounts_app.support.stand_in_sheet import sheet_of
from config.common import clock
from teams.models import Absence, Person

ROLES = (
    Assignment.Role.OWNER,
    Assignment.Role.DEPUTY,
    Assignment.Role.ACCOUNT_MANAGER,
    Assignment.Role.SPONSOR,
    Assignment.Role.LOCAL_OWNER,
    Assignment.Role.TEAM,
)
LOCAL = tuple(event for event in EVENTS.values() if event.is_local)


@dataclass(frozen=True)
class Answer:
    """Whom to tell about neighbouring kinds of events: they stand together when it is the same person."""

    events: Sequence[Event]
    told: Told


@dataclass(frozen=True)
class SamePlace:
    """Sites of a town with the same people to tell; `answers` in the order of the local events.

    The sites are named only where others of the town have other people.
    """

    town: str
    count: int
    sites: Sequence[str]
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Line:
    """One person in one role; `about` is the town or the matter."""

    role: str | Promise
    person: Person
    about: str
    absence: Absence | None


@require_safe
def account_chart(request: HttpRequest, pk: int) -> HttpResponse:
    """Open to everybody who may know of the account: it names own people, sites and towns only."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    side = own_side(account, on)
    page = {
        "account": account,
        "side": side,
        "lines": [line for role in ROLES for line in _lines(role, side)],
        "support": _lines(Assignment.Role.SUPPORT, side),
        "general": [(event, whom(event, side)) for event in EVENTS.values() if not event.is_local],
        "local": LOCAL,
        "places": _places(side),
        "today": on,
    }
    return render(request, "accounts_app/chart/account.html", page)


@require_safe
def stand_in_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody who stands in has to know, on one page: for those in charge, the substitute among them."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    rights = rights_of(request.user, account, on)
    if not rights.edit:
        raise PermissionDenied
    sheet = sheet_of(account, rights, on)
    return render(request, "accounts_app/absences/sheet.html", {"account": account, "sheet": sheet, "today": on})


def _lines(role: Assignment.Role, side: OwnSide) -> list[Line]:
    """The people of a role once each, with all their towns and business areas."""
    held: dict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for row in side.of(role):
        held[row.person_id, row.task].append(row)
    towns = {line.site.town.name for line in side.sites}
    return [
        Line(role.label, rows[0].person, about_of(rows, towns), side.away.get(person))
        for (person, _task), rows in held.items()
    ]


def _places(side: OwnSide) -> list[SamePlace]:
    """Sites of a town with the same answers stand on one line, so that the chart stays short."""
    grouped: dict[tuple[object, ...], list[tuple[str, list[Told]]]] = defaultdict(list)
    for site in side.sites:
        told = [whom(event, side, Place(site=site)) for event in LOCAL]
        people = tuple(one.person.pk if one.person else None for one in told)
        town = site.site.town.name
        grouped[town, *people].append((site.site.name.removesuffix(f", {town}"), told))
    towns = Counter(key[0] for key in grouped)
    return [
        SamePlace(
            town=str(key[0]),
            count=len(rows),
            sites=[name for name, _told in rows] if towns[key[0]] > 1 else [],
            answers=_together(rows[0][1]),
        )
        for key, rows in grouped.items()
    ]


def _together(told: Sequence[Told]) -> list[Answer]:
    """The answers to the local events, neighbours with the same person and reason as one."""
    runs = groupby(zip(LOCAL, told, strict=True), key=lambda pair: pair[1])
    return [Answer([event for event, _told in pairs], same) for same, run in runs for pairs in [list(run)]]

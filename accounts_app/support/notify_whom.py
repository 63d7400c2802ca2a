"""Whom to tell about which kind of event: one named person for each, through a chain that does not end (R012).

A chain is a row of steps; the first present person of the first step that has one is told. Everybody who may know of
the account reads the result: it names own people only.
"""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Assignment
from accounts_app.support.own_side import OwnSide, SupervisedSite
from teams.models import BoardMembership, Person, Town

Role, Task = Assignment.Role, Assignment.Task


class Step(enum.StrEnum):
    """Who is asked in turn."""

    SUPERVISOR = "supervisor"
    LOCAL_OWNER = "local_owner"
    LOCAL_SUPPORT = "local_support"
    AREA_DIRECTOR = "area_director"
    ACTING = "acting"
    DEPUTY = "deputy"
    SPONSOR = "sponsor"
    MANAGER = "manager"
    QUALITY = "quality"
    BILLING = "billing"
    PEOPLE = "people"
    LEGAL = "legal"
    COMMUNICATION = "communication"
    BOARD = "board"


@dataclass(frozen=True)
class Place:
    """Where something happened, as far as it matters: a site, or a town only."""

    town: Town | None = None
    site: SupervisedSite | None = None


@dataclass(frozen=True)
class Event:
    """A kind of event and whom it is told to. `is_local`: the answer depends on the town and the site."""

    code: str
    title: str | Promise
    advice: str | Promise
    chain: Sequence[Step]
    is_local: bool = False


# Every chain ends with these: the account's own people, their manager, the board.
END = (Step.ACTING, Step.DEPUTY, Step.MANAGER, Step.BOARD)
EVENTS: Mapping[str, Event] = {
    event.code: event
    for event in (
        Event(
            "complaint",
            _("Complaint at a site"),
            _("Tell at once, the same day. The supervisor answers first."),
            (Step.SUPERVISOR, Step.LOCAL_OWNER, *END),
            is_local=True,
        ),
        Event(
            "critical_complaint",
            _("Critical complaint"),
            _("Phone, do not write. The account director decides who talks with the customer."),
            (Step.ACTING, Step.DEPUTY, Step.SPONSOR, Step.MANAGER, Step.BOARD),
        ),
        Event(
            "safety",
            _("Accident or danger"),
            _("First the emergency number 112, then this person."),
            (Step.SUPERVISOR, Step.AREA_DIRECTOR, *END),
            is_local=True,
        ),
        Event(
            "quality_round",
            _("Quality round"),
            _("Agree the day and report the deviations."),
            (Step.SUPERVISOR, Step.QUALITY, Step.LOCAL_OWNER, *END),
            is_local=True,
        ),
        Event("invoicing", _("Invoicing"), _("Errors of an invoice, references, receivables."), (Step.BILLING, *END)),
        Event(
            "contract",
            _("Contract"),
            _("Changes, prices, notice, tenders: nothing is promised before this person knows."),
            (Step.ACTING, Step.LEGAL, *END),
        ),
        Event(
            "need",
            _("New need or tip"),
            _("A wish of the customer, a new site, a person who changed."),
            (Step.LOCAL_OWNER, Step.LOCAL_SUPPORT, *END),
            is_local=True,
        ),
        Event(
            "staff",
            _("Change of supervisor or staff"),
            _("Before the customer hears of it."),
            (Step.AREA_DIRECTOR, Step.PEOPLE, *END),
            is_local=True,
        ),
        Event(
            "media",
            _("Media and communication"),
            _("Do not answer yourself: give the number of this person."),
            (Step.COMMUNICATION, *END),
        ),
    )
}
REASONS: Mapping[Step, str | Promise] = {
    Step.SUPERVISOR: _("supervisor of the site"),
    Step.LOCAL_OWNER: _("local owner"),
    Step.LOCAL_SUPPORT: _("support in the town"),
    Step.AREA_DIRECTOR: _("area director"),
    Step.ACTING: _("answers for the account today"),
    Step.DEPUTY: _("deputy"),
    Step.SPONSOR: _("executive sponsor"),
    Step.MANAGER: _("manager of the unit"),
    Step.QUALITY: _("quality"),
    Step.BILLING: _("billing"),
    Step.PEOPLE: _("personnel"),
    Step.LEGAL: _("legal"),
    Step.COMMUNICATION: _("communication"),
    Step.BOARD: _("customer management board"),
}


@dataclass(frozen=True)
class Told:
    """The person to tell, and why this one. `person` is None only when nobody at all is named anywhere."""

    person: Person | None
    step: Step | None

    @property
    def reason(self) -> str | Promise:
        """Why this person."""
        return REASONS[self.step] if self.step else ""


def whom(event: Event, side: OwnSide, place: Place = Place()) -> Told:
    """The one person to tell about the event at the place."""
    for step in event.chain:
        for person in _asked(step, side, place):
            if side.is_here(person):
                return Told(person, step)
    return Told(side.responsible.owner, Step.ACTING if side.responsible.owner else None)


def _asked(step: Step, side: OwnSide, place: Place) -> Iterator[Person]:
    """The people of a step in their order, here or not."""
    asked = _STEPS.get(step)
    found = asked(side, place) if asked else _people(side.with_task(Task(step.value)))
    yield from (person for person in found if person is not None)


def _people(rows: Iterable[Assignment]) -> list[Person | None]:
    return [row.person for row in rows]


def _in_town(side: OwnSide, place: Place, role: str) -> list[Person | None]:
    town = place.site.town_id if place.site else place.town.pk if place.town else None
    return [row.person for row in side.of(role) if town is not None and row.town_id == town]


def _supervisors(side: OwnSide, place: Place) -> list[Person | None]:
    if place.site:
        return [place.site.supervisor]
    return [line.supervisor for line in side.sites if place.town and line.town_id == place.town.pk]


def _area_directors(side: OwnSide, place: Place) -> list[Person | None]:
    if place.site:
        return [place.site.site.area_director]
    return [line.site.area_director for line in side.sites if place.town and line.town_id == place.town.pk]


def _managers(side: OwnSide, _place: Place) -> list[Person | None]:
    held = [*side.of(Role.OWNER), *side.of(Role.DEPUTY)]
    return [row.person.unit.manager for row in held if row.person.unit]


def _board(side: OwnSide, _place: Place) -> list[Person | None]:
    chairs_first = sorted(side.board, key=lambda seat: seat.seat != BoardMembership.Seat.CHAIR)
    return [seat.person for seat in chairs_first]


Asking = Callable[[OwnSide, Place], Sequence[Person | None]]
_STEPS: Mapping[Step, Asking] = {
    Step.SUPERVISOR: _supervisors,
    Step.LOCAL_OWNER: lambda side, place: _in_town(side, place, Role.LOCAL_OWNER),
    Step.LOCAL_SUPPORT: lambda side, place: _in_town(side, place, Role.SUPPORT),
    Step.AREA_DIRECTOR: _area_directors,
    Step.ACTING: lambda side, _place: [side.responsible.acting],
    Step.DEPUTY: lambda side, _place: _people(side.of(Role.DEPUTY)),
    Step.SPONSOR: lambda side, _place: _people(side.of(Role.SPONSOR)),
    Step.MANAGER: _managers,
    Step.BOARD: _board,
}

"""Who sits on the customer management board on a day, the chair first."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Collate

from config.common.collation import FINNISH
from teams.availability import absences_on
from teams.models import Absence, BoardMembership

ORDER = (BoardMembership.Seat.CHAIR, BoardMembership.Seat.MEMBER, BoardMembership.Seat.SECRETARY)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat with how its holder is reached, and the absence of today."""

    seat: BoardMembership
    absence: Absence | None


def seats_on(on: datetime.date) -> tuple[SeatLine, ...]:
    """Two queries."""
    place = Case(*(When(seat=seat, then=Value(at)) for at, seat in enumerate(ORDER)), output_field=IntegerField())
    seats = list(
        BoardMembership.objects.current(on)
        .select_related("person__unit", "person__town")
        .order_by(place, Collate("person__name", FINNISH), "pk")
    )
    away = absences_on([seat.person_id for seat in seats], on)
    return tuple(SeatLine(seat, away.get(seat.person_id)) for seat in seats)

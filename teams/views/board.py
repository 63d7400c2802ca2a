"""Who sits on the customer management board."""

from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Collate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.common import clock
from config.common.collation import FINNISH
from teams.availability import absences_on
from teams.models import BoardMembership

ORDER = (BoardMembership.Seat.CHAIR, BoardMembership.Seat.MEMBER, BoardMembership.Seat.SECRETARY)


@require_safe
def board_members(request: HttpRequest) -> HttpResponse:
    """Today's members, the chair first, with how to reach them and who stands in."""
    on = clock.today()
    place = Case(*(When(seat=seat, then=Value(at)) for at, seat in enumerate(ORDER)), output_field=IntegerField())
    seats = list(
        BoardMembership.objects.current(on)
        .select_related("person__unit", "person__town")
        .order_by(place, Collate("person__name", FINNISH), "pk")
    )
    away = absences_on([seat.person_id for seat in seats], on)
    return render(request, "teams/board/list.html", {"rows": [(seat, away.get(seat.person_id)) for seat in seats]})

"""A person's page. It names accounts, so it stands in this room though its address is among the people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from config.common import clock
from teams.availability import absences_on
from teams.models import BoardMembership, Person


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Contact details, today's absence with its stand-in, and the visible accounts of the person by responsibility."""
    on = clock.today()
    people = Person.objects.select_related("unit", "town", "line_manager")
    shown = get_object_or_404(people, pk=pk)
    visible = Account.objects.visible_to(request.user, on=on).in_care(on)
    context = {
        "person": shown,
        "areas": shown.business_areas.order_by("name"),
        "absence": absences_on([shown.pk], on).get(shown.pk),
        "has_left": shown.left_on is not None and shown.left_on < on,
        "owned": visible.owned_by(shown, on=on).select_related("home_town").by_name(),
        "deputised": visible.deputised_by(shown, on=on).select_related("home_town").by_name(),
        "seats": BoardMembership.objects.current(on).filter(person=shown),
    }
    return render(request, "accounts_app/person/detail.html", context)

"""A person's page. It names accounts, so it stands in this room though its address is among the people."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts_app.models import Account
from accounts_app.ownership.leave import may_keep, readable_absences
from accounts_app.ownership.of_person import acts_for, other_roles
from config.common import clock
from teams.availability import absences_on
from teams.models import BoardMembership, Person


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Contact details, absence with its stand-in, and the visible accounts of the person by responsibility."""
    on = clock.today()
    people = Person.objects.select_related("unit", "town", "line_manager")
    shown = get_object_or_404(people, pk=pk)
    visible = Account.objects.visible_to(request.user, on=on).in_care(on)
    is_own = shown.user_id is not None and shown.user_id == request.user.pk
    leave = readable_absences(request.user, on).filter(Q(person=shown) | Q(stand_in=shown)).distinct()
    context = {
        "person": shown,
        "areas": shown.business_areas.order_by("name"),
        "absence": absences_on([shown.pk], on).get(shown.pk),
        "has_left": shown.left_on is not None and shown.left_on < on,
        "owned": visible.owned_by(shown, on=on).select_related("home_town").by_name(),
        "deputised": visible.deputised_by(shown, on=on).select_related("home_town").by_name(),
        "other_roles": other_roles(shown, request.user, on),
        "acts_for": acts_for(request.user, on) if is_own else [],
        "leave": leave.select_related("person", "stand_in").order_by("starts_on", "pk"),
        "may_keep": may_keep(request.user, shown, on),
        "seats": BoardMembership.objects.current(on).filter(person=shown),
    }
    return render(request, "accounts_app/person/detail.html", context)

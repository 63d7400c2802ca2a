"""The list of people."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.db.models.functions import Collate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.common import clock
from config.common.collation import FINNISH
from config.common.downloads import download
from config.common.exports import Column
from config.common.folding import fold
from teams.availability import absences_on
from teams.models import Person

PER_PAGE = 50


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, by name; `?q=` narrows by name, title, unit or town; `?format=` gives a file."""
    on = clock.today()
    text = request.GET.get("q", "").strip()
    found = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on)).select_related("unit", "town")
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    found = found.order_by(Collate("name", FINNISH), "pk")
    if kind := request.GET.get("format"):
        labels = (_("Name"), _("Title"), _("Unit"), _("Town"), _("Phone"), _("E-mail"))
        return download("people", [Column(label) for label in labels], (_cells(person) for person in found), kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    away = absences_on([person.pk for person in page.object_list], on)
    rows = [(person, away.get(person.pk)) for person in page.object_list]
    return render(request, "teams/people/list.html", {"page": page, "rows": rows, "text": text})


def _cells(person: Person) -> list[str]:
    unit, town = (str(part) if part else "" for part in (person.unit, person.town))
    return [person.name, person.title, unit, town, person.phone, person.email]

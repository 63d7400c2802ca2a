"""Who wants to do customer work: the own answer, and the register for those who name people (R038, R039)."""

import datetime
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts_app.models import Account, Assignment
from accounts_app.naming.nominations import newest_willingness
from config.common import clock
from teams.actions import willingness as actions
from teams.forms.willingness import WillingnessForm
from teams.models import Person, User
from teams.permissions import has_permission, member_of
from teams.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def willingness(request: HttpRequest) -> HttpResponse:
    """The reader's own answer; nobody else's can be written."""
    on = clock.today()
    person = member_of(request.user, on=on)
    if person is None:
        raise PermissionDenied
    newest = newest_willingness([person.pk]).get(person.pk)
    data = request.POST if request.method == "POST" else None
    initial = {"answer": newest.answer, "note": newest.note} if newest else {}
    form = WillingnessForm(data, initial=initial)
    if data is not None and form.is_valid():
        try:
            actions.answer(on=on, by=cast(User, request.user), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, gettext("Your answer is saved."))
            return redirect("teams:willingness")
    page = {"form": form, "newest": newest}
    return render(request, "accounts_app/willingness/own.html", page, status=422 if form.errors else 200)


@require_safe
def willing(request: HttpRequest) -> HttpResponse:
    """Who has answered what, the willing first; `?answer=` narrows. Line managers see their own people."""
    on = clock.today()
    people = _people(request, on)
    answers = newest_willingness([one.pk for one in people])
    visible = Account.objects.visible_to(request.user, on=on)
    owners = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, account__in=visible)
    owning = set(owners.values_list("person", flat=True))
    asked = request.GET.get("answer", "")
    rows = [(one, answers.get(one.pk), one.pk in owning) for one in people]
    order = {"yes": 0, "conditions": 1, "": 2, "no": 3}
    rows.sort(key=lambda row: order[row[1].answer if row[1] else ""])
    # Who owns an account without ever having been asked is the gap (R038); the others have simply not answered.
    gaps = [one for one, answer, owns in rows if owns and answer is None]
    shown = [row for row in rows if row[1] is not None and (not asked or row[1].answer == asked)]
    page = {"rows": shown, "gaps": gaps, "asked": asked, "total": len(people)}
    return render(request, "accounts_app/willingness/register.html", page)


def _people(request: HttpRequest, on: datetime.date) -> QuerySet[Person]:
    """Everybody who works here, for those who nominate; own people for a line manager; else refused."""
    here = Person.objects.exclude(left_on__lt=on).select_related("unit", "town").order_by("name", "pk")
    if has_permission(request.user, Permission.NOMINATE, on=on):
        return here
    person = member_of(request.user, on=on)
    own = here.filter(line_manager=person) if person else here.none()
    if not own.exists():
        raise PermissionDenied
    return own

"""Who is away, who stands in, and what an absence leaves open (domain.md 4.6). It names accounts, so it stands here."""

import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import absences as actions
from accounts_app.ownership.leave import kept_people, may_keep, readable_absences, warnings_of
from accounts_app.ownership.leave_texts import away_texts, sentence
from config.common import clock
from config.common.formats import day_range
from teams.forms.absence import AbsenceForm
from teams.models import Absence, Person, User
from teams.permissions import has_permission
from teams.roles import Permission

ONE_DAY = datetime.timedelta(days=1)
SALT = "absence"
UNDO_SECONDS = 3600


@require_safe
def absences(request: HttpRequest) -> HttpResponse:
    """Who is away now, and the absences to come that concern the reader."""
    on = clock.today()
    rows = readable_absences(request.user, on).select_related("person__unit", "person__town", "stand_in")
    found = list(rows.order_by("starts_on", "ends_on", "person__name", "pk").distinct())
    kept = set(kept_people(request.user, on).values_list("pk", flat=True))
    away = {row.person_id: row for row in found if row.starts_on <= on}
    lines = [(row, row.person_id in kept, row.stand_in_id in away) for row in found]
    page = {
        "now": [line for line in lines if line[0].starts_on <= on],
        "coming": [line for line in lines if line[0].starts_on > on],
        "today": on,
    }
    return render(request, "accounts_app/absences/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: HttpRequest) -> HttpResponse:
    """Record an absence of oneself, of own people or, with the right, of anybody."""
    on = clock.today()
    people = kept_people(request.user, on)
    if not people:
        raise PermissionDenied
    own = next((person.pk for person in people if person.user_id == request.user.pk), None)
    initial = {"person": request.GET.get("person") or own, "starts_on": on + ONE_DAY}
    form = AbsenceForm(request.POST or None, people=people, on=on, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            absence = actions.add(by=cast(User, request.user), **data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _saved(request, absence, on)
    page = {"form": form, "absence": None}
    return render(request, "accounts_app/absences/form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def absence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an absence; beside the form what it leaves open and the text for customers."""
    on = clock.today()
    absence = _kept(request, pk, on)
    initial = {name: getattr(absence, name) for name in ("starts_on", "ends_on", "stand_in")}
    form = AbsenceForm(
        request.POST or None, people=kept_people(request.user, on), on=on, absence=absence, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(absence=absence, by=cast(User, request.user), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _saved(request, absence, on)
    stored = _kept(request, pk, on)
    page = {
        "form": form,
        "absence": stored,
        "warnings": [(line, sentence(line)) for line in warnings_of(stored, request.user, on)],
        "may_nominate": has_permission(request.user, Permission.NOMINATE, on=on),
        "texts": away_texts(stored),
        "may_end_today": stored.starts_on < on and (stored.ends_on is None or stored.ends_on >= on),
    }
    return render(request, "accounts_app/absences/form.html", page, status=422 if form.errors else 200)


@require_POST
def absence_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Back at work: yesterday was the last day."""
    on = clock.today()
    absence = _kept(request, pk, on)
    if absence.starts_on >= on:
        raise Http404
    before = _token(absence)
    actions.end(absence=absence, on=on - ONE_DAY, by=cast(User, request.user))
    undo = f"undo:{reverse('teams:absence_restore', args=[before])}"
    sentence_ = gettext("%(name)s is back at work.") % {"name": absence.person.name}
    messages.success(request, sentence_, extra_tags=undo)
    return redirect("teams:absences")


@require_POST
def absence_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an absence away; the message carries the way back."""
    on = clock.today()
    absence = _kept(request, pk, on)
    undo = f"undo:{reverse('teams:absence_restore', args=[_token(absence)])}"
    actions.take_away(absence=absence, by=cast(User, request.user))
    messages.success(request, gettext("The absence is taken away."), extra_tags=undo)
    return redirect("teams:absences")


@require_POST
def absence_restore(request: HttpRequest, token: str) -> HttpResponse:
    """Put an absence back as it was before it was ended or taken away. An old or changed token does not exist."""
    on = clock.today()
    try:
        kept: dict[str, Any] = loads(token, salt=SALT, max_age=UNDO_SECONDS)
    except BadSignature:
        raise Http404 from None
    person = get_object_or_404(Person, pk=kept["person"])
    if not may_keep(request.user, person, on):
        raise PermissionDenied
    starts_on = datetime.date.fromisoformat(kept["starts_on"])
    ends_on = datetime.date.fromisoformat(kept["ends_on"]) if kept["ends_on"] else None
    values: dict[str, Any] = {
        "starts_on": starts_on,
        "ends_on": ends_on,
        "stand_in": Person.objects.filter(pk=kept["stand_in"]).first(),
    }
    by = cast(User, request.user)
    present = Absence.objects.filter(person=person, starts_on=starts_on).select_related("person", "stand_in").first()
    if present is not None:
        actions.change(absence=present, by=by, **values)
    else:
        actions.add(person=person, by=by, **values)
    messages.success(request, gettext("The absence is back as it was."))
    return redirect("teams:absences")


def _kept(request: HttpRequest, pk: int, on: datetime.date) -> Absence:
    """An absence the reader knows of (otherwise 404) and keeps (otherwise 403)."""
    known = readable_absences(request.user, on).distinct()
    absence = get_object_or_404(
        Absence.objects.select_related("person__unit", "stand_in"), pk=pk, pk__in=known.values("pk")
    )
    if not may_keep(request.user, absence.person, on):
        raise PermissionDenied
    return absence


def _token(absence: Absence) -> str:
    values = {
        "person": absence.person_id,
        "stand_in": absence.stand_in_id,
        "starts_on": absence.starts_on.isoformat(),
        "ends_on": absence.ends_on.isoformat() if absence.ends_on else None,
    }
    return dumps(values, salt=SALT)


def _saved(request: HttpRequest, absence: Absence, on: datetime.date) -> HttpResponse:
    """Say what was saved; with warnings the page of the absence follows, where they can be put right."""
    told = {"name": absence.person.name, "days": day_range(absence.starts_on, absence.ends_on)}
    messages.success(request, gettext("Saved: %(name)s is away %(days)s.") % told)
    if warnings_of(absence, request.user, on):
        return redirect("teams:absence_edit", pk=absence.pk)
    return redirect("teams:absences")

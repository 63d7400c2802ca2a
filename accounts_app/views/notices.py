"""What the application has told the reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts_app.notices import notices_of, unread_count
from config.common import clock
from teams.actions.notices import mark_read
from teams.permissions import person_of


@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The newest notices, unread ones first."""
    found = notices_of(request.user, on=clock.today())
    unread = sum(line.is_unread for line in found)
    return render(request, "accounts_app/notices/list.html", {"notices": found, "unread": unread})


@never_cache
@require_safe
def notices_count(request: HttpRequest) -> HttpResponse:
    """The number beside the bell, asked apart so that no page waits for it."""
    count = unread_count(request.user, on=clock.today())
    return render(request, "accounts_app/notices/_count.html", {"count": count})


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    person = person_of(request.user)
    if person is not None:
        mark_read(person=person, at=timezone.now())
    return redirect("accounts:notices")

"""What the application has told the reader."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.forms.notices import NoticeSettingsForm
from accounts_app.instructions.waiting import to_acknowledge
from accounts_app.notices import notices_of, unread_count
from config.common import clock
from teams.actions.mails import address_of, set_wishes
from teams.actions.notices import mark_read
from teams.models import User
from teams.permissions import person_of


@never_cache
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The newest notices, unread ones first."""
    on = clock.today()
    found = notices_of(request.user, on=on)
    waiting = to_acknowledge(request.user, on=on)
    lines = [(line, waiting.pop(line.path, None)) for line in found]
    unread = sum(line.is_unread for line in found)
    return render(request, "accounts_app/notices/list.html", {"notices": lines, "unread": unread})


@never_cache
@require_safe
def notices_count(request: HttpRequest) -> HttpResponse:
    """The number beside the bell, asked apart so that no page waits for it."""
    count = unread_count(request.user, on=clock.today())
    return render(request, "accounts_app/notices/_count.html", {"count": count})


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Whether the reader is told by mail too, and in which language."""
    user = cast(User, request.user)
    form = NoticeSettingsForm(
        request.POST if request.method == "POST" else None,
        initial={"wants_mail": user.wants_mail, "language": user.language},
    )
    if form.is_valid():
        set_wishes(user=user, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("accounts:notices")
    person = person_of(user)
    context = {"form": form, "address": address_of(person) if person else user.email}
    return render(request, "accounts_app/notices/settings.html", context, status=422 if form.errors else 200)


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Everything is read."""
    person = person_of(request.user)
    if person is not None:
        mark_read(person=person, at=timezone.now())
    return redirect("accounts:notices")

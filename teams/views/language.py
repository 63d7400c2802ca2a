"""Choosing the language of the pages; mails follow."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views import i18n

from teams.actions import mails
from teams.models import User


@login_not_required
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the choice in the session, and for a login on its row."""
    if request.method == "POST" and isinstance(request.user, User):
        mails.speak(user=request.user, language=request.POST.get("language", ""))
    return i18n.set_language(request)

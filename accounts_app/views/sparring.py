"""Notes between the owner of an account and a coach."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts_app.actions import sparring as actions
from accounts_app.forms.sparring import SparringForm
from accounts_app.naming.sparring import notes_of, pair_of
from accounts_app.views.visible import visible_account
from teams.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sparring(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes of the pair, and a new one; nobody else opens the page, whatever their role."""
    account, on = visible_account(request, pk)
    pair = pair_of(request.user, account, on)
    if pair is None:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = SparringForm(data, pair=pair)
    if data is not None and form.is_valid():
        coaching = next(row for row in pair.coachings if str(row.pk) == form.cleaned_data["coaching"])
        text = form.cleaned_data["text"]
        actions.write(account=account, coaching=coaching, text=text, on=on, by=cast(User, request.user))
        messages.success(request, gettext("The note is saved."))
        return redirect("accounts:sparring", pk=pk)
    page = {"account": account, "pair": pair, "form": form, "notes": notes_of(pair)}
    return render(request, "accounts_app/sparring/page.html", page, status=422 if form.errors else 200)

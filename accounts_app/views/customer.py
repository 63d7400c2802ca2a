"""The one page of a customer's contact, and the form that opens it."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts_app.actions.customer_logins import close_login, open_login
from accounts_app.models import Account, Contact
from accounts_app.ownership import responsible_on
from accounts_app.permissions import rights
from config.common import clock
from teams.models import User


@never_cache
@require_safe
def my_director(request: HttpRequest) -> HttpResponse:
    """For a contact of the customer: who answers today, the own account director and the deputy. Nothing else."""
    on = clock.today()
    contact: Contact | None = getattr(request.user, "contact", None)
    if contact is None or (contact.left_on is not None and contact.left_on <= on):
        raise Http404
    responsible = responsible_on([contact.account_id], on)[contact.account_id]
    return render(request, "accounts_app/customer/page.html", {"contact": contact, "responsible": responsible})


@require_http_methods(["GET", "HEAD", "POST"])
def contact_login(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Open the page to a contact, or close it; only those in charge of the account."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    if not rights(request.user, account, on).comment_card:
        raise PermissionDenied
    contact = get_object_or_404(Contact, pk=row, account=account)
    error = _change(request, contact) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        return redirect("accounts:contact_login", pk=pk, row=row)
    page = {"account": account, "contact": contact, "error": error}
    return render(request, "accounts_app/customer/login.html", page, status=422 if error else 200)


def _change(request: HttpRequest, contact: Contact) -> str:
    """Open or close; a refusal comes back as a sentence."""
    by = cast(User, request.user)
    if "close" in request.POST:
        close_login(contact=contact, by=by)
        messages.success(request, _("The login is closed."))
        return ""
    try:
        open_login(contact=contact, by=by)
    except ValidationError as refusal:
        return str(refusal.messages[0])
    messages.success(request, _("The login is open. The contact chooses a password with “Forgotten password”."))
    return ""

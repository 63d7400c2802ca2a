"""What is kept about a contact, taking it out, anonymising; and what the next retention run removes."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts_app.access.own_part import contacts_of
from accounts_app.actions import privacy as actions
from accounts_app.actions import views_of
from accounts_app.models import Account, Contact
from accounts_app.permissions import rights
from accounts_app.privacy import RETENTION_MONTHS, due, is_kept_for, kept_about
from config.common import clock
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

SHOWN = 100


def _asked(request: HttpRequest, pk: int, row: int) -> Contact:
    """A contact of a visible account (otherwise 404) for those who keep its privacy (otherwise 403)."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    held = rights(request.user, account, on)
    if not (held.keep_privacy and held.contacts):
        raise PermissionDenied
    rows = contacts_of(account, held, on=on).select_related("account", "site", "counterpart", "successor")
    return get_object_or_404(rows, pk=row)


@never_cache
@require_safe
def contact_data(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Everything that is kept about the contact; `?format=json` gives it as a file."""
    contact, on = _asked(request, pk, row), clock.today()
    kind = request.GET.get("format")
    if kind == "json":
        actions.exported(contact=contact, by=cast(User, request.user))
        told = {"ensure_ascii": False, "indent": 2}
        name = f'attachment; filename="contact-{contact.pk}.json"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return JsonResponse(kept_about(contact).to_json(), json_dumps_params=told, headers=headers)
    if kind:
        raise Http404
    views_of.note(user=request.user, account=contact.account, what=views_of.CONTACT_DATA, on=on)
    page = {
        "account": contact.account,
        "contact": contact,
        "kept": kept_about(contact),
        "until": is_kept_for(contact.account, contact),
        "may_open_login": rights(request.user, contact.account, on).comment_card and contact.anonymised_on is None,
    }
    return render(request, "accounts_app/privacy/contact.html", page)


@require_POST
def contact_anonymise(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take away who the contact is. It cannot be undone, so the page asks for the tick."""
    contact = _asked(request, pk, row)
    if request.POST.get("sure") != "yes":
        messages.error(request, gettext("Tick that you are sure. Nothing was changed."))
        return redirect("accounts:contact_data", pk=pk, row=row)
    actions.anonymise(contact=contact, on=clock.today(), by=cast(User, request.user))
    messages.success(request, gettext("The contact is anonymised. Meetings stay without the name."))
    return redirect("accounts:contact_data", pk=pk, row=row)


@never_cache
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What the next retention run would remove from the accounts the reader may know of."""
    on = clock.today()
    if not has_permission(request.user, Permission.KEEP_PRIVACY, on=on):
        raise PermissionDenied
    old = due(on, Account.objects.visible_to(request.user, on=on))
    page = {
        "contacts": list(old.contacts[:SHOWN]),
        "count": old.contacts.count(),
        "views": old.views.count(),
        "requests": old.requests.count(),
        "notices": old.notices.count(),
        "months": RETENTION_MONTHS,
    }
    return render(request, "accounts_app/privacy/retention.html", page)

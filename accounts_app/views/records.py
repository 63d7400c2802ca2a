"""Records of one account: the list of a kind, the form of a row, and taking a row away."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.forms import ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import records as actions
from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.permissions import rights
from accounts_app.records.kind import Context, RecordKind
from accounts_app.records.register_all import KINDS
from config.common import clock
from teams.models import User

ROWS_ON_A_PAGE = 50


def _asked(request: HttpRequest, pk: int, code: str) -> tuple[RecordKind, Context]:
    """The kind and the visible account (otherwise 404) whose records of the kind the reader may see (otherwise 403)."""
    on = clock.today()
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=pk)
    kind = KINDS.get(code)
    if kind is None:
        raise Http404
    context = Context(account=account, user=request.user, on=on, rights=rights(request.user, account, on))
    if not kind.opens(context):
        raise PermissionDenied
    return kind, context


@require_safe
def record_list(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """All rows of a kind: the evidence behind a colour, and where rows are added and corrected."""
    asked, context = _asked(request, pk, kind)
    if asked.code == views_of.CONTACT_KIND:
        views_of.note(user=request.user, account=context.account, what=views_of.CONTACTS, on=context.on)
    columns = [column for column in asked.columns if not column.needs or getattr(context.rights, column.needs)]
    found = Paginator(asked.rows(context), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, [(column, column.value(row)) for column in columns], asked.changes(context, row)) for row in found]
    page = {
        "account": context.account,
        "kind": asked,
        "columns": columns,
        "rows": rows,
        "page": found,
        "may_add": asked.adds_here(context),
        "may_change_some": any(may_change for _row, _cells, may_change in rows),
        "above": asked.above(context),
        "beside": [KINDS[code] for code in asked.beside if KINDS[code].opens(context)],
    }
    return render(request, "accounts_app/records/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def record_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a row."""
    asked, context = _asked(request, pk, kind)
    if not asked.adds_here(context):
        raise PermissionDenied
    return _form_page(request, asked, context, None)


@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """Change a row of the account."""
    asked, context, found = _own_row(request, pk, kind, row)
    return _form_page(request, asked, context, found)


@require_POST
def record_delete(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponse:
    """Take a row away."""
    asked, context, found = _own_row(request, pk, kind, row)
    if not asked.takes(context, found):
        raise PermissionDenied
    actions.take_away(row=found, kind=asked.code, account=context.account, by=cast(User, request.user))
    messages.success(request, gettext("The row is taken away."))
    return redirect("accounts:record_list", pk=pk, kind=kind)


def _own_row(request: HttpRequest, pk: int, code: str, row: int) -> tuple[RecordKind, Context, models.Model]:
    """A row of this very account the reader may change; a row of another account does not exist here."""
    kind, context = _asked(request, pk, code)
    found = get_object_or_404(kind.rows(context), pk=row)
    if not kind.changes(context, found):
        raise PermissionDenied
    return kind, context, found


def _form_page(request: HttpRequest, kind: RecordKind, context: Context, row: models.Model | None) -> HttpResponse:
    """What was typed is kept when it cannot be saved."""
    may_delete = row is not None and kind.takes(context, row)
    told: dict[str, Any] = {"account": context.account, "user": context.user, "on": context.on}
    data = request.POST if request.method == "POST" else None
    form = kind.form(data, instance=row, initial=_prefilled(request, kind), **told)
    if request.method == "POST" and form.is_valid() and _written(request, kind, form):
        messages.success(request, form.outcome())
        return redirect(_way_back(request, context.account, kind))
    page = {
        "account": context.account,
        "kind": kind,
        "form": form,
        "row": row,
        "next": _asked_way(request),
        "may_delete": may_delete,
    }
    return render(request, "accounts_app/records/form.html", page, status=422 if form.errors else 200)


def _prefilled(request: HttpRequest, kind: RecordKind) -> dict[str, Any]:
    """What a link to the form fills in beforehand: `?events=7` ticks that event of the clock."""
    fields = {name: field for name, field in kind.form.base_fields.items() if name in request.GET}
    return {
        name: request.GET.getlist(name) if isinstance(field, ModelMultipleChoiceField) else request.GET[name]
        for name, field in fields.items()
    }


def _written(request: HttpRequest, kind: RecordKind, form: Any) -> bool:
    """Somebody may have written the same row a moment ago: then it is said, and nothing is lost."""
    try:
        with transaction.atomic():
            kind.write(form=form, kind=kind.code, by=cast(User, request.user))
    except IntegrityError:
        form.add_error(None, gettext("Somebody saved the same a moment ago. Look at the list before you save again."))
        return False
    return True


def _asked_way(request: HttpRequest) -> str:
    """Where the writer came from, when it is one of our own pages."""
    way = request.POST.get("next") or request.GET.get("next") or ""
    return way if url_has_allowed_host_and_scheme(way, allowed_hosts=None) and way.startswith("/") else ""


def _way_back(request: HttpRequest, account: Account, kind: RecordKind) -> str:
    return _asked_way(request) or reverse("accounts:record_list", args=[account.pk, kind.code])

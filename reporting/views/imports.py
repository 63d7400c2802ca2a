"""Imports: upload workbooks, look at what every row was judged to be, confirm or cancel."""

import datetime
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.hidden_words import mentions_hidden
from config.common import clock
from config.common.downloads import XLSX
from config.common.exports import Column, write_xlsx
from reporting.actions import imports
from reporting.forms.imports import UploadForm
from reporting.imports import preview
from reporting.imports.batches import visible_batches
from reporting.imports.discreet import without_hidden
from reporting.imports.fault import DeliveryFault
from reporting.imports.workbook import WorkbookError
from reporting.models import ImportBatch, ImportFile
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

PER_PAGE = 50


@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """Batches the reader may see, newest first."""
    on = _allowed(request)
    found = visible_batches(request.user, on=on).select_related("created_by__person").prefetch_related("files")
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reporting/imports/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Upload files; all are read and judged, nothing is loaded yet."""
    on = _allowed(request)
    if request.method != "POST":
        return render(request, "reporting/imports/new.html", {"form": UploadForm(), "earlier": None})
    form = UploadForm(request.POST, request.FILES)
    earlier = None
    if form.is_valid():
        try:
            batch = imports.upload(files=form.cleaned_data["workbooks"], as_of=on, by=_reader(request))
        except (DeliveryFault, WorkbookError) as fault:
            form.add_error("workbooks", fault.text(_lang()))
            earlier = visible_batches(request.user, on=on).filter(pk=int(str(fault.values.get("batch", 0)))).first()
        else:
            return redirect("reporting:import_batch", pk=batch.pk)
    return render(request, "reporting/imports/new.html", {"form": form, "earlier": earlier}, status=422)


@require_safe
def import_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch: files, totals, planned or made changes, and every row that needs attention."""
    batch = _batch(request, pk)
    lang = _lang()
    files = _files(request, batch)
    verdict = request.GET.get("verdict", "")
    if verdict not in preview.SHOWN_VERDICTS:
        verdict = ""
    page = Paginator(preview.kept_rows(files, verdict), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "files": preview.file_lines(files, lang),
        "controls": preview.control_lines(files),
        "blockers": preview.blocking_sentences(files, lang),
        "page": page,
        "rows": [preview.row_line(file, kept, lang) for file, kept in page.object_list],
        "verdict": verdict,
        "counts": preview.verdict_counts(files),
        "rejected": sum(file.rejected for file in files),
        "is_waiting": batch.state == ImportBatch.State.PREVIEWED,
        "is_blocked": batch.state == ImportBatch.State.BLOCKED,
    }
    return render(request, "reporting/imports/batch.html", context)


@require_POST
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Load the batch; rejected rows are left out, as the button said."""
    batch = _batch(request, pk)
    try:
        changes = imports.confirm(batch=batch, by=_reader(request), on=clock.today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (DeliveryFault, WorkbookError) as fault:
        messages.error(request, _said(request, batch, fault.text(_lang())))
    else:
        text = gettext("Loaded: %(created)s created, %(updated)s updated, %(deleted)s deleted.")
        messages.success(request, text % changes.as_dict())
    return redirect("reporting:import_batch", pk=batch.pk)


@require_POST
def import_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the batch unloaded."""
    batch = _batch(request, pk)
    try:
        imports.cancel(batch=batch, by=_reader(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reporting:import_batch", pk=batch.pk)
    count = batch.files.count()
    text = ngettext("%(count)s file was left unloaded.", "%(count)s files were left unloaded.", count)
    messages.info(request, text % {"count": count})
    return redirect("reporting:import_list")


@require_safe
def import_rejected(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """The rejected rows of a sheet as a workbook with what is wrong in the last column, to be corrected and loaded."""
    file = next((file for file in _files(request, _batch(request, pk)) if file.pk == file_pk), None)
    if file is None:
        raise Http404
    sheet = request.GET.get("sheet", "")
    titles, rows = preview.rejected_table(file, sheet, _lang())
    if not rows:
        raise Http404
    columns = [Column(title) for title in (*titles, gettext("Error"))]
    headers = {"Content-Disposition": f'attachment; filename="{file.kind}_{pk}.xlsx"', "Cache-Control": "no-store"}
    return HttpResponse(write_xlsx(sheet, columns, rows), content_type=XLSX, headers=headers)


def _allowed(request: HttpRequest) -> datetime.date:
    on = clock.today()
    if not has_permission(request.user, Permission.IMPORT_DATA, on=on):
        raise PermissionDenied
    return on


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    """A batch the reader may see; another one does not exist for them."""
    on = _allowed(request)
    return get_object_or_404(visible_batches(request.user, on=on).select_related("created_by__person"), pk=pk)


def _files(request: HttpRequest, batch: ImportBatch) -> list[ImportFile]:
    """The files of the batch; rows about accounts the reader may not know of are there for their uploader only."""
    files = list(batch.files.defer("content"))
    return files if _is_own(request, batch) else without_hidden(files, mentions_hidden(request.user, on=clock.today()))


def _said(request: HttpRequest, batch: ImportBatch, text: str) -> str:
    """Why a batch is not loaded, without a row that names an account the reader may not know of."""
    if _is_own(request, batch) or not mentions_hidden(request.user, on=clock.today())(text):
        return text
    return gettext("The batch cannot be loaded. Ask the person who uploaded it.")


def _is_own(request: HttpRequest, batch: ImportBatch) -> bool:
    return batch.created_by_id is not None and batch.created_by_id == request.user.pk


def _reader(request: HttpRequest) -> User:
    """The login; the middleware lets nobody in without one."""
    return cast(User, request.user)


def _lang() -> str:
    return (get_language() or "fi")[:2]

"""Meetings of the board: the list, planning, the page of one, freezing the pack, the pack as files."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import views_of
from config.common import clock
from config.common.clock import HELSINKI
from config.common.downloads import XLSX
from config.common.month import add_months, rolling
from config.common.working_days import last_closed_month, nth_working_day
from reporting.actions import meetings as actions
from reporting.board.may import may_run
from reporting.board.meeting_list import meeting_rows
from reporting.board.meeting_page import meeting_page
from reporting.board.pack_book import pack_book
from reporting.board.pack_pdf import pack_pdf
from reporting.board.records import readable_accounts
from reporting.cards.wording import WORDS
from reporting.forms.meetings import MeetingForm
from reporting.models import BoardMeeting
from reporting.views.meeting_rights import asked_to_read, asked_to_run, language, meeting_or_404, reader

MEETING_WORKING_DAY = 12  # of the month after (domain.md 1.8)
MONTHS_TO_CHOOSE = 12


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    """All meetings, the newest first."""
    on = asked_to_read(request)
    context = {"rows": meeting_rows(request.user, on=on, lang=language()), "may_run": may_run(request.user, on=on)}
    return render(request, "reporting/meetings/list.html", context)


def _months(on: datetime.date, *also: datetime.date) -> list[datetime.date]:
    """The months a meeting can be about, the newest first."""
    closed = last_closed_month(on)
    return sorted({add_months(closed, 1), *rolling(closed, MONTHS_TO_CHOOSE), *also}, reverse=True)


def _suggested(on: datetime.date) -> dict[str, Any]:
    """The next meeting: about the newest month without one, on the twelfth working day of the month after."""
    closed = last_closed_month(on)
    planned = set(BoardMeeting.objects.filter(month__gte=closed).values_list("month", flat=True))
    month = next(month for month in (closed, add_months(closed, 1), add_months(closed, 2)) if month not in planned)
    day = max(on, nth_working_day(add_months(month, 1), MEETING_WORKING_DAY))
    return {"month": f"{month:%Y-%m}", "day": day, "time": datetime.time(9)}


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    on = asked_to_run(request)
    data = request.POST if request.method == "POST" else None
    months = _months(on, add_months(last_closed_month(on), 2))
    form = MeetingForm(data, months=months, lang=language(), initial=_suggested(on))
    if data is not None and form.is_valid():
        try:
            made = actions.plan(**form.values(), by=reader(request), on=on)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, gettext("The meeting is planned."))
            return redirect("reporting:meeting", pk=made.pk)
    return render(
        request, "reporting/meetings/form.html", {"form": form, "meeting": None}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change when and where it meets."""
    on = asked_to_run(request)
    meeting = meeting_or_404(pk)
    local = meeting.meets_at.astimezone(HELSINKI)
    initial = {"month": f"{meeting.month:%Y-%m}", "day": local.date(), "time": local.time(), "place": meeting.place}
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, months=_months(on, meeting.month), lang=language(), initial=initial)
    if data is not None and form.is_valid():
        try:
            actions.change(meeting=meeting, **form.values(), by=reader(request), on=on)
        except ValidationError as refused:
            form.take(refused)
        else:
            messages.success(request, gettext("The meeting is changed."))
            return redirect("reporting:meeting", pk=pk)
    return render(
        request, "reporting/meetings/form.html", {"form": form, "meeting": meeting}, status=422 if form.errors else 200
    )


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda of a meeting and how far it is."""
    on = asked_to_read(request)
    found = meeting_or_404(pk)
    page = meeting_page(found, request.user, on=on, lang=language())
    return render(request, "reporting/meetings/page.html", {"meeting": found, "page": page})


@require_POST
def meeting_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the pack, or a new version of it after a correction."""
    asked_to_run(request)
    found = meeting_or_404(pk)
    shown = request.POST.get("after", "0")
    try:
        pack = actions.freeze(
            meeting=found, by=reader(request), at=clock.now(), after=int(shown) if shown.isdecimal() else 0
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, gettext("Version %(n)s of the pack is frozen.") % {"n": pack.version})
    return redirect("reporting:meeting", pk=pk)


@require_safe
def meeting_pack(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The pack as a PDF or a workbook; `?lang=` chooses the language. The file name tells no customer."""
    on = asked_to_read(request)
    found = meeting_or_404(pk)
    lang = request.GET.get("lang", language())
    if lang not in WORDS or kind not in FILES:
        raise Http404
    make, content_type = FILES[kind]
    views_of.note_export(user=request.user, on=on)
    made = make(found, readable_accounts(request.user, on=on), lang)
    if made is None:
        raise Http404
    content, version = made
    headers = {
        "Content-Disposition": f'attachment; filename="pack-{found.month:%Y-%m}-v{version}-{lang}.{kind}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)


FILES = {"pdf": (pack_pdf, "application/pdf"), "xlsx": (pack_book, XLSX)}

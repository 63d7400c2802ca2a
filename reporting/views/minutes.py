"""The minutes of a meeting: kept while it goes on, frozen at its end, read and printed afterwards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import views_of
from config.common import clock
from reporting.actions import meetings as actions
from reporting.board.may import may_run
from reporting.board.minutes_page import minutes_page
from reporting.board.minutes_pdf import minutes_pdf
from reporting.cards.wording import WORDS
from reporting.forms.meetings import NotesForm
from reporting.models import BoardMeeting
from reporting.views.meeting_rights import asked_to_read, asked_to_run, language, meeting_or_404, reader


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they stand; while they are open those who run the meeting write who is there and the notes."""
    on = asked_to_run(request) if request.method == "POST" else asked_to_read(request)
    meeting = meeting_or_404(pk)
    is_open = meeting.state != BoardMeeting.State.CLOSED
    data = request.POST if request.method == "POST" else None
    form = None
    if is_open and may_run(request.user, on=on):
        initial = {"attendees": meeting.attendees.all(), "notes": meeting.notes}
        form = NotesForm(data, meeting=meeting, initial=initial)
    if data is not None and _kept(request, meeting, form):
        return redirect("reporting:meeting_minutes", pk=pk)
    context = {
        "meeting": meeting,
        "page": minutes_page(meeting, request.user, on=on, at=clock.now(), lang=language()),
        "form": form,
        "may_close": form is not None and meeting.state == BoardMeeting.State.PACKED,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "reporting/meetings/minutes.html", context, status=status)


def _kept(request: HttpRequest, meeting: BoardMeeting, form: NotesForm | None) -> bool:
    """Whether the notes were dealt with; False: the form has something to correct."""
    if form is None:
        messages.error(request, gettext("The meeting is held and its minutes are frozen."))
        return True
    if not form.is_valid():
        return False
    try:
        actions.keep_notes(meeting=meeting, **form.cleaned_data, by=reader(request), on=clock.today())
    except ValidationError as refused:
        form.take(refused)
        return False
    messages.success(request, gettext("The notes are saved."))
    return True


@require_POST
def minutes_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the minutes; from then on no stance changes."""
    asked_to_run(request)
    meeting = meeting_or_404(pk)
    try:
        actions.close(meeting=meeting, by=reader(request), at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, gettext("The minutes are frozen. Cards without an instruction are closed."))
    return redirect("reporting:meeting_minutes", pk=pk)


@require_safe
def minutes_pdf_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen minutes as a PDF; `?lang=` chooses the language."""
    on = asked_to_read(request)
    meeting = meeting_or_404(pk)
    lang = request.GET.get("lang", language())
    if lang not in WORDS:
        raise Http404
    content = minutes_pdf(meeting, request.user, at=clock.now(), lang=lang)
    if content is None:
        raise Http404
    views_of.note_export(user=request.user, on=on)
    headers = {
        "Content-Disposition": f'attachment; filename="minutes-{meeting.month:%Y-%m}-{lang}.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)

"""The acts on cards: publishing, correcting, asking for a correction."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from accounts_app.actions import board_requests
from accounts_app.models import BoardRequest
from config.common import clock
from reporting import due
from reporting.actions import card_publishing
from reporting.forms.cards import CorrectionForm, CorrectionRequestForm, MonthForm
from reporting.models import JobRun
from reporting.views.card_shared import readable_card, reader
from reporting.views.cards import card_page
from teams.permissions import has_permission
from teams.roles import Permission


@require_POST
def card_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish one card to the board."""
    found, held = readable_card(request, pk)
    if not held.publish_card:
        raise PermissionDenied
    try:
        count = card_publishing.publish(cards=[found], by=reader(request), at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("reporting:card_write", pk=pk)
    if count:
        messages.success(request, gettext("The card is published. From now on it does not change."))
    else:
        messages.info(request, gettext("The card was published already."))
    return redirect("reporting:card", pk=pk)


@require_POST
def card_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The board starts a correction: a new version as a draft."""
    found, held = readable_card(request, pk)
    if not held.take_stance:
        raise PermissionDenied
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            made = card_publishing.correct(
                card=found, reason=form.cleaned_data["reason"], by=reader(request), at=clock.now()
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, gettext("A new version is open as a draft. The old one stays readable."))
            return redirect("reporting:card", pk=made.pk)
    return card_page(request, found, held, correction=form, status=422)


@require_POST
def card_ask_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """The director asks the board to correct a published card; more is not done to it."""
    found, held = readable_card(request, pk)
    if not held.comment_card:
        raise PermissionDenied
    if found.frozen_at is None:
        messages.info(request, gettext("The card is still a draft: write on it."))
        return redirect("reporting:card_write", pk=pk)
    form = CorrectionRequestForm(request.POST)
    if form.is_valid():
        text, account, by = form.cleaned_data["text"], found.account, reader(request)
        kind, at = BoardRequest.Kind.CORRECTION.value, clock.now()
        board_requests.ask(account=account, kind=kind, text=text, by=by, at=at, card_month=found.month)
        messages.success(request, gettext("The board is asked to correct the card."))
        return redirect("reporting:card", pk=pk)
    return card_page(request, found, held, asked=form, status=422)


@require_POST
def cards_publish(request: HttpRequest) -> HttpResponse:
    """Ask that every card of a month that is not published yet is published: a job, however many they are."""
    if not has_permission(request.user, Permission.PUBLISH_ANY_CARD, on=clock.today()):
        raise PermissionDenied
    form = MonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("This is not a month. Write 2026-08."))
        return redirect("reporting:card_list")
    month = form.cleaned_data["month"]
    job = due.publication_now(month=month, pressed_at=timezone.now(), by=reader(request))
    _tell_published(request, job)
    return redirect(f"{reverse('reporting:card_list')}?month={month:%Y-%m}")


def _tell_published(request: HttpRequest, job: JobRun) -> None:
    """What the job did, or that it is under way."""
    job.refresh_from_db()
    if job.state not in (JobRun.State.DONE, JobRun.State.FAILED):
        messages.info(request, gettext("The cards are being published. Open the list again in a moment."))
        return
    count = job.result.get("published", 0)
    messages.success(request, ngettext("%(n)s card published.", "%(n)s cards published.", count) % {"n": count})
    if job.state == JobRun.State.FAILED or job.result["failed"]:
        messages.error(request, gettext("Some cards could not be published. They are listed below with the reason."))

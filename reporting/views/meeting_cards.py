"""The walk through the cards of a meeting: the card, the stance, undoing it, and noting the rest together."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts_app.actions import views_of
from accounts_app.ownership import responsible_on
from accounts_app.permissions import AccountRights
from config.common import clock
from reporting.actions import list_approval, stances
from reporting.board.meeting_page import stance_line
from reporting.board.rest import noted_by_list, rest_of
from reporting.board.walk import cards_of, last_stance, next_open, walk_of
from reporting.cards.phase import phases
from reporting.cards.shelf import sheet_of, stance_on
from reporting.forms.stances import StanceForm
from reporting.models import BoardMeeting, QualityCard, Stance
from reporting.views.meeting_rights import asked_to_run, card_in_meeting, language, meeting_or_404, reader


@require_safe
def meeting_card(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """One frozen card of the pack, with what was said before and the form of the stance."""
    meeting, found, held, on = card_in_meeting(request, pk, card)
    views_of.note(user=request.user, account=found.account, what=views_of.CARD, on=on)
    return _page(request, meeting, found, held)


def _page(
    request: HttpRequest,
    meeting: BoardMeeting,
    card: QualityCard,
    held: AccountRights,
    form: StanceForm | None = None,
) -> HttpResponse:
    on = clock.today()
    walk = walk_of(meeting, card.pk, request.user, on=on, lang=language())
    if walk is None:
        raise Http404
    stance = stance_on(card)
    is_open = meeting.state == BoardMeeting.State.PACKED
    may_take = is_open and held.take_stance
    context = {
        "meeting": meeting,
        "card": card,
        "walk": walk,
        "line": walk.line,
        "sheet": sheet_of(card, language()),
        "phase": phases([card])[card.pk].label,
        "stance": stance,
        "taken": stance_line(stance, may_undo=may_take and stance.meeting_id == meeting.pk) if stance else None,
        "last": last_stance(card),
        "form": form or (_form(card) if may_take and stance is None else None),
        "is_own": held.in_charge,
        "is_open": is_open,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "reporting/meetings/card.html", context, status=status)


def _form(card: QualityCard, data: Any = None) -> StanceForm:
    on = clock.today()
    owner = responsible_on([card.account_id], on)[card.account_id].owner
    content = card.snapshot
    rows = [*content["metrics"], *(content["growth"] if isinstance(content["growth"], list) else [])]
    metrics = [(row["id"], row["texts"][language()]["label"]) for row in rows]
    return StanceForm(data, account=card.account, owner=owner, metrics=metrics, on=on)


@require_POST
def stance_take(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Record the stance and go on to the next card; what was typed is kept when it cannot be recorded."""
    meeting, found, held, on = card_in_meeting(request, pk, card)
    if not held.take_stance:
        raise PermissionDenied
    form = _form(found, request.POST)
    if form.is_valid():
        try:
            made = stances.take(meeting=meeting, card=found, said=form.said(), by=reader(request), at=clock.now())
        except ValidationError as refused:
            form.take(refused)
        else:
            told = gettext("%(account)s: %(stance)s.") % {
                "account": found.account.name,
                "stance": made.get_kind_display(),
            }
            undo = reverse("reporting:stance_undo", args=[pk, card])
            messages.success(request, told, extra_tags=f"undo:{undo}")
            agenda = cards_of(meeting, request.user, on=on, lang=language())
            following = next_open(agenda, card)
            if following is None:
                return redirect("reporting:meeting", pk=pk)
            return redirect("reporting:meeting_card", pk=pk, card=following)
    return _page(request, meeting, found, held, form)


@require_POST
def stance_undo(request: HttpRequest, pk: int, card: int) -> HttpResponse:
    """Take the stance on the card back."""
    meeting, found, held, _on = card_in_meeting(request, pk, card)
    if not held.take_stance:
        raise PermissionDenied
    stance = Stance.objects.filter(meeting=meeting, card=found, withdrawn_at__isnull=True).first()
    try:
        done = stance is not None and stances.undo(stance=stance, by=reader(request), at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        if not done:
            messages.info(request, gettext("There is no stance to undo on this card."))
        elif stance is not None and stances.left_behind(stance):
            messages.warning(request, gettext("The stance is undone. The new version stays: somebody wrote in it."))
        else:
            messages.success(request, gettext("The stance is undone."))
    if walk_of(meeting, card, request.user, on=clock.today(), lang=language()) is None:
        return redirect("reporting:meeting", pk=pk)
    return redirect("reporting:meeting_card", pk=pk, card=card)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact list of the cards that are noted together, and the act."""
    on = asked_to_run(request)
    meeting = meeting_or_404(pk)
    if request.method == "POST":
        cards = {int(number) for number in request.POST.getlist("card") if number.isdecimal()}
        try:
            made = list_approval.note_rest(meeting=meeting, cards=cards, by=reader(request), at=clock.now())
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            told = ngettext("%(n)s card is noted.", "%(n)s cards are noted.", len(made)) % {"n": len(made)}
            undo = f"undo:{reverse('reporting:meeting_rest_undo', args=[pk])}" if made else ""
            messages.success(request, told, extra_tags=undo)
        return redirect("reporting:meeting_rest", pk=pk)
    noted = noted_by_list(meeting, reader(request), on=on).select_related("card__account").order_by("pk")
    context = {
        "meeting": meeting,
        "rows": rest_of(meeting, reader(request), on=on),
        "noted": noted.defer("card__snapshot"),
        "is_open": meeting.state == BoardMeeting.State.PACKED,
    }
    return render(request, "reporting/meetings/rest.html", context)


@require_POST
def meeting_rest_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back everything that was noted together."""
    asked_to_run(request)
    meeting = meeting_or_404(pk)
    try:
        count = list_approval.undo_rest(meeting=meeting, by=reader(request), at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        told = ngettext("%(n)s noted card is undone.", "%(n)s noted cards are undone.", count) % {"n": count}
        messages.success(request, told)
    return redirect("reporting:meeting_rest", pk=pk)

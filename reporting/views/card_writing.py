"""The director's page of a draft: everything is kept with one button, complete or not (domain.md 1.8)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from accounts_app.forms.records.people import grouped_people
from accounts_app.models import PathAction
from config.common import clock
from reporting.actions import card_publishing, card_words
from reporting.cards.draft_order import next_waiting
from reporting.cards.follow_up_read import open_on
from reporting.dashboards.card_writing import DraftPage, checks, draft_page
from reporting.forms.card_words import BaseSteps, WordsForm, steps_of
from reporting.models import QualityCard
from reporting.views.card_shared import language, readable_card, reader

NEXT, PUBLISH = "next", "publish"


@require_http_methods(["GET", "HEAD", "POST"])
def card_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Comment, answers, path and request of one draft; what was typed is kept when it cannot be saved."""
    card, held = readable_card(request, pk)
    if not held.comment_card:
        raise PermissionDenied
    if request.method != "POST" and card.frozen_at is not None:
        return redirect("reporting:card", pk=pk)
    on = clock.today()
    page = draft_page(card, on=on, lang=language())
    data = request.POST if request.method == "POST" else None
    form, steps = _forms(card, page, data, held.reader)
    if data is not None and form.is_valid() and steps.is_valid():
        try:
            words = form.words(steps.steps)
            card_words.write(card=card, words=words, by=reader(request), at=clock.now())
        except ValidationError as refused:
            form.take(refused)
        else:
            return _after(request, card, data.get("then", ""))
    return _render(request, card, page, form, steps, status=422 if form.errors or steps.total_error_count() else 200)


def _forms(card: QualityCard, page: DraftPage, data: Any, writer: int) -> tuple[WordsForm, BaseSteps]:
    on = clock.today()
    answers = {f"answer_{rule}": text for rule, text in card.answers.items()}
    initial = {"comment": card.comment, "seen": card_words.mark_of(card), **answers}
    form = WordsForm(data, initial=initial, reds=[red.rule for red in page.reds])
    still_open = PathAction.objects.filter(open_on(on, "done_on", "dropped_on"), account=card.account_id)
    steps = steps_of(
        data,
        actions=list(still_open.select_related("owner", "account").order_by("due_on", "pk")),
        people=grouped_people(card.account, on),
        metrics=[(row["id"], f"{row['id']} {row['label']}") for group in _groups(page) for row in group["rows"]],
        writer=writer,
        on=on,
    )
    return form, steps


def _groups(page: DraftPage) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = page.sheet["metrics"]["groups"]
    return groups


def _render(
    request: HttpRequest, card: QualityCard, page: DraftPage, form: WordsForm, steps: BaseSteps, *, status: int
) -> HttpResponse:
    if status != 200:  # the mark of the words that are there now: the next try is made knowing them
        now = QualityCard.objects.only("commented_at").get(pk=card.pk)
        again = request.POST.copy()
        again["seen"] = card_words.mark_of(now)
        form.data = again
    following, others = next_waiting(request.user, card, clock.today())
    context = {
        "card": card,
        "page": page,
        "sheet": page.sheet,
        "form": form,
        "answers": [(red, form[f"answer_{red.rule}"]) for red in page.reds],
        "steps": steps,
        "following": following,
        "others": others,
        "today": clock.today(),
    }
    return render(request, "reporting/cards/write.html", context, status=status)


def _after(request: HttpRequest, card: QualityCard, then: str) -> HttpResponse:
    """Publish, go on to the next draft, or stay and say what is still missing."""
    if then == PUBLISH and _published(request, card):
        return redirect("reporting:card", pk=card.pk)
    if then == NEXT:
        messages.success(request, gettext("The card of %(name)s is saved.") % {"name": card.account.name})
        following, _others = next_waiting(request.user, card, clock.today())
        if following is not None:
            return redirect("reporting:card_write", pk=following.pk)
        messages.success(request, gettext("No other card waits for you."))
        return redirect("reporting:start")
    if then != PUBLISH:
        messages.success(request, _said(card))
    return redirect("reporting:card_write", pk=card.pk)


def _published(request: HttpRequest, card: QualityCard) -> bool:
    try:
        card_publishing.publish(cards=[card], by=reader(request), at=clock.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    messages.success(request, gettext("The card is published. From now on it does not change."))
    return True


def _said(card: QualityCard) -> str:
    count = sum(not check.is_done for check in checks(card))
    if not count:
        return gettext("Saved. Nothing is missing.")
    return ngettext("Saved. %(n)s thing is still missing.", "Saved. %(n)s things are still missing.", count) % {
        "n": count
    }

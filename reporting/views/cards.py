"""The list of quality cards, a card as a page and as a PDF, and the acts on it."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from config.common.month import short_month
from reporting.actions import card_publishing, card_words
from reporting.cards.pdf import card_pdf
from reporting.cards.phase import phases
from reporting.cards.shelf import earlier_cards, months, newest_versions, readable, sheet_of
from reporting.cards.wording import WORDS, words
from reporting.forms.cards import CardFilter, CommentForm, CorrectionForm, MonthForm
from reporting.models import QualityCard
from teams.models import User
from teams.permissions import has_permission
from teams.roles import Permission

PER_PAGE = 50
SHOWN_MONTHS = 12  # of the other cards; the older ones open on request


def language() -> str:
    """The language of the reader, Finnish when none is active."""
    return (get_language() or "fi")[:2]


@require_safe
def card_list(request: HttpRequest) -> HttpResponse:
    """Cards of one month, red ones first; `?format=` gives the same rows as a file."""
    on = clock.today()
    mine = readable(request.user, on=on)
    form = CardFilter(request.GET, months=months(mine))
    found = newest_versions(mine, form.chosen_month) if form.chosen_month else mine.none()
    for field in ("state", "status"):
        if value := form.asked(field):
            found = found.filter(**{field: value})
    if kind := request.GET.get("format"):
        return _file(found, form, kind)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    known = phases(page.object_list)
    context = {
        "form": form,
        "page": page,
        "rows": [(card, _trend(card), known[card.pk].label) for card in page.object_list],
        "month": form.chosen_month,
        "month_name": short_month(form.chosen_month) if form.chosen_month else "",
        "drafts": newest_versions(mine, form.chosen_month).filter(frozen_at=None).count() if form.chosen_month else 0,
        "may_publish": has_permission(request.user, Permission.PUBLISH_ANY_CARD, on=on),
    }
    return render(request, "reporting/cards/list.html", context)


def _trend(card: Any) -> str:
    header: dict[str, Any] = card.header
    return str(header["arrow"] if header["trend"] == "same" else header["trend"])


def _file(cards: Any, form: CardFilter, kind: str) -> HttpResponse:
    labels = (
        gettext("Account"), gettext("Month"), gettext("Status"), gettext("Trend"), gettext("Phase"),
        gettext("Account director"), gettext("Care model"),
    )  # fmt: skip
    columns = [*(Column(label) for label in labels), Column(gettext("Version"), "number", 0)]
    name = f"cards-{form.chosen_month:%Y-%m}" if form.chosen_month else "cards"
    return download(name, columns, _cells(cards), kind)


def _cells(cards: Any) -> Iterator[list[Any]]:
    text, rows = words(language()), list(cards)
    known = phases(rows)
    for card in rows:
        header = card.header
        month, trend = short_month(card.month), text[_trend(card)]
        status, phase = card.get_status_display(), known[card.pk].label
        yield [header["name"], month, status, trend, phase, header["owner"], header["care_model"], card.version]


def _readable_card(request: HttpRequest, pk: int) -> tuple[QualityCard, AccountRights]:
    """A card of a visible account (otherwise 404) whose cards the reader may read (otherwise 403)."""
    on = clock.today()
    visible = Account.objects.visible_to(request.user, on=on)
    card = get_object_or_404(QualityCard.objects.select_related("account"), pk=pk, account__in=visible.values("pk"))
    held = rights(request.user, card.account, on)
    if not held.cards:
        raise PermissionDenied
    return card, held


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a page: the same texts in the same order as the PDF."""
    found, held = _readable_card(request, pk)
    views_of.note(user=request.user, account=found.account, what=views_of.CARD, on=clock.today())
    form = CommentForm(initial={"text": found.comment}) if _open_to_comment(found, held) else None
    return _card_page(request, found, held, form)


def _open_to_comment(card: QualityCard, held: AccountRights) -> bool:
    return held.comment_card and card.frozen_at is None


def _card_page(
    request: HttpRequest, card: QualityCard, held: AccountRights, form: CommentForm | None, status: int = 200
) -> HttpResponse:
    others = list(earlier_cards(card))
    newer = any(other.month == card.month and other.version > card.version for other in others)
    context = {
        "card": card,
        "sheet": sheet_of(card, language()),
        "phase": phases([card])[card.pk].label,
        "form": form,
        "characters": len((form["text"].value() if form else card.comment) or ""),
        "may_publish": held.publish_card and card.frozen_at is None,
        "correction": CorrectionForm() if held.publish_card and card.frozen_at and not newer else None,
        "others": others[:SHOWN_MONTHS],
        "older": others[SHOWN_MONTHS:],
        "newer": newer,
    }
    return render(request, "reporting/cards/card.html", context, status=status)


@require_safe
def card_pdf_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a PDF to keep; `?lang=` chooses the language. The file name tells no customer."""
    found, _held = _readable_card(request, pk)
    views_of.note(user=request.user, account=found.account, what=views_of.CARD, on=clock.today())
    lang = request.GET.get("lang", language())
    if lang not in WORDS:
        raise Http404
    content = card_pdf(sheet_of(found, lang), made_at=found.frozen_at)
    name = f"{found.month:%Y-%m}-{found.pk}-v{found.version}-{lang}.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="card-{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_POST
def card_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the director's comment; what was typed is kept when it cannot be saved."""
    found, held = _readable_card(request, pk)
    form = CommentForm(request.POST)
    if not held.comment_card:
        raise PermissionDenied
    if form.is_valid():
        try:
            card_words.comment(card=found, text=form.cleaned_data["text"], by=_reader(request), at=clock.now())
        except ValidationError as problem:
            form.add_error("text", problem)
        else:
            messages.success(request, gettext("The comment is saved."))
            return redirect("reporting:card", pk=pk)
    return _card_page(request, found, held, form, status=422)


@require_POST
def card_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish one card to the board."""
    found, held = _readable_card(request, pk)
    if not held.publish_card:
        raise PermissionDenied
    if card_publishing.publish(cards=[found], by=_reader(request), at=clock.now()):
        messages.success(request, gettext("The card is published. From now on it does not change."))
    else:
        messages.info(request, gettext("The card was published already."))
    return redirect("reporting:card", pk=pk)


@require_POST
def card_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Start a correction: a new version as a draft."""
    found, held = _readable_card(request, pk)
    if not held.publish_card:
        raise PermissionDenied
    form = CorrectionForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        made = card_publishing.correct(card=found, reason=reason, by=_reader(request), at=clock.now())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("reporting:card", pk=pk)
    messages.success(request, gettext("A new version is open as a draft. The old one stays readable."))
    return redirect("reporting:card", pk=made.pk)


@require_POST
def cards_publish(request: HttpRequest) -> HttpResponse:
    """Publish every card of a month that is not published yet."""
    on = clock.today()
    if not has_permission(request.user, Permission.PUBLISH_ANY_CARD, on=on):
        raise PermissionDenied
    form = MonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("This is not a month. Write 2026-08."))
        return redirect("reporting:card_list")
    month = form.cleaned_data["month"]
    open_cards = readable(request.user, on=on).filter(month=month, frozen_at=None)
    count = card_publishing.publish(cards=open_cards, by=_reader(request), at=clock.now())
    messages.success(request, ngettext("%(n)s card published.", "%(n)s cards published.", count) % {"n": count})
    return redirect(f"{reverse('reporting:card_list')}?month={month:%Y-%m}")


def _reader(request: HttpRequest) -> User:
    """Who is logged in; nobody else comes past the login of every page."""
    return cast(User, request.user)

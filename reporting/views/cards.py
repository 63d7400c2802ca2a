"""The list of quality cards, and a card as a page and as a PDF."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from accounts_app.permissions import AccountRights
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from config.common.month import short_month
from reporting.cards.failures import failures
from reporting.cards.late_data import late_data
from reporting.cards.pdf import card_pdf
from reporting.cards.phase import phases
from reporting.cards.shelf import differences_to, earlier_cards, months, newest_versions, readable, sheet_of, stance_on
from reporting.cards.wording import WORDS, words
from reporting.forms.cards import CardFilter, CorrectionForm, CorrectionRequestForm
from reporting.models import QualityCard
from reporting.views.card_parts import named
from reporting.views.card_shared import language, readable_card
from teams.permissions import has_permission
from teams.roles import Permission

PER_PAGE = 50
SHOWN_MONTHS = 12  # of the other cards; the older ones open on request


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
        "failures": failures(request.user, [form.chosen_month] if form.chosen_month else None, on=on),
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


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a page: the same texts in the same order as the PDF."""
    found, held = readable_card(request, pk)
    views_of.note(user=request.user, account=found.account, what=views_of.CARD, on=clock.today())
    return card_page(request, found, held)


def card_page(
    request: HttpRequest,
    card: QualityCard,
    held: AccountRights,
    *,
    correction: CorrectionForm | None = None,
    asked: CorrectionRequestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a card with what the reader may do to it; `correction` and `asked` hold what was refused."""
    others = list(earlier_cards(card))
    newer = any(other.month == card.month and other.version > card.version for other in others)
    is_frozen = card.frozen_at is not None
    context = {
        "card": card,
        "sheet": sheet_of(card, language()),
        "phase": phases([card])[card.pk].label,
        "stance": stance_on(card) if is_frozen else None,
        "may_write": held.comment_card and not is_frozen,
        "may_publish": held.publish_card and not is_frozen,
        "correction": (correction or CorrectionForm()) if held.take_stance and is_frozen and not newer else None,
        "asked": (asked or CorrectionRequestForm()) if held.comment_card and is_frozen and not newer else None,
        "differences": named(differences_to(card, card.supersedes, language())) if card.supersedes else (),
        "others": others[:SHOWN_MONTHS],
        "older": others[SHOWN_MONTHS:],
        "newer": newer,
        "late": late_data(card),
    }
    return render(request, "reporting/cards/card.html", context, status=status)


@require_safe
def card_pdf_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as a PDF to keep; `?lang=` chooses the language. The file name tells no customer."""
    found, _held = readable_card(request, pk)
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

"""Any two cards of an account side by side, on the page and as a file (issue 5, deliver 7)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.permissions import rights
from config.common import clock
from config.common.downloads import download
from config.common.exports import Column
from reporting.cards.compare import Line, Part
from reporting.cards.shelf import compared
from reporting.forms.cards import CompareForm
from reporting.models import QualityCard
from reporting.rules.sentences import colour_name
from reporting.views.card_parts import named
from reporting.views.card_shared import language


@require_safe
def card_compare(request: HttpRequest) -> HttpResponse:
    """`?account=…&left=…&right=…`; without the cards the two newest ones. `?format=` gives the lines as a file."""
    account = _account(request)
    cards = list(QualityCard.objects.filter(account=account).defer("snapshot").order_by("-month", "-version"))
    form = CompareForm(request.GET, account=account, cards=cards)
    pair = form.pair
    parts: tuple[Part, ...] = ()
    if pair is not None:
        views_of.note(user=request.user, account=account, what=views_of.CARD, on=clock.today())
        parts = compared(*pair, language())
        if kind := request.GET.get("format"):
            return _file(pair, parts, kind)
    context = {
        "account": account,
        "form": form,
        "pair": pair,
        "parts": named(parts),
        "differing": sum(len(part.differing) for part in parts),
    }
    return render(request, "reporting/cards/compare.html", context)


def _account(request: HttpRequest) -> Account:
    """A visible account (otherwise 404) whose cards the reader may read (otherwise 403)."""
    on, asked = clock.today(), request.GET.get("account", "")
    if not asked.isascii() or not asked.isdigit():
        raise Http404
    account = get_object_or_404(Account.objects.visible_to(request.user, on=on), pk=int(asked))
    if not rights(request.user, account, on).cards:
        raise PermissionDenied
    return account


def _file(pair: tuple[QualityCard, QualityCard], parts: tuple[Part, ...], kind: str) -> HttpResponse:
    """The lines as printed; the name of the file tells no customer."""
    labels = [f"{card.month.month}/{card.month.year} v{card.version}" for card in pair]
    heads = (gettext("Part"), gettext("What"), *labels, gettext("Difference"), gettext("Changed"), gettext("Verdict"))
    name = "cards-" + "-".join(f"{card.month:%Y-%m}v{card.version}" for card in pair)
    return download(name, [Column(head) for head in heads], _cells(parts), kind)


def _cells(parts: tuple[Part, ...]) -> Iterator[list[Any]]:
    verdicts = {"better": gettext("better"), "worse": gettext("worse")}
    for part, name in named(parts):
        for line in part.lines:
            sides = (_side(line, line.left, line.left_level), _side(line, line.right, line.right_level))
            changed = gettext("yes") if line.differs else ""
            difference = line.difference if line.differs else ""
            yield [name, line.name, *sides, difference, changed, verdicts.get(line.verdict, "")]


def _side(line: Line, text: str, level: str) -> str:
    word = colour_name("GREY" if level == "UNKNOWN" else level, language()) if level and level != "NA" else ""
    return " · ".join(part for part in (text, word) if part)

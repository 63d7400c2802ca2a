"""What changed since the last meeting and why, and the colours of the portfolio over two years."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.permissions import with_cards
from config.common.downloads import download
from config.common.exports import Column
from reporting.board.movements import Movements, last_meeting_month, months_of, movements
from reporting.board.trend import portfolio_trend
from reporting.cards.sheet import mark
from reporting.cards.wording import words
from reporting.charts.stacked import stacked
from reporting.forms.meetings import MovementsForm
from reporting.views.meeting_rights import asked_to_read, language


@require_safe
def movements_page(request: HttpRequest) -> HttpResponse:
    """Two months of cards side by side; `?format=` gives the same rows as a file."""
    on = asked_to_read(request)
    mine = with_cards(Account.objects.all(), request.user, on=on)
    months = months_of(mine)
    form = MovementsForm(request.GET, months=months, suggested=_suggested(months), lang=language())
    then, now = form.chosen()
    found = movements(mine, then=then, now=now, lang=language()) if then and now else None
    if found is not None and (kind := request.GET.get("format")):
        views_of.note_export(user=request.user, on=on)
        name = f"movements-{then:%Y-%m}-{now:%Y-%m}"
        return download(name, _columns(), _cells(found), kind)
    chart = portfolio_trend(mine, until=now or on)
    context = {"form": form, "found": found, "then": then, "now": now, "chart": chart, "picture": stacked(chart)}
    return render(request, "reporting/movements/page.html", context)


def _suggested(months: list[date]) -> tuple[date | None, date | None]:
    """The newest cards against those of the last meeting before them, or the month before."""
    if len(months) < 2:
        return None, months[0] if months else None
    met = last_meeting_month(months[0])
    return met if met in months else months[1], months[0]


def _columns() -> list[Column]:
    heads = (
        gettext("Account"), gettext("Before"), gettext("Status"), gettext("Movement"), gettext("Rules that moved"),
        gettext("Cause"), gettext("New instructions"), gettext("Closed instructions"),
    )  # fmt: skip
    return [Column(head) for head in heads]


def _cells(found: Movements) -> Iterator[list[Any]]:
    text = words(language())
    for row in found.rows:
        before, now = (mark(colour, language())["word"] if colour else "" for colour in (row.before, row.now))
        rules = "; ".join(f"{move.rule} {move.text}" for move in row.rules)
        causes = "; ".join(dict.fromkeys(move.cause for move in row.rules if move.cause))
        yield [row.name, before, now, text[row.movement], rules, causes, "; ".join(row.given), "; ".join(row.closed)]

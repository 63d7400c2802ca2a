"""A metric of a card opened: what the number is made of, and how it has moved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts_app.actions import views_of
from accounts_app.records.kind import Context
from config.common import clock
from reporting.dashboards.card_metric import metric_page
from reporting.views.card_shared import language, readable_card, reader


@require_safe
def card_metric(request: HttpRequest, pk: int, metric: str) -> HttpResponse:
    """Definition, colour, run chart and rows of one metric, as frozen with the card."""
    card, held = readable_card(request, pk)
    on = clock.today()
    context = Context(account=card.account, user=request.user, on=on, rights=held)
    page = metric_page(card, metric, context, language())
    if page is None:
        raise Http404
    views_of.note(user=reader(request), account=card.account, what=views_of.CARD, on=on)
    return render(request, "reporting/cards/metric.html", {"card": card, "page": page})

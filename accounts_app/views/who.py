"""Whom to call: the answer card of one account, and the plain look-up page an intranet links to."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts_app.forms.answer_card import AskForm
from accounts_app.forms.owner_report import OwnerReportForm
from accounts_app.models import Account
from accounts_app.ownership.answer_card import AnswerCard, answer_card, areas_with_services, towns_of
from accounts_app.ownership.asked import asked_by_number, asked_of
from accounts_app.ownership.chain_words import presence, title, why
from accounts_app.search import look_up
from config.common import clock
from teams.models import User

ON_PAGE = 8


@never_cache
@require_safe
def who(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer card; `?town=` and `?service=` ask for the local owner first and for the expert."""
    return card_page(request, visible_account(request, pk))


@never_cache
@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """`?q=`: the card of the best hit at once, other hits below."""
    text = request.GET.get("q", "").strip()
    on = clock.today()
    results = look_up(text, user=request.user, on=on, limit=ON_PAGE)
    context: dict[str, object] = {"results": results, "look_up_text": text, "shown": None}
    if results.best is not None:
        account = _read(request.user, results.best.pk)
        asked = asked_of(text, account, on)
        context |= {**_card_context(answer_card(account, on, asked)), "shown": account.pk}
    return render(request, "accounts_app/who/lookup.html", context)


def visible_account(request: HttpRequest, pk: int) -> Account:
    """The account the reader may know of, else 404."""
    return _read(request.user, pk)


def card_page(
    request: HttpRequest, account: Account, report: OwnerReportForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of the card, with a report that could not be sent when there is one."""
    on = clock.today()
    town = request.GET.get("town", "")
    number = int(town) if town.isdecimal() and len(town) < 10 else None
    asked = asked_by_number(account, on, town=number, service=request.GET.get("service", ""))
    context = _card_context(answer_card(account, on, asked))
    context["report"] = report or OwnerReportForm()
    return render(request, "accounts_app/who/page.html", context, status=status)


def _read(user: User | AnonymousUser, pk: int) -> Account:
    visible = Account.objects.visible_to(user, on=clock.today())
    account: Account = get_object_or_404(visible.select_related("home_town", "group"), pk=pk)
    return account


def _card_context(card: AnswerCard) -> dict[str, object]:
    """The card with its words and the two lists to ask by."""
    on, asked = clock.today(), card.asked
    service = f"s{asked.service.pk}" if asked.service else f"a{asked.area.pk}" if asked.area else ""
    chosen = {"town": asked.town.pk if asked.town else None, "service": service}
    form = AskForm(initial=chosen, towns=towns_of(card.account, on), areas=areas_with_services())
    lines = [(link, title(link), presence(link, on)) for link in card.chain.links]
    now = card.chain.now
    return {
        "account": card.account,
        "card": card,
        "now": now,
        "now_title": title(now) if now else "",
        "why": why(card.chain, on),
        "lines": lines,
        "form": form,
        "report": OwnerReportForm(),
    }

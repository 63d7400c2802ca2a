"""The look-up as a page, and as the list that opens below the search box of the header."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts_app.recent import recent_accounts
from accounts_app.search import look_up
from config.common import clock

SUGGESTED = 5
ON_PAGE = 30


@never_cache
@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`: the full answer; for htmx the short list with recently opened accounts while nothing is typed."""
    text = request.GET.get("q", "").strip()
    on = clock.today()
    if request.headers.get("HX-Request"):
        results = look_up(text, user=request.user, on=on, limit=SUGGESTED)
        recent = [] if text else recent_accounts(request.session, request.user, on=on)
        return render(request, "accounts_app/search/_list.html", {"results": results, "recent": recent})
    results = look_up(text, user=request.user, on=on, limit=ON_PAGE)
    return render(request, "accounts_app/search/page.html", {"results": results, "look_up_text": text})

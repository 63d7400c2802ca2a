"""Error pages in our look, and what crawlers are told."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the address or the form was not understood."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: visible, but not allowed."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: the same page for what does not exist and for what the reader may not know of (security.md 2.5)."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the database, because that may be what failed."""
    return render(None, "errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent after the session changed; nothing was saved."""
    return render(None, "errors/csrf.html", status=403)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _page(request: HttpRequest, code: int) -> HttpResponse:
    return render(None, f"errors/{code}.html", status=code)

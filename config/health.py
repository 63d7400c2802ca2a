"""Two questions a load balancer asks: are you alive, and can you work?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reporting.service_checks import redis_problem


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers, and Redis where one is set. Says one word, never a detail."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    if settings.REDIS_URL and redis_problem(settings.REDIS_URL) is not None:
        return HttpResponse("queue", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")

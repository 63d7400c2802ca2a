"""The application's addresses and one bare view to compare with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as application


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """As little as a Django view can do behind the same middleware."""
    return HttpResponse("bare")


urlpatterns = [path("bare/", bare), *application]

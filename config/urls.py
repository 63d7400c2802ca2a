"""All addresses by room."""

from django.urls import URLPattern, URLResolver, include, path

from accounts_app.urls import people_urlpatterns
from config.errors import robots
from config.gallery import gallery
from config.health import healthz, readyz
from teams import urls as teams_urls
from teams.views.language import set_language

# Pages about people that name accounts, which the room of people does not know (architecture.md "Staircase").
people_urls = [*teams_urls.urlpatterns, *people_urlpatterns]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("gallery/", gallery, name="gallery"),
    path("accounts/", include("accounts_app.urls")),
    path("people/", include((people_urls, teams_urls.app_name))),
    path("", include("reporting.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

"""Addresses of finding who answers for a customer."""

from django.urls import URLPattern, path

from accounts_app.views.owner_reports import owner_report_answer, owner_report_new, owner_reports
from accounts_app.views.responsibilities import responsibilities
from accounts_app.views.who import lookup, who

urlpatterns: list[URLPattern] = [
    path("who/", lookup, name="lookup"),
    path("<int:pk>/who/", who, name="who"),
    path("<int:pk>/who/report/", owner_report_new, name="owner_report_new"),
    path("responsibilities/", responsibilities, name="responsibilities"),
    path("owner-reports/", owner_reports, name="owner_reports"),
    path("owner-reports/<int:row>/answer/", owner_report_answer, name="owner_report_answer"),
]
people_urlpatterns: list[URLPattern] = []

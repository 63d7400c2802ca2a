"""Addresses of the support organisation, absences, hours and charts."""

from django.urls import URLPattern, path

from accounts_app.views.absences import (
    absence_delete,
    absence_edit,
    absence_end,
    absence_new,
    absence_restore,
    absences,
)
from accounts_app.views.account_chart import account_chart, stand_in_sheet
from accounts_app.views.company_chart import company_chart
from accounts_app.views.coverage import coverage
from accounts_app.views.load import load
from accounts_app.views.pools import pool_end, pools
from accounts_app.views.support_matrix import support_matrix, support_people

urlpatterns: list[URLPattern] = [
    path("coverage/", coverage, name="coverage"),
    path("<int:pk>/support/", support_matrix, name="support_matrix"),
    path("<int:pk>/support/people/", support_people, name="support_people"),
    path("<int:pk>/chart/", account_chart, name="account_chart"),
    path("<int:pk>/stand-in/", stand_in_sheet, name="stand_in_sheet"),
]
people_urlpatterns: list[URLPattern] = [
    path("chart/", company_chart, name="company_chart"),
    path("load/", load, name="load"),
    path("pools/", pools, name="pools"),
    path("pools/<int:pk>/end/", pool_end, name="pool_end"),
    path("absences/", absences, name="absences"),
    path("absences/new/", absence_new, name="absence_new"),
    path("absences/<int:pk>/", absence_edit, name="absence_edit"),
    path("absences/<int:pk>/end/", absence_end, name="absence_end"),
    path("absences/<int:pk>/delete/", absence_delete, name="absence_delete"),
    path("absences/restore/<str:token>/", absence_restore, name="absence_restore"),
]

"""Addresses that state facts about accounts."""

from django.urls import path

from accounts_app.views.index import index
from accounts_app.views.records import record_delete, record_edit, record_list, record_new
from accounts_app.views.search import search

app_name = "accounts"

urlpatterns = [
    path("a-z/", index, name="index"),
    path("search/", search, name="search"),
    path("<int:pk>/records/<slug:kind>/", record_list, name="record_list"),
    path("<int:pk>/records/<slug:kind>/new/", record_new, name="record_new"),
    path("<int:pk>/records/<slug:kind>/<int:row>/", record_edit, name="record_edit"),
    path("<int:pk>/records/<slug:kind>/<int:row>/delete/", record_delete, name="record_delete"),
]

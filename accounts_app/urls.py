"""Addresses that state facts about accounts."""

from django.urls import path

from accounts_app.views.index import index
from accounts_app.views.search import search

app_name = "accounts"

urlpatterns = [
    path("a-z/", index, name="index"),
    path("search/", search, name="search"),
]

"""Addresses of people. The page of one person names accounts: config/urls.py adds it."""

from django.urls import path

from teams.views.people import people

app_name = "teams"

urlpatterns = [
    path("", people, name="people"),
]

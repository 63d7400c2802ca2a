"""Addresses of people and of the board. The page of one person names accounts: config/urls.py adds it."""

from django.urls import path

from teams.views.board import board_members
from teams.views.people import people

app_name = "teams"

urlpatterns = [
    path("", people, name="people"),
    path("board/", board_members, name="board_members"),
]

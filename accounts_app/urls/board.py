"""Addresses between the board and an account: instructions and requests."""

from django.urls import URLPattern, path

from accounts_app.views import board_requests, instructions

urlpatterns: list[URLPattern] = [
    path("<int:pk>/instructions/<int:row>/", instructions.instruction, name="instruction"),
    path("<int:pk>/instructions/<int:row>/<slug:move>/", instructions.instruction_step, name="instruction_step"),
    path("<int:pk>/board-requests/", board_requests.board_requests, name="board_requests"),
    path("<int:pk>/board-requests/<int:row>/answer/", board_requests.board_request_answer, name="board_request_answer"),
    path(
        "<int:pk>/board-requests/<int:row>/withdraw/",
        board_requests.board_request_withdraw,
        name="board_request_withdraw",
    ),
]

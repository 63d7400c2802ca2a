"""What the account has asked of the board."""

from dataclasses import dataclass

from accounts_app.board_requests import RequestLine, of_account
from reporting.dashboards.panels.question import Question

SHOWN = 4


@dataclass(frozen=True, slots=True)
class RequestsPanel:
    """The newest requests, waiting ones first, and how many more there are."""

    lines: tuple[RequestLine, ...]
    more: int


def requests_panel(question: Question) -> RequestsPanel:
    """One query."""
    lines = of_account(question.account, question.on)
    return RequestsPanel(tuple(lines[:SHOWN]), max(0, len(lines) - SHOWN))

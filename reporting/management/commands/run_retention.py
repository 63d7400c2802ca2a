"""Removes what has been kept long enough: once a day by a timer, or by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts_app.actions.privacy import run_retention
from accounts_app.privacy import due
from config.common import clock
from reporting.actions.card_retention import cards_due, redact_old
from reporting.actions.meeting_retention import meetings_due, redact_old_meetings


class Command(BaseCommand):
    """`run_retention [--dry-run]`: anonymises contacts, deletes old views, requests and notices; twice is once.

    Names of people leave published cards and held meetings when those have been kept for their years.
    """

    help = "Anonymises contacts, deletes views, requests and notices kept long enough, takes names from old cards."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only say what would be removed."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would be removed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how much; never whose."""
        on = clock.today()
        if options["dry_run"]:
            old = due(on)
            owed = (old.contacts, old.views, old.requests, old.notices, cards_due(on), meetings_due(on))
            counts = [rows.count() for rows in owed]
            said = "Would remove"
        else:
            done = run_retention(on=on, by=None)
            redacted = redact_old(on=on, by=None), redact_old_meetings(on=on, by=None)
            counts = [done.contacts, done.views, done.requests, done.notices, *redacted]
            said = "Removed"
        contacts, views, requests, notices, cards, meetings = counts
        self.stdout.write(
            f"{said}: {contacts} contacts, {views} views, {requests} requests, {notices} notices, "
            f"names of people from {cards} cards and {meetings} meetings."
        )

"""Closes a month: what every account is judged to be, kept for the month after (domain.md 2.5)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.common.month import short_month
from reporting.actions.closes import close
from reporting.management.words import closed_month_of, day_of


class Command(BaseCommand):
    """`close_month --month 2026-08`: run twice changes nothing; a published month stays as it was presented."""

    help = "Closes a month of all accounts. Accounts whose card of the month is published are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month and the day of the data."""
        parser.add_argument("--month", required=True, help="closed month, for example 2026-08")
        parser.add_argument("--as-of", help="day the data is seen from, YYYY-MM-DD; today when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in words what came of it; bad input is one sentence and exit code 2."""
        as_of = day_of(options["as_of"])
        month = closed_month_of(options["month"], as_of)
        result = close(month=month, as_of=as_of, by=None)
        self.stdout.write(
            f"Month {short_month(month)}: {result.closed} accounts closed, {result.unchanged} unchanged, "
            f"{result.presented} presented before."
        )

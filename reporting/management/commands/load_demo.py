"""Loads the demonstration data into an empty database."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts_app.models import Account
from reporting.actions import demo
from reporting.demo.era import HISTORY_MONTHS
from reporting.demo.load import SIZES
from reporting.demo.people import DESKS
from reporting.management.words import BAD_INPUT, day_of


class Command(BaseCommand):
    """Deterministic for a day: the same size and day give the same rows, whenever and wherever it is run."""

    help = "Load invented accounts, people, figures and cards for trying the app out."

    def add_arguments(self, parser: CommandParser) -> None:
        """The size, the day, and what to leave out."""
        parser.add_argument("--size", choices=sorted(SIZES), default="small")
        parser.add_argument("--as-of", metavar="DATE", help="the day the demo looks at, for example 2026-09-11")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the database holds accounts")
        parser.add_argument("--without-cards", action="store_true", help="leave the quality cards of the past out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how much; a database that holds accounts is refused."""
        if options["if_empty"] and Account.objects.exists():
            self.stdout.write("The database already holds accounts: nothing loaded.")
            return
        as_of = day_of(options["as_of"])
        report = self.stdout.write if options["verbosity"] > 1 else demo.silent
        try:
            months = 0 if options["without_cards"] else HISTORY_MONTHS
            written = demo.load(size=options["size"], as_of=as_of, card_months=months, report=report)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=BAD_INPUT) from None
        self.stdout.write(f"Demo {options['size']} as of {as_of.isoformat()}: {sum(written.values())} rows.")
        self.stdout.write(
            f"  {written['Account']} accounts, {written['Site']} sites, {written['RevenueRow']} invoice rows,"
            f" {written['QualityRound']} quality rounds, {written['Complaint']} complaints."
        )
        self.stdout.write(f"  Logins, password {demo.PASSWORD}: {', '.join(DESKS)}.")

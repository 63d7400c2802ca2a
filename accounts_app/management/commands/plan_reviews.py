"""`manage.py plan_reviews`: plan the yearly reviews of owners that fall due (domain.md 4.5)."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts_app.naming.owner_reviews import owners_since
from config.common import clock
from teams.actions.owner_reviews import plan


class Command(BaseCommand):
    """Run daily; running again plans nothing twice."""

    help = "Plan the yearly reviews of owners: the first 11 months after the start, then each 31 January."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day."""
        parser.add_argument("--on", metavar="DATE", help="day as YYYY-MM-DD; without it today")

    def handle(self, *args: Any, on: str | None = None, **options: Any) -> None:
        """Print how many were planned."""
        try:
            day = datetime.date.fromisoformat(on) if on else clock.today()
        except ValueError:
            message = f"{on!r} is not a date. Write it as YYYY-MM-DD, for example 2026-11-01."
            raise CommandError(message, returncode=2) from None
        made = plan(owners=owners_since(day), on=day, path=reverse("teams:owner_review_list"), by=None)
        self.stdout.write(f"{len(made)} reviews planned.")

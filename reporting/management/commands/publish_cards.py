"""Publishes the drafts of a month's quality cards."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.common import clock
from config.common.month import short_month
from reporting.actions import card_publishing
from reporting.management.words import BAD_INPUT, month_of
from reporting.models import QualityCard


class Command(BaseCommand):
    """`publish_cards --month 2026-08`: freezes every card of the month that is not frozen yet; twice is once."""

    help = "Publishes the quality cards of a month to the board. From then on the database refuses to change them."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month."""
        parser.add_argument("--month", required=True, help="month of the cards, for example 2026-08")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and say how many."""
        month = month_of(options["month"])
        of_month = QualityCard.objects.filter(month=month)
        if not of_month.exists():
            raise CommandError(
                f"There are no cards of {short_month(month)}. Build them first: build_cards --month {month:%Y-%m}.",
                returncode=BAD_INPUT,
            )
        waiting = of_month.exclude(state=QualityCard.State.PUBLISHED)
        count = card_publishing.publish(cards=waiting, by=None, at=clock.now())
        already = of_month.filter(state=QualityCard.State.PUBLISHED).count() - count
        self.stdout.write(f"Cards of {short_month(month)}: {count} published, {already} were published before.")

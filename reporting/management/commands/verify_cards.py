"""Proves that the published quality cards are as they were frozen."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.common.month import short_month
from reporting.cards.verify import verify
from reporting.management.words import month_of


class Command(BaseCommand):
    """`verify_cards [--month 2026-08]`: computes every checksum again; exit code 1 names the altered cards."""

    help = "Computes the checksum of every published quality card again and names any card that was altered."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month, or all of them."""
        parser.add_argument("--month", help="month of the cards, for example 2026-08; all months without it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at each card and say what was found."""
        month = month_of(options["month"]) if options["month"] else None
        seen, altered = verify(month)
        for card in altered:
            differs = ", ".join(card.differs)
            self.stderr.write(
                f"ALTERED: {card.account}, {short_month(card.month)}, version {card.version} "
                f"(card {card.card_id}): {differs}"
            )
        if altered:
            raise CommandError(f"{len(altered)} of {seen} published cards are not what was frozen.", returncode=1)
        self.stdout.write(f"{seen} published cards: every one is as it was frozen.")

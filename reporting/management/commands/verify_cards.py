"""Proves that published cards, the rows behind them and the records of the board are as they were frozen."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.common.month import short_month
from reporting.cards.verify import CARD, MEETING, Altered, Checked, verify
from reporting.management.words import month_of


class Command(BaseCommand):
    """`verify_cards [--month 2026-08] [--json]`: computes every checksum again; exit code 1 names what was altered."""

    help = "Computes every checksum of cards, rows behind them, packs and minutes again, and names what was altered."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month, or all of them; for people or for programs."""
        parser.add_argument("--month", help="month of the cards, for example 2026-08; all months without it")
        parser.add_argument("--json", action="store_true", help="the result as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at everything frozen and say what was found."""
        checked = verify(month_of(options["month"]) if options["month"] else None)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(checked), default=str, ensure_ascii=False))
        else:
            self._say(checked)
        if checked.altered:
            message = (
                f"{len(checked.altered)} of {checked.cards + checked.records} frozen documents are not what was frozen."
            )
            raise CommandError(message, returncode=1)

    def _say(self, checked: Checked) -> None:
        for altered in checked.altered:
            self.stderr.write(f"ALTERED: {_named(altered)}: {', '.join(altered.differs)}")
        if not checked.altered:
            self.stdout.write(
                f"{checked.cards} published cards ({checked.evidence} with the rows behind them) and {checked.records} "
                "records of the board: every one is as it was frozen."
            )


def _named(altered: Altered) -> str:
    month = short_month(altered.month)
    if altered.kind == CARD:
        return f"{altered.name}, {month}, version {altered.version} (card {altered.pk})"
    if altered.kind == MEETING:
        return f"{altered.name} of the meeting about {month} (meeting {altered.pk})"
    return f"{altered.name} of the meeting about {month}, version {altered.version} (record {altered.pk})"

"""`manage.py import_delivery DIR`: load a folder of month-end workbooks (domain.md 7)."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from reporting.actions import imports
from reporting.imports import report
from reporting.imports.delivery import Delivery, files_of, read_delivery
from reporting.imports.fault import DeliveryFault
from reporting.imports.refusal import refusal
from reporting.imports.workbook import WorkbookError
from reporting.management.words import BAD_INPUT, day_of
from teams.actions.deliveries import Changes


class Command(BaseCommand):
    """Reads, judges, loads; whatever is wrong is one sentence and exit code 2, and nothing is written."""

    help = "Load a folder of month-end workbooks; kinds are told by their headings, not by file names."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder and how to treat it."""
        parser.add_argument("folder", metavar="DIR", help="folder with .xlsx and .csv files")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.add_argument("--accept-rejected", action="store_true", help="load although rows were rejected")
        parser.add_argument("--as-of", metavar="DATE", help="day of the delivery as YYYY-MM-DD; without it today")

    def handle(self, *args: Any, folder: str, **options: Any) -> None:
        """Print the table of files and what changed."""
        lang = report.language()
        with translation.override(lang):
            try:
                delivery = self._read(folder, day_of(options["as_of"]))
                fault = refusal(delivery, accept_rejected=options["accept_rejected"])
                changes = Changes() if fault else self._run(delivery, options)
            except (DeliveryFault, WorkbookError) as error:
                raise CommandError(error.text(lang), returncode=BAD_INPUT) from None
            outcome = "refused" if fault else "ready" if options["dry_run"] else "loaded"
            self._print(delivery, changes, outcome, lang, as_json=options["json"])
            if fault:
                raise CommandError(fault.text(lang), returncode=BAD_INPUT)

    def _read(self, folder: str, as_of: date) -> Delivery:
        files, ignored = files_of(Path(folder))
        return read_delivery(files, as_of=as_of, ignored=ignored)

    def _run(self, delivery: Delivery, options: dict[str, Any]) -> Changes:
        if options["dry_run"]:
            return imports.planned(delivery=delivery, by=None)
        accept = options["accept_rejected"]
        return imports.load(delivery=delivery, by=None, accept_rejected=accept, on=day_of(None))

    def _print(self, delivery: Delivery, changes: Changes, outcome: str, lang: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report.as_json(delivery, changes, outcome), ensure_ascii=False))
        else:
            self.stdout.write(report.as_text(delivery, changes, outcome, lang))

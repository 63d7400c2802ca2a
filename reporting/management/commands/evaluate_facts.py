"""manage.py evaluate_facts FILE [--id ID]: judge worked status cases and print the results as JSON (domain.md 2.9)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.rules import Limits
from reporting.worked_cases import CaseError, WorkedCase, evaluate, read_document

BAD_INPUT = 2  # exit code
STANDARD_INPUT = "-"


class Command(BaseCommand):
    """Reads nothing but the given file, writes nothing but standard output."""

    help = "Judge the status cases of a JSON file with the rules and default limits; prints JSON."
    requires_system_checks: list[str] = []  # judges plain facts: needs neither database nor settings to be in order

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, or - for standard input; --id picks one case."""
        parser.add_argument("file", metavar="FILE", help="JSON with base_facts and cases; - reads standard input")
        parser.add_argument("--id", dest="case_id", metavar="ID", help="judge only this case")

    def handle(self, *args: Any, file: str, case_id: str | None = None, **options: Any) -> None:
        """Print {"cases": […]}; bad input is one line on standard error and exit code 2."""
        try:
            cases = _chosen(read_document(_read(file)), case_id)
        except CaseError as error:
            raise CommandError(f"{file}: {error}", returncode=BAD_INPUT) from None
        self._print(cases)

    def _print(self, cases: list[WorkedCase]) -> None:
        """One result a line, written as it is judged: a hundred thousand results are never held at once."""
        limits = Limits()
        self.stdout.write('{"cases": [')
        for number, case in enumerate(cases, 1):
            end = "," if number < len(cases) else ""
            self.stdout.write(json.dumps(evaluate(case, limits), ensure_ascii=False) + end)
        self.stdout.write("]}")


def _read(file: str) -> str:
    """Text of the file. Raises CaseError when there is none to read."""
    try:
        raw = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CaseError(f"cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise CaseError("not UTF-8 text") from None
    except ValueError:
        raise CaseError("cannot be read (not a file name)") from None


def _chosen(cases: list[WorkedCase], case_id: str | None) -> list[WorkedCase]:
    if case_id is None:
        return cases
    found = [case for case in cases if case.id == case_id]
    if not found:
        raise CaseError(f"no case has the id {case_id}")
    return found

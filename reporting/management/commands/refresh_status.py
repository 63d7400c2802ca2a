"""`manage.py refresh_status`: judge accounts now, as the nightly task does (domain.md 2.1)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts_app.models import Account
from reporting.actions.status import RefreshResult, refresh
from reporting.management.words import BAD_INPUT, day_of


class Command(BaseCommand):
    """Writes through `reporting.actions.status.refresh` and nothing else."""

    help = "Judge all accounts, or some, as known on a day, and write what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, accounts by their ids, the form of the answer."""
        parser.add_argument("--as-of", metavar="DATE", help="day of knowledge as YYYY-MM-DD; without it today")
        parser.add_argument(
            "--account", metavar="ID", action="append", help="judge only the account with this id; may be repeated"
        )
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, as_of: str | None = None, account: list[str] | None = None, **options: Any) -> None:
        """Print how many accounts were judged and changed; bad input is one sentence and exit code 2."""
        result = refresh(accounts=_accounts(account), as_of=day_of(as_of), by=None)
        self.stdout.write(json.dumps(result.to_json()) if options["json"] else _sentence(result))


def _accounts(ids: list[str] | None) -> list[int] | None:
    return None if ids is None else [_account(text) for text in ids]


def _account(text: str) -> int:
    if text.isdecimal() and Account.objects.filter(pk=int(text)).exists():
        return int(text)
    raise CommandError(
        f"No account has the id {text!r}. The address of an account page ends in its id.", returncode=BAD_INPUT
    )


def _sentence(result: RefreshResult) -> str:
    colours = ", ".join(f"{colour} {number}" for colour, number in result.colours.items())
    return f"{result.accounts} accounts judged, {result.changed} changed colour. Now: {colours}."

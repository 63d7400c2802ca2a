"""`manage.py account_figures --month 2026-08`: the figures of accounts for one closed month (domain.md 1.3, 1.4)."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts_app.models import Account
from config.common.folding import fold
from reporting.account_figures import Figures, account_figures
from reporting.facts.period import cut_off
from reporting.management.words import BAD_INPUT, closed_month_of, day_of

COLUMNS = (
    "no",
    "account",
    "model",
    "revenue_r12",
    "revenue_index_pct",
    "margin_pct_ytd",
    "quality_score_weighted",
    "shown",
)


class Command(BaseCommand):
    """Reads only. The month is looked at as known on working day 9 of the month after, at the latest today."""

    help = "Print the figures of all accounts, or one, for a closed month."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The month, one account by its name, the form of the answer."""
        parser.add_argument("--month", required=True, metavar="YYYY-MM", help="a closed month, for example 2026-08")
        parser.add_argument("--account", metavar="NAME", help="only the account of this name, or a part only it has")
        parser.add_argument("--json", action="store_true", help='print {"accounts": […]}')

    def handle(self, *args: Any, month: str, account: str | None = None, **options: Any) -> None:
        """Print the figures; a bad month or name is one sentence and exit code 2."""
        day = day_of(None)
        asked = closed_month_of(month, day)
        try:
            chosen = _accounts(account)
        except ValueError as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from None
        figures = account_figures(chosen, month=asked, as_of=cut_off(asked, day))
        if options["json"]:
            self.stdout.write(json.dumps({"accounts": figures}, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(table(figures))


def _accounts(name: str | None) -> list[Account]:
    """All accounts, or the one of the name. Raises ValueError with one sentence when it is not exactly one."""
    accounts = list(Account.objects.by_name())
    if name is None:
        return accounts
    wanted = fold(name)
    exact = [account for account in accounts if fold(account.name) == wanted]
    found = exact or [account for account in accounts if wanted and wanted in fold(account.name)]
    if not found:
        raise ValueError(f"No account is called {name!r}.")
    if len(found) > 1:
        names = ", ".join(account.name for account in found[:5])
        raise ValueError(f"{name!r} fits {len(found)} accounts ({names}); write more of the name.")
    return found


def table(figures: Sequence[Figures]) -> str:
    """The main figures as text in columns, numbers to the right."""
    rows = [COLUMNS, *(tuple(_cell(row[column]) for column in COLUMNS) for row in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS))]
    numeric = [place for place, column in enumerate(COLUMNS) if column not in ("account", "model", "shown")]
    lines = [
        "  ".join(
            cell.rjust(width) if place in numeric else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: object) -> str:
    return "–" if value is None else str(value)

"""The alphabetical index of accounts: letters in Finnish order, each account with who answers for it."""

import datetime
import string
from dataclasses import dataclass

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from accounts_app.ownership import Responsible, responsible_on
from config.common.collation import finnish_key

LETTERS = (*string.ascii_uppercase, "Å", "Ä", "Ö")
OTHER = "#"


@dataclass(frozen=True)
class Row:
    """One account of the index."""

    account: Account
    responsible: Responsible


@dataclass(frozen=True)
class Letter:
    """A letter with its accounts; a letter without accounts is shown but leads nowhere."""

    letter: str
    rows: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """Where on the page the letter stands."""
        return f"letter-{ord(self.letter)}"


def letters_of(accounts: AccountQuerySet, on: datetime.date) -> list[Letter]:
    """Every letter A–Ö with its accounts in Finnish order; digits and marks under `#`. Three statements."""
    found = list(accounts.select_related("home_town").by_name())
    responsible = responsible_on(found, on)
    by_letter: dict[str, list[Row]] = {letter: [] for letter in (*LETTERS, OTHER)}
    for account in found:
        by_letter[first_letter(account.name)].append(Row(account, responsible[account.pk]))
    letters = [Letter(letter, tuple(rows)) for letter, rows in by_letter.items()]
    return [letter for letter in letters if letter.rows or letter.letter != OTHER]


def first_letter(name: str) -> str:
    """The letter a name sorts under: Å Ä Ö are letters of their own, É sorts under E, digits under `#`."""
    start = name.strip()[:1].upper()
    if start in LETTERS:
        return start
    if not start.isalpha():
        return OTHER
    key = finnish_key(start)[0]
    return next((letter for letter in LETTERS if finnish_key(letter)[0] == key), OTHER)

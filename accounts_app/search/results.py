"""What a look-up answers, grouped by kind."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.ownership import Responsible
from accounts_app.search.texts import Line
from teams.models import Absence, Person, Town


@dataclass(frozen=True)
class AccountHit:
    """An account with who answers for it today."""

    account: Account
    responsible: Responsible
    line: Line

    @property
    def found_by(self) -> str:
        """What led here when it was not the name; empty for the name."""
        if self.line is Line.OTHER_NAMES:
            return self._other_names
        if self.line is Line.NUMBERS:
            return _("found by number")
        if self.line is Line.TOWNS:
            return _("found by town")
        return ""

    @property
    def _other_names(self) -> str:
        group = self.account.group.name if self.account.group else ""
        names = [name for name in (self.account.former_names, self.account.trade_name, group) if name]
        return _("also: %(names)s") % {"names": ", ".join(names)}


@dataclass(frozen=True)
class PersonHit:
    """A person, today's absence, and the visible accounts the person owns or deputises."""

    person: Person
    absence: Absence | None
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class TownHit:
    """A town with the number of visible accounts that have a site there."""

    town: Town
    accounts: int


@dataclass(frozen=True)
class Results:
    """The answer to one look-up."""

    text: str
    accounts: tuple[AccountHit, ...] = ()
    people: tuple[PersonHit, ...] = ()
    towns: tuple[TownHit, ...] = ()

    @property
    def count(self) -> int:
        """Hits of all kinds."""
        return len(self.accounts) + len(self.people) + len(self.towns)

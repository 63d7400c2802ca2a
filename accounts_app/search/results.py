"""What a look-up answers, grouped by kind."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts_app.models import Account, Contact, Site
from accounts_app.ownership import Responsible
from accounts_app.search.texts import Line
from teams.models import Absence, Person, Town

SHOWN_ACCOUNTS = 12


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
        return _("also: %(names)s") % {"names": ", ".join(names)} if names else ""


@dataclass(frozen=True)
class Held:
    """A visible account a person answers for, and as what (`owner`, `support`, `supervisor` …)."""

    account: Account
    titles: tuple[str | Promise, ...]


@dataclass(frozen=True)
class PersonHit:
    """A person, today's absence, and the visible accounts the person has a responsibility in."""

    person: Person
    absence: Absence | None
    held: tuple[Held, ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts of any responsibility, by name."""
        return tuple(one.account for one in self.held)

    @property
    def shown(self) -> tuple[Held, ...]:
        """As many as fit a line; the rest stands on the person's page."""
        return self.held[:SHOWN_ACCOUNTS]

    @property
    def more(self) -> int:
        """How many do not fit."""
        return len(self.held) - len(self.shown)


@dataclass(frozen=True)
class TownHit:
    """A town with the number of visible accounts that have a site there."""

    town: Town
    accounts: int


@dataclass(frozen=True)
class SiteHit:
    """A site of a visible account."""

    site: Site

    @property
    def account(self) -> Account:
        """Whose site it is."""
        return self.site.account


@dataclass(frozen=True)
class ContactHit:
    """Somebody of a customer whose contacts the reader may read in full."""

    contact: Contact

    @property
    def account(self) -> Account:
        """Whose contact it is."""
        return self.contact.account


@dataclass(frozen=True)
class Expert:
    """Somebody who knows a business area, the towns helped in, and today's absence."""

    person: Person
    towns: tuple[str, ...]
    absence: Absence | None


@dataclass(frozen=True)
class ServiceHit:
    """A service or a business area with its experts."""

    name: str
    area: str
    experts: tuple[Expert, ...]


@dataclass(frozen=True)
class RoleHolder:
    """Somebody who holds a responsibility in so many visible accounts, and today's absence."""

    person: Person
    accounts: int
    absence: Absence | None


@dataclass(frozen=True)
class RoleHit:
    """A title of a responsibility with the people who hold it; the rest stands on the list of responsibilities."""

    title: str | Promise
    holders: tuple[RoleHolder, ...] = ()


@dataclass(frozen=True)
class Results:
    """The answer to one look-up."""

    text: str
    accounts: tuple[AccountHit, ...] = ()
    people: tuple[PersonHit, ...] = ()
    towns: tuple[TownHit, ...] = ()
    sites: tuple[SiteHit, ...] = ()
    contacts: tuple[ContactHit, ...] = ()
    services: tuple[ServiceHit, ...] = ()
    roles: tuple[RoleHit, ...] = ()

    @property
    def count(self) -> int:
        """Hits of all kinds."""
        kinds = (self.accounts, self.people, self.towns, self.sites, self.contacts, self.services, self.roles)
        return sum(len(hits) for hits in kinds)

    @property
    def beside_best(self) -> int:
        """Hits beside the account whose card is shown."""
        shown = self.best
        return self.count - sum(hit.account == shown for hit in self.accounts)

    @property
    def best(self) -> Account | None:
        """The account the words most likely mean: itself, its site, its contact, or the only one of a person.

        None when the words mean a town, a service or a title: then no single customer was asked for.
        """
        named = [hit for hit in self.accounts if hit.line is not Line.TOWNS]
        if named or (self.accounts and not self.towns):
            return (named or list(self.accounts))[0].account
        for hits in (self.sites, self.contacts):
            if hits and not self.towns:
                return hits[0].account
        return next((hit.accounts[0] for hit in self.people[:1] if len(hit.accounts) == 1), None)

"""What the shell of every page shows: the side navigation by permission, and who is looking."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account
from accounts_app.recent import recent_accounts
from config.common import clock
from config.demo_logins import DemoLogin, demo_logins
from teams.models import Person
from teams.models.user import LANGUAGES
from teams.permissions import has_permission, person_of
from teams.roles import Permission

PHONE_ITEMS = 4


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. Without a permission everybody has it; `own_cards` adds those in charge."""

    view: str
    label: str | Promise
    short: str | Promise
    icon: str
    permission: Permission | None = None
    own_cards: bool = False
    exact: bool = False  # the address begins every other one, so only itself counts as "here"

    @property
    def room(self) -> str:
        """The namespace of its addresses."""
        return self.view.partition(":")[0]


ENTRIES = (
    Entry("reporting:start", _("Start page"), pgettext_lazy("navigation", "Start"), "house", exact=True),
    Entry("reporting:board", _("Board view"), _("Board"), "speedometer2", Permission.SEE_BOARD_PAGE),
    Entry("reporting:account_list", _("Accounts"), _("Accounts"), "buildings"),
    Entry("accounts:index", _("Accounts A–Ö"), _("A–Ö"), "sort-alpha-down"),
    Entry("reporting:card_list", _("Quality cards"), _("Cards"), "card-checklist", Permission.SEE_ALL_CARDS, True),
    Entry("teams:people", _("People"), _("People"), "people"),
    Entry("teams:board_members", _("Customer management board"), _("Board members"), "diagram-3"),
    Entry("reporting:import_list", _("Imports"), _("Imports"), "upload", Permission.IMPORT_DATA),
    Entry("reporting:job_list", _("Jobs"), _("Jobs"), "gear", Permission.SEE_JOBS),
    Entry("reporting:checks", _("Portfolio checks"), _("Checks"), "clipboard-check", Permission.SEE_CHECKS),
    Entry("reporting:colours", _("How colours are decided"), _("Colours"), "palette"),
)


@dataclass(frozen=True)
class Item:
    """An entry as one reader sees it on one page."""

    label: str | Promise
    short: str | Promise
    icon: str
    address: str
    is_here: bool


class Shell:
    """The parts of `base.html`, each worked out only when a template asks for it."""

    languages = LANGUAGES

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _today(self) -> datetime.date:
        return clock.today()

    @cached_property
    def person(self) -> Person | None:
        """The person behind the login."""
        user = getattr(self._request, "user", None)
        return person_of(user) if user is not None else None

    @property
    def name(self) -> str:
        """How the reader is addressed."""
        return self.person.name if self.person else self._request.user.get_username()

    @property
    def demo(self) -> bool:
        """Whether the data is made up."""
        return bool(settings.DEMO_LOGINS)

    @cached_property
    def demo_logins(self) -> list[DemoLogin]:
        """One-click logins of the demonstration."""
        return demo_logins()

    @property
    def home(self) -> str:
        """Where the product name leads."""
        return reverse("reporting:start")

    @property
    def own_page(self) -> str:
        """The reader's own page among the people."""
        return reverse("teams:person", args=[self.person.pk]) if self.person else ""

    @cached_property
    def items(self) -> list[Item]:
        """The entries the reader may open."""
        if self.person is None:
            return []
        allowed = [entry for entry in ENTRIES if self._may_open(entry)]
        addresses = [reverse(entry.view) for entry in allowed]
        here = self._here(allowed, addresses)
        return [
            Item(entry.label, entry.short, entry.icon, address, address == here)
            for entry, address in zip(allowed, addresses, strict=True)
        ]

    @property
    def first_items(self) -> list[Item]:
        """What fits in the bar at the bottom of a phone."""
        return self.items[:PHONE_ITEMS]

    @property
    def more_items(self) -> list[Item]:
        """The rest, behind a button."""
        return self.items[PHONE_ITEMS:]

    @cached_property
    def recent(self) -> list[dict[str, str]]:
        """Accounts opened last in this session that are still visible."""
        accounts = recent_accounts(self._request.session, self._request.user, on=self._today)
        return [
            {"name": account.name, "address": reverse("reporting:account", args=[account.pk])} for account in accounts
        ]

    def _may_open(self, entry: Entry) -> bool:
        if entry.permission is None or has_permission(self._request.user, entry.permission, on=self._today):
            return True
        return entry.own_cards and self._is_in_charge

    @cached_property
    def _is_in_charge(self) -> bool:
        visible = Account.objects.visible_to(self._request.user, on=self._today)
        return self.person is not None and visible.cared_for_by(self.person, on=self._today).exists()

    def _here(self, entries: list[Entry], addresses: list[str]) -> str:
        """The address of the entry this page belongs to: of the same room, the longest one that begins the path."""
        path, match = self._request.path, self._request.resolver_match
        room = match.namespace if match else ""
        fitting = [
            address
            for entry, address in zip(entries, addresses, strict=True)
            if entry.room == room and (path == address or (not entry.exact and path.startswith(address)))
        ]
        return max(fitting, key=len, default="")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`."""
    return {"shell": Shell(request)}

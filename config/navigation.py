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

from accounts_app.access import Data
from accounts_app.permissions import in_charge_of, sees_everywhere
from accounts_app.recent import recent_accounts
from config.common import clock
from config.demo_logins import DemoLogin, demo_logins
from teams.models import Person
from teams.models.user import LANGUAGES
from teams.permissions import has_permission, person_of
from teams.roles import Permission

PHONE_ITEMS = 4
# Pages that other ones stand beside.
INDEX, PEOPLE, TRAIL = "accounts:index", "teams:people", "accounts:trail_search"
BOARD = "reporting:board"


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. Without a permission everybody has it."""

    view: str
    label: str | Promise
    short: str | Promise
    icon: str
    permission: Permission | None = None
    cards: bool = False  # for those in charge of an account and those whose role reads all cards
    also: Permission | None = None  # another permission that opens it too
    leads: bool = False  # also for those who lead people themselves
    under: str = ""  # the entry whose pages it belongs to: a tab there, no line of its own
    exact: bool = False  # the address begins every other one, so only itself counts as "here"

    @property
    def room(self) -> str:
        """The namespace of its addresses."""
        return self.view.partition(":")[0]


ENTRIES = (
    Entry("reporting:start", _("Start page"), pgettext_lazy("navigation", "Start"), "house", exact=True),
    Entry("accounts:lookup", _("Who answers?"), _("Who?"), "search"),
    Entry("reporting:board", _("Board view"), _("Board"), "speedometer2", Permission.SEE_BOARD_PAGE),
    Entry(
        "reporting:meeting_list",
        _("Board meetings"),
        _("Meetings"),
        "calendar-check",
        Permission.TAKE_STANCE,
        also=Permission.APPROVE_OVERRIDE,
        under=BOARD,
    ),
    Entry(
        "reporting:movements",
        _("What changed"),
        _("Changes"),
        "activity",
        Permission.TAKE_STANCE,
        also=Permission.APPROVE_OVERRIDE,
        under=BOARD,
    ),
    Entry(
        "reporting:board_instructions",
        _("Open instructions"),
        _("Instructions"),
        "clipboard-check",
        Permission.SEE_BOARD_PAGE,
        under=BOARD,
    ),
    Entry(
        "reporting:board_feedback",
        _("Feedback of the board"),
        _("Feedback"),
        "chat-left-text",
        Permission.SEE_BOARD_PAGE,
        under=BOARD,
    ),
    Entry("reporting:account_list", _("Accounts"), _("Accounts"), "buildings"),
    Entry("accounts:index", _("Accounts A–Ö"), _("A–Ö"), "sort-alpha-down"),
    Entry("accounts:responsibilities", _("Responsibilities"), _("Responsibilities"), "person-badge", under=INDEX),
    Entry("accounts:nomination_list", _("Nominations"), _("Nominations"), "flag", under=INDEX),
    Entry("accounts:handover_list", _("Handovers"), _("Handovers"), "arrow-repeat", under=INDEX),
    Entry("accounts:owner_reports", _("Reports of wrong owners"), _("Reports"), "flag", under=INDEX),
    Entry("accounts:coverage", _("Coverage"), _("Coverage"), "list-check", Permission.SEE_COVERAGE, under=INDEX),
    Entry("accounts:transfer", _("Transfer"), _("Transfer"), "arrow-right", Permission.TRANSFER_ACCOUNTS, under=INDEX),
    Entry(
        "accounts:ownership_policy",
        _("Rule of ownership"),
        _("Rule"),
        "shield-check",
        Permission.SET_OWNERSHIP_POLICY,
        under=INDEX,
    ),
    Entry("reporting:card_list", _("Quality cards"), _("Cards"), "card-checklist", cards=True),
    Entry("teams:people", _("People"), _("People"), "people"),
    Entry("teams:company_chart", _("Company chart"), _("Chart"), "diagram-3", under=PEOPLE),
    Entry("teams:absences", _("Absences"), _("Absences"), "calendar3", under=PEOPLE),
    Entry(
        "teams:load",
        _("Load"),
        _("Load"),
        "hourglass-split",
        Permission.SEE_COVERAGE,
        also=Permission.KEEP_PEOPLE,
        leads=True,
        under=PEOPLE,
    ),
    Entry("teams:pools", _("Pool deputies"), _("Pools"), "people-fill", Permission.KEEP_PEOPLE, under=PEOPLE),
    Entry("teams:willingness", _("My willingness"), _("Willingness"), "star", under=PEOPLE),
    Entry("teams:willing", _("Willing people"), _("Willing"), "star", Permission.NOMINATE, leads=True, under=PEOPLE),
    Entry("teams:owner_review_list", _("Yearly reviews"), _("Reviews"), "clipboard-check", under=PEOPLE),
    Entry("reporting:board_about", _("Customer management board"), _("Board members"), "diagram-3"),
    Entry("reporting:import_list", _("Imports"), _("Imports"), "upload", Permission.IMPORT_DATA),
    Entry("reporting:job_list", _("Jobs"), _("Jobs"), "gear", Permission.SEE_JOBS),
    Entry("accounts:trail_search", _("Trail"), _("Trail"), "list-check", Permission.SEE_AUDIT),
    Entry("accounts:privacy", _("Privacy"), _("Privacy"), "shield-check", Permission.KEEP_PRIVACY, under=TRAIL),
    Entry("accounts:barriers", _("Barriers"), _("Barriers"), "lock", Permission.KEEP_BARRIERS, under=TRAIL),
    Entry(
        "accounts:break_glass", _("Break-glass"), _("Break-glass"), "hand-index", Permission.BREAK_GLASS, under=TRAIL
    ),
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
        here = self._here()
        main = here.under or here.view if here is not None else ""
        lines = [entry for entry in ENTRIES if self._stands_alone(entry) and self._may_open(entry)]
        return [_item(entry, is_here=entry.view == main) for entry in lines]

    @cached_property
    def tabs(self) -> list[Item]:
        """The pages that stand beside the one open now; none when there is nothing to choose."""
        here = next((entry for entry in ENTRIES if reverse(entry.view) == self._request.path), None)
        if here is None or self.person is None:
            return []
        main = here.under or here.view
        beside = [entry for entry in ENTRIES if main in (entry.view, entry.under) and self._may_open(entry)]
        return [_item(entry, is_here=entry is here) for entry in beside] if len(beside) > 1 else []

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

    def _stands_alone(self, entry: Entry) -> bool:
        """A line of its own: no tab, or the tab of a page the reader may not open."""
        return not entry.under or not self._may_open(next(one for one in ENTRIES if one.view == entry.under))

    def _may_open(self, entry: Entry) -> bool:
        if entry.cards:
            return sees_everywhere(self._request.user, Data.CARDS, on=self._today) or self._is_in_charge
        if entry.permission is None or has_permission(self._request.user, entry.permission, on=self._today):
            return True
        if entry.also is not None and has_permission(self._request.user, entry.also, on=self._today):
            return True
        return entry.leads and self._leads_people

    @cached_property
    def _leads_people(self) -> bool:
        return self.person is not None and self.person.team.exists()

    @cached_property
    def _is_in_charge(self) -> bool:
        return self.person is not None and in_charge_of(self._request.user, on=self._today).exists()

    def _here(self) -> Entry | None:
        """The entry this page belongs to: of the same room, the one with the longest address that begins the path."""
        path, match = self._request.path, self._request.resolver_match
        room = match.namespace if match else ""
        fitting = [
            (len(address), entry)
            for entry in ENTRIES
            for address in [reverse(entry.view)]
            if entry.room == room and (path == address or (not entry.exact and path.startswith(address)))
        ]
        return max(fitting, key=lambda found: found[0])[1] if fitting else None


def _item(entry: Entry, *, is_here: bool) -> Item:
    return Item(entry.label, entry.short, entry.icon, reverse(entry.view), is_here)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of `base.html`."""
    return {"shell": Shell(request)}

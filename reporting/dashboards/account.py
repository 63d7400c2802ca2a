"""The account page: a header everybody may read, and panels that each name the right they need."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account
from accounts_app.naming.assignment_briefs import Mandate, mandate_for
from accounts_app.ownership import Responsible, responsible_on
from accounts_app.permissions import AccountRights, rights
from config.common.working_days import last_closed_month
from reporting.dashboards.panels.board_requests import requests_panel
from reporting.dashboards.panels.cards import cards_panel
from reporting.dashboards.panels.contracts import contracts_panel
from reporting.dashboards.panels.directory import directory_panel
from reporting.dashboards.panels.figures import figures_panel
from reporting.dashboards.panels.goals import goals_panel
from reporting.dashboards.panels.instructions import instructions_panel
from reporting.dashboards.panels.meetings import all_meetings_panel, clock_panel, meetings_panel
from reporting.dashboards.panels.people import contacts_panel, supervisors_panel, support_panel
from reporting.dashboards.panels.question import Question
from reporting.dashboards.panels.risks import risks_panel
from reporting.dashboards.panels.sites import sites_panel, worst_sites_panel
from reporting.dashboards.panels.status import status_panel
from reporting.dashboards.panels.timeline import recent_panel, timeline_panel
from reporting.dashboards.record_links import RecordLink, record_links
from reporting.facts.period import Period
from reporting.freshness import judged_month, known_loads
from reporting.overrides import overridden_from
from teams.models import User


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its template, the right it needs and the function that fills it. `place` is a column of the page."""

    template: str
    needs: str  # a field of AccountRights
    build: Callable[[Question], Any]
    place: str = "main"  # "top", "main" or "side"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the page: shown when the reader may see at least one of its panels."""

    code: str
    label: str | Promise
    panels: tuple[Panel, ...]


TABS: tuple[Tab, ...] = (
    Tab(
        "overview",
        _("Overview"),
        (
            Panel("status", "care", status_panel, "top"),
            Panel("figures", "care", figures_panel, "top"),
            Panel("goals", "care", goals_panel),
            Panel("worst_sites", "care", worst_sites_panel),
            Panel("recent", "care", recent_panel),
            Panel("directory", "directory", directory_panel, "side"),
            Panel("meetings", "meetings", meetings_panel, "side"),
            Panel("cards", "cards", cards_panel, "side"),
        ),
    ),
    Tab(
        "people",
        _("People"),
        (
            Panel("support", "directory", support_panel),
            Panel("contacts", "contacts", contacts_panel),
            Panel("supervisors", "directory", supervisors_panel, "side"),
        ),
    ),
    Tab("sites", _("Sites"), (Panel("sites", "care", sites_panel),)),
    Tab(
        "care",
        _("Goals and meetings"),
        (
            Panel("goals", "care", goals_panel),
            Panel("instructions", "care", instructions_panel),
            Panel("board_requests", "care", requests_panel),
            Panel("all_meetings", "meetings", all_meetings_panel),
            Panel("clock", "care", clock_panel, "side"),
        ),
    ),
    Tab(
        "contracts",
        _("Contracts and risks"),
        (Panel("contracts", "contracts", contracts_panel), Panel("risks", "risks", risks_panel)),
    ),
    Tab("timeline", _("Timeline"), (Panel("timeline", "care", timeline_panel),)),
)

WITH_RECORDS = ("care", "contracts")  # tabs that end with the list of all kinds of records


@dataclass(frozen=True, slots=True)
class FilledPanel:
    """A panel with its data."""

    template: str
    data: Any


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab as printed."""

    code: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """Everything the page prints."""

    account: Account
    rights: AccountRights
    responsible: Responsible
    status: str  # "" without the right to care
    computed: str  # the computed colour when another one is shown by hand, otherwise ""
    tabs: tuple[TabLink, ...]
    tab: str
    top: tuple[FilledPanel, ...]
    main: tuple[FilledPanel, ...]
    side: tuple[FilledPanel, ...]
    records: Mapping[str, RecordLink]  # by kind of record
    lists_records: bool
    mandate: Mandate | None  # for the owner who reads: what may be decided alone


def account_page(
    user: User | AnonymousUser, account: Account, *, on: datetime.date, lang: str, asked: Mapping[str, str]
) -> AccountPage:
    """The page of a visible account for this reader. `asked` holds the tab and the kind of events in the address."""
    allowed = rights(user, account, on)
    tabs = [tab for tab in TABS if any(getattr(allowed, panel.needs) for panel in tab.panels)]
    tab = next((tab for tab in tabs if tab.code == asked.get("tab")), tabs[0])
    question = ask(account, allowed, on=on, lang=lang, asked=asked)
    panels = [panel for panel in tab.panels if getattr(allowed, panel.needs)]
    filled = {
        place: tuple(
            FilledPanel(f"reporting/account/panels/{panel.template}.html", panel.build(question))
            for panel in panels
            if panel.place == place
        )
        for place in ("top", "main", "side")
    }
    return AccountPage(
        account=account,
        rights=allowed,
        responsible=responsible_on([account], on)[account.pk],
        status=account.status if allowed.care else "",
        computed=overridden_from(question.judgement) if allowed.care else "",
        tabs=tuple(TabLink(each.code, str(each.label), each is tab) for each in tabs),
        tab=tab.code,
        records=record_links(user, account, allowed, on=on, back=_address(account, tab)),
        lists_records=tab.code in WITH_RECORDS,
        mandate=mandate_for(user, account, on) if allowed.in_charge and tab is tabs[0] else None,
        **filled,
    )


def _address(account: Account, tab: Tab) -> str:
    return f"{reverse('reporting:account', args=[account.pk])}?tab={tab.code}"


def ask(
    account: Account, allowed: AccountRights, *, on: datetime.date, lang: str, asked: Mapping[str, str]
) -> Question:
    """What the panels are asked with; the age of the sources is read only for those who may see figures."""
    loads = known_loads(on) if allowed.care else {}
    month = judged_month(on, loads) if loads else last_closed_month(on)
    return Question(
        account=account,
        rights=allowed,
        on=on,
        lang=lang,
        period=Period(month, on),
        loads=loads,
        asked=asked,
    )

"""The access matrix as a table: which kind of data of an account each tie to it opens (requirements.md 5.4.6).

Rights, lists and the page "what may I see" all read this one table. A tie is a role of the whole company (board,
controller …) or something that binds a person to one account (owner, supervisor of a site …).
"""

import enum
from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from teams.roles import (
    ADMINISTRATOR,
    BOARD_CHAIR,
    BOARD_MEMBER,
    BOARD_SECRETARY,
    BUSINESS_DIRECTOR,
    CONTROLLER,
    PROCESS_OWNER,
)


class Data(enum.StrEnum):
    """Kinds of data of an account."""

    DIRECTORY = "directory"
    CONTACTS = "contacts"
    CARE = "care"
    MEETINGS = "meetings"
    CONTRACTS = "contracts"
    REVENUE = "revenue"
    MONEY = "money"
    POTENTIAL = "potential"
    RISKS = "risks"
    INTERNAL_RISKS = "internal_risks"
    HOURS = "hours"
    CARDS = "cards"


class Extent(enum.IntEnum):
    """How much of it: nothing, the own part, a summary without figures and documents, everything."""

    NONE = 0
    OWN = 1
    SUMMARY = 2
    FULL = 3


class Tie(enum.StrEnum):
    """What binds a person to an account."""

    STAFF = "staff"
    PROJECT_MEMBER = "project_member"
    SUPPORT = "support"
    SUPERVISOR = "supervisor"
    AREA_DIRECTOR = "area_director"
    SALES = "sales"
    LINE_MANAGER = "line_manager"
    TEAM = "team"
    SPONSOR = "sponsor"
    IN_CHARGE = "in_charge"
    NAMED = "named"
    NAMED_MONEY = "named_money"
    BOARD = "board"
    BUSINESS_DIRECTOR = "business_director"
    CONTROLLER = "controller"
    PROCESS_OWNER = "process_owner"
    ADMINISTRATOR = "administrator"
    CUSTOMER = "customer"


DATA_TITLES: Mapping[Data, object] = {
    Data.DIRECTORY: _("Directory: name, owner, deputy, local owners, brief, talking points"),
    Data.CONTACTS: _("Contacts of the customer"),
    Data.CARE: _("Status, goals, annual clock, agreed items"),
    Data.MEETINGS: _("Meetings and memos"),
    Data.CONTRACTS: _("Contracts and tenders"),
    Data.REVENUE: _("Revenue"),
    Data.MONEY: _("Margin, targets and receivables"),
    Data.POTENTIAL: _("Potential and pipeline"),
    Data.RISKS: _("External risks"),
    Data.INTERNAL_RISKS: _("Internal risks"),
    Data.HOURS: _("Hours of account care"),
    Data.CARDS: _("Quality cards"),
}
# The same in a word or two, for lists of what somebody sees.
DATA_WORDS: Mapping[Data, object] = {
    Data.CONTACTS: _("contacts"),
    Data.CARE: _("status and care"),
    Data.MEETINGS: _("meetings"),
    Data.CONTRACTS: _("contracts"),
    Data.REVENUE: _("revenue"),
    Data.MONEY: _("margin and receivables"),
    Data.POTENTIAL: _("potential"),
    Data.RISKS: _("external risks"),
    Data.INTERNAL_RISKS: _("internal risks"),
    Data.HOURS: _("hours"),
    Data.CARDS: _("quality cards"),
}
EXTENT_TITLES: Mapping[Extent, object] = {
    Extent.NONE: _("no"),
    Extent.OWN: _("own part"),
    Extent.SUMMARY: _("summary"),
    Extent.FULL: _("yes"),
}
TIE_TITLES: Mapping[Tie, object] = {
    Tie.STAFF: _("Anybody who works here"),
    Tie.PROJECT_MEMBER: _("Project member"),
    Tie.SUPPORT: _("Support organisation, local owner"),
    Tie.SUPERVISOR: _("Supervisor of a site"),
    Tie.AREA_DIRECTOR: _("Area director of a site"),
    Tie.SALES: _("Sales of the region"),
    Tie.LINE_MANAGER: _("Line manager of owner, deputy or supervisor"),
    Tie.TEAM: _("Account team, coach"),
    Tie.SPONSOR: _("Executive sponsor"),
    Tie.IN_CHARGE: _("Owner, deputy, account manager, substitute"),
    Tie.NAMED: _("Named member"),
    Tie.NAMED_MONEY: _("Named member with figures"),
    Tie.BOARD: _("Customer management board"),
    Tie.BUSINESS_DIRECTOR: _("Business director"),
    Tie.CONTROLLER: _("Controller"),
    Tie.PROCESS_OWNER: _("Process owner"),
    Tie.ADMINISTRATOR: _("Administrator"),
    Tie.CUSTOMER: _("Customer's contact (own owner and deputy)"),
}
# Roles that reach every account that is not confidential, and the column of the table they stand in.
ROLE_TIES: Mapping[str, Tie] = {
    BOARD_MEMBER.code: Tie.BOARD,
    BOARD_SECRETARY.code: Tie.BOARD,
    BOARD_CHAIR.code: Tie.BOARD,
    BUSINESS_DIRECTOR.code: Tie.BUSINESS_DIRECTOR,
    CONTROLLER.code: Tie.CONTROLLER,
    PROCESS_OWNER.code: Tie.PROCESS_OWNER,
    ADMINISTRATOR.code: Tie.ADMINISTRATOR,
}

_ALL = {data: Extent.FULL for data in Data}
_CARE = {Data.DIRECTORY: Extent.FULL, Data.CARE: Extent.FULL}
_NEAR = _CARE | {
    Data.CONTACTS: Extent.FULL,
    Data.MEETINGS: Extent.FULL,
    Data.CONTRACTS: Extent.SUMMARY,
    Data.RISKS: Extent.FULL,
    Data.HOURS: Extent.OWN,
}
MATRIX: Mapping[Tie, Mapping[Data, Extent]] = {
    Tie.STAFF: {Data.DIRECTORY: Extent.FULL},
    Tie.PROJECT_MEMBER: {
        Data.DIRECTORY: Extent.FULL,
        Data.CONTACTS: Extent.OWN,
        Data.MEETINGS: Extent.OWN,
        Data.HOURS: Extent.OWN,
    },
    Tie.SUPPORT: _NEAR | {Data.POTENTIAL: Extent.OWN},
    Tie.SUPERVISOR: _NEAR | {Data.CONTACTS: Extent.OWN, Data.MEETINGS: Extent.OWN},
    Tie.AREA_DIRECTOR: _ALL | {Data.INTERNAL_RISKS: Extent.NONE, Data.HOURS: Extent.NONE},
    Tie.SALES: _NEAR | {Data.REVENUE: Extent.FULL, Data.POTENTIAL: Extent.FULL, Data.HOURS: Extent.NONE},
    Tie.LINE_MANAGER: _CARE | {Data.CONTRACTS: Extent.SUMMARY, Data.HOURS: Extent.FULL},
    Tie.TEAM: _NEAR,
    Tie.SPONSOR: _ALL | {Data.INTERNAL_RISKS: Extent.NONE, Data.HOURS: Extent.NONE},
    Tie.IN_CHARGE: _ALL,
    Tie.NAMED: _NEAR | {Data.HOURS: Extent.NONE},
    Tie.NAMED_MONEY: _NEAR | {Data.REVENUE: Extent.FULL, Data.MONEY: Extent.FULL, Data.HOURS: Extent.NONE},
    Tie.BOARD: _ALL,
    Tie.BUSINESS_DIRECTOR: _ALL,
    Tie.CONTROLLER: _ALL | {Data.INTERNAL_RISKS: Extent.NONE, Data.POTENTIAL: Extent.NONE},
    Tie.PROCESS_OWNER: _NEAR | {Data.HOURS: Extent.NONE},
    Tie.ADMINISTRATOR: _CARE | {Data.CONTACTS: Extent.FULL},
    Tie.CUSTOMER: {},
}


def extent(ties: Collection[Tie], data: Data) -> Extent:
    """The most any of the ties opens of the data."""
    return max((MATRIX[tie].get(data, Extent.NONE) for tie in ties), default=Extent.NONE)


def opening(data: Data, at_least: Extent = Extent.FULL) -> frozenset[Tie]:
    """The ties that open the data to that extent."""
    return frozenset(tie for tie, row in MATRIX.items() if row.get(data, Extent.NONE) >= at_least)

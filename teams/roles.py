"""Roles as paragraphs a manager can read and correct, and the permissions they carry (requirements.md 5.4.6)."""

import enum
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(enum.StrEnum):
    """What somebody may do, independent of any single account."""

    SEE_DIRECTORY = "see_directory"
    SEE_ALL_MONEY = "see_all_money"
    SEE_ALL_CARE = "see_all_care"
    SEE_ALL_CARDS = "see_all_cards"
    SEE_BOARD_PAGE = "see_board_page"
    IMPORT_DATA = "import_data"
    BUILD_CARDS = "build_cards"
    PUBLISH_ANY_CARD = "publish_any_card"
    REFRESH_STATUS = "refresh_status"
    SEE_JOBS = "see_jobs"
    SEE_CHECKS = "see_checks"
    APPROVE_OVERRIDE = "approve_override"
    WORSEN_STATUS = "worsen_status"
    GIVE_INSTRUCTION = "give_instruction"
    SET_COMPANY_LIMITS = "set_company_limits"
    SET_MODEL_LIMITS = "set_model_limits"
    SET_ACCOUNT_LIMITS = "set_account_limits"
    KEEP_FIGURES = "keep_figures"


@dataclass(frozen=True)
class Role:
    """A named set of permissions with the sentence that explains it."""

    code: str
    title: str | Promise
    paragraph: str | Promise
    permissions: frozenset[Permission]


PROJECT_STAFF = Role(
    "project_staff",
    _("project staff"),
    _("Finds out who owns a customer, who stands in today and whom to call. Sees the directory, no figures."),
    frozenset({Permission.SEE_DIRECTORY}),
)
SUPERVISOR = Role(
    "supervisor",
    _("supervisor"),
    _("Leads the work at sites. Sees the directory and the care of the accounts of own sites, no money."),
    frozenset({Permission.SEE_DIRECTORY}),
)
ACCOUNT_DIRECTOR = Role(
    "account_director",
    _("account director"),
    _("Answers for own accounts. Sees everything of the accounts owned or deputised, the directory of the rest."),
    frozenset({Permission.SEE_DIRECTORY}),
)
CONTROLLER = Role(
    "controller",
    _("controller"),
    _("Brings in the month-end workbooks and checks the figures. Sees the money of all accounts."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.SEE_ALL_MONEY,
            Permission.SEE_ALL_CARE,
            Permission.SEE_ALL_CARDS,
            Permission.SEE_BOARD_PAGE,
            Permission.IMPORT_DATA,
            Permission.BUILD_CARDS,
            Permission.REFRESH_STATUS,
            Permission.SEE_JOBS,
            Permission.KEEP_FIGURES,
        }
    ),
)
BOARD_MEMBER = Role(
    "board_member",
    _("board member"),
    _(
        "Reads the quality cards of all accounts, gives instructions and may show a worse colour. Sees all figures, "
        "changes none; decides the limits of care models."
    ),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.SEE_ALL_MONEY,
            Permission.SEE_ALL_CARE,
            Permission.SEE_ALL_CARDS,
            Permission.SEE_BOARD_PAGE,
            Permission.SEE_CHECKS,
            Permission.WORSEN_STATUS,
            Permission.GIVE_INSTRUCTION,
            Permission.SET_MODEL_LIMITS,
        }
    ),
)
BOARD_CHAIR = Role(
    "board_chair",
    _("board chair"),
    _("Leads the board: what a member may, publishing a month's cards, better colours and limits of one account."),
    BOARD_MEMBER.permissions
    | {
        Permission.PUBLISH_ANY_CARD,
        Permission.BUILD_CARDS,
        Permission.REFRESH_STATUS,
        Permission.APPROVE_OVERRIDE,
        Permission.SET_ACCOUNT_LIMITS,
    },
)
BUSINESS_DIRECTOR = Role(
    "business_director",
    _("business director"),
    _("Leads a business. Sees all accounts and figures, approves better colours and limits of one account."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.SEE_ALL_MONEY,
            Permission.SEE_ALL_CARE,
            Permission.SEE_ALL_CARDS,
            Permission.SEE_BOARD_PAGE,
            Permission.SEE_CHECKS,
            Permission.APPROVE_OVERRIDE,
            Permission.SET_ACCOUNT_LIMITS,
        }
    ),
)
PROCESS_OWNER = Role(
    "process_owner",
    _("process owner"),
    _("Keeps the way of working: limits of the company after a board decision, checks of the whole portfolio."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.SEE_ALL_CARE,
            Permission.SEE_BOARD_PAGE,
            Permission.SEE_CHECKS,
            Permission.SET_COMPANY_LIMITS,
            Permission.REFRESH_STATUS,
            Permission.SEE_JOBS,
        }
    ),
)
ADMINISTRATOR = Role(
    "administrator",
    _("administrator"),
    _("Keeps the system running: jobs, imports, status refresh. Sees the directory, no money of accounts."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.IMPORT_DATA,
            Permission.BUILD_CARDS,
            Permission.REFRESH_STATUS,
            Permission.SEE_JOBS,
        }
    ),
)

ROLES = {
    role.code: role
    for role in (
        PROJECT_STAFF,
        SUPERVISOR,
        ACCOUNT_DIRECTOR,
        CONTROLLER,
        BOARD_MEMBER,
        BOARD_CHAIR,
        BUSINESS_DIRECTOR,
        PROCESS_OWNER,
        ADMINISTRATOR,
    )
}

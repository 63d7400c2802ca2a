"""Roles as paragraphs a manager can read and correct, and the permissions they carry (requirements.md 5.4.6)."""

import enum
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(enum.StrEnum):
    """What somebody may do, independent of any single account."""

    SEE_DIRECTORY = "see_directory"
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
    TAKE_STANCE = "take_stance"
    RUN_MEETING = "run_meeting"
    CLOSE_INSTRUCTION = "close_instruction"
    SET_COMPANY_LIMITS = "set_company_limits"
    SET_MODEL_LIMITS = "set_model_limits"
    SET_ACCOUNT_LIMITS = "set_account_limits"
    KEEP_FIGURES = "keep_figures"
    NOMINATE = "nominate"
    TRANSFER_ACCOUNTS = "transfer_accounts"
    SET_OWNERSHIP_POLICY = "set_ownership_policy"
    SEE_COVERAGE = "see_coverage"
    SEE_REVIEWS = "see_reviews"
    KEEP_ABSENCES = "keep_absences"
    KEEP_PEOPLE = "keep_people"
    KEEP_BARRIERS = "keep_barriers"
    BREAK_GLASS = "break_glass"
    SEE_AUDIT = "see_audit"
    KEEP_PRIVACY = "keep_privacy"


class HeldBy(enum.StrEnum):
    """How a role comes to be held."""

    GRANT = "grant"  # given to a person from a day on
    SEAT = "seat"  # by a seat on the board
    TIE = "tie"  # by what binds the person to an account; it carries no permission beyond that account


@dataclass(frozen=True)
class Role:
    """A named set of permissions with the sentence that explains it."""

    code: str
    title: str | Promise
    paragraph: str | Promise
    permissions: frozenset[Permission]
    held_by: HeldBy = HeldBy.GRANT


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
ACCOUNT_MANAGER = Role(
    "account_manager",
    _("account manager"),
    _("Answers for the plan and the team of one account beside its director. Sees that account, the directory else."),
    frozenset({Permission.SEE_DIRECTORY}),
)
DEPUTY = Role(
    "deputy",
    _("deputy"),
    _("Answers when the account director is away and may do what the director may, from the first day to the last."),
    frozenset(),
    HeldBy.TIE,
)
SUPPORT_PERSON = Role(
    "support_person",
    _("support person"),
    _("Helps an account in a town or a business. Sees its care, contacts and meetings, a summary of contracts."),
    frozenset(),
    HeldBy.TIE,
)
AREA_DIRECTOR = Role(
    "area_director",
    _("area director"),
    _("Leads the sites of an area. Sees the accounts that have sites there with their figures and quality cards."),
    frozenset(),
    HeldBy.TIE,
)
LINE_MANAGER = Role(
    "line_manager",
    _("line manager"),
    _("Agrees the hours of own people and reviews their ownerships once a year. Sees the care of their accounts."),
    frozenset(),
    HeldBy.TIE,
)
SALES = Role(
    "sales",
    _("sales"),
    _("Sells in a region. Sees contacts, meetings, revenue and potential of the accounts that have sites there."),
    frozenset({Permission.SEE_DIRECTORY}),
)
HUMAN_RESOURCES = Role(
    "human_resources",
    _("human resources"),
    _("Keeps absences and reads the yearly reviews of owners. Sees the directory of accounts, no figures."),
    frozenset({Permission.SEE_DIRECTORY, Permission.KEEP_ABSENCES, Permission.SEE_REVIEWS, Permission.KEEP_PEOPLE}),
)
CUSTOMER_CONTACT = Role(
    "customer_contact",
    _("customer's contact"),
    _("Somebody of the customer, when the company opens the page to customers: own account director and deputy only."),
    frozenset(),
    HeldBy.TIE,
)
CONTROLLER = Role(
    "controller",
    _("controller"),
    _("Brings in the month-end workbooks and checks the figures. Sees the money of all accounts."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
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
            Permission.SEE_COVERAGE,
            Permission.SEE_BOARD_PAGE,
            Permission.SEE_CHECKS,
            Permission.WORSEN_STATUS,
            Permission.GIVE_INSTRUCTION,
            Permission.TAKE_STANCE,
            Permission.SET_MODEL_LIMITS,
        }
    ),
    HeldBy.SEAT,
)
BOARD_SECRETARY = Role(
    "board_secretary",
    _("board secretary"),
    _("Prepares the meetings of the board: what a member may, and the agenda, the pack and the minutes."),
    BOARD_MEMBER.permissions | {Permission.RUN_MEETING},
    HeldBy.SEAT,
)
BOARD_CHAIR = Role(
    "board_chair",
    _("board chair"),
    _(
        "Leads the board: what a member may, its meetings, closing instructions, publishing a month's cards, better "
        "colours and limits of one account."
    ),
    BOARD_MEMBER.permissions
    | {
        Permission.RUN_MEETING,
        Permission.CLOSE_INSTRUCTION,
        Permission.PUBLISH_ANY_CARD,
        Permission.BUILD_CARDS,
        Permission.REFRESH_STATUS,
        Permission.APPROVE_OVERRIDE,
        Permission.SET_ACCOUNT_LIMITS,
        Permission.NOMINATE,
        Permission.KEEP_BARRIERS,
    },
    HeldBy.SEAT,
)
BUSINESS_DIRECTOR = Role(
    "business_director",
    _("business director"),
    _("Leads a business. Sees all accounts and figures, approves better colours and limits of one account."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.NOMINATE,
            Permission.TRANSFER_ACCOUNTS,
            Permission.SEE_COVERAGE,
            Permission.KEEP_PEOPLE,
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
            Permission.NOMINATE,
            Permission.TRANSFER_ACCOUNTS,
            Permission.SET_OWNERSHIP_POLICY,
            Permission.SEE_COVERAGE,
            Permission.SEE_AUDIT,
            Permission.KEEP_PRIVACY,
            Permission.KEEP_BARRIERS,
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
    _("Keeps the system running: jobs, imports, people, absences. Sees the care of accounts, no money and no memos."),
    frozenset(
        {
            Permission.SEE_DIRECTORY,
            Permission.KEEP_ABSENCES,
            Permission.KEEP_PEOPLE,
            Permission.BREAK_GLASS,
            Permission.SEE_AUDIT,
            Permission.KEEP_PRIVACY,
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
        ACCOUNT_DIRECTOR,
        ACCOUNT_MANAGER,
        DEPUTY,
        SUPPORT_PERSON,
        SUPERVISOR,
        AREA_DIRECTOR,
        LINE_MANAGER,
        SALES,
        HUMAN_RESOURCES,
        CONTROLLER,
        BOARD_MEMBER,
        BOARD_SECRETARY,
        BOARD_CHAIR,
        BUSINESS_DIRECTOR,
        PROCESS_OWNER,
        ADMINISTRATOR,
        CUSTOMER_CONTACT,
    )
}

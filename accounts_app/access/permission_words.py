"""Each permission in words, for the page of roles."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from teams.roles import Permission

WORDS: Mapping[Permission, object] = {
    Permission.SEE_DIRECTORY: _("sees who owns and answers for each account"),
    Permission.SEE_BOARD_PAGE: _("opens the board view"),
    Permission.IMPORT_DATA: _("brings in workbooks"),
    Permission.BUILD_CARDS: _("builds the quality cards of a month"),
    Permission.PUBLISH_ANY_CARD: _("publishes any quality card"),
    Permission.REFRESH_STATUS: _("has the colours computed anew"),
    Permission.SEE_JOBS: _("sees the jobs and their results"),
    Permission.SEE_CHECKS: _("sees the checks of the whole portfolio"),
    Permission.APPROVE_OVERRIDE: _("approves a better colour"),
    Permission.WORSEN_STATUS: _("shows a worse colour"),
    Permission.GIVE_INSTRUCTION: _("gives instructions of the board"),
    Permission.TAKE_STANCE: _("records the stance of the board on a card"),
    Permission.RUN_MEETING: _("plans meetings of the board, freezes the pack and the minutes"),
    Permission.CLOSE_INSTRUCTION: _("closes an instruction after evidence"),
    Permission.SET_COMPANY_LIMITS: _("sets the limits of the company"),
    Permission.SET_MODEL_LIMITS: _("sets the limits of care models"),
    Permission.SET_ACCOUNT_LIMITS: _("sets the limits of one account"),
    Permission.KEEP_FIGURES: _("keeps invoices, projects and budgets"),
    Permission.NOMINATE: _("nominates account directors"),
    Permission.TRANSFER_ACCOUNTS: _("transfers several accounts at once"),
    Permission.SET_OWNERSHIP_POLICY: _("sets who may own nationwide accounts"),
    Permission.SEE_COVERAGE: _("sees how the support organisation covers towns and businesses"),
    Permission.SEE_REVIEWS: _("reads the yearly reviews of account directors"),
    Permission.KEEP_ABSENCES: _("keeps absences of everybody"),
    Permission.KEEP_PEOPLE: _("keeps people, roles and pools"),
    Permission.KEEP_BARRIERS: _("keeps the information barriers"),
    Permission.BREAK_GLASS: _("may ask for an account behind a barrier in an emergency"),
    Permission.SEE_AUDIT: _("reads the trail of changes and views"),
    Permission.KEEP_PRIVACY: _("keeps the privacy of contacts"),
}


def words_of(permissions: frozenset[Permission]) -> tuple[str, ...]:
    """The permissions in the order they are listed in the code."""
    return tuple(str(WORDS[permission]) for permission in Permission if permission in permissions)

"""The reviewed table of who may open which address, on an own, a foreign and a secret account.

Every address of the application has a row; one without a row fails the test. The names of the sets follow the columns
of requirements.md 5.4.6. A secret account is always answered with 404 and stands in no row.
"""

from dataclasses import dataclass

from tests.integration.rights_world import EVERYBODY

Who = frozenset[str]
ALL: Who = frozenset(EVERYBODY)
NOBODY: Who = frozenset()
IN_CHARGE: Who = frozenset({"owner", "deputy", "account_manager", "substitute"})
WRITERS = IN_CHARGE | {"team"}
BOARD: Who = frozenset({"board_member", "board_secretary", "board_chair"})
RUNNERS: Who = frozenset({"board_secretary", "board_chair"})  # of the meetings of the board
MANAGEMENT = BOARD | {"business_director"}
COMPANY = MANAGEMENT | {"controller", "process_owner", "administrator"}  # roles that reach every open account
NEAR = WRITERS | {"support", "local_owner", "supervisor", "area_director", "sales", "coach", "sponsor", "named"}
CARE_OWN = NEAR | COMPANY | {"line_manager"}
CARDS_OTHER = MANAGEMENT | {"controller"}
CARDS_OWN = CARDS_OTHER | IN_CHARGE | {"area_director", "sponsor"}


@dataclass(frozen=True)
class Row:
    """Who gets an answer when asking (`get`) and when sending (`post`); None: the address does not take it.

    `own` and `other`: of the account one is tied to, and of another one. Addresses without an account use `own` only.
    """

    own: Who = NOBODY
    other: Who = NOBODY
    post_own: Who | None = None
    post_other: Who | None = None
    gets: bool = True


def page(own: Who, other: Who = NOBODY) -> Row:
    """A page that is only read."""
    return Row(own, other)


def form(own: Who, other: Who = NOBODY) -> Row:
    """A page with a form: whoever may open it may send it."""
    return Row(own, other, own, other)


def button(own: Who, other: Who = NOBODY) -> Row:
    """An address that is only sent to."""
    return Row(post_own=own, post_other=other, gets=False)


OVERRIDE_OWN = WRITERS | {"area_director"} | BOARD
REFRESHERS: Who = frozenset({"controller", "board_chair", "process_owner", "administrator"})
# Addresses without a number.
PLAIN: dict[str, Row] = {
    "": page(ALL),
    "board/": page(COMPANY - {"administrator"}),
    "board/about/": page(ALL),
    "board/instructions/": page(COMPANY - {"administrator"}),
    "board/feedback/": page(COMPANY - {"administrator"}),
    "accounts/": page(ALL),
    "accounts/a-z/": page(ALL),
    "accounts/search/": page(ALL),
    "accounts/notices/": page(ALL),
    "accounts/notices/count/": page(ALL),
    "accounts/notices/read/": button(ALL),
    "accounts/notices/settings/": form(ALL),
    "cards/": page(ALL),
    "cards/publish/": button(frozenset({"board_chair"})),
    "people/": page(ALL),
    "imports/": page(frozenset({"controller", "administrator"})),
    "imports/new/": form(frozenset({"controller", "administrator"})),
    "jobs/": page(REFRESHERS - {"board_chair"}),
    "jobs/rows/": page(REFRESHERS - {"board_chair"}),
    "jobs/refresh-status/": button(REFRESHERS),
    "jobs/close-month/": button(REFRESHERS - {"process_owner"}),
    "jobs/verify/": button(REFRESHERS - {"board_chair"}),
    "jobs/build-cards/": button(frozenset({"controller", "board_chair", "administrator"})),
    "colours/": page(ALL),
    "limits/": page(ALL),
    "limits/new/": form(MANAGEMENT | {"process_owner"}),
    "checks/": page(MANAGEMENT | {"process_owner"}),
    "checks/back-test/": page(MANAGEMENT | {"process_owner"}),
    "gallery/": page(ALL),
}
PLAIN |= {
    "board/meetings/": page(MANAGEMENT),
    "board/meetings/new/": form(RUNNERS),
    "board/movements/": page(MANAGEMENT),
}
# Addresses of an account: `accounts/<int:pk>/…`.
ACCOUNT: dict[str, Row] = {
    "": page(ALL, ALL),
    "refresh/": button(WRITERS | REFRESHERS, REFRESHERS),
    "why/": page(CARE_OWN, COMPANY),
    "history/": page(CARE_OWN, COMPANY),
    "override/": Row(CARE_OWN, COMPANY, OVERRIDE_OWN, BOARD),
}

CONTACTS_OWN = NEAR | COMPANY | {"project_member"}
MEETINGS_OTHER = COMPANY - {"administrator"}
MEETINGS_OWN = NEAR | MEETINGS_OTHER | {"project_member"}
CONTRACTS_OWN = NEAR | MEETINGS_OTHER | {"line_manager"}
RISKS_OWN = NEAR | MEETINGS_OTHER
MONEY_OTHER = MANAGEMENT | {"controller"}
MONEY_OWN = MONEY_OTHER | IN_CHARGE | {"area_director", "sponsor"}
AT_WORK = WRITERS | {"support", "local_owner", "supervisor", "area_director", "coach", "sponsor"}  # tied by their work
ALL_HOURS_OWN = MONEY_OTHER | IN_CHARGE | {"line_manager"}
HOURS_OWN = ALL_HOURS_OWN | AT_WORK | {"project_member"}
CONTROL: Who = frozenset({"controller"})
JUDGES = BOARD  # give instructions
NAMERS: Who = frozenset({"board_chair", "business_director", "process_owner"})
CARE = page(CARE_OWN, COMPANY)
# Records of an account: the list of each kind, and the form that adds a row.
RECORDS: dict[str, tuple[Row, Row]] = {
    "meeting": (page(MEETINGS_OWN, MEETINGS_OTHER), form(AT_WORK)),
    "goal": (CARE, form(WRITERS)),
    "clock-event": (CARE, form(WRITERS)),
    "clock-window": (CARE, form(NOBODY)),  # windows of events that are there already
    "risk": (page(RISKS_OWN, MEETINGS_OTHER), form(WRITERS)),
    "contract": (page(CONTRACTS_OWN, MEETINGS_OTHER), form(WRITERS)),
    "tender": (page(CONTRACTS_OWN, MEETINGS_OTHER), form(WRITERS)),
    "contact": (page(CONTACTS_OWN, COMPANY), form(WRITERS)),
    "instruction": (CARE, form(JUDGES, JUDGES)),
    "audit": (CARE, form(WRITERS)),
    "non-conformity": (CARE, form(WRITERS)),
    "invoice": (page(MONEY_OWN, MONEY_OTHER), form(IN_CHARGE | CONTROL, CONTROL)),
    "manual-figure": (page(MONEY_OWN, MONEY_OTHER), form(CONTROL, CONTROL)),
    "hours-budget": (
        page(ALL_HOURS_OWN, MONEY_OTHER),
        form(IN_CHARGE | {"line_manager", "controller"}, frozenset({"controller"})),
    ),
    "care-hours": (page(HOURS_OWN, MONEY_OTHER), form(AT_WORK)),
    "brief": (CARE, form(WRITERS)),
    "acknowledgement": (CARE, form(frozenset({"supervisor"}))),
    "support-requirement": (CARE, form(WRITERS)),
    "support": (CARE, form(WRITERS)),
    "project": (CARE, form(NOBODY)),  # the world holds no consultancy
    "answer": (CARE, form(NOBODY)),  # answers come with a survey
    "complaint": (CARE, form(AT_WORK)),
    "responsible": (page(ALL, ALL), form(WRITERS | NAMERS, NAMERS)),
}
# Open to anybody, or answered before any login is asked about.
OPEN = ("healthz", "readyz", "robots.txt", "i18n/setlang/")
NAMED_OWN = WRITERS | NAMERS
KEEPERS_OF_SIDES: Who = frozenset({"board_chair", "process_owner"})
READERS_OF_TRAIL: Who = frozenset({"process_owner", "administrator"})
PRIVACY: Who = frozenset({"process_owner", "administrator"})
KEEPERS_OF_ABSENCES: Who = frozenset({"owner", "line_manager", "administrator", "human_resources"})
KEEPERS_OF_PEOPLE: Who = frozenset({"business_director", "administrator", "human_resources"})
PLAIN |= {
    "accounts/who/": page(ALL),
    "accounts/responsibilities/": page(ALL),
    "accounts/owner-reports/": page(ALL),
    "accounts/nominations/": page(ALL),
    "accounts/handovers/": page(ALL),
    "accounts/transfer/": form(frozenset({"business_director", "process_owner"})),
    "accounts/ownership-policy/": Row(NAMERS, post_own=frozenset({"process_owner"})),
    "accounts/coverage/": page(MANAGEMENT | {"process_owner"}),
    "accounts/my-access/": page(ALL),
    "accounts/roles/": page(ALL),
    "accounts/break-glass/": form(frozenset({"administrator"})),
    "accounts/access-requests/": page(ALL),
    "accounts/barriers/": form(KEEPERS_OF_SIDES),
    "accounts/trail/": page(READERS_OF_TRAIL),
    "accounts/privacy/": page(PRIVACY),
    "people/chart/": page(ALL),
    "people/load/": page(KEEPERS_OF_PEOPLE | MANAGEMENT | {"line_manager", "process_owner"}),
    "people/pools/": form(KEEPERS_OF_PEOPLE),
    "people/willingness/": form(ALL),
    "people/willing/": page(NAMERS | {"line_manager"}),
    "people/reviews/": page(ALL),
    "people/absences/": page(ALL),
    "people/absences/new/": form(ALL),
}
ACCOUNT |= {
    "who/": page(ALL, ALL),
    "who/report/": button(ALL, ALL),
    "nominate/": form(IN_CHARGE | NAMERS, NAMERS),
    "owners/": page(ALL, ALL),
    "nationwide/": form(NAMERS, NAMERS),
    "assignment/": page(IN_CHARGE | NAMERS | BOARD, NAMERS | BOARD),
    "assignment/write/": form(NAMERS, NAMERS),
    "sparring/": form(frozenset({"owner", "coach"})),
    "support/": page(ALL, ALL),
    "support/people/": page(CARE_OWN, COMPANY),
    "chart/": page(ALL, ALL),
    "board-requests/": Row(CARE_OWN, COMPANY, WRITERS, NOBODY),
    "stand-in/": page(WRITERS),
    "access/": page(NAMED_OWN, NAMERS),
    "access/new/": form(NAMED_OWN, NAMERS),
    "access/confidentiality/": form(IN_CHARGE | KEEPERS_OF_SIDES, KEEPERS_OF_SIDES),
    "access/request/": form(ALL - MONEY_OWN, ALL - MONEY_OTHER),
    "trail/": page(IN_CHARGE | READERS_OF_TRAIL, READERS_OF_TRAIL),
}
CARD_KEEPERS = IN_CHARGE | {"board_chair"}
CHAIR: Who = frozenset({"board_chair"})
# Addresses with other numbers: the rows of the world that fill them, in order, and who may.
NUMBERED: dict[str, tuple[tuple[str, ...], Row]] = {
    "cards/<int:pk>/": (("card",), page(CARDS_OWN, CARDS_OTHER)),
    "cards/<int:pk>/metrics/<str:metric>/": (("card", "metric"), page(CARDS_OWN, CARDS_OTHER)),
    "cards/<int:pk>/pdf/": (("card",), page(CARDS_OWN, CARDS_OTHER)),
    "cards/<int:pk>/write/": (("card",), form(IN_CHARGE)),
    "cards/<int:pk>/publish/": (("card",), button(CARD_KEEPERS, CHAIR)),
    "cards/<int:pk>/correct/": (("card",), button(BOARD, BOARD)),
    "cards/<int:pk>/ask-correction/": (("card",), button(IN_CHARGE)),
    "accounts/<int:pk>/contacts/<int:row>/login/": (("account", "contact"), form(IN_CHARGE)),
    "accounts/<int:pk>/contacts/<int:row>/data/": (("account", "contact"), page(IN_CHARGE | PRIVACY, PRIVACY)),
    "accounts/<int:pk>/contacts/<int:row>/anonymise/": (("account", "contact"), button(IN_CHARGE | PRIVACY, PRIVACY)),
    "accounts/owner-reports/<int:row>/answer/": (("report",), button(IN_CHARGE | NAMERS, NAMERS)),
    "accounts/nominations/<int:pk>/": (("nomination",), form(NAMED_OWN, NAMERS)),
    "accounts/nominations/<int:pk>/confirm/": (("nomination",), button(NAMERS, NAMERS)),
    "accounts/nominations/<int:pk>/withdraw/": (("nomination",), button(NAMERS, NAMERS)),
    "accounts/<int:pk>/assignment/<int:version>/read/": (
        ("account", "brief"),
        button(NOBODY),  # its owner only
    ),
    "accounts/handovers/<int:pk>/": (("handover",), page(NAMED_OWN, NAMERS)),
    "accounts/handovers/<int:pk>/package/": (("handover",), button(NAMERS, NAMERS)),
    "accounts/handovers/<int:pk>/sign/": (("handover",), button(NOBODY)),
    "accounts/handovers/<int:pk>/steps/<int:step>/": (("handover", "step"), button(NOBODY)),
    "accounts/handovers/<int:pk>/items/": (("handover",), button(NAMERS, NAMERS)),
    "accounts/handovers/<int:pk>/move/": (("handover",), button(NAMERS, NAMERS)),
    "accounts/handovers/<int:pk>/cancel/": (("handover",), button(NAMERS, NAMERS)),
    "accounts/access-requests/<int:row>/": (
        ("request",),
        form(IN_CHARGE | {"business_director"}, frozenset({"business_director"})),
    ),
    "accounts/<int:pk>/access/<int:row>/end/": (("account", "grant"), button(NAMED_OWN, NAMERS)),
    "accounts/<int:pk>/instructions/<int:row>/": (("account", "instruction"), page(CARE_OWN, COMPANY)),
    "accounts/<int:pk>/instructions/<int:row>/<slug:move>/": (("account", "instruction", "move"), button(WRITERS)),
    "accounts/<int:pk>/board-requests/<int:row>/answer/": (("account", "board_request"), button(JUDGES, JUDGES)),
    "accounts/<int:pk>/board-requests/<int:row>/withdraw/": (("account", "board_request"), button(WRITERS)),
    "accounts/<int:pk>/override/<int:override>/decide/": (
        ("account", "override"),
        button(frozenset({"board_chair", "business_director"}), frozenset({"board_chair", "business_director"})),
    ),
}
NUMBERED |= {
    "board/meetings/<int:pk>/cards/<int:card>/": (("meeting", "shown"), page(MANAGEMENT, MANAGEMENT)),
    "board/meetings/<int:pk>/cards/<int:card>/stance/": (("meeting", "shown"), button(BOARD, BOARD)),
    "board/meetings/<int:pk>/cards/<int:card>/undo/": (("meeting", "shown"), button(BOARD, BOARD)),
}
# Addresses about people, sides and meetings: there is one row only, and no account to be tied to.
PERSONAL: dict[str, tuple[tuple[str, ...], Row]] = {
    "accounts/barriers/<int:row>/": (("side",), form(KEEPERS_OF_SIDES)),
    "accounts/barriers/<int:row>/members/<int:member>/end/": (("side", "member"), button(KEEPERS_OF_SIDES)),
    "people/<int:pk>/": (("person",), page(ALL)),
    "people/reviews/<int:pk>/": (("review",), form(frozenset({"owner", "line_manager", "human_resources"}))),
    "people/pools/<int:pk>/end/": (("pool",), button(KEEPERS_OF_PEOPLE)),
    "people/absences/<int:pk>/": (("absence",), form(KEEPERS_OF_ABSENCES)),
    "people/absences/<int:pk>/end/": (("absence",), button(KEEPERS_OF_ABSENCES)),
    "people/absences/<int:pk>/delete/": (("absence",), button(KEEPERS_OF_ABSENCES)),
}
PERSONAL |= {
    "board/meetings/<int:pk>/": (("meeting",), page(MANAGEMENT)),
    "board/meetings/<int:pk>/edit/": (("meeting",), form(RUNNERS)),
    "board/meetings/<int:pk>/freeze/": (("meeting",), button(RUNNERS)),
    "board/meetings/<int:pk>/pack/pdf/": (("meeting",), page(MANAGEMENT)),
    "board/meetings/<int:pk>/pack/xlsx/": (("meeting",), page(MANAGEMENT)),
    "board/meetings/<int:pk>/rest/": (("meeting",), form(RUNNERS)),
    "board/meetings/<int:pk>/rest/undo/": (("meeting",), button(RUNNERS)),
    "board/meetings/<int:pk>/minutes/": (("meeting",), Row(MANAGEMENT, post_own=RUNNERS)),
    "board/meetings/<int:pk>/minutes/close/": (("meeting",), button(RUNNERS)),
    "board/meetings/<int:pk>/minutes/pdf/": (("held",), page(MANAGEMENT)),
}
# Asked elsewhere, each with its reason.
ELSEWHERE = {
    "cards/compare/": "the account stands behind the question mark: test_card_compare.py",
    "accounts/my-director/": "for contacts of customers: tests/integration/accounts_app/test_customer.py",
    "accounts/access-requests/<int:row>/withdraw/": "of the requester only: test_access_requests.py",
    "accounts/<int:pk>/override/<int:override>/withdraw/": "by state and writer: test_override_life.py",
    "accounts/<int:pk>/override/<int:override>/renew/": "by state and writer: test_override_life.py",
    "people/absences/restore/<str:token>/": "a signed token: test_absences.py",
    "imports/<int:pk>/": "own batches only: test_barrier.py, test_imports.py",
    "imports/<int:pk>/confirm/": "own batches only: test_barrier.py, test_imports.py",
    "imports/<int:pk>/cancel/": "own batches only: test_barrier.py, test_imports.py",
    "imports/<int:pk>/files/<int:file_pk>/rejected/": "own batches only: test_barrier.py",
    "limits/<int:pk>/take-back/": "by scope of the limit: tests/unit/reporting/views/test_limits.py",
}

"""One login for every tie of the access matrix, with an own, a foreign and a secret account."""

import datetime
from types import SimpleNamespace

from django.db.models import Model

from accounts_app.actions import search_texts
from accounts_app.models import (
    AccessRequest,
    Account,
    AccountGrant,
    Assignment,
    AssignmentBrief,
    BarrierGroup,
    BarrierMember,
    BoardRequest,
    Contact,
    Handover,
    HandoverStep,
    Instruction,
    Nomination,
    OwnerReport,
    Project,
    ProjectMember,
)
from config.common import clock
from reporting.actions import cards, meetings
from reporting.models import BoardMeeting, QualityCard
from teams.models import (
    Absence,
    BoardMembership,
    Company,
    OwnerReview,
    Person,
    PoolDeputy,
    Region,
    RoleGrant,
    Unit,
    User,
)
from tests.factories import make_account, make_board_chair, make_person, make_site, make_town, make_user
from tests.factories.overrides import NOON, make_override
from tests.factories.people import LONG_AGO
from tests.factories.published import make_published
from tests.integration.reporting.portfolio_world import AUGUST, TODAY, judge, overdue

JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)
Role = Assignment.Role
BY_ASSIGNMENT = {
    "owner": Role.OWNER,
    "deputy": Role.DEPUTY,
    "account_manager": Role.ACCOUNT_MANAGER,
    "support": Role.SUPPORT,
    "local_owner": Role.LOCAL_OWNER,
    "sponsor": Role.SPONSOR,
    "team": Role.TEAM,
    "coach": Role.COACH,
}
BY_ROLE = ("business_director", "controller", "process_owner", "administrator", "human_resources")
OTHERS = ("staff", "project_member", "supervisor", "area_director", "sales", "line_manager", "substitute", "named")
EVERYBODY = (*BY_ASSIGNMENT, *BY_ROLE, *OTHERS, "board_member", "board_secretary", "board_chair")


def make_rights_world() -> SimpleNamespace:
    """The users by who they are, and the three accounts, each judged and with a card of August."""
    users = {who: make_user(f"Lukija {number}") for number, who in enumerate(EVERYBODY) if who not in BY_ROLE}
    users |= {who: make_user(f"Rooli {who}", role=who) for who in BY_ROLE}
    users["board_chair"] = make_board_chair("Kirsti Puheenjohtaja")
    seat = BoardMembership.Seat
    for who, held in (("board_member", seat.MEMBER), ("board_secretary", seat.SECRETARY)):
        BoardMembership.objects.create(person=users[who].person, seat=held, starts_on=LONG_AGO)
    away = _owner_away(users)
    own = make_account("Oma Oy", owner=away)
    tie(own, users)
    other = make_account("Toisten Oy", owner=make_person("Muu Omistaja"))
    secret = make_account("Salainen Oy", owner=make_person("Salaomistaja"), confidentiality="secret")
    for account in (other, secret):
        make_site(account, town=make_town("Oulu"))
    for account in (own, other, secret):
        judge(account, "RED", overdue())
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    hold_meetings(own, other, secret)
    search_texts.refresh()
    rows = {which: rows_of(account, users) for which, account in (("own", own), ("other", other), ("secret", secret))}
    rows["own"] |= personal_rows(users)
    return SimpleNamespace(users=users, own=own, other=other, secret=secret, rows=rows)


def hold_meetings(*accounts: Account) -> None:
    """One about June that is over, and one about July whose pack holds the published cards."""
    for month, is_over in ((JUNE, True), (JULY, False)):
        for account in accounts:
            make_published(account, month, "RED")
        meeting = meetings.plan(month=month, meets_at=NOON, place="", by=None, on=TODAY)
        meetings.freeze(meeting=meeting, by=None, at=NOON)
        if is_over:
            meetings.close(meeting=meeting, by=None, at=NOON)


def rows_of(account: Account, users: dict[str, User]) -> dict[str, int | str]:
    """The numbers of one row of every kind that has an address of its own."""
    former, coming = make_person("Entinen Omistaja"), make_person("Tuleva Omistaja")
    nomination = Nomination.objects.create(
        account=account, role="deputy", candidate=coming, starts_on=TODAY, reason="Syy", proposed_on=TODAY
    )
    handover = Handover.objects.create(
        account=account, from_person=former, to_person=coming, reason="Syy", decided_on=TODAY, effective_on=TODAY
    )
    request = AccessRequest.objects.create(account=account, person=former, kind="money", reason="Syy")
    override = make_override(account, make_user("Käsinkorjaaja"), reason="Syy, joka on tarpeeksi pitkä sanottavaksi.")
    made = {
        "account": account,
        "card": QualityCard.objects.get(account=account, month=AUGUST),
        "shown": QualityCard.objects.get(account=account, month=JULY),
        "meeting": BoardMeeting.objects.get(state=BoardMeeting.State.PACKED),
        "nomination": nomination,
        "handover": handover,
        "step": HandoverStep.objects.create(handover=handover, code="V02", due_on=TODAY),
        "brief": AssignmentBrief.objects.create(account=account, owner=coming, direction="Suunta"),
        "report": OwnerReport.objects.create(account=account, reported_by=former, text="Väärä"),
        "request": request,
        "grant": AccountGrant.objects.create(account=account, person=former, starts_on=LONG_AGO),
        "contact": Contact.objects.create(account=account, name="Maija Esimerkki"),
        "override": override,
    }
    loop = loop_rows(account, coming)
    return {name: row.pk for name, row in (made | loop).items()} | {"move": "acknowledge", "metric": "F1"}


def loop_rows(account: Account, person: Person) -> dict[str, Model]:
    """An instruction somebody else has to acknowledge, and a request to the board that waits."""
    given = {"text": "Ohje", "given_on": TODAY, "responsible": person, "due_on": TODAY}
    asked = {"kind": "help", "text": "Apua", "asked_by": person, "asked_at": clock.now()}
    return {
        "instruction": Instruction.objects.create(account=account, **given),
        "board_request": BoardRequest.objects.create(account=account, **asked),
    }


def personal_rows(users: dict[str, User]) -> dict[str, int]:
    """Rows about people, not about an account: the owner's absence and review, a side of a barrier, a pool."""
    owner, manager = users["owner"].person, users["line_manager"].person
    side = BarrierGroup.objects.create(name="Puoli A")
    other_side = BarrierGroup.objects.create(name="Puoli B")
    side.rivals.add(other_side)
    member = BarrierMember.objects.create(group=side, person=make_person(), starts_on=LONG_AGO)
    pool = PoolDeputy.objects.create(region=Region.objects.get(), person=make_person(), starts_on=LONG_AGO)
    review = OwnerReview.objects.create(owner=owner, manager=manager, year=2026, due_on=TODAY)
    made = {
        "absence": owner.absences.get(),
        "review": review,
        "side": side,
        "member": member,
        "pool": pool,
        "person": owner,
        "held": BoardMeeting.objects.get(state=BoardMeeting.State.CLOSED),
    }
    return {name: row.pk for name, row in made.items()}


def _owner_away(users: dict[str, User]) -> Person:
    """The owner of the own account is away and a stand-in acts; the owner's own login keeps all rights."""
    owner: Person = users["owner"].person
    owner.line_manager = users["line_manager"].person
    owner.save()
    stand_in = users["substitute"].person
    week = datetime.timedelta(days=7)
    Absence.objects.create(person=owner, starts_on=TODAY - week, ends_on=TODAY + week, stand_in=stand_in)
    return owner


def tie(account: Account, users: dict[str, User]) -> None:
    """Bind everybody to the account in their own way."""
    company = Company.objects.create(name="Testi Oy")
    region = Region.objects.create(company=company, name="Testialue")
    unit = Unit.objects.create(company=company, region=region, name="Testiyksikkö")
    director = users["area_director"].person
    director.unit = unit
    director.save()
    make_site(account, supervisor=users["supervisor"].person, area_director=director, town=make_town("Turku"))
    for who, role in BY_ASSIGNMENT.items():
        if role != Role.OWNER:
            person = users[who].person
            Assignment.objects.create(account=account, person=person, role=role, starts_on=LONG_AGO)
    AccountGrant.objects.create(account=account, person=users["named"].person, starts_on=LONG_AGO)
    project = Project.objects.create(
        account=account, number="P-1", name="Testihanke", starts_on=LONG_AGO, confirmed_on=TODAY
    )
    ProjectMember.objects.create(project=project, person=users["project_member"].person, starts_on=LONG_AGO)
    RoleGrant.objects.create(person=users["sales"].person, role=RoleGrant.Role.SALES, region=region, starts_on=LONG_AGO)

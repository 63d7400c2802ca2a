"""The access matrix: what each tie opens of each kind of data equals requirements.md 5.4.6, in rights and in lists."""

import datetime
from collections.abc import Callable

import pytest

from accounts_app.access import MATRIX, Data, Extent, Tie, opening
from accounts_app.models import Account, AccountGrant, Assignment, ProjectMember
from accounts_app.permissions import rights, with_data
from teams.models import Absence, BoardMembership, Company, Region, RoleGrant, Unit, User
from tests.factories import make_account, make_person, make_project, make_site, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)

# One line for each tie, one letter for each kind of data in the order of `Data` from contacts on:
# contacts, care, meetings, contracts, revenue, money, potential, risks, internal risks, hours, cards.
# F in full, S a summary, O the own part, - nothing.
EXPECTED = {
    Tie.STAFF: "-----------",
    Tie.PROJECT_MEMBER: "O-O------O-",
    Tie.SUPPORT: "FFFS--OF-O-",
    Tie.SUPERVISOR: "OFOS---F-O-",
    Tie.AREA_DIRECTOR: "FFFFFFFF--F",
    Tie.SALES: "FFFSF-FF---",
    Tie.LINE_MANAGER: "-F-S-----F-",
    Tie.TEAM: "FFFS---F-O-",
    Tie.SPONSOR: "FFFFFFFF--F",
    Tie.IN_CHARGE: "FFFFFFFFFFF",
    Tie.NAMED: "FFFS---F---",
    Tie.NAMED_MONEY: "FFFSFF-F---",
    Tie.BOARD: "FFFFFFFFFFF",
    Tie.BUSINESS_DIRECTOR: "FFFFFFFFFFF",
    Tie.CONTROLLER: "FFFFFF-F-FF",
    Tie.PROCESS_OWNER: "FFFS---F---",
    Tie.ADMINISTRATOR: "FF---------",
    Tie.CUSTOMER: "-----------",
}
LETTERS = {"F": Extent.FULL, "S": Extent.SUMMARY, "O": Extent.OWN, "-": Extent.NONE}
KINDS = [data for data in Data if data is not Data.DIRECTORY]
FIELDS = [data for data in KINDS if data is not Data.POTENTIAL]


def expected(tie: Tie) -> dict[Data, Extent]:
    return dict(zip(KINDS, (LETTERS[letter] for letter in EXPECTED[tie]), strict=True))


def assigned(role: str) -> Callable[[User, Account], None]:
    def tie(user: User, account: Account) -> None:
        Assignment.objects.create(account=account, person=user.person, role=role, starts_on=LONG_AGO)

    return tie


def granted(role: str) -> Callable[[User, Account], None]:
    def tie(user: User, account: Account) -> None:
        RoleGrant.objects.create(person=user.person, role=role, starts_on=LONG_AGO)

    return tie


def named(sees_money: bool) -> Callable[[User, Account], None]:
    def tie(user: User, account: Account) -> None:
        AccountGrant.objects.create(account=account, person=user.person, sees_money=sees_money, starts_on=LONG_AGO)

    return tie


def in_project(user: User, account: Account) -> None:
    ProjectMember.objects.create(project=make_project(account), person=user.person, starts_on=LONG_AGO)


def supervising(user: User, account: Account) -> None:
    make_site(account, supervisor=user.person)


def directing(user: User, account: Account) -> None:
    make_site(account, area_director=user.person)


def selling(user: User, account: Account) -> None:
    company = Company.objects.create(name="Esimerkkiyhtiö")
    region = Region.objects.create(company=company, name="Länsi")
    unit = Unit.objects.create(company=company, region=region, name="Alue Länsi")
    make_site(account, area_director=make_person(unit=unit))
    RoleGrant.objects.create(person=user.person, role="sales", region=region, starts_on=LONG_AGO)


def managing(user: User, account: Account) -> None:
    owner = make_person(line_manager=user.person)
    Assignment.objects.create(account=account, person=owner, role="owner", starts_on=LONG_AGO)


def seated(user: User, account: Account) -> None:
    seat = BoardMembership.Seat.MEMBER
    BoardMembership.objects.create(person=user.person, seat=seat, starts_on=LONG_AGO)


def standing_in(user: User, account: Account) -> None:
    owner = make_person()
    Assignment.objects.create(account=account, person=owner, role="owner", starts_on=LONG_AGO)
    Absence.objects.create(person=owner, stand_in=user.person, starts_on=DAY, ends_on=DAY)


TIED: tuple[tuple[Tie, Callable[[User, Account], None]], ...] = (
    (Tie.STAFF, lambda user, account: None),
    (Tie.PROJECT_MEMBER, in_project),
    (Tie.SUPPORT, assigned("support")),
    (Tie.SUPPORT, assigned("local_owner")),
    (Tie.SUPERVISOR, supervising),
    (Tie.AREA_DIRECTOR, directing),
    (Tie.SALES, selling),
    (Tie.LINE_MANAGER, managing),
    (Tie.TEAM, assigned("team")),
    (Tie.TEAM, assigned("coach")),
    (Tie.SPONSOR, assigned("sponsor")),
    (Tie.IN_CHARGE, assigned("owner")),
    (Tie.IN_CHARGE, assigned("deputy")),
    (Tie.IN_CHARGE, assigned("account_manager")),
    (Tie.IN_CHARGE, standing_in),
    (Tie.NAMED, named(False)),
    (Tie.NAMED_MONEY, named(True)),
    (Tie.BOARD, seated),
    (Tie.BUSINESS_DIRECTOR, granted("business_director")),
    (Tie.CONTROLLER, granted("controller")),
    (Tie.PROCESS_OWNER, granted("process_owner")),
    (Tie.ADMINISTRATOR, granted("administrator")),
)


def test_the_table_in_the_code_is_the_one_of_the_requirements() -> None:
    assert set(EXPECTED) == set(MATRIX) == set(Tie)
    for tie, row in MATRIX.items():
        assert {data: row.get(data, Extent.NONE) for data in KINDS} == expected(tie), tie
        assert row.get(Data.DIRECTORY, Extent.NONE) is (Extent.NONE if tie is Tie.CUSTOMER else Extent.FULL)


def test_a_tie_opens_what_it_opens_at_least() -> None:
    assert Tie.SUPPORT in opening(Data.CONTRACTS, Extent.SUMMARY)
    assert Tie.SUPPORT not in opening(Data.CONTRACTS)


@pytest.mark.parametrize(("tie", "bind"), TIED)
def test_rights_and_lists_answer_as_the_table_says(tie: Tie, bind: Callable[[User, Account], None]) -> None:
    user, account, other = make_user(), make_account(), make_account()
    bind(user, account)
    held = rights(user, account, DAY)
    assert {data: held.extent(data) for data in KINDS} == expected(tie)
    for data in FIELDS:
        assert getattr(held, data.value) is (expected(tie)[data] > Extent.NONE), data
    assert held.contract_documents is (expected(tie)[Data.CONTRACTS] is Extent.FULL)
    everywhere = tie in (Tie.BOARD, Tie.BUSINESS_DIRECTOR, Tie.CONTROLLER, Tie.PROCESS_OWNER, Tie.ADMINISTRATOR)
    reached = {account, other} if everywhere else {account}
    for data in KINDS:
        found = set(with_data(Account.objects.all(), user, data, on=DAY))
        assert found == (reached if expected(tie)[data] is Extent.FULL else set()), data


CLOSED_OUT = [pair for pair in TIED if pair[0] not in (Tie.SUPPORT, Tie.TEAM, Tie.SPONSOR, Tie.IN_CHARGE, Tie.NAMED)]
CLOSED_OUT = [pair for pair in CLOSED_OUT if pair[0] is not Tie.NAMED_MONEY]


@pytest.mark.parametrize(("tie", "bind"), CLOSED_OUT)
@pytest.mark.parametrize("level", ["confidential", "secret"])
def test_a_closed_account_opens_to_named_people_only(
    tie: Tie, bind: Callable[[User, Account], None], level: str
) -> None:
    user, account = make_user(), make_account(confidentiality=level)
    bind(user, account)
    assert Account.objects.visible_to(user, on=DAY).filter(pk=account.pk).exists() is (level == "confidential")
    held = rights(user, account, DAY)
    assert {data: held.extent(data) for data in KINDS} == expected(Tie.STAFF)
    assert (held.edit, held.publish_card, held.approve, held.nominate, held.see_trail) == (False,) * 5
    for data in KINDS:
        assert not with_data(Account.objects.filter(pk=account.pk), user, data, on=DAY).exists()


@pytest.mark.parametrize(("tie", "bind"), [pair for pair in CLOSED_OUT if pair[0] in (Tie.BOARD, Tie.ADMINISTRATOR)])
def test_once_named_the_role_counts_again(tie: Tie, bind: Callable[[User, Account], None]) -> None:
    user, account = make_user(), make_account(confidentiality="secret")
    bind(user, account)
    named(False)(user, account)
    held = rights(user, account, DAY)
    assert held.ties == {Tie.STAFF, Tie.NAMED, tie}


def test_the_stand_in_of_a_secret_account_is_not_let_in() -> None:
    user, account = make_user(), make_account(confidentiality="secret")
    standing_in(user, account)
    assert not Account.objects.visible_to(user, on=DAY).filter(pk=account.pk).exists()
    assert rights(user, account, DAY).ties == {Tie.STAFF}

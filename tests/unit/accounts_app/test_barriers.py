"""Barrier groups override every role; a rival never joins; closing an account takes effect at once."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from accounts_app.access.members import members_of
from accounts_app.access.sides import sides_kept_by
from accounts_app.actions import account_grants, barriers
from accounts_app.models import Account, AccountGrant, Assignment, BarrierMember
from accounts_app.notices import notices_of
from teams.models import AuditEvent, BoardMembership, User
from tests.factories import make_account, make_board_chair, make_person, make_site, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)
YESTERDAY = DAY - datetime.timedelta(days=1)


@pytest.fixture
def world() -> SimpleNamespace:
    keeper, one, two = make_user(role="process_owner"), make_user(), make_user()
    blue, green = barriers.make_sides(names=("Sininen", "Vihreä"), by=keeper)
    for side, user in ((blue, one), (green, two)):
        barriers.add_to_side(group=side, person=user.person, starts_on=LONG_AGO, ends_on=None, by=keeper)
    first = make_account("Elinkaari Yksi Oy", owner=one.person, barrier_group=blue)
    second = make_account("Elinkaari Kaksi Oy", owner=two.person, barrier_group=green)
    return SimpleNamespace(keeper=keeper, one=one, two=two, blue=blue, green=green, first=first, second=second)


def visible(user: User) -> set[Account]:
    return set(Account.objects.visible_to(user, on=DAY))


def test_each_side_knows_its_own_account_only(world: SimpleNamespace) -> None:
    assert visible(world.one) == {world.first}
    assert visible(world.two) == {world.second}


@pytest.mark.parametrize("role", ["administrator", "controller", "business_director", "process_owner"])
def test_no_role_looks_over_the_barrier(world: SimpleNamespace, role: str) -> None:
    assert visible(make_user(role=role)) == set()
    assert visible(make_board_chair()) == set()


def test_not_even_a_tie_looks_over_it(world: SimpleNamespace) -> None:
    user = make_user()
    make_site(world.first, supervisor=user.person, area_director=user.person)
    AccountGrant.objects.create(account=world.first, person=user.person, starts_on=LONG_AGO)
    Assignment.objects.create(account=world.first, person=user.person, role="support", starts_on=LONG_AGO)
    assert visible(user) == set()


def test_a_rival_is_never_added(world: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as caught:
        barriers.add_to_side(group=world.green, person=world.one.person, starts_on=DAY, ends_on=None, by=None)
    assert caught.value.code == "rival"
    with pytest.raises(ValidationError):
        barriers.add_to_side(group=world.blue, person=world.one.person, starts_on=DAY, ends_on=None, by=None)
    assert BarrierMember.objects.count() == 2


def test_after_leaving_one_side_the_other_is_open(world: SimpleNamespace) -> None:
    member = BarrierMember.objects.get(person=world.one.person)
    barriers.take_from_side(member=member, on=DAY, by=world.keeper)
    barriers.add_to_side(group=world.green, person=world.one.person, starts_on=DAY, ends_on=None, by=world.keeper)
    assert visible(world.one) == {world.second}


def test_a_member_is_not_named_across_the_barrier(world: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as caught:
        account_grants.add_member(
            account=world.first,
            person=world.two.person,
            reason="Auttaa",
            starts_on=DAY,
            ends_on=None,
            sees_money=False,
            granted_by=world.one.person,
            by=world.one,
        )
    assert caught.value.code == "barrier"
    assert not AccountGrant.objects.exists()


def test_a_keeper_on_one_side_does_not_meet_the_rival(world: SimpleNamespace) -> None:
    assert set(sides_kept_by(world.keeper, on=DAY)) == {world.blue, world.green}
    barriers.add_to_side(group=world.blue, person=world.keeper.person, starts_on=DAY, ends_on=None, by=world.keeper)
    assert set(sides_kept_by(world.keeper, on=DAY)) == {world.blue}
    assert not sides_kept_by(world.one, on=DAY).exists()


def test_the_account_goes_behind_a_barrier_only_with_its_owner(world: SimpleNamespace) -> None:
    open_one = make_account(owner=make_person())
    with pytest.raises(ValidationError):
        barriers.close(account=open_one, confidentiality="open", group=world.blue, on=DAY, by=world.keeper)
    open_one.refresh_from_db()
    assert open_one.barrier_group is None


def test_closing_is_logged_told_and_works_at_once() -> None:
    owner, board = make_user(), make_user()
    BoardMembership.objects.create(person=board.person, seat=BoardMembership.Seat.MEMBER, starts_on=LONG_AGO)
    account = make_account(owner=owner.person)
    barriers.close(account=account, confidentiality="secret", group=None, on=DAY, by=owner)
    assert (visible(owner), visible(board)) == ({account}, set())
    event = AuditEvent.objects.get(act="account.close")
    assert (event.account_no, event.details["before"], event.details["after"]) == (account.pk, "open", "secret")
    assert [line.path for line in notices_of(owner, on=DAY)] == [f"/accounts/{account.pk}/"]
    assert notices_of(board, on=DAY) == []
    barriers.close(account=account, confidentiality="secret", group=None, on=DAY, by=owner)
    assert AuditEvent.objects.filter(act="account.close").count() == 1


def test_ending_a_membership_works_at_once() -> None:
    owner, member = make_user(), make_user()
    account = make_account(owner=owner.person, confidentiality="secret")
    for starts_on in (LONG_AGO, DAY):
        grant = AccountGrant.objects.create(account=account, person=member.person, starts_on=starts_on)
        assert visible(member) == {account}
        account_grants.end_member(grant=grant, on=DAY, by=owner)
        assert visible(member) == set()
    assert AuditEvent.objects.filter(act="member.end", account_no=account.pk).count() == 2


def test_who_sees_it_and_why_names_everybody_once() -> None:
    manager, owner = make_person("Elsa Esihenkilö"), make_user("Oili Omistaja")
    owner.person.line_manager = manager
    owner.person.save()
    chair = make_board_chair("Kirsti Puheenjohtaja")
    left = make_person("Lasse Lähtenyt", left_on=YESTERDAY)
    account = make_account(owner=owner.person, deputy=left)
    make_site(account, "Kohde A", supervisor=make_person("Saara Esimies"), area_director=owner.person)
    found = members_of(account, DAY)
    assert [member.person.name for member in found.near] == ["Elsa Esihenkilö", "Oili Omistaja", "Saara Esimies"]
    assert [member.person for member in found.by_role] == [chair.person]
    assert len(found.near[1].reasons) == 2
    assert {member.person.name for member in found.unnamed} == {
        "Elsa Esihenkilö",
        "Saara Esimies",
        "Kirsti Puheenjohtaja",
    }
    Account.objects.filter(pk=account.pk).update(confidentiality="confidential")
    account.refresh_from_db()
    closed = members_of(account, DAY)
    assert [member.person.name for member in (*closed.near, *closed.by_role)] == ["Oili Omistaja"]


def test_behind_a_barrier_only_the_side_is_listed(world: SimpleNamespace) -> None:
    make_board_chair()
    Assignment.objects.create(account=world.first, person=make_person(), role="support", starts_on=LONG_AGO)
    found = members_of(world.first, DAY)
    assert [member.person for member in (*found.near, *found.by_role)] == [world.one.person]

"""A secret account exists for its named members only; money opens to owner, deputy, board and controller."""

import datetime
from dataclasses import asdict, fields

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts_app.models import Account, AccountGrant
from accounts_app.permissions import AccountRights, rights, with_cards, with_care, with_money
from teams.models import User
from tests.factories import make_account, make_board_chair, make_person, make_site, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)
LONG_AGO = datetime.date(2020, 1, 1)


def visible(user: User | AnonymousUser) -> set[Account]:
    return set(Account.objects.visible_to(user, on=DAY))


@pytest.fixture
def secret() -> Account:
    return make_account("Salaisuus Oy", confidentiality="secret")


@pytest.mark.parametrize("role", [None, "controller", "administrator", "account_director", "supervisor"])
def test_no_role_opens_a_secret_account(secret: Account, role: str | None) -> None:
    open_one = make_account()
    assert visible(make_user(role=role)) == {open_one}


def test_the_board_does_not_see_it_either(secret: Account) -> None:
    assert visible(make_board_chair()) == set()


def test_a_superuser_does_not_see_it_either(secret: Account) -> None:
    user = make_user()
    user.is_superuser = True
    assert visible(user) == set()


def test_strangers_see_nothing() -> None:
    make_account()
    assert visible(AnonymousUser()) == set()
    assert visible(User.objects.create_user("nobody")) == set()


def test_owner_and_granted_member_see_it_while_it_lasts() -> None:
    owner, member = make_user(), make_user()
    account = make_account(owner=owner.person, confidentiality="secret")
    grant = AccountGrant.objects.create(account=account, person=member.person, starts_on=LONG_AGO, ends_on=DAY)
    assert visible(owner) == visible(member) == {account}
    grant.ends_on = DAY - datetime.timedelta(days=1)
    grant.save()
    assert visible(member) == set()


JUDGE = {
    "approve",
    "instruct",
    "take_stance",
    "close_instruction",
    "leads",
    "directs",
    "nominate",
    "substitutes",
    "keep_barrier",
}


def test_owner_and_deputy_have_all_rights_but_those_of_a_judge_of_their_own_account() -> None:
    owner, deputy = make_user(), make_user()
    account = make_account(owner=owner.person, deputy=deputy.person)
    for user in (owner, deputy):
        held = {name for name, has in asdict(rights(user, account, DAY)).items() if has}
        assert held == {field.name for field in fields(AccountRights)} - JUDGE


@pytest.mark.parametrize(
    ("role", "money", "care", "cards"),
    [("controller", True, True, True), ("administrator", False, True, False), ("project_staff", False, False, False)],
)
def test_roles_open_what_the_matrix_says(role: str, money: bool, care: bool, cards: bool) -> None:
    account = make_account(owner=make_person())
    user = make_user(role=role)
    got = rights(user, account, DAY)
    assert (got.money, got.care, got.cards, got.comment_card) == (money, care, cards, False)
    for query, expected in ((with_money, money), (with_care, care), (with_cards, cards)):
        assert query(Account.objects.all(), user, on=DAY).exists() is expected


def test_a_supervisor_sees_the_care_of_own_sites_but_no_money() -> None:
    user = make_user(role="supervisor")
    account, other = make_account(), make_account()
    make_site(account, supervisor=user.person)
    make_site(other)
    got = rights(user, account, DAY)
    assert (got.care, got.contacts, got.money, got.cards) == (True, True, False, False)
    assert list(with_care(Account.objects.all(), user, on=DAY)) == [account]
    assert not with_money(Account.objects.all(), user, on=DAY).exists()


def test_an_area_director_is_near_the_sites_led() -> None:
    user = make_user()
    account = make_account()
    make_site(account, area_director=user.person)
    assert rights(user, account, DAY).care
    assert list(with_care(Account.objects.all(), user, on=DAY)) == [account]


def test_somebody_who_left_has_no_roles() -> None:
    account = make_account()
    user = make_user(role="controller", left_on=DAY - datetime.timedelta(days=1))
    assert not rights(user, account, DAY).money


def test_a_login_without_a_person_has_no_rights() -> None:
    assert rights(User.objects.create_user("nobody"), make_account(), DAY) == AccountRights()


def test_somebody_who_left_sees_nothing_whatever_is_still_assigned() -> None:
    user = make_user(left_on=DAY - datetime.timedelta(days=1))
    account = make_account(owner=user.person)
    make_account()
    assert visible(user) == set()
    assert rights(user, account, DAY) == AccountRights()
    assert not with_money(Account.objects.all(), user, on=DAY).exists()


@pytest.mark.parametrize("ended", [True, False])
def test_care_is_open_as_long_as_the_site_is_active(ended: bool) -> None:
    user, account = make_user(), make_account()
    ends_on = DAY - datetime.timedelta(days=1) if ended else DAY
    make_site(account, supervisor=user.person, ends_on=ends_on)
    make_site(account, area_director=user.person, ends_on=ends_on)
    assert rights(user, account, DAY).care is not ended
    assert with_care(Account.objects.all(), user, on=DAY).exists() is not ended


def test_care_never_opens_what_is_secret(secret: Account) -> None:
    user = make_user()
    make_site(secret, supervisor=user.person, area_director=user.person)
    assert not with_care(Account.objects.all(), user, on=DAY).exists()
    assert set(Account.objects.hidden_from(user, on=DAY)) == {secret}

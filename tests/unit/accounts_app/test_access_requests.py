"""Asking for access, answering it, and break-glass that never tells whether an account exists."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from accounts_app.access.requests import answered_by, decides, own_requests
from accounts_app.actions import access_requests as actions
from accounts_app.actions import barriers
from accounts_app.models import AccessRequest, Account, AccountGrant, Assignment
from accounts_app.notices import notices_of
from accounts_app.permissions import rights
from teams.models import AuditEvent, User
from tests.factories import make_account, make_board_chair, make_user
from tests.factories.people import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)
TOMORROW = DAY + datetime.timedelta(days=1)
WHY = "Tuotanto seisoo ja sopimus tarvitaan heti."


@pytest.fixture
def world() -> SimpleNamespace:
    owner, asker, director = make_user(), make_user(), make_user(role="business_director")
    admin = make_user(role="administrator")
    account = make_account("Avoin Oy", owner=owner.person)
    secret = make_account("Salainen Oy", owner=owner.person, confidentiality="secret", business_id="1234567-1")
    return SimpleNamespace(owner=owner, asker=asker, director=director, admin=admin, account=account, secret=secret)


def ask(world: SimpleNamespace, kind: str = "money") -> AccessRequest:
    user = world.asker
    return actions.ask(account=world.account, person=user.person, kind=kind, reason=WHY, on=DAY, by=user)


def glass(world: SimpleNamespace, named: str) -> AccessRequest:
    return actions.break_glass(named=named, reason=WHY, person=world.admin.person, on=DAY, by=world.admin)


def sentences(user: User) -> list[str]:
    return [line.sentence for line in notices_of(user, on=DAY)]


def test_owner_and_business_director_are_told_and_may_answer(world: SimpleNamespace) -> None:
    asked = ask(world)
    for user in (world.owner, world.director):
        assert answered_by(user, on=DAY) == [asked]
        assert decides(user, asked, on=DAY)
        assert len(sentences(user)) == 1
    for user in (world.asker, world.admin, make_board_chair()):
        assert answered_by(user, on=DAY) == []
        assert not decides(user, asked, on=DAY)


def test_the_same_is_asked_once(world: SimpleNamespace) -> None:
    ask(world)
    with pytest.raises(ValidationError):
        ask(world)
    ask(world, "care")
    assert AccessRequest.objects.count() == 2


def test_granting_opens_the_account_until_the_day(world: SimpleNamespace) -> None:
    assert not rights(world.asker, world.account, DAY).money
    asked = ask(world)
    actions.grant(asked=asked, ends_on=TOMORROW, by=world.owner, decider=world.owner.person, on=DAY)
    assert rights(world.asker, world.account, TOMORROW).money
    fresh = User.objects.get(pk=world.asker.pk)
    assert not rights(fresh, world.account, TOMORROW + datetime.timedelta(days=1)).money
    assert sentences(world.asker) != []
    assert AuditEvent.objects.filter(act="access.grant", account_no=world.account.pk, by=world.owner).exists()
    with pytest.raises(ValidationError):
        actions.refuse(asked=asked, answer="ei", by=world.owner, decider=world.owner.person)


def test_refusing_tells_the_words(world: SimpleNamespace) -> None:
    actions.refuse(asked=ask(world), answer="Kysy tiimistä", by=world.owner, decider=world.owner.person)
    assert "Kysy tiimistä" in sentences(world.asker)[0]
    assert [row.answer for row in own_requests(world.asker, on=DAY)] == ["Kysy tiimistä"]
    assert not rights(world.asker, world.account, DAY).money


def test_nobody_answers_an_own_request(world: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as caught:
        actions.grant(asked=ask(world), ends_on=TOMORROW, by=world.asker, decider=world.asker.person, on=DAY)
    assert caught.value.code == "own"
    assert not AccountGrant.objects.exists()


def test_a_closed_account_is_answered_by_those_in_charge_only(world: SimpleNamespace) -> None:
    asked = ask(world)
    Account.objects.filter(pk=world.account.pk).update(confidentiality="confidential")
    asked.refresh_from_db()
    assert not decides(world.director, asked, on=DAY)
    assert answered_by(world.director, on=DAY) == []
    assert decides(world.owner, asked, on=DAY)


def test_an_own_request_vanishes_with_the_account(world: SimpleNamespace) -> None:
    ask(world)
    Account.objects.filter(pk=world.account.pk).update(confidentiality="secret")
    assert own_requests(world.asker, on=DAY) == []


@pytest.mark.parametrize("named", ["salainen oy", "1234567-1", "Keksitty Olematon Oy"])
def test_break_glass_looks_the_same_whether_the_account_exists(world: SimpleNamespace, named: str) -> None:
    asked = glass(world, named)
    (row,) = own_requests(world.admin, on=DAY)
    assert (row.account, row.account_no, row.answer, row.may_withdraw) == (named, None, "", False)
    assert row.state not in {str(state.label) for state in AccessRequest.State}
    assert sentences(world.admin) == []
    assert AuditEvent.objects.get(act="access.break_glass").account_no is None
    assert not Account.objects.visible_to(world.admin, on=DAY).filter(pk=world.secret.pk).exists()
    assert (asked.account == world.secret) is (named != "Keksitty Olematon Oy")


def test_only_a_second_person_lets_in_and_for_one_day(world: SimpleNamespace) -> None:
    member = make_user()
    Assignment.objects.create(account=world.secret, person=member.person, role="support", starts_on=LONG_AGO)
    asked = glass(world, "Salainen Oy")
    assert decides(world.owner, asked, on=DAY)
    assert not decides(member, asked, on=DAY)
    actions.grant(asked=asked, ends_on=TOMORROW, by=world.owner, decider=world.owner.person, on=DAY)
    assert Account.objects.visible_to(world.admin, on=DAY).filter(pk=world.secret.pk).exists()
    assert not Account.objects.visible_to(world.admin, on=TOMORROW).filter(pk=world.secret.pk).exists()
    assert own_requests(world.admin, on=DAY)[0].account_no == world.secret.pk
    assert len(sentences(member)) == 1
    acts = AuditEvent.objects.filter(account_no=world.secret.pk).values_list("act", flat=True)
    assert {"access.break_glass_reached", "access.grant"} <= set(acts)


def test_a_refused_break_glass_stays_recorded(world: SimpleNamespace) -> None:
    asked = glass(world, "Salainen Oy")
    before = own_requests(world.admin, on=DAY)
    actions.refuse(asked=asked, answer="Ei hätää", by=world.owner, decider=world.owner.person)
    assert own_requests(world.admin, on=DAY) == before
    assert sentences(world.admin) == []


def test_the_named_chair_decides_too(world: SimpleNamespace) -> None:
    chair, other = make_board_chair(), make_board_chair()
    AccountGrant.objects.create(account=world.secret, person=chair.person, starts_on=LONG_AGO)
    asked = glass(world, "Salainen Oy")
    assert decides(chair, asked, on=DAY)
    assert answered_by(chair, on=DAY) == [asked]
    assert not decides(other, asked, on=DAY)
    assert answered_by(other, on=DAY) == []


def test_break_glass_passes_a_barrier_for_the_day_but_never_for_a_rival(world: SimpleNamespace) -> None:
    blue, green = barriers.make_sides(names=("Sininen", "Vihreä"), by=world.owner)
    barriers.add_to_side(group=blue, person=world.owner.person, starts_on=LONG_AGO, ends_on=None, by=world.owner)
    Account.objects.filter(pk=world.secret.pk).update(barrier_group=blue)
    asked = glass(world, "Salainen Oy")
    actions.grant(asked=asked, ends_on=DAY, by=world.owner, decider=world.owner.person, on=DAY)
    assert Account.objects.visible_to(world.admin, on=DAY).filter(pk=world.secret.pk).exists()
    assert not Account.objects.visible_to(world.admin, on=TOMORROW).filter(pk=world.secret.pk).exists()
    rival = make_user(role="administrator")
    barriers.add_to_side(group=green, person=rival.person, starts_on=DAY, ends_on=None, by=world.owner)
    second = actions.break_glass(named="Salainen Oy", reason=WHY, person=rival.person, on=DAY, by=rival)
    with pytest.raises(ValidationError):
        actions.grant(asked=second, ends_on=DAY, by=world.owner, decider=world.owner.person, on=DAY)
    assert not Account.objects.visible_to(rival, on=DAY).filter(pk=world.secret.pk).exists()


def test_withdrawing_takes_it_back(world: SimpleNamespace) -> None:
    asked = ask(world)
    actions.withdraw(asked=asked, by=world.asker)
    assert answered_by(world.owner, on=DAY) == []
    with pytest.raises(ValidationError):
        actions.withdraw(asked=asked, by=world.asker)

"""What the owner gets in writing: seven items, versions, read by the owner alone (requirements.md R041, R042)."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions import assignment_briefs
from accounts_app.models import AssignmentBrief
from accounts_app.naming.assignment_briefs import checklist, mandate_for, may_read
from teams.models import Notice
from tests.factories import make_account, make_board_chair, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
PARTIAL = {"direction": "Kasvata", "goals": "", "metrics": "", "mandate": "Alennus 3 %", "limits": "", "support": ""}


@pytest.fixture
def world() -> SimpleNamespace:
    owner = make_user("Oili Omistaja")
    return SimpleNamespace(
        owner=owner, account=make_account(owner=owner.person), chair=make_board_chair(), outsider=make_user()
    )


def write(world: SimpleNamespace, by: object = None, **values: object) -> AssignmentBrief:
    form = SimpleNamespace(cleaned_data=PARTIAL | {"hours_month": None, "board_contact": None} | values)
    return assignment_briefs.write(
        account=world.account, owner=world.owner.person, form=form, on=TODAY, by=by or world.chair
    )


def test_only_those_who_nominate_write_it_and_nobody_the_own(world: SimpleNamespace) -> None:
    for user in (world.owner, world.outsider):
        with pytest.raises(PermissionDenied):
            write(world, by=user)
    assert write(world).written_by == world.chair.person
    assert Notice.objects.get().person == world.owner.person


def test_it_is_complete_with_seven_items(world: SimpleNamespace) -> None:
    assert [item.is_there for item in checklist(None)] == [False] * 7
    brief = write(world)
    assert sum(item.is_there for item in checklist(brief)) == 1  # a mandate without limits does not count
    full = write(
        world, goals="a", metrics="b", limits="c", support="d", hours_month=Decimal(16),
        board_contact=world.chair.person,
    )  # fmt: skip
    assert all(item.is_there for item in checklist(full))


def test_every_version_stays_and_the_newest_counts(world: SimpleNamespace) -> None:
    write(world)
    write(world, mandate="Alennus 5 %")
    assert AssignmentBrief.objects.count() == 2
    mandate = mandate_for(world.owner, world.account, TODAY)
    assert mandate is not None
    assert (mandate.mandate, mandate.is_complete, mandate.is_unread) == ("Alennus 5 %", False, True)
    assert mandate_for(world.chair, world.account, TODAY) is None


def test_only_the_owner_marks_the_newest_version_as_read_and_once(world: SimpleNamespace) -> None:
    old, new = write(world), write(world)
    with pytest.raises(PermissionDenied):
        assignment_briefs.mark_read(brief=new, on=TODAY, by=world.chair)
    with pytest.raises(ValidationError):
        assignment_briefs.mark_read(brief=old, on=TODAY, by=world.owner)
    assignment_briefs.mark_read(brief=new, on=TODAY, by=world.owner)
    assert new.accepted_on == TODAY
    with pytest.raises(ValidationError):
        assignment_briefs.mark_read(brief=new, on=TODAY, by=world.owner)


def test_it_is_read_by_those_in_charge_the_board_and_those_who_nominate(world: SimpleNamespace) -> None:
    readers = (world.owner, world.chair, make_user(role="business_director"))
    assert all(may_read(user, world.account, TODAY) for user in readers)
    assert not any(may_read(user, world.account, TODAY) for user in (world.outsider, make_user(role="administrator")))

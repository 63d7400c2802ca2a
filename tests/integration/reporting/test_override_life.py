"""The life of a manual override through the refresh: asked, approved, shown, ended (domain.md 2.6)."""

from datetime import date

import pytest

from accounts_app.models import Account, Assignment, Risk, StatusChange
from reporting.actions import overrides
from reporting.actions.status import refresh
from reporting.models import SourceLoad, StatusOverride
from tests.factories import make_board_chair, make_complaint, make_user
from tests.factories.overrides import NOON, REASON, TODAY, told_accounts
from tests.unit.reporting.facts.test_collect import full_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_world():
    for source in SourceLoad.Source.values:
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=date(2026, 8, 1))
    with told_accounts():
        yield


@pytest.fixture
def owner():
    return make_user("Eero Esimerkkilä")


@pytest.fixture
def account(owner):
    """Everything is in order but for one risk of twelve points."""
    made = full_account()
    Assignment.objects.filter(account=made, role="owner").update(person=owner.person)
    Risk.objects.filter(account=made).delete()
    Risk.objects.create(
        account=made,
        name="Avainhenkilö jää eläkkeelle",
        probability=3,
        impact=4,
        owner=owner.person,
        opened_on=date(2026, 8, 3),
        review_on=date(2026, 12, 1),
    )
    refresh(as_of=TODAY, by=None)
    return made


def seen(account):
    found = Account.objects.select_related("judgement").get(pk=account.pk)
    return found.status, found.judgement.computed, found.judgement.override_state


def ask(account, owner, **changes):
    wish = {"colour": "GREEN", "category": "one_off", "reason": REASON, "expires_on": date(2026, 10, 9)}
    row = overrides.propose(account=account, **(wish | changes), by=owner, at=NOON)
    refresh(accounts=[account], as_of=TODAY, by=None)
    return row


def approved(account, owner):
    row = ask(account, owner)
    overrides.approve(override=row, by=make_board_chair(), at=NOON)
    refresh(accounts=[account], as_of=TODAY, by=None)
    return row


def test_the_computed_colour_is_shown_until_approval_and_again_the_day_after_the_last(account, owner):
    assert seen(account) == ("AMBER", "AMBER", "none")
    row = ask(account, owner)
    assert seen(account) == ("AMBER", "AMBER", "awaiting approval")
    overrides.approve(override=row, by=make_board_chair(), at=NOON)
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account) == ("GREEN", "AMBER", "in force")
    change = StatusChange.objects.filter(account=account, scope="account").latest("pk")
    assert (change.old, change.new, change.cause) == ("AMBER", "GREEN", "override")


def test_a_new_critical_red_ends_it_at_once(account, owner):
    row = approved(account, owner)
    make_complaint(account, date(2026, 9, 10), severity="critical")
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account)[:2] == ("RED", "RED")
    row.refresh_from_db()
    assert (row.state, row.end_note) == ("cancelled", "cancelled: new red R15")
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account) == ("RED", "RED", "none")


def test_it_ends_by_itself_when_its_time_is_over(account, owner):
    row = approved(account, owner)
    StatusOverride.objects.update(starts_on=date(2026, 9, 1), expires_on=date(2026, 9, 11))
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account)[0] == "GREEN"
    refresh(accounts=[account], as_of=date(2026, 9, 12), by=None)
    assert seen(account)[:2] == ("AMBER", "AMBER")
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("expired", date(2026, 9, 11))


def test_when_the_cause_is_gone_the_override_is_gone(account, owner):
    row = approved(account, owner)
    Risk.objects.all().delete()
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account)[:2] == ("GREEN", "GREEN")
    row.refresh_from_db()
    assert (row.state, row.end_note) == ("cancelled", "cancelled: equals computed")


def test_a_worse_colour_shows_at_once_and_goes_when_it_is_withdrawn(account, owner):
    row = ask(account, owner, colour="RED")
    assert seen(account) == ("RED", "AMBER", "in force")
    overrides.withdraw(override=row, by=owner, at=NOON)
    refresh(accounts=[account], as_of=TODAY, by=None)
    assert seen(account) == ("AMBER", "AMBER", "none")

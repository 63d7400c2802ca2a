"""A managed exit and its way back (domain.md 1.8)."""

import datetime

import pytest

from accounts_app.actions import exits
from teams.models import AuditEvent
from tests.factories import make_account
from tests.factories.overrides import told_accounts

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


def test_it_ends_and_comes_back_to_where_it_was():
    account = make_account(stage="developing", exit_approved_on=datetime.date(2026, 1, 1))
    with told_accounts() as told:
        ended = exits.approve(account=account, on=TODAY, by=None)
    assert (ended.stage, ended.exit_approved_on, told) == ("ending", TODAY, [account.pk])
    assert exits.approve(account=account, on=TODAY, by=None).exit_approved_on == TODAY
    back = exits.take_back(account=account, on=TODAY, by=None)
    assert (back.stage, back.exit_approved_on) == ("developing", datetime.date(2026, 1, 1))
    assert list(AuditEvent.objects.order_by("pk").values_list("act", flat=True)) == [
        "account.exit",
        "account.exit_back",
    ]


def test_without_an_approval_there_is_nothing_to_take_back():
    account = make_account(stage="ending", exit_approved_on=TODAY)
    assert exits.take_back(account=account, on=TODAY, by=None).stage == "ending"
    assert exits.approve(account=account, on=TODAY, by=None).stage == "ending"
    assert not AuditEvent.objects.exists()


def test_a_second_undo_changes_nothing():
    account = make_account()
    exits.approve(account=account, on=TODAY, by=None)
    exits.take_back(account=account, on=TODAY, by=None)
    account.refresh_from_db()
    account.stage = "ending"
    account.save()
    assert exits.take_back(account=account, on=TODAY, by=None).stage == "ending"

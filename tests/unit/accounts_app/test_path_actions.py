"""The path to green is written through these doors only (domain.md 1.8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions import path_actions
from accounts_app.models import PathAction
from teams.models import AuditEvent
from tests.factories import make_account, make_board_chair, make_user
from tests.factories.records import make_step

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 1)


@pytest.fixture
def owner():
    return make_user("Aino Mallinen")


@pytest.fixture
def account(owner):
    return make_account(owner=owner.person)


def told(owner, **changes):
    values = {
        "what": " Uusintakierros ", "owner": owner.person, "due_on": datetime.date(2026, 10, 1), "decider": "board",
        "metric": "Q3", "expected_effect": "Ei kohteita alle rajan",
    }  # fmt: skip
    return values | changes


def test_the_owner_adds_an_action(account, owner):
    action = path_actions.add(account=account, month=AUGUST, by=owner, on=TODAY, **told(owner))
    assert (action.what, action.decider, action.made_by, action.made_on) == (
        "Uusintakierros", "board", owner.person, TODAY,
    )  # fmt: skip
    assert AuditEvent.objects.get(act="path.add").account_no == account.pk


@pytest.mark.parametrize("change", [{"what": "x" * 201}, {"what": ""}, {"decider": "me"}, {"expected_effect": ""}])
def test_what_is_not_an_action_is_refused(account, owner, change):
    with pytest.raises(ValidationError):
        path_actions.add(account=account, month=AUGUST, by=owner, on=TODAY, **told(owner, **change))
    assert not PathAction.objects.exists()


def test_only_what_changed_is_written_and_recorded(account, owner):
    action = make_step(account, owner=owner.person)
    same = {name: getattr(action, name) for name in path_actions.FIELDS}
    path_actions.change(action=action, by=owner, on=TODAY, **same)
    assert not AuditEvent.objects.filter(act="path.change").exists()
    path_actions.change(action=action, by=owner, on=TODAY, **(same | {"what": "Toinen kierros"}))
    action.refresh_from_db()
    assert action.what == "Toinen kierros"
    assert AuditEvent.objects.get(act="path.change").details["fields"] == ["what"]


def test_done_with_evidence_twice_is_once(account, owner):
    action = make_step(account)
    for _ in range(2):
        path_actions.finish(action=action, evidence="Pöytäkirja", by=owner, on=TODAY)
    action.refresh_from_db()
    assert (action.done_on, action.evidence, action.dropped_on) == (TODAY, "Pöytäkirja", None)
    assert AuditEvent.objects.filter(act="path.finish").count() == 1


def test_dropping_needs_a_reason(account, owner):
    action = make_step(account)
    with pytest.raises(ValidationError):
        path_actions.drop(action=action, reason=" ", by=owner, on=TODAY)
    for _ in range(2):
        path_actions.drop(action=action, reason="Asiakas ei halua", by=owner, on=TODAY)
    action.refresh_from_db()
    assert (action.dropped_on, action.drop_reason) == (TODAY, "Asiakas ei halua")


def test_what_somebody_ended_meanwhile_is_not_changed(account, owner):
    action = make_step(account)
    stale = PathAction.objects.get(pk=action.pk)
    path_actions.finish(action=action, evidence="", by=owner, on=TODAY)
    for act in (
        lambda: path_actions.change(action=stale, by=owner, on=TODAY, what="Myöhässä"),
        lambda: path_actions.drop(action=stale, reason="Turha", by=owner, on=TODAY),
    ):
        with pytest.raises(ValidationError, match=r"done or dropped|tehty tai"):
            act()


@pytest.mark.parametrize("who", ["chair", "staff"])
def test_nobody_else_writes_the_path(account, owner, who):
    stranger = make_board_chair() if who == "chair" else make_user()
    action = make_step(account)
    for act in (
        lambda: path_actions.add(account=account, month=AUGUST, by=stranger, on=TODAY, **told(owner)),
        lambda: path_actions.change(action=action, by=stranger, on=TODAY, what="Muu"),
        lambda: path_actions.finish(action=action, evidence="", by=stranger, on=TODAY),
        lambda: path_actions.drop(action=action, reason="Syy", by=stranger, on=TODAY),
    ):
        with pytest.raises(PermissionDenied):
            act()

"""Handovers: steps, package, signatures, and an account that moves only when nothing is left behind (domain.md 4.3)."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.act_words import words_of
from accounts_app.actions import handovers
from accounts_app.handovers.open_items import open_items
from accounts_app.handovers.reading import sections, step_lines
from accounts_app.handovers.rights import handover_rights
from accounts_app.models import (
    Account,
    AccountGrant,
    Assignment,
    Handover,
    HandoverStep,
    Meeting,
    Opportunity,
    PathAction,
    Risk,
    StatusChange,
)
from accounts_app.ownership import responsible_on
from teams.models import AuditEvent, Notice, Person, User
from tests.factories import (
    make_account,
    make_board_chair,
    make_complaint,
    make_contact,
    make_goal,
    make_instruction,
    make_meeting,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
OCTOBER = datetime.date(2026, 10, 1)


def make_world(**values: object) -> SimpleNamespace:
    manager = make_user("Maija Esihenkilö")
    owner = make_user("Oili Omistaja")
    new = make_user("Uuno Uusi", line_manager=manager.person)
    deputy = make_user("Ville Varalla")
    account = make_account(owner=owner.person, deputy=deputy.person, **values)
    return SimpleNamespace(
        account=account, owner=owner, new=new, deputy=deputy, manager=manager,
        chair=make_board_chair("Kirsti Puheenjohtaja"), outsider=make_user("Pekka Projekti"),
    )  # fmt: skip


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world(care_model="A")


def begin(world: SimpleNamespace, **values: object) -> Handover:
    asked = {
        "account": world.account, "from_person": world.owner.person, "to_person": world.new.person,
        "effective_on": OCTOBER, "reason": "Tehtävien vaihto", "on": TODAY, "by": world.chair,
    }  # fmt: skip
    return handovers.open_handover(**(asked | values))


def leave_open(world: SimpleNamespace) -> None:
    """One thing of each kind in the former owner's name."""
    account, owner = world.account, world.owner.person
    make_goal(account, owner)
    Risk.objects.create(account=account, name="Riski", probability=2, impact=2, owner=owner, opened_on=TODAY)
    make_instruction(account, TODAY, responsible=owner)
    Opportunity.objects.create(account=account, code="M-1", name="Ikkunanpesu", owner=owner)
    make_meeting(account, OCTOBER, state=Meeting.State.BOOKED, host=owner)
    make_complaint(account, TODAY, responsible_name=owner.name)
    make_action(account, owner)


def make_action(account: Account, owner: Person, **values: object) -> PathAction:
    return PathAction.objects.create(
        account=account, owner=owner, what="Sovi tapaaminen", month=TODAY.replace(day=1), due_on=OCTOBER,
        metric="M1", expected_effect="Pisteet 90", made_on=TODAY, **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("model", "codes"),
    [
        ("A", "V01 V02 V03 V04 V05 V06 V07 V08 V09"),
        ("B", "V01 V02 V03 V04 V05 V06 V07 V08 V09"),
        ("C", "V01 V02 V03 V04 V05 V06 V07 V09"),
        ("D", "V01 V02 V03 V04 V05 V07"),
    ],
)
def test_the_steps_are_lighter_for_lighter_care_models(model: str, codes: str) -> None:
    handover = begin(make_world(care_model=model))
    assert [step.code for step in handover.steps.all()] == codes.split()


def test_deadlines_are_working_days_from_the_decision_and_days_from_the_effect(world: SimpleNamespace) -> None:
    due = dict(begin(world).steps.values_list("code", "due_on"))
    assert due == {
        "V01": TODAY,
        "V02": datetime.date(2026, 9, 18),
        "V03": datetime.date(2026, 9, 25),
        "V04": datetime.date(2026, 9, 25),
        "V05": datetime.date(2026, 9, 30),
        "V06": datetime.date(2026, 10, 29),
        "V07": OCTOBER,
        "V08": datetime.date(2026, 10, 31),
        "V09": datetime.date(2026, 11, 30),
    }


def test_only_those_who_nominate_begin_one_and_only_one_is_open(world: SimpleNamespace) -> None:
    for user in (world.owner, world.new, world.outsider):
        with pytest.raises(PermissionDenied):
            begin(world, by=user)
    begin(world)
    with pytest.raises(ValidationError):
        begin(world)
    assert Handover.objects.count() == 1


def test_the_account_does_not_move_until_nothing_is_left(world: SimpleNamespace) -> None:
    leave_open(world)
    handover = begin(world)
    assert {item.kind for item in open_items(handover)} == {
        "goal", "risk", "instruction", "path", "opportunity", "meeting", "complaint",
    }  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        handovers.move_ownership(handover=handover, on=TODAY, by=world.chair)
    assert "7" in refused.value.messages[0]
    goal = world.account.goals.get()
    assert handovers.move_items(handover=handover, only=("goal", goal.pk), on=TODAY, by=world.owner) == 1
    goal.refresh_from_db()
    assert goal.owner == world.new.person
    with pytest.raises(ValidationError):
        handovers.move_ownership(handover=handover, on=TODAY, by=world.owner)
    assert handovers.move_items(handover=handover, on=TODAY, by=world.new) == 6
    assert handovers.move_items(handover=handover, on=TODAY, by=world.new) == 0
    handovers.move_ownership(handover=handover, on=TODAY, by=world.new)
    assert world.account.complaints.get().responsible_name == "Uuno Uusi"
    assert world.account.path_actions.get().owner == world.new.person
    moves = AuditEvent.objects.filter(act__endswith=".move").values_list("act", flat=True)
    assert [words_of(act) for act in moves if words_of(act) in (act, act.replace(".", ": "))] == []


def test_what_is_done_or_somebody_elses_is_not_moved(world: SimpleNamespace) -> None:
    make_goal(world.account, world.owner.person, state="done")
    make_goal(world.account, world.deputy.person)
    make_goal(make_account(owner=world.owner.person), world.owner.person)
    make_complaint(world.account, TODAY, responsible_name=world.owner.person.name, closed_on=TODAY)
    make_instruction(world.account, TODAY, responsible=world.owner.person, cancelled_on=TODAY)
    make_instruction(world.account, TODAY, responsible=world.owner.person, closed_on=TODAY)
    make_action(world.account, world.owner.person, done_on=TODAY)
    make_action(world.account, world.owner.person, dropped_on=TODAY)
    handover = begin(world)
    assert open_items(handover) == []
    assert handover.package["instructions"] == []


def test_the_former_owner_shows_until_the_effective_date(world: SimpleNamespace) -> None:
    handover = begin(world)
    handovers.move_ownership(handover=handover, on=TODAY, by=world.chair)
    before = responsible_on([world.account], datetime.date(2026, 9, 30))[world.account.pk]
    after = responsible_on([world.account], OCTOBER)[world.account.pk]
    assert (before.owner, after.owner) == (world.owner.person, world.new.person)
    assert handover.steps.get(code="V07").done_on == TODAY
    with pytest.raises(ValidationError):
        handovers.move_ownership(handover=handover, on=TODAY, by=world.chair)
    assert Assignment.objects.filter(account=world.account, role="owner").count() == 2


def test_the_former_owner_of_a_secret_account_reads_along_while_both_answer(world: SimpleNamespace) -> None:
    handover = begin(world)
    Account.objects.filter(pk=world.account.pk).update(confidentiality="secret")
    handovers.move_ownership(handover=handover, on=TODAY, by=world.owner)
    grant = AccountGrant.objects.get(account=world.account, person=world.owner.person)
    assert grant.starts_on == handover.effective_on
    assert grant.ends_on == handover.steps.get(code="V06").due_on
    for day, is_seen in ((grant.ends_on, True), (grant.ends_on + datetime.timedelta(days=1), False)):
        found = Account.objects.visible_to(User.objects.get(pk=world.owner.pk), on=day)
        assert found.filter(pk=world.account.pk).exists() is is_seen


def test_moving_late_never_rewrites_the_past(world: SimpleNamespace) -> None:
    handover = begin(world)
    late = datetime.date(2026, 10, 20)
    handovers.move_ownership(handover=handover, on=late, by=world.chair)
    day_before = responsible_on([world.account], datetime.date(2026, 10, 19))[world.account.pk]
    assert day_before.owner == world.owner.person
    assert handover.effective_on == late
    assert handover.steps.get(code="V09").due_on == datetime.date(2026, 12, 19)


def test_each_signs_only_for_oneself_and_once(world: SimpleNamespace) -> None:
    handover = begin(world)
    for user in (world.chair, world.deputy, world.outsider, world.manager):
        with pytest.raises(PermissionDenied):
            handovers.sign(handover=handover, on=TODAY, by=user)
    handovers.sign(handover=handover, on=TODAY, by=world.owner)
    assert (handover.signed_from_on, handover.signed_to_on) == (TODAY, None)
    assert handover.steps.get(code="V03").done_on is None
    with pytest.raises(ValidationError):
        handovers.sign(handover=handover, on=TODAY, by=world.owner)
    handovers.sign(handover=handover, on=TODAY, by=world.new)
    assert handover.steps.get(code="V03").done_on == TODAY


def test_the_package_holds_what_the_new_owner_needs(world: SimpleNamespace) -> None:
    leave_open(world)
    contact = make_contact(world.account, name="Raili Raunio", counterpart=world.owner.person)
    StatusChange.objects.create(account=world.account, changed_on=TODAY, old="GREEN", new="AMBER")
    StatusChange.objects.create(account=world.account, changed_on=datetime.date(2025, 1, 1), old="GREY", new="GREEN")
    handover = begin(world)
    assert handover.package["colours"] == [{"on": "2026-09-11", "old": "GREEN", "new": "AMBER"}]
    assert [row["contact"] for row in handover.package["people"]] == [contact.pk]
    assert "Raunio" not in str(handover.package)
    printed = str(sections(handover, handover_rights(world.new, handover, TODAY)))
    assert "Raili Raunio" in printed
    assert "Ikkunanpesu" in printed
    contact.anonymised_on = TODAY
    contact.save()
    assert "Raili Raunio" not in str(sections(handover, handover_rights(world.new, handover, TODAY)))


def test_the_system_gathers_the_package_again(world: SimpleNamespace) -> None:
    handover = begin(world)
    make_goal(world.account, world.owner.person, name="Uusi tavoite")
    handovers.gather(handover=handover, on=TODAY, by=None)
    assert [row["name"] for row in handover.package["goals"]] == ["Uusi tavoite"]


def test_internal_risks_are_left_out_for_those_who_may_not_read_them(world: SimpleNamespace) -> None:
    Risk.objects.create(
        account=world.account, name="Sisäinen riski", probability=1, impact=1, opened_on=TODAY, is_internal=True
    )
    handover = begin(world)
    assert "Sisäinen" in str(sections(handover, handover_rights(world.new, handover, TODAY)))
    keeper = make_user(role="process_owner")
    assert "Sisäinen" not in str(sections(handover, handover_rights(keeper, handover, TODAY)))


def test_the_former_owner_writes_three_things_and_the_package_step_is_done(world: SimpleNamespace) -> None:
    handover = begin(world)
    with pytest.raises(PermissionDenied):
        handovers.write_package(handover=handover, know_at_once="A", sensitivities="", on=TODAY, by=world.new)
    with pytest.raises(ValidationError):
        handovers.write_package(handover=handover, know_at_once=" ", sensitivities="", on=TODAY, by=world.owner)
    assert handover.steps.get(code="V02").done_on is None
    handovers.write_package(handover=handover, know_at_once="1. Avaimet", sensitivities="", on=TODAY, by=world.owner)
    assert handover.steps.get(code="V02").done_by == world.owner.person


def test_steps_are_marked_by_those_whose_they_are(world: SimpleNamespace) -> None:
    handover = begin(world)

    def mark(code: str, by: object) -> None:
        step = HandoverStep.objects.select_related("handover__account").get(handover=handover, code=code)
        handovers.mark(step=step, note="", on=TODAY, by=by)

    for code, user in (("V01", world.owner), ("V04", world.outsider), ("V07", world.chair), ("V06", world.new)):
        with pytest.raises(PermissionDenied):
            mark(code, user)
    mark("V01", world.new)
    mark("V04", world.owner)
    assert Notice.objects.filter(kind="handover_announced", person=world.deputy.person).count() == 1
    with pytest.raises(PermissionDenied):
        mark("V04", world.owner)


def test_after_the_move_the_last_step_finishes_it(world: SimpleNamespace) -> None:
    handover = begin(world)
    handovers.move_ownership(handover=handover, on=TODAY, by=world.chair)
    handovers.sign(handover=handover, on=TODAY, by=world.owner)
    handovers.sign(handover=handover, on=TODAY, by=world.new)
    handover.steps.filter(code="V02").update(done_on=TODAY)
    doers = {"V01": world.new, "V04": world.owner, "V05": world.owner, "V06": world.new, "V08": world.new}
    for code, user in (doers | {"V09": world.manager}).items():
        assert handover.state == "moved"
        step = HandoverStep.objects.select_related("handover__account").get(handover=handover, code=code)
        handovers.mark(step=step, note="", on=TODAY, by=user)
        handover.refresh_from_db()
    assert handover.state == "done"
    assert AuditEvent.objects.filter(act="finish_handover").count() == 1


def test_after_a_sudden_leave_the_deputy_answers_and_one_signature_is_enough(world: SimpleNamespace) -> None:
    world.owner.person.left_on = datetime.date(2026, 9, 10)
    world.owner.person.save()
    handover = begin(world)
    assert handover.is_sudden
    assert handover.package["made_on"] == "2026-09-11"
    assert handover.steps.get(code="V02").done_on == TODAY
    assert responsible_on([world.account], TODAY)[world.account.pk].acting == world.deputy.person
    handovers.sign(handover=handover, on=TODAY, by=world.new)
    assert handover.steps.get(code="V03").done_on == TODAY


def test_a_cancelled_handover_leaves_the_owner_and_makes_room_for_a_new_one(world: SimpleNamespace) -> None:
    handover = begin(world)
    with pytest.raises(PermissionDenied):
        handovers.cancel(handover=handover, on=TODAY, by=world.new)
    handovers.cancel(handover=handover, on=TODAY, by=world.chair)
    with pytest.raises(ValidationError):
        handovers.move_items(handover=handover, on=TODAY, by=world.chair)
    assert begin(world).pk != handover.pk


def test_late_steps_are_shown_late(world: SimpleNamespace) -> None:
    handover = begin(world)
    held = handover_rights(world.new, handover, TODAY)
    lines = {line.code: line.is_late for line in step_lines(handover, held, datetime.date(2026, 9, 21))}
    assert (lines["V02"], lines["V03"]) == (True, False)


def test_a_secret_account_goes_only_to_somebody_who_may_know_of_it(world: SimpleNamespace) -> None:
    world.account.confidentiality = "secret"
    world.account.save()
    Assignment.objects.create(account=world.account, person=world.chair.person, role="sponsor", starts_on=TODAY)
    with pytest.raises(ValidationError):
        begin(world)
    assert begin(world, to_person=world.deputy.person).pk


def test_a_deputy_who_becomes_the_owner_deputises_no_more(world: SimpleNamespace) -> None:
    handover = begin(world, to_person=world.deputy.person)
    handovers.move_ownership(handover=handover, on=TODAY, by=world.chair)
    deputy = Assignment.objects.get(account=world.account, role="deputy")
    assert deputy.ends_on == datetime.date(2026, 9, 30)
    assert responsible_on([world.account], OCTOBER)[world.account.pk].owner == world.deputy.person

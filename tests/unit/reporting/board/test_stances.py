"""Each stance of the closed list: what it needs, what follows from it, and taking it back (domain.md 1.8)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.models import Instruction, InstructionEvent
from reporting.actions import card_words, meetings, stances
from reporting.actions.stances import Order, Said
from reporting.models import QualityCard, Stance
from teams.models import Notice
from tests.factories import make_person
from tests.factories.published import make_published
from tests.integration.reporting.meeting_world import AT, JULY, TODAY, card_of, make_meeting_world

pytestmark = pytest.mark.django_db
Kind = Stance.Kind
LATER = AT + datetime.timedelta(hours=1)


@pytest.fixture
def world():
    return make_meeting_world()


def order(**values):
    return Order(
        **{
            "text": "Sovi asiakkaan kanssa",
            "responsible": make_person("Tauno Tekijä"),
            "due_on": TODAY + datetime.timedelta(days=20),
            "metric": "Q2",
            "expected_effect": "+2 pistettä",
        }
        | values
    )


def take(world, name="Uusipunainen Oy", *, by=None, **said):
    card = card_of(world.accounts[name])
    return stances.take(meeting=world.meeting, card=card, said=Said(**said), by=by or world.chair, at=AT)


def kinds_told(person):
    return set(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_noting_is_recorded_and_told(world):
    made = take(world, kind=Kind.NOTED, text=" Kiitos ")
    assert (made.text, made.made_by, made.by_list) == ("Kiitos", world.chair.person, False)
    assert "stance_noted" in kinds_told(world.owner.person)


def test_any_member_of_the_board_records_but_nobody_about_an_own_account(world):
    assert take(world, kind=Kind.APPROVED, by=world.member).kind == Kind.APPROVED
    for user in (world.owner, world.deputy, world.staff):
        with pytest.raises(PermissionDenied):
            take(world, "Vihreä Oy", kind=Kind.NOTED, by=user)
    with pytest.raises(PermissionDenied):
        take(world, "Oma Vihreä Oy", kind=Kind.NOTED)
    assert take(world, "Oma Vihreä Oy", kind=Kind.NOTED, by=world.secretary)


def test_an_instruction_is_given_with_all_it_needs(world):
    made = take(world, kind=Kind.INSTRUCTED, order=order())
    row = made.instructions.get()
    assert (row.text, row.metric, row.given_by) == ("Sovi asiakkaan kanssa", "Q2", world.chair.person)
    assert row.events.get().step == InstructionEvent.Step.GIVEN


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": Kind.INSTRUCTED}, "instruction"),
        ({"kind": Kind.PLAN}, "instruction"),
        ({"kind": Kind.RISK}, "accepted_until"),
        ({"kind": Kind.RISK, "accepted_until": TODAY}, "accepted_until"),
        ({"kind": Kind.ESCALATED}, "escalated_to"),
        ({"kind": Kind.RETURNED, "text": "  "}, "text"),
    ],
)
def test_what_a_stance_lacks_is_named(world, said, field):
    with pytest.raises(ValidationError) as refused:
        take(world, **said)
    assert field in refused.value.message_dict
    assert not Stance.objects.exists()


@pytest.mark.parametrize("missing", [{"metric": ""}, {"expected_effect": " "}])
def test_an_instruction_names_the_figure_it_moves_and_a_plan_need_not(world, missing):
    with pytest.raises(ValidationError) as refused:
        take(world, kind=Kind.INSTRUCTED, order=order(**missing))
    assert "expected_effect" in refused.value.message_dict
    assert take(world, kind=Kind.PLAN, order=order(**missing)).instructions.count() == 1


def test_a_day_that_has_passed_refuses_the_whole_stance(world):
    with pytest.raises(ValidationError):
        take(world, kind=Kind.INSTRUCTED, order=order(due_on=TODAY - datetime.timedelta(days=1)))
    assert not Stance.objects.exists()


def test_a_risk_is_accepted_until_a_day(world):
    until = TODAY + datetime.timedelta(days=60)
    made = take(world, kind=Kind.RISK, accepted_until=until)
    assert made.accepted_until == until
    assert Notice.objects.get(kind="stance_risk").params == {"day": "10.11.2026"}
    assert take(world, "Vihreä Oy", kind=Kind.NOTED, accepted_until=until).accepted_until is None


def test_escalating_names_and_tells_the_person(world):
    boss = make_person("Liisa Johtaja")
    made = take(world, kind=Kind.ESCALATED, escalated_to=boss, text="Lisää väkeä")
    assert made.text == "→ Liisa Johtaja: Lisää väkeä"
    assert kinds_told(boss) == {"stance_escalated_to"}
    assert take(world, "Vihreä Oy", kind=Kind.ESCALATED, escalated_to=boss).text == "→ Liisa Johtaja"


def test_returning_opens_a_new_version_that_goes_with_the_undo(world):
    made = take(world, kind=Kind.RETURNED, text="Kerro syy", by=world.secretary)
    draft = QualityCard.objects.get(supersedes=made.card)
    assert (draft.version, draft.correction_reason, draft.frozen_at) == (2, "Kerro syy", None)
    assert stances.undo(stance=made, by=world.chair, at=LATER)
    assert not QualityCard.objects.filter(pk=draft.pk).exists()


def test_a_new_version_somebody_wrote_in_stays(world):
    made = take(world, kind=Kind.RETURNED, text="Kerro syy")
    draft = QualityCard.objects.get(supersedes=made.card)
    card_words.comment(card=draft, text="Tässä syy.", by=world.owner, at=LATER)
    assert stances.undo(stance=made, by=world.chair, at=LATER)
    assert QualityCard.objects.filter(pk=draft.pk).exists()
    assert stances.left_behind(made)


def test_a_managed_exit_ends_and_comes_back(world):
    account = world.accounts["Uusipunainen Oy"]
    before = account.stage
    made = take(world, kind=Kind.EXIT)
    account.refresh_from_db()
    assert (account.stage, account.exit_approved_on) == ("ending", TODAY)
    stances.undo(stance=made, by=world.chair, at=LATER)
    account.refresh_from_db()
    assert (account.stage, account.exit_approved_on) == (before, None)


def test_the_same_stance_twice_is_one_and_another_needs_an_undo(world):
    one = order()
    first = take(world, kind=Kind.INSTRUCTED, order=one)
    assert take(world, kind=Kind.INSTRUCTED, order=one, by=world.secretary) == first
    assert Instruction.objects.count() == 1
    with pytest.raises(ValidationError, match="jo"):
        take(world, kind=Kind.NOTED)


def test_undoing_cancels_the_instruction_once(world):
    made = take(world, kind=Kind.INSTRUCTED, order=order())
    assert stances.undo(stance=made, by=world.secretary, at=LATER)
    assert not stances.undo(stance=made, by=world.chair, at=LATER)
    made.refresh_from_db()
    row = made.instructions.get()
    assert (made.withdrawn_by, row.cancelled_on, row.end_note) == (
        world.secretary.person,
        TODAY,
        "Kanta kumottiin.",
    )
    assert list(row.events.values_list("step", flat=True)) == ["given", "cancelled"]
    assert "stance_undone" in kinds_told(world.owner.person)
    assert "instruction_cancelled" in kinds_told(row.responsible)
    assert take(world, kind=Kind.NOTED)


def test_nobody_undoes_a_stance_about_an_own_account(world):
    made = take(world, "Oma Vihreä Oy", kind=Kind.NOTED, by=world.secretary)
    with pytest.raises(PermissionDenied):
        stances.undo(stance=made, by=world.chair, at=LATER)


def test_nothing_changes_after_the_minutes_and_nothing_before_the_pack(world):
    made = take(world, kind=Kind.NOTED)
    meetings.close(meeting=world.meeting, by=world.chair, at=LATER)
    with pytest.raises(ValidationError):
        stances.undo(stance=made, by=world.chair, at=LATER)
    with pytest.raises(ValidationError):
        take(world, "Vihreä Oy", kind=Kind.NOTED)


def test_before_the_pack_there_is_nothing_to_judge():
    world = make_meeting_world(packed=False)
    with pytest.raises(ValidationError, match="aineisto"):
        take(world, kind=Kind.NOTED)


def test_the_stance_belongs_to_the_version_in_the_pack(world):
    make_published(world.accounts["Vihreä Oy"], JULY, "GREEN", version=2)
    with pytest.raises(ValidationError, match="versiota"):
        take(world, "Vihreä Oy", kind=Kind.NOTED)

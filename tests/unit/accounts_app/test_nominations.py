"""Proposal → the candidate's own answer → confirmation; nobody skips a step (requirements.md R037–R040)."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts_app.actions import nominations
from accounts_app.models import (
    Account,
    Assignment,
    BarrierGroup,
    BarrierMember,
    Handover,
    Nomination,
    OwnershipPolicy,
)
from accounts_app.naming.nominations import candidates, load_of
from teams.models import AuditEvent, Notice, Person, Willingness
from tests.factories import make_account, make_board_chair, make_budget, make_person, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
OCTOBER = datetime.date(2026, 10, 1)


@pytest.fixture
def world() -> SimpleNamespace:
    owner, deputy, candidate = make_user("Oili Omistaja"), make_user("Ville Varalla"), make_user("Eero Ehdokas")
    return SimpleNamespace(
        account=make_account(owner=owner.person, deputy=deputy.person),
        owner=owner,
        deputy=deputy,
        candidate=candidate,
        chair=make_board_chair("Kirsti Puheenjohtaja"),
        outsider=make_user("Pekka Projekti"),
    )


def propose(world: SimpleNamespace, by: object = None, **values: object) -> Nomination:
    asked = {
        "account": world.account, "role": "owner", "candidate": world.candidate.person, "starts_on": OCTOBER,
        "reason": "Nykyinen siirtyy muihin tehtäviin", "on": TODAY,
    }  # fmt: skip
    return nominations.propose(by=by or world.chair, **(asked | values))


def confirmed(world: SimpleNamespace, **values: object) -> Nomination:
    nomination = propose(world, **values)
    nominations.answer(nomination=nomination, says_yes=True, words="Mielelläni", on=TODAY, by=world.candidate)
    nominations.confirm(nomination=nomination, on=TODAY, by=world.chair)
    return nomination


def kinds_told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_only_those_who_nominate_propose_an_owner(world: SimpleNamespace) -> None:
    for user in (world.outsider, world.owner, world.candidate):
        with pytest.raises(PermissionDenied):
            propose(world, by=user)
    assert propose(world).state == "proposed"
    assert kinds_told(world.candidate.person) == ["nomination_asked"]


def test_whoever_is_in_charge_proposes_a_deputy(world: SimpleNamespace) -> None:
    assert propose(world, by=world.owner, role="deputy").role == "deputy"
    with pytest.raises(PermissionDenied):
        propose(world, by=world.outsider, role="deputy")


def test_a_second_open_nomination_of_the_same_responsibility_is_refused(world: SimpleNamespace) -> None:
    propose(world)
    with pytest.raises(ValidationError):
        propose(world, candidate=world.outsider.person)
    assert Nomination.objects.count() == 1


def test_nobody_else_answers_for_the_candidate(world: SimpleNamespace) -> None:
    nomination = propose(world)
    for user in (world.chair, world.owner, world.outsider):
        with pytest.raises(PermissionDenied):
            nominations.answer(nomination=nomination, says_yes=True, words="", on=TODAY, by=user)
    nomination.refresh_from_db()
    assert nomination.state == "proposed"


def test_it_is_not_confirmed_without_the_candidates_own_yes(world: SimpleNamespace) -> None:
    nomination = propose(world)
    with pytest.raises(ValidationError):
        nominations.confirm(nomination=nomination, on=TODAY, by=world.chair)
    nominations.answer(nomination=nomination, says_yes=False, words="En nyt", on=TODAY, by=world.candidate)
    with pytest.raises(ValidationError):
        nominations.confirm(nomination=nomination, on=TODAY, by=world.chair)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.answer, nomination.confirmed_on) == ("declined", "En nyt", None)
    assert kinds_told(world.chair.person) == ["nomination_declined"]


def test_an_answer_is_given_once(world: SimpleNamespace) -> None:
    nomination = propose(world)
    nominations.answer(nomination=nomination, says_yes=True, words="", on=TODAY, by=world.candidate)
    with pytest.raises(ValidationError):
        nominations.answer(nomination=nomination, says_yes=False, words="", on=TODAY, by=world.candidate)


def test_nobody_confirms_themselves(world: SimpleNamespace) -> None:
    nomination = propose(world, candidate=world.chair.person)
    nominations.answer(nomination=nomination, says_yes=True, words="", on=TODAY, by=world.chair)
    with pytest.raises(PermissionDenied):
        nominations.confirm(nomination=nomination, on=TODAY, by=world.chair)


def test_a_confirmed_owner_begins_a_handover_where_somebody_owns_the_account(world: SimpleNamespace) -> None:
    nomination = confirmed(world)
    handover = Handover.objects.get()
    assert (handover.nomination, handover.from_person, handover.to_person) == (
        nomination, world.owner.person, world.candidate.person,
    )  # fmt: skip
    assert Assignment.objects.get(account=world.account, role="owner").person == world.owner.person
    assert "nomination_confirmed" in kinds_told(world.candidate.person)
    assert "nomination_published" in kinds_told(world.owner.person)
    assert "nomination_published" in kinds_told(world.deputy.person)
    assert AuditEvent.objects.filter(act="confirm_nomination", account_no=world.account.pk).count() == 1


def test_confirming_twice_changes_nothing(world: SimpleNamespace) -> None:
    nomination = confirmed(world)
    with pytest.raises(ValidationError):
        nominations.confirm(nomination=nomination, on=TODAY, by=world.chair)
    assert Handover.objects.count() == 1


def test_an_account_without_an_owner_gets_one_at_once(world: SimpleNamespace) -> None:
    bare = make_account("Omistajaton Oy")
    confirmed(world, account=bare)
    held = Assignment.objects.get(account=bare, role="owner")
    assert (held.person, held.starts_on) == (world.candidate.person, OCTOBER)
    assert not Handover.objects.exists()


def test_a_new_deputy_takes_the_place_of_the_former_one(world: SimpleNamespace) -> None:
    confirmed(world, role="deputy")
    rows = Assignment.objects.filter(account=world.account, role="deputy").order_by("starts_on")
    assert [(row.person, row.ends_on) for row in rows] == [
        (world.deputy.person, datetime.date(2026, 9, 30)),
        (world.candidate.person, None),
    ]


def test_an_open_nomination_is_withdrawn_by_its_proposer_or_those_who_nominate(world: SimpleNamespace) -> None:
    nomination = propose(world, by=world.owner, role="deputy")
    with pytest.raises(PermissionDenied):
        nominations.withdraw(nomination=nomination, on=TODAY, by=world.candidate)
    nominations.withdraw(nomination=nomination, on=TODAY, by=world.owner)
    nomination.refresh_from_db()
    assert nomination.state == "withdrawn"
    with pytest.raises(ValidationError):
        nominations.withdraw(nomination=nomination, on=TODAY, by=world.chair)


def test_whoever_said_no_to_customer_work_is_not_asked(world: SimpleNamespace) -> None:
    Willingness.objects.create(person=world.candidate.person, answered_on=TODAY, answer="no")
    with pytest.raises(ValidationError):
        propose(world)
    assert world.candidate.person not in [one.person for one in candidates(world.account, world.chair, TODAY)]


def test_the_willing_stand_first_and_the_newest_answer_counts(world: SimpleNamespace) -> None:
    eager, maybe = make_person("Åke Innokas"), make_person("Öivind Ehkä")
    Willingness.objects.create(person=eager, answered_on=datetime.date(2025, 1, 1), answer="no")
    Willingness.objects.create(person=eager, answered_on=TODAY, answer="yes")
    Willingness.objects.create(person=maybe, answered_on=TODAY, answer="conditions")
    found = candidates(world.account, world.chair, TODAY)
    assert [one.person for one in found[:2]] == [eager, maybe]
    assert found[2].willingness is None


def test_load_counts_only_accounts_the_reader_knows_and_is_unknown_without_hours(world: SimpleNamespace) -> None:
    person = world.owner.person
    make_budget(world.account, 120)
    secret = make_account(owner=person, confidentiality="secret")
    make_budget(secret, 1200)
    visible = Account.objects.visible_to(world.chair, on=TODAY)
    assert load_of([person.pk], visible, TODAY)[person.pk] is None
    person.care_hours_month = Decimal(8)
    person.save()
    assert load_of([person.pk], visible, TODAY)[person.pk] == Decimal(125)
    (found,) = [one for one in candidates(world.account, world.chair, TODAY) if one.person == person]
    assert found.is_overloaded


def test_nobody_is_asked_about_an_account_they_may_not_know_of(world: SimpleNamespace) -> None:
    world.account.confidentiality = "secret"
    world.account.save()
    Assignment.objects.create(
        account=world.account, person=world.chair.person, role="sponsor", starts_on=datetime.date(2026, 1, 1)
    )
    with pytest.raises(ValidationError):
        propose(world)
    assert world.candidate.person not in [one.person for one in candidates(world.account, world.chair, TODAY)]


def test_a_nationwide_account_goes_to_a_named_director_or_with_a_reason(world: SimpleNamespace) -> None:
    world.account.is_nationwide = True
    world.account.save()
    OwnershipPolicy.objects.create(
        starts_on=datetime.date(2026, 1, 1), directors_only_from=OCTOBER, decision="Johtoryhmä 1/2026"
    )
    with pytest.raises(ValidationError) as refused:
        propose(world)
    assert "exception_reason" in refused.value.message_dict
    assert propose(world, starts_on=datetime.date(2026, 9, 30)).pk
    Nomination.objects.all().delete()
    assert propose(world, exception_reason="Johtaja aloittaa vasta ensi vuonna").pk
    Nomination.objects.all().delete()
    director = make_user("Dina Direktori", role="account_director")
    assert propose(world, candidate=director.person).pk


def test_a_person_behind_the_barrier_is_refused_without_a_word_about_it(world: SimpleNamespace) -> None:
    ours, theirs = BarrierGroup.objects.create(name="Sininen"), BarrierGroup.objects.create(name="Vihreä")
    ours.rivals.add(theirs)
    world.account.barrier_group = ours
    world.account.save()
    for person, group in ((world.chair.person, ours), (world.candidate.person, theirs)):
        BarrierMember.objects.create(group=group, person=person, starts_on=datetime.date(2026, 1, 1))
    with pytest.raises(ValidationError) as refused:
        propose(world)
    text = " ".join(refused.value.messages)
    assert "Vihreä" not in text
    assert "Sininen" not in text

"""Pages of naming, handing over and reviewing: who opens them, who is refused, for whom they do not exist."""

import html
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import (
    Assignment,
    AssignmentBrief,
    Handover,
    HandoverStep,
    Nomination,
    OwnershipPolicy,
    SparringNote,
)
from teams.models import Willingness
from tests.factories import make_account, make_person, make_user
from tests.integration.accounts_app.ownership_world import OCTOBER, TODAY, make_world

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def text_of(answer: object) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def address(world: SimpleNamespace, name: str) -> str:
    kept = {
        "accounts:nomination": world.nomination.pk, "accounts:handover": world.handover.pk,
        "teams:owner_review": world.review.pk,
    }  # fmt: skip
    plain = {
        "accounts:nomination_list", "accounts:handover_list", "accounts:transfer", "accounts:ownership_policy",
        "teams:willingness", "teams:willing", "teams:owner_review_list",
    }  # fmt: skip
    return reverse(name, args=[] if name in plain else [kept.get(name, world.account.pk)])


# page, who opens it, who is refused
PAGES = [
    ("accounts:nomination_list", "outsider", None),
    ("accounts:nominate", "chair", "outsider"),
    ("accounts:nomination", "new", "outsider"),
    ("accounts:owners", "outsider", None),
    ("accounts:nationwide", "leader", "owner"),
    ("accounts:assignment", "owner", "administrator"),
    ("accounts:assignment_write", "chair", "owner"),
    ("accounts:sparring", "coach", "administrator"),
    ("accounts:handover_list", "new", None),
    ("accounts:handover", "new", "outsider"),
    ("accounts:transfer", "leader", "chair"),
    ("accounts:ownership_policy", "keeper", "owner"),
    ("teams:willingness", "outsider", None),
    ("teams:willing", "chair", "outsider"),
    ("teams:owner_review_list", "hr", None),
    ("teams:owner_review", "manager", "administrator"),
]
OF_ACCOUNT = [name for name, _opens, _refused in PAGES if name.partition(":")[2] in {
    "nominate", "nomination", "owners", "nationwide", "assignment", "assignment_write", "sparring", "handover",
}]  # fmt: skip


@pytest.mark.parametrize(("name", "opens", "refused"), PAGES)
def test_it_opens_for_those_it_is_for_and_refuses_others(
    world: SimpleNamespace, as_user: As, name: str, opens: str, refused: str | None
) -> None:
    assert as_user(getattr(world, opens)).get(address(world, name)).status_code == 200
    if refused is not None:
        assert as_user(getattr(world, refused)).get(address(world, name)).status_code == 403


@pytest.mark.parametrize("name", OF_ACCOUNT)
def test_a_secret_account_does_not_exist_for_others(as_user: As, name: str) -> None:
    world = make_world(confidentiality="secret")
    for user in (world.outsider, world.administrator, world.keeper, make_board_chair_elsewhere()):
        assert as_user(user).get(address(world, name)).status_code == 404


def make_board_chair_elsewhere() -> object:
    return make_user(role="business_director")


def test_lists_leave_no_trace_of_a_secret_account(as_user: As) -> None:
    world = make_world(confidentiality="secret", is_nationwide=True)
    OwnershipPolicy.objects.create(starts_on=TODAY, directors_only_from=TODAY, decision="Päätös")
    other = make_user("Toinen Johtaja", role="business_director")
    owner = world.owner.person.pk
    for name in ("accounts:nomination_list", "accounts:handover_list", "accounts:ownership_policy", "teams:willing"):
        page = text_of(as_user(other).get(address(world, name)))
        assert "Esimerkki" not in page, name
        assert "Oili" not in page, name
    page = text_of(as_user(other).get(reverse("accounts:transfer") + f"?owner={owner}"))
    assert "Esimerkki" not in page
    assert "Oili" not in page
    assert "Esimerkki" in text_of(as_user(world.leader).get(reverse("accounts:handover_list")))


POSTS = [
    ("accounts:nomination_confirm", "nomination", "owner"),
    ("accounts:nomination_withdraw", "nomination", "new"),
    ("accounts:handover_package", "handover", "new"),
    ("accounts:handover_sign", "handover", "chair"),
    ("accounts:handover_items", "handover", "deputy"),
    ("accounts:handover_move", "handover", "deputy"),
    ("accounts:handover_cancel", "handover", "owner"),
]


@pytest.mark.parametrize(("name", "row", "refused"), POSTS)
def test_acts_are_refused_without_the_right_and_secret_ones_not_found(
    world: SimpleNamespace, as_user: As, name: str, row: str, refused: str
) -> None:
    where = reverse(name, args=[getattr(world, row).pk])
    typed = {"know_at_once": "Avaimet"}
    assert as_user(getattr(world, refused)).post(where, typed).status_code == 403
    assert as_user(world.outsider).post(where, typed).status_code == 403
    assert as_user(world.outsider).get(where).status_code == 405
    world.account.confidentiality = "secret"
    world.account.save()
    assert as_user(world.outsider).post(where, typed).status_code == 404


def test_a_step_of_another_handover_is_not_found(world: SimpleNamespace, as_user: As) -> None:
    other = make_account(owner=world.owner.person)
    theirs = Handover.objects.create(
        account=other, from_person=world.owner.person, to_person=world.deputy.person, reason="x", decided_on=TODAY,
        effective_on=OCTOBER,
    )  # fmt: skip
    step = HandoverStep.objects.create(handover=theirs, code="V04", due_on=TODAY)
    where = reverse("accounts:handover_step", args=[world.handover.pk, step.pk])
    assert as_user(world.owner).post(where).status_code == 404


def test_a_proposal_keeps_what_was_typed_and_then_asks_the_person(world: SimpleNamespace, as_user: As) -> None:
    world.handover.delete()
    client, where = as_user(world.chair), address(world, "accounts:nominate")
    candidate = make_person("Eero Ehdokas")
    typed = {"role": "owner", "candidate": candidate.pk, "starts_on": "2026-09-01", "reason": "Pitkä perustelu"}
    answer = client.post(where, typed)
    assert answer.status_code == 422
    assert "Pitkä perustelu" in answer.content.decode()
    answer = client.post(where, typed | {"starts_on": "2026-10-01", "criteria": ["own_will", "situation"]})
    made = Nomination.objects.get(candidate=candidate)
    assert answer["Location"] == reverse("accounts:nomination", args=[made.pk])
    assert made.criteria == ["own_will", "situation"]


def test_the_candidate_answers_on_the_page_and_nobody_else_sees_the_form(world: SimpleNamespace, as_user: As) -> None:
    where = address(world, "accounts:nomination")
    assert 'name="says"' not in as_user(world.chair).get(where).content.decode()
    assert as_user(world.chair).post(where, {"says": "yes"}).status_code == 403
    assert as_user(world.new).post(where, {"says": ""}).status_code == 422
    assert as_user(world.new).post(where, {"says": "yes", "words": "Mielelläni"}).status_code == 302
    assert (
        as_user(world.chair).post(reverse("accounts:nomination_confirm", args=[world.nomination.pk])).status_code == 302
    )
    assert Assignment.objects.filter(account=world.account, role="deputy", person=world.new.person).exists()


def test_a_handover_is_worked_through_on_its_page(world: SimpleNamespace, as_user: As) -> None:
    where = address(world, "accounts:handover")
    act = {name: reverse(f"accounts:handover_{name}", args=[world.handover.pk]) for name in ("items", "move", "sign")}
    assert "Tavoite A" in text_of(as_user(world.new).get(where))
    assert as_user(world.new).post(act["move"]).status_code == 302
    world.handover.refresh_from_db()
    assert world.handover.state == "open"
    goal = world.account.goals.get()
    for wrong in ("goal", "goal-", "-", f"goal-{goal.pk}9", "risk-1", f"goal-{10**30}"):
        as_user(world.new).post(act["items"], {"item": wrong})
    goal.refresh_from_db()
    assert goal.owner == world.owner.person
    as_user(world.new).post(act["items"], {"item": f"goal-{goal.pk}"})
    as_user(world.owner).post(act["sign"])
    as_user(world.new).post(act["move"])
    world.handover.refresh_from_db()
    assert (world.handover.state, world.handover.signed_from_on) == ("moved", TODAY)
    step = world.handover.steps.get(code="V05")
    as_user(world.new).post(reverse("accounts:handover_step", args=[world.handover.pk, step.pk]), {"note": "Soitettu"})
    assert "Soitettu" in text_of(as_user(world.new).get(where))


def test_an_unwritten_package_is_kept_with_its_error(world: SimpleNamespace, as_user: As) -> None:
    where = reverse("accounts:handover_package", args=[world.handover.pk])
    answer = as_user(world.owner).post(where, {"know_at_once": "", "sensitivities": "Herkkä kohde"})
    assert answer.status_code == 422
    assert "Herkkä kohde" in answer.content.decode()
    assert as_user(world.owner).post(where, {"know_at_once": "1. Avaimet"}).status_code == 302
    assert "1. Avaimet" in text_of(as_user(world.new).get(address(world, "accounts:handover")))


def test_who_owned_the_account_on_a_day(world: SimpleNamespace, as_user: As) -> None:
    client, where = as_user(world.outsider), address(world, "accounts:owners")
    assert "1.5.2024: Oili Omistaja" in text_of(client.get(where + "?on=2024-05-01"))
    assert "Oili Omistaja" in text_of(client.get(where + "?on=eilen"))
    assert "2018: " in text_of(client.get(where + "?on=2018-01-01"))


def test_accounts_are_transferred_from_a_page(world: SimpleNamespace, as_user: As) -> None:
    director = make_user("Dina Direktori", role="account_director").person
    stays, moves = (
        make_account("Jää Oy", owner=world.deputy.person),
        make_account("Lähtee Oy", owner=world.deputy.person),
    )
    client, where = as_user(world.leader), reverse("accounts:transfer") + f"?owner={world.deputy.person.pk}"
    assert "Lähtee Oy" in text_of(client.get(where))
    typed = {"all_to": director.pk, f"to_{stays.pk}": "stays", "effective_on": "2027-01-01", "reason": ""}
    answer = client.post(where, typed)
    assert answer.status_code == 422
    assert 'value="2027-01-01"' in answer.content.decode()
    assert client.post(where, typed | {"reason": "Uusi työnjako"}).status_code == 302
    made = Handover.objects.exclude(pk=world.handover.pk).get()
    assert (made.account, made.to_person) == (moves, director)


def test_the_brief_is_written_read_and_kept_in_versions(world: SimpleNamespace, as_user: As) -> None:
    assert as_user(world.chair).post(
        address(world, "accounts:assignment_write"), {"direction": "Säilytä", "hours_month": "16,5"}
    ).status_code == 302  # fmt: skip
    newest = AssignmentBrief.objects.first()
    where = reverse("accounts:assignment_read", args=[world.account.pk, newest.pk])
    assert as_user(world.chair).post(where).status_code == 403
    assert as_user(world.owner).post(where).status_code == 302
    newest.refresh_from_db()
    assert newest.accepted_on == TODAY
    old = as_user(world.owner).get(address(world, "accounts:assignment") + f"?version={world.brief.pk}")
    assert "Kasvata" in text_of(old)


def test_the_pair_writes_sparring_notes(world: SimpleNamespace, as_user: As) -> None:
    where = address(world, "accounts:sparring")
    coaching = Assignment.objects.get(role="coach")
    assert as_user(world.coach).post(where, {"coaching": coaching.pk, "text": ""}).status_code == 422
    assert as_user(world.coach).post(where, {"coaching": coaching.pk, "text": "Kysy enemmän"}).status_code == 302
    assert "Kysy enemmän" in text_of(as_user(world.owner).get(where))
    for user in (world.chair, world.deputy, world.leader):
        assert as_user(user).post(where, {"coaching": coaching.pk, "text": "x"}).status_code == 403
    assert SparringNote.objects.count() == 1


def test_nationwide_without_criteria_needs_a_reason(world: SimpleNamespace, as_user: As) -> None:
    client, where = as_user(world.leader), address(world, "accounts:nationwide")
    assert client.post(where, {"reason": ""}).status_code == 422
    assert client.post(where, {"reason": "Laajenee"}).status_code == 302
    world.account.refresh_from_db()
    assert world.account.is_nationwide
    client.post(where, {"end": "1"})
    world.account.refresh_from_db()
    assert not world.account.is_nationwide


def test_the_rule_is_decided_by_its_keeper_only(world: SimpleNamespace, as_user: As) -> None:
    where, typed = reverse("accounts:ownership_policy"), {"directors_only_from": "2026-09-01", "decision": "Päätös 3"}
    assert as_user(world.chair).post(where, typed).status_code == 403
    assert as_user(world.keeper).post(where, {"decision": ""}).status_code == 422
    assert as_user(world.keeper).post(where, typed).status_code == 302
    assert "Päätös 3" in text_of(as_user(world.chair).get(where))


def test_the_own_answer_and_the_register(world: SimpleNamespace, as_user: As) -> None:
    own, register = reverse("teams:willingness"), reverse("teams:willing")
    assert as_user(world.outsider).post(own, {"answer": ""}).status_code == 422
    assert as_user(world.outsider).post(own, {"answer": "yes", "note": "Turku"}).status_code == 302
    assert Willingness.objects.get().person == world.outsider.person
    page = text_of(as_user(world.chair).get(register))
    assert "Pekka Projekti" in page
    assert "Oili Omistaja" in page  # owns an account and has never been asked
    managed = text_of(as_user(world.manager).get(register))
    assert "Pekka Projekti" not in managed


def test_each_side_of_a_review_is_written_on_its_page(world: SimpleNamespace, as_user: As) -> None:
    where = address(world, "teams:owner_review")
    own = {"side": "owner", "will": "conditions", "real_hours_month": "12,5"}
    theirs = {"side": "manager", "is_right_person": "yes", "decision": "continue", "feedback": "Hyvää työtä"}
    assert as_user(world.manager).post(where, own).status_code == 403
    assert as_user(world.owner).post(where, theirs).status_code == 403
    assert as_user(world.hr).post(where, theirs).status_code == 403
    assert as_user(world.owner).post(where, own | {"will": ""}).status_code == 422
    assert as_user(world.owner).post(where, own).status_code == 302
    assert as_user(world.manager).post(where, theirs).status_code == 302
    assert "Hyvää työtä" in text_of(as_user(world.hr).get(where))
    for user in (world.chair, world.leader, world.deputy):
        assert as_user(user).get(where).status_code == 403


@pytest.mark.parametrize(
    ("name", "user", "most"),
    [
        ("accounts:nomination_list", "chair", 12),
        ("accounts:handover_list", "chair", 12),
        ("teams:owner_review_list", "hr", 12),
        ("teams:willing", "chair", 12),
        ("accounts:ownership_policy", "keeper", 20),
        ("accounts:nomination", "new", 20),
        ("accounts:nominate", "chair", 20),
        ("accounts:handover", "new", 20),
        ("accounts:assignment", "owner", 20),
        ("teams:owner_review", "manager", 20),
    ],
)
def test_it_asks_few_questions(world: SimpleNamespace, as_user: As, name: str, user: str, most: int) -> None:
    client = as_user(getattr(world, user))
    client.get(address(world, name))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address(world, name)).status_code == 200
    assert len(queries) <= most

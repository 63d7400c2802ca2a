"""The plain form of responsible people: what each role needs, and who may not be named (requirements.md R033, R034)."""

import datetime
from types import SimpleNamespace

import pytest

from accounts_app.models import Assignment, BarrierGroup, BarrierMember, OwnershipPolicy
from teams.models import AuditEvent
from tests.factories import make_account, make_board_chair, make_person, make_town, make_user
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def desk(world: SimpleNamespace, user: object = None) -> Desk:
    return Desk(user or world.owner, world.account, "responsible")


def test_a_local_owner_is_named_for_a_town_and_needs_it(world: SimpleNamespace) -> None:
    named = {"role": "local_owner", "person": str(make_person().pk), "starts_on": "2026-10-01"}
    assert desk(world).write(**named).status_code == 422
    oulu, turku = make_town("Oulu"), make_town("Turku")
    make_person(town=oulu)
    for town in (oulu, turku):
        assert desk(world).write(**named, town=str(town.pk)).status_code == 302
    held = Assignment.objects.filter(role="local_owner")
    assert set(held.values_list("town", flat=True)) == {oulu.pk, turku.pk}
    assert desk(world).write(**named, town=str(oulu.pk)).status_code == 422


def test_a_town_only_a_secret_account_has_is_not_offered(world: SimpleNamespace) -> None:
    make_account(confidentiality="secret", home_town=make_town("Salakylä"))
    assert "Salakylä" not in text_of(desk(world).form())
    assert "Turku" in text_of(desk(world).form())


def test_a_team_member_needs_a_last_day(world: SimpleNamespace) -> None:
    named = {"role": "team", "person": str(make_person().pk), "starts_on": "2026-10-01"}
    assert desk(world).write(**named).status_code == 422
    assert desk(world).write(**named, ends_on="2026-12-31").status_code == 302
    assert Assignment.objects.get(role="team").ends_on == datetime.date(2026, 12, 31)


@pytest.mark.parametrize("role", ["sponsor", "account_manager", "coach"])
def test_other_roles_are_named_and_ended(world: SimpleNamespace, role: str) -> None:
    named = {"role": role, "person": str(make_person().pk), "starts_on": "2026-10-01"}
    assert desk(world).write(**named, town=str(make_town("Turku").pk)).status_code == 302
    row = Assignment.objects.get(role=role)
    assert row.town is None
    assert desk(world).write(row.pk, ends_on="2026-12-31").status_code == 302


def test_a_rival_is_refused_with_a_sentence_that_tells_nothing(world: SimpleNamespace) -> None:
    ours, theirs = BarrierGroup.objects.create(name="Sininen"), BarrierGroup.objects.create(name="Vihreä")
    ours.rivals.add(theirs)
    world.account.barrier_group = ours
    world.account.save()
    rival = make_person("Riku Rivali")
    for person, group in ((world.owner.person, ours), (rival, theirs)):
        BarrierMember.objects.create(group=group, person=person, starts_on=datetime.date(2026, 1, 1))
    answer = desk(world).write(role="coach", person=str(rival.pk), starts_on="2026-10-01")
    assert answer.status_code == 422
    assert "Vihreä" not in text_of(answer)
    assert not Assignment.objects.filter(person=rival).exists()


def test_an_exception_from_the_rule_of_directors_is_written_by_those_who_nominate(world: SimpleNamespace) -> None:
    OwnershipPolicy.objects.create(starts_on=TODAY, directors_only_from=TODAY, decision="Päätös")
    world.account.is_nationwide = True
    world.account.save()
    other = {"role": "owner", "person": str(make_person().pk), "starts_on": "2026-10-01"}
    assert desk(world).write(**other, exception_reason="Koska haluan").status_code == 422
    chair = make_board_chair()
    Assignment.objects.filter(account=world.account, role="owner").update(ends_on=datetime.date(2026, 9, 30))
    assert desk(world, chair).write(**other).status_code == 422
    assert desk(world, chair).write(**other, exception_reason="Johtaja aloittaa keväällä").status_code == 302
    trace = AuditEvent.objects.filter(act="appoint").latest("pk")
    assert trace.details["exception_reason"] == "Johtaja aloittaa keväällä"
    director = make_user(role="account_director").person
    Assignment.objects.filter(account=world.account, role="owner", ends_on=None).update(
        ends_on=datetime.date(2026, 10, 31)
    )
    assert desk(world, chair).write(role="owner", person=str(director.pk), starts_on="2026-11-01").status_code == 302


def test_the_process_owner_who_nominates_may_name_too(world: SimpleNamespace) -> None:
    named = {"role": "sponsor", "person": str(make_person().pk), "starts_on": "2026-10-01"}
    assert desk(world, make_user(role="process_owner")).write(**named).status_code == 302
    assert desk(world, make_user(role="administrator")).write(**named).status_code == 403

"""Notes between an owner and a coach; nobody else, whatever the role (requirements.md R059)."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts_app.actions import sparring
from accounts_app.models import Assignment, SparringNote
from accounts_app.naming.sparring import notes_of, pair_of
from teams.models import AuditEvent, Notice
from tests.factories import make_account, make_board_chair, make_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)


@pytest.fixture
def world() -> SimpleNamespace:
    owner, coach, deputy = make_user("Oili Omistaja"), make_user("Kalle Kummi"), make_user("Ville Varalla")
    account = make_account(owner=owner.person, deputy=deputy.person)
    coaching = Assignment.objects.create(
        account=account, person=coach.person, role="coach", starts_on=datetime.date(2026, 1, 1)
    )
    return SimpleNamespace(account=account, owner=owner, coach=coach, deputy=deputy, coaching=coaching)


def write(world: SimpleNamespace, by: object, text: str = "Kokeile avoimia kysymyksiä") -> SparringNote:
    return sparring.write(account=world.account, coaching=world.coaching, text=text, on=TODAY, by=by)


def test_both_of_the_pair_write_and_the_other_is_told_without_the_text(world: SimpleNamespace) -> None:
    write(world, world.owner)
    write(world, world.coach)
    assert set(Notice.objects.values_list("person", flat=True)) == {world.coach.person.pk, world.owner.person.pk}
    assert "avoimia" not in str(list(Notice.objects.values_list("params", flat=True)))
    assert "avoimia" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


@pytest.mark.parametrize("role", ["administrator", "process_owner", "business_director", "human_resources"])
def test_no_role_opens_them(world: SimpleNamespace, role: str) -> None:
    for user in (make_user(role=role), world.deputy, make_board_chair()):
        assert pair_of(user, world.account, TODAY) is None
        with pytest.raises(PermissionDenied):
            write(world, user)
    assert not SparringNote.objects.exists()


def test_an_empty_note_is_refused(world: SimpleNamespace) -> None:
    with pytest.raises(ValidationError):
        write(world, world.owner, "  ")


def test_a_new_owner_does_not_read_what_the_former_one_and_the_coach_wrote(world: SimpleNamespace) -> None:
    note = write(world, world.owner)
    SparringNote.objects.filter(pk=note.pk).update(written_at=timezone.now() - datetime.timedelta(days=900))
    world.account.assignments.filter(role="owner").update(ends_on=datetime.date(2026, 8, 31))
    new = make_user("Uuno Uusi")
    Assignment.objects.create(
        account=world.account, person=new.person, role="owner", starts_on=datetime.date(2026, 9, 1)
    )
    assert list(notes_of(pair_of(new, world.account, TODAY))) == []
    assert list(notes_of(pair_of(world.coach, world.account, TODAY))) == [note]
    assert pair_of(world.owner, world.account, TODAY) is None


def test_a_coaching_that_has_ended_closes_the_notes(world: SimpleNamespace) -> None:
    world.coaching.ends_on = datetime.date(2026, 9, 10)
    world.coaching.save()
    assert pair_of(world.coach, world.account, TODAY) is None

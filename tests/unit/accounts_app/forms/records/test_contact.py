"""The customer's people: who decides, who leaves and who follows."""

from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.contacts import keep
from accounts_app.forms.records.contact import ContactForm
from accounts_app.models import Contact
from tests.factories import make_account, make_contact, make_site
from tests.unit.accounts_app.forms.records.desk import TODAY, empty, fill
from tests.unit.accounts_app.records.own_people import Desk, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> SimpleNamespace:
    made = make_world()
    made.leaver = make_contact(made.account, name="Lassi Lähtijä", site=made.site, counterpart=made.owner.person)
    made.other = make_contact(made.account, name="Ossi Olija", buying_role="user")
    return made


def sent(world: SimpleNamespace, row: Any = None, **values: Any) -> Any:
    typed = {"name": row.name if row else "Uuno Uusi", "buying_role": "decider"}
    return fill(ContactForm, world.account, world.owner, row, **typed | values)


def test_a_person_is_added(world: SimpleNamespace) -> None:
    response = Desk(world.owner, world.account, "contact").write(name="Uuno Uusi", buying_role="buyer")
    assert response.status_code == 302
    assert Contact.objects.get(name="Uuno Uusi").account == world.account


def test_a_name_is_written_once(world: SimpleNamespace) -> None:
    assert set(sent(world, name="ossi olija").errors) == {"name"}
    Contact.objects.filter(pk=world.other.pk).update(left_on="2026-09-01")
    assert sent(world, name="Ossi Olija").is_valid()


def test_leaving_and_following_are_asked_of_somebody_in_the_list(world: SimpleNamespace) -> None:
    assert "left_on" not in empty(ContactForm, world.account, world.owner).fields
    assert "left_on" in empty(ContactForm, world.account, world.owner, world.leaver).fields


def test_a_successor_written_by_name_takes_over_the_role(world: SimpleNamespace) -> None:
    form = sent(
        world,
        world.leaver,
        left_on="2026-09-01",
        site=world.site.pk,
        counterpart=world.owner.person.pk,
        new_successor_name="Saara Seuraaja",
        new_successor_title="Johtaja",
    )
    assert form.is_valid(), form.errors
    keep(form=form, kind="contact", by=world.owner)
    world.leaver.refresh_from_db()
    successor = world.leaver.successor
    assert (successor.name, successor.title, successor.buying_role, successor.site, successor.counterpart) == (
        "Saara Seuraaja",
        "Johtaja",
        "decider",
        world.site,
        world.owner.person,
    )
    assert (successor.account, successor.left_on) == (world.account, None)


def test_a_successor_is_chosen_from_the_list(world: SimpleNamespace) -> None:
    form = sent(world, world.leaver, left_on="2026-09-01", successor=world.other.pk)
    assert form.is_valid(), form.errors
    keep(form=form, kind="contact", by=world.owner)
    world.leaver.refresh_from_db()
    assert world.leaver.successor == world.other


def test_only_one_who_leaves_is_followed_and_by_one(world: SimpleNamespace) -> None:
    assert set(sent(world, world.leaver, successor=world.other.pk).errors) == {"left_on"}
    both = sent(world, world.leaver, left_on="2026-09-01", successor=world.other.pk, new_successor_name="Saara")
    assert set(both.errors) == {"new_successor_name"}
    assert set(sent(world, world.leaver, new_successor_title="Johtaja").errors) == {"new_successor_name"}


def test_nobody_follows_oneself_or_in_a_circle(world: SimpleNamespace) -> None:
    assert set(sent(world, world.leaver, left_on="2026-09-30", successor=world.leaver.pk).errors) == {"successor"}
    Contact.objects.filter(pk=world.other.pk).update(successor=world.leaver)
    assert set(sent(world, world.leaver, left_on="2026-09-30", successor=world.other.pk).errors) == {"successor"}


def test_sites_and_people_of_others_cannot_be_chosen(world: SimpleNamespace) -> None:
    other = make_account()
    wrong = sent(world, world.leaver, left_on="2026-09-01", site=make_site(other).pk, successor=make_contact(other).pk)
    assert set(wrong.errors) == {"site", "successor"}


def test_the_list_is_for_those_who_may_see_contacts(world: SimpleNamespace) -> None:
    assert Desk(world.supervisor, world.account, "contact").list().status_code == 200
    assert Desk(world.outsider, world.account, "contact").list().status_code == 403
    assert Desk(world.supervisor, world.account, "contact").form().status_code == 403


def test_decision_makers_stand_first_and_those_who_left_last(world: SimpleNamespace) -> None:
    Contact.objects.filter(pk=world.leaver.pk).update(left_on=TODAY)
    decider = make_contact(world.account, name="Ökä")
    rows = [row for row, *_rest in Desk(world.owner, world.account, "contact").list().context["rows"]]
    assert rows == [decider, world.other, world.leaver]

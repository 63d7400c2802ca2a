"""Decision makers who left (domain.md 2.2 R32)."""

from datetime import date

import pytest

from accounts_app.models import Account, Contact, Meeting
from reporting.facts.deciders import read
from reporting.facts.period import Period
from tests.factories import make_account, make_contact, make_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
LEFT = date(2026, 8, 1)


def deciders(account: Account, as_of: date = TODAY) -> dict[str, object] | None:
    return read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)


def test_without_contacts_nothing_is_known() -> None:
    assert deciders(make_account()) is None


def test_everybody_is_here() -> None:
    account = make_account()
    make_contact(account)
    make_contact(account, buying_role=Contact.BuyingRole.USER, left_on=LEFT)
    assert deciders(account) == {"dm_vacant": False, "dm_named": 1, "dm_met": 0}


def test_left_without_a_successor_names_the_role_only() -> None:
    titled, untitled = make_account(), make_account()
    make_contact(titled, name="Maija Malli", title="Kiinteistöpäällikkö", left_on=LEFT)
    make_contact(untitled, name="Maija Malli", left_on=TODAY)
    assert deciders(titled) == {"dm_vacant": True, "dm_role": "Kiinteistöpäällikkö"}
    assert deciders(untitled) == {"dm_vacant": True, "dm_role": "decider"}


def test_leaving_later_does_not_show() -> None:
    account = make_account()
    make_contact(account, left_on=date(2026, 9, 12))
    assert deciders(account)["dm_vacant"] is False


def test_the_successor_has_to_be_met() -> None:
    account = make_account()
    successor, stranger = make_contact(account), make_contact(account)
    make_contact(account, left_on=LEFT, successor=successor)
    make_meeting(account, date(2026, 7, 31)).contacts.add(successor)  # before the old one left
    make_meeting(account, date(2026, 8, 5)).contacts.add(stranger)
    make_meeting(account, date(2026, 8, 20), state=Meeting.State.CANCELLED).contacts.add(successor)
    make_meeting(account, date(2026, 8, 25), state=Meeting.State.BOOKED).contacts.add(successor)
    assert deciders(account)["dm_vacant"] is True
    make_meeting(account, LEFT, mode=Meeting.Mode.REMOTE).contacts.add(successor)
    assert deciders(account) == {"dm_vacant": False, "dm_named": 2, "dm_met": 2}


def test_decision_makers_met_in_the_last_twelve_months() -> None:
    account = make_account()
    met, long_ago, later = make_contact(account), make_contact(account), make_contact(account)
    user = make_contact(account, buying_role=Contact.BuyingRole.USER)
    for day, people in (
        (date(2026, 9, 11), (met, user)),
        (date(2026, 5, 1), (met,)),
        (date(2025, 9, 11), (long_ago,)),
        (date(2026, 9, 12), (later,)),
    ):
        make_meeting(account, day).contacts.add(*people)
    fields = deciders(account) or {}
    assert (fields["dm_named"], fields["dm_met"]) == (3, 1)


def test_a_later_meeting_does_not_show() -> None:
    account = make_account()
    successor = make_contact(account)
    make_contact(account, left_on=LEFT, successor=successor)
    make_meeting(account, date(2026, 9, 12)).contacts.add(successor)
    assert deciders(account)["dm_vacant"] is True
    assert deciders(account, date(2026, 9, 12))["dm_vacant"] is False


def test_the_one_who_left_first_speaks() -> None:
    account = make_account()
    make_contact(account, title="Ostopäällikkö", left_on=date(2026, 8, 20))
    make_contact(account, title="Talousjohtaja", left_on=date(2026, 5, 1))
    assert deciders(account)["dm_role"] == "Talousjohtaja"

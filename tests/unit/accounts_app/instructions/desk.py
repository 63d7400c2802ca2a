"""An account with its people and a board that gives instructions, for the tests of the loop."""

import datetime
from types import SimpleNamespace
from typing import Any

from accounts_app.actions import instructions
from accounts_app.models import Instruction
from config.common.clock import HELSINKI
from teams.models import BoardMembership, User
from tests.factories import make_board_chair, make_user
from tests.factories.people import LONG_AGO
from tests.unit.accounts_app.records.own_people import make_world

TODAY = datetime.date(2026, 9, 11)
DAY = datetime.timedelta(days=1)
NOON = datetime.datetime(2026, 9, 11, 12, 0, tzinfo=HELSINKI)


def make_loop(**values: Any) -> SimpleNamespace:
    """The people of `make_world`, a chair and a member of the board."""
    world = make_world(**values)
    world.chair = make_board_chair("Kaarina Puheenjohtaja")
    world.member = make_user("Jouko Jäsen")
    BoardMembership.objects.create(person=world.member.person, seat="member", starts_on=LONG_AGO)
    return world


def give(world: SimpleNamespace, by: User | None = None, **values: Any) -> Instruction:
    """The board tells the owner to do something within a month."""
    told = {
        "account": world.account,
        "text": "Sovi johtajatapaaminen",
        "responsible": world.owner.person,
        "due_on": TODAY + 30 * DAY,
        "metric": "G2",
        "expected_effect": "Tapaamisväli alle 120 pv",
        "by": by or world.member,
        "at": NOON,
    }
    return instructions.give(**told | values)

"""A board with its seats, accounts of every colour with cards of two months, and a meeting whose pack is frozen."""

import datetime
from types import SimpleNamespace

from accounts_app.models import Account
from config.common.clock import HELSINKI
from reporting.actions import meetings
from reporting.models import BoardMeeting, QualityCard
from teams.models import BoardMembership, User
from tests.factories import make_account, make_board_chair, make_user
from tests.factories.people import LONG_AGO
from tests.factories.published import make_published

JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 11, 9, tzinfo=HELSINKI)
# Name, colour of June, colour of July, months in the colour: one account for every place of the agenda.
COLOURS = (
    ("Uusipunainen Oy", "GREEN", "RED", 1),
    ("Pitkäpunainen Oy", "RED", "RED", 3),
    ("Harmaa Oy", "GREEN", "GREY", 1),
    ("Uusikeltainen Oy", "GREEN", "AMBER", 1),
    ("Jatkuvakeltainen Oy", "AMBER", "AMBER", 5),
    ("Vanhakeltainen Oy", "AMBER", "AMBER", 2),
    ("Vihreä Oy", "GREEN", "GREEN", 4),
    ("Parantunut Oy", "AMBER", "GREEN", 1),
)


def seat(name: str, held: str) -> User:
    """A member of the board with a login."""
    user = make_user(name)
    BoardMembership.objects.create(person=user.person, seat=held, starts_on=LONG_AGO)
    return user


def make_meeting_world(*, packed: bool = True) -> SimpleNamespace:
    """The owner owns every account; the chair owns one more that is green."""
    chair = make_board_chair("Kirsti Puheenjohtaja")
    secretary = seat("Simo Sihteeri", BoardMembership.Seat.SECRETARY)
    member = seat("Jaana Jäsen", BoardMembership.Seat.MEMBER)
    owner, deputy = make_user("Aino Mallinen", role="account_director"), make_user("Eero Esimerkkilä")
    accounts = {}
    for name, june, july, months in COLOURS:
        accounts[name] = with_cards(make_account(name, owner=owner.person, deputy=deputy.person), june, july, months)
    accounts["Oma Vihreä Oy"] = with_cards(make_account("Oma Vihreä Oy", owner=chair.person), "GREEN", "GREEN", 2)
    meeting = plan(by=chair)
    if packed:
        meetings.freeze(meeting=meeting, by=chair, at=AT)
        meeting.refresh_from_db()
    return SimpleNamespace(
        chair=chair,
        secretary=secretary,
        member=member,
        owner=owner,
        deputy=deputy,
        staff=make_user("Pekka Projekti"),
        accounts=accounts,
        meeting=meeting,
    )


def with_cards(account: Account, june: str, july: str, months: int) -> Account:
    make_published(account, JUNE, june)
    make_published(account, JULY, july, months=months)
    return account


def plan(*, by: User | None = None, month: datetime.date = JULY) -> BoardMeeting:
    """A meeting about the cards of the month."""
    return meetings.plan(month=month, meets_at=AT, place="Saimaa", by=by, on=TODAY)


def card_of(account: Account, month: datetime.date = JULY) -> QualityCard:
    """The newest version of the card."""
    return account.quality_cards.filter(month=month).order_by("-version").first()

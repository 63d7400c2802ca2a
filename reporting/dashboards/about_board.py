"""What everybody here may know of the board: who sits there, when it meets, and the list of its stances (R224)."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.permissions import in_charge_of
from reporting.models import BoardMeeting, Stance
from teams.board_seats import SeatLine, seats_on
from teams.models import User

SHOWN_MEETINGS = 6
PAST_MEETINGS = 2
EXPLAINED: tuple[tuple[Stance.Kind, str | Promise], ...] = (
    (Stance.Kind.NOTED, _("The board has read the card. Nothing is asked of you.")),
    (Stance.Kind.APPROVED, _("The actions you wrote on the card are enough. Carry them out.")),
    (
        Stance.Kind.INSTRUCTED,
        _("Something is to be done, by somebody, until a day. Acknowledge it in three working days."),
    ),
    (Stance.Kind.PLAN, _("Write a plan of actions within ten working days.")),
    (Stance.Kind.ESCALATED, _("The matter goes to the business director or the managing director.")),
    (Stance.Kind.RETURNED, _("The card comes back to you to be completed; the old version stays readable.")),
    (Stance.Kind.RISK, _("The board knows the risk and accepts it until a day.")),
    (Stance.Kind.EXIT, _("The work for the customer ends in an orderly way.")),
)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """When the board meets; no account stands here."""

    meets_at: datetime.datetime
    month: datetime.date
    state: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class AboutBoard:
    """The page."""

    seats: tuple[SeatLine, ...]
    meetings: tuple[MeetingLine, ...]
    stances: tuple[tuple[str, str | Promise], ...]
    own_accounts: tuple[tuple[int, str], ...]  # accounts the reader may ask the board about


def about_board(user: User | AnonymousUser, *, on: datetime.date, now: datetime.datetime) -> AboutBoard:
    """Open to all staff."""
    mine = in_charge_of(user, on=on).in_care(on).by_name()
    return AboutBoard(
        seats=seats_on(on),
        meetings=_meetings(now),
        stances=tuple((str(kind.label), text) for kind, text in EXPLAINED),
        own_accounts=tuple(mine.values_list("pk", "name")),
    )


def _meetings(now: datetime.datetime) -> tuple[MeetingLine, ...]:
    """The coming ones, the nearest first, and the last ones before them. Two queries."""
    ahead = list(BoardMeeting.objects.filter(meets_at__gte=now).order_by("meets_at")[: SHOWN_MEETINGS - PAST_MEETINGS])
    past = list(BoardMeeting.objects.filter(meets_at__lt=now).order_by("-meets_at")[:PAST_MEETINGS])
    return tuple(
        MeetingLine(row.meets_at, row.month, row.get_state_display(), row.meets_at >= now) for row in [*ahead, *past]
    )

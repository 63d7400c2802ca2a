"""The start page of somebody who answers for accounts: what is red and why, what is due, whom to meet next."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts_app.models import Account, Meeting
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import in_charge_of
from reporting.cards.draft_order import Deadlines, deadlines
from reporting.closes_read import months_of, with_months
from reporting.dashboards.due import Due, DueKind, due_for
from reporting.dashboards.feedback import FromBoard, from_board, last_feedback
from reporting.dashboards.panels.meetings import said_once
from reporting.dashboards.portfolio import COLOURS, direction, with_previous
from reporting.dashboards.reasons import why
from reporting.overrides import hand_reasons, overridden_from
from teams.models import Person, User

SHOWN_MEETINGS = 6
CALM = "GREEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """One of the own accounts with its colour in words."""

    pk: int
    name: str
    status: str
    computed: str  # the computed colour when the status is shown by hand, otherwise ""
    months: int | None
    trend: str
    reasons: tuple[str, ...]
    care_model: str
    is_own: bool  # owner; otherwise deputy
    feedback_days: int | None  # since the board last took a stance or answered; None: never


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """A booked meeting of an own account."""

    account_id: int
    account: str
    meets_on: datetime.date
    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class DirectorPage:
    """What a director sees first: accounts that need attention and why, then the calm ones, the week, the meetings."""

    attention: tuple[OwnAccount, ...]
    calm: tuple[OwnAccount, ...]
    counts: tuple[tuple[str, int], ...]
    due: tuple[Due, ...]
    waiting: tuple[tuple[Deadlines, tuple[Due, ...]], ...]  # drafts that wait for words, by month, worst first
    ending: tuple[Due, ...]  # contracts that end within four months
    late: int
    meetings: tuple[NextMeeting, ...]
    board: FromBoard


def director_page(user: User | AnonymousUser, person: Person, *, on: datetime.date, lang: str) -> DirectorPage:
    """The page of a person who owns, deputises or acts for accounts; the queries do not depend on how many."""
    mine = in_charge_of(user, on=on).in_care(on)
    accounts = own_accounts(mine, person, on, lang)
    due = due_for(mine, on)
    return DirectorPage(
        attention=tuple(account for account in accounts if account.status != CALM),
        calm=tuple(account for account in accounts if account.status == CALM),
        counts=tuple((colour, sum(account.status == colour for account in accounts)) for colour in COLOURS),
        due=tuple(item for item in due if item.kind not in (DueKind.CONTRACT, DueKind.CARD)),
        waiting=_by_month(due),
        ending=tuple(item for item in due if item.kind is DueKind.CONTRACT),
        late=sum(item.days_late > 0 for item in due),
        meetings=next_meetings(mine, on),
        board=from_board(user, mine, on=on),
    )


def _by_month(due: tuple[Due, ...]) -> tuple[tuple[Deadlines, tuple[Due, ...]], ...]:
    """Drafts that wait for words as one line per month with its deadlines, not one per account."""
    by_month: dict[datetime.date, list[Due]] = {}
    for item in due:
        if item.month is not None:
            by_month.setdefault(item.month, []).append(item)
    return tuple((deadlines(month), tuple(sorted(cards, key=_rank))) for month, cards in by_month.items())


def _rank(card: Due) -> int:
    return card.rank


def own_accounts(mine: AccountQuerySet, person: Person, on: datetime.date, lang: str) -> tuple[OwnAccount, ...]:
    """The accounts, red first, inside a colour the one with most risk points first."""
    owned = set(mine.owned_by(person, on=on).values_list("pk", flat=True))
    rows = list(with_months(with_previous(mine, on)).select_related("judgement").by_name())
    spoken = last_feedback(row.pk for row in rows)
    by_hand = hand_reasons(getattr(row, "judgement", None) for row in rows)
    rows.sort(key=lambda row: (COLOURS.index(row.status), -_points(row)))
    return tuple(
        OwnAccount(
            pk=row.pk,
            name=row.name,
            status=row.status,
            computed=overridden_from(getattr(row, "judgement", None)),
            months=months_of(row),
            trend=direction(row.previous_status, row.status),
            reasons=(
                *filter(None, [by_hand.get(row.pk)]),
                *why(getattr(row, "judgement", None), money=True, lang=lang),
            ),
            care_model=row.care_model,
            is_own=row.pk in owned,
            feedback_days=(on - spoken[row.pk]).days if row.pk in spoken else None,
        )
        for row in rows
    )


def _points(account: Account) -> int:
    judgement = getattr(account, "judgement", None)
    return judgement.risk_points if judgement is not None else 0


def next_meetings(accounts: AccountQuerySet, on: datetime.date) -> tuple[NextMeeting, ...]:
    """The booked meetings to come, the nearest first."""
    rows = Meeting.objects.filter(account__in=accounts.values("pk"), state=Meeting.State.BOOKED, meets_on__gte=on)
    return tuple(
        NextMeeting(row.account_id, row.account.name, row.meets_on, row.get_kind_display(), said_once(row))
        for row in rows.select_related("account").order_by("meets_on", "pk")[:SHOWN_MEETINGS]
    )

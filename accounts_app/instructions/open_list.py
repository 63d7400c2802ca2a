"""The open instructions of many accounts: those late first, filtered, as lines of a list and of a file."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.instructions.page import ICONS, days_late
from accounts_app.instructions.state import OPEN, UNDONE, WORDS, State, state_of, within
from accounts_app.models import Account, Instruction
from accounts_app.permissions import with_care
from config.common.working_days import working_days_between
from teams.models import User

LATE, UNACKNOWLEDGED, FOR_CHAIR = "late", "unacknowledged", "chair"
TITLES: Mapping[str, str | Promise] = {
    LATE: _("Late"),
    UNACKNOWLEDGED: _("Not acknowledged"),
    FOR_CHAIR: _("Waits for the chair"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionLine:
    """An instruction in a list."""

    pk: int
    account_id: int
    account: str
    text: str
    responsible: str
    given_on: datetime.date
    due_on: datetime.date
    state: State
    word: str
    icon: str
    days_late: int
    working_days: int  # since it was given, of what is not acknowledged; otherwise 0


def open_instructions(user: User | AnonymousUser, *, on: datetime.date) -> QuerySet[Instruction]:
    """The open instructions of every account whose care the reader sees."""
    accounts = with_care(Account.objects.all(), user, on=on)
    return Instruction.objects.filter(OPEN, account__in=accounts.values("pk"))


def in_group(code: str, on: datetime.date) -> Q:
    """The condition of a group; an unknown code is every instruction."""
    groups = {
        LATE: late(on),
        UNACKNOWLEDGED: within(State.GIVEN),
        FOR_CHAIR: within(State.DONE, State.PROPOSED),
    }
    return groups.get(code, Q())


def late(on: datetime.date) -> Q:
    """Not done, and the due day has passed."""
    return within(*UNDONE) & Q(due_on__lt=on)


def matching(words: str) -> Q:
    """The condition of instructions whose account, text or responsible person holds the words."""
    found = Q(text__icontains=words) | Q(responsible__name__icontains=words) | Q(account__name__icontains=words)
    return found if words else Q()


def ordered(rows: QuerySet[Instruction], on: datetime.date) -> QuerySet[Instruction]:
    """The most late first, then by the due day."""
    is_late = Case(When(late(on), then=Value(False)), default=Value(True), output_field=BooleanField())
    return rows.select_related("account", "responsible").order_by(is_late, "due_on", "pk")


def lines(rows: Iterable[Instruction], on: datetime.date) -> tuple[InstructionLine, ...]:
    """The rows as printed."""
    return tuple(_line(row, state_of(row), on) for row in rows)


def _line(row: Instruction, state: State, on: datetime.date) -> InstructionLine:
    return InstructionLine(
        pk=row.pk,
        account_id=row.account_id,
        account=row.account.name,
        text=row.text,
        responsible=row.responsible.name,
        given_on=row.given_on,
        due_on=row.due_on,
        state=state,
        word=str(WORDS[state]),
        icon=ICONS[state],
        days_late=days_late(row, on),
        working_days=working_days_between(row.given_on, on) if state is State.GIVEN else 0,
    )

"""The log of changed limits, and the notice that the limits of a rule are being moved (domain.md 1.6)."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser

from config.common.clock import HELSINKI
from config.common.month import last_day
from reporting.dashboards.limit_amounts import amount
from reporting.limit_rights import may_be_taken_back, readable_changes
from reporting.models import LimitChange
from reporting.rules.limit_names import limit_name
from reporting.rules.thresholds import DEFAULTS, NOT_RULES, SWITCH, is_known, plain_name
from teams.models import User

Scope = LimitChange.Scope
CALM_CHANGES = 2  # changes of a rule in a calendar year; more are moving the limits
COMING, IN_FORCE, ENDED, REPLACED, TAKEN_BACK = "coming", "in_force", "ended", "replaced", "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One change as the log tells it."""

    change: LimitChange
    rule: str  # empty for the limits common to all rules
    label: str
    old: str
    new: str  # empty = back to the wider limit
    who: str
    state: str  # COMING, IN_FORCE, ENDED, REPLACED or TAKEN_BACK
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """The limits of a rule were changed more than twice in a calendar year."""

    rule: str  # empty for the limits common to all rules
    year: int
    changes: int


def log_lines(
    page: Iterable[LimitChange], user: User | AnonymousUser, *, month: datetime.date, on: datetime.date, lang: str
) -> list[LogLine]:
    """The changes of a page of the log in words. One query for all changes of the same rules."""
    rows = list(page)
    rules = {row.rule for row in rows}
    same_rules = readable_changes(user, on=on).filter(rule__in=rules).select_related("account")
    known = list(same_rules.order_by("starts_on", "made_at", "pk"))
    states = {row.pk: _state(row, known, month) for row in rows}
    open_ones = may_be_taken_back(user, (row for row in rows if states[row.pk] == COMING), on=on)
    return [_line(row, known, states[row.pk], lang, may_take_back=row.pk in open_ones) for row in rows]


def _line(row: LimitChange, known: Sequence[LimitChange], state: str, lang: str, *, may_take_back: bool) -> LogLine:
    old = value_before(row, known)
    is_clear = is_known(row.rule, row.name)
    return LogLine(
        change=row,
        rule="" if row.rule in NOT_RULES else row.rule,
        label=limit_name(row.rule, row.name).text(lang) if is_clear else row.name,
        old=amount(row.rule, row.name, old) if is_clear and old is not None else "",
        new=amount(row.rule, row.name, row.value) if is_clear and row.value is not None else "",
        who=row.account.name if row.account is not None else row.care_model,
        state=state,
        may_take_back=may_take_back,
    )


def _state(row: LimitChange, known: Iterable[LimitChange], month: datetime.date) -> str:
    if row.taken_back_at is not None:
        return TAKEN_BACK
    if row.starts_on > month:
        return COMING
    if row.ends_on is not None and row.ends_on < last_day(month):
        return ENDED
    later = [
        other
        for other in known
        if _key(other) == _key(row)
        and other.taken_back_at is None
        and other.starts_on <= month
        and _is_after(other, row)
    ]
    return REPLACED if later else IN_FORCE


def _is_after(other: LimitChange, row: LimitChange) -> bool:
    return (other.starts_on, other.made_at, other.pk) > (row.starts_on, row.made_at, row.pk)


def _key(row: LimitChange) -> tuple[str, str, int | None, str, str]:
    return row.scope, row.care_model, row.account_id, row.rule, row.name


def value_before(row: LimitChange, known: Iterable[LimitChange]) -> Decimal | None:
    """The value the change replaced when it was made: of its own scope, else of the wider ones, else the default."""
    own: dict[str, Decimal | None] = {}
    for other in known:
        if other.pk != row.pk and _held_then(other, row) and _same_place(other, row):
            own[other.scope] = other.value
    for scope in (Scope.ACCOUNT, Scope.CARE_MODEL, Scope.COMPANY):
        if own.get(scope) is not None:
            return own[scope]
    return _default(row)


def _held_then(other: LimitChange, row: LimitChange) -> bool:
    """Published before the change, not taken back by then, and in force in the month the change starts."""
    gone = other.taken_back_at is not None and other.taken_back_at <= row.made_at
    ended = other.ends_on is not None and other.ends_on < last_day(row.starts_on)
    is_earlier = (other.made_at, other.pk) < (row.made_at, row.pk)
    return is_earlier and not gone and not ended and other.starts_on <= row.starts_on


def _same_place(other: LimitChange, row: LimitChange) -> bool:
    """The same limit in the same scope or in a wider one."""
    if other.rule != row.rule or plain_name(other.name) != plain_name(row.name):
        return False
    if other.scope == Scope.COMPANY:
        model = _model(row)
        return other.name in (row.name, f"{row.name}_{model}")
    if other.scope == Scope.CARE_MODEL:
        return row.scope != Scope.COMPANY and other.care_model == _model(row)
    return other.account_id == row.account_id and row.scope == Scope.ACCOUNT


def _model(row: LimitChange) -> str:
    return row.account.care_model if row.account is not None else row.care_model


def _default(row: LimitChange) -> Decimal | None:
    if row.name == SWITCH:
        return Decimal(1)
    defaults: Mapping[str, Decimal] = DEFAULTS.get(row.rule, {})
    own = defaults.get(f"{row.name}_{_model(row)}")
    return own if own is not None else defaults.get(row.name)


def moving_limits(user: User | AnonymousUser, *, on: datetime.date) -> list[Notice]:
    """Rules whose limits were changed more than twice in this calendar year, as far as the reader may know.

    Limits changed together are one change; a change that was taken back is none.
    """
    rows = readable_changes(user, on=on).filter(taken_back_at__isnull=True)
    made: dict[str, set[tuple[object, ...]]] = {}
    first = datetime.datetime(on.year, 1, 1, tzinfo=HELSINKI)
    for row in rows.filter(made_at__gte=first):
        made.setdefault("" if row.rule in NOT_RULES else row.rule, set()).add(
            (row.made_at, row.care_model, row.account_id)
        )
    return [Notice(rule, on.year, len(times)) for rule, times in sorted(made.items()) if len(times) > CALM_CHANGES]


def _occasion(row: LimitChange) -> tuple[object, ...]:
    """What the rows published together share."""
    return row.made_at, row.scope, row.care_model, row.account_id, row.starts_on, row.reason

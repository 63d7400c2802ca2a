"""The memory of an account: colours of its month closes, every change with its cause, and two days compared."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts_app.models import Account, StatusChange
from config.common.month import short_month
from reporting.dashboards.reasons import MONEY_DIMENSION, as_reason
from reporting.models import AccountJudgement, MonthClose
from reporting.rules import RULES, Finding, Level
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import became, dimension_name, title

CLOSES = 24
SHOWN = 300  # changes on one page
ACCOUNT_KEY = ""
Scope = StatusChange.Scope


@dataclass(frozen=True, slots=True)
class CloseMark:
    """One month of the sparkline of colours."""

    label: str  # 8/2026
    shown: str
    computed: str
    is_overridden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change in words: what went from which level to which, when and because of what."""

    on: datetime.date
    scope: str
    key: str
    name: str
    old: str
    new: str
    cause: str  # a StatusChange.Cause
    cause_words: str
    because: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The level of one thing on two days; "" = not assessed yet."""

    key: str
    name: str
    scope: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Nothing changed between the days."""
        return self.before == self.after


def close_marks(account: Account) -> tuple[CloseMark, ...]:
    """The colours of the last two years, the oldest first. One query."""
    rows = MonthClose.objects.filter(account=account).order_by("-month").values_list("month", "shown", "computed")
    marks = [
        CloseMark(short_month(month), shown, computed, shown != computed) for month, shown, computed in rows[:CLOSES]
    ]
    return tuple(reversed(marks))


def change_lines(account: Account, *, scope: str, money: bool, lang: str) -> tuple[ChangeLine, ...]:
    """Changes of the asked scope ("" = all), the newest first. One query."""
    rows = StatusChange.objects.filter(account=account).order_by("-changed_on", "-pk")
    if scope:
        rows = rows.filter(scope=scope)
    return tuple(_line(row, money=money, lang=lang) for row in rows[:SHOWN])


def _line(row: StatusChange, *, money: bool, lang: str) -> ChangeLine:
    return ChangeLine(
        on=row.changed_on,
        scope=row.scope,
        key=row.key,
        name=name_of(row.scope, row.key, lang),
        old=row.old,
        new=row.new,
        cause=row.cause,
        cause_words=str(row.get_cause_display()),
        because=tuple(_because(row, money=money, lang=lang)),
        version=row.limits_version,
    )


def _because(row: StatusChange, *, money: bool, lang: str) -> Iterable[str]:
    """What made the change; figures of money only for those who may see them."""
    for data in row.reasons:
        if data["rule"] not in RULES:
            continue
        finding = Finding.from_json(data)
        if not money and RULES[finding.rule_id].dimension == MONEY_DIMENSION:
            yield as_reason(finding, money=False, lang=lang).sentence
        elif row.scope == Scope.RULE:
            yield _as_sentence(became(finding, Level(row.old or Level.UNKNOWN), lang))
        else:
            yield as_reason(finding, money=money, lang=lang).sentence


def _as_sentence(clause: str) -> str:
    """The clause with a capital and one full stop."""
    return f"{clause[:1].upper()}{clause[1:].rstrip('.')}."


def name_of(scope: str, key: str, lang: str) -> str:
    """The name of a rule or a dimension; empty for the account itself."""
    if scope == Scope.RULE:
        return title(key, lang) if key in RULES else key
    return dimension_name(key, lang) if scope == Scope.DIMENSION else ""


def compare(
    account: Account, judgement: AccountJudgement | None, first: datetime.date, last: datetime.date, lang: str
) -> tuple[Compared, ...]:
    """Every level on the two days: the account, its dimensions, its rules. One query.

    A level of a day is the newest change up to it. Without one it is what the first later change started from, and
    without any change the present level as far back as it is known to have held.
    """
    changes: dict[tuple[str, str], list[StatusChange]] = {}
    for row in StatusChange.objects.filter(account=account).order_by("changed_on", "pk"):
        changes.setdefault((row.scope, row.key), []).append(row)
    now = _present(account, judgement)
    order = [(Scope.ACCOUNT.value, ACCOUNT_KEY), *((Scope.DIMENSION.value, code) for code in DIMENSIONS)]
    order += [(Scope.RULE.value, rule) for rule in sorted(RULES)]
    return tuple(
        Compared(
            key,
            name_of(scope, key, lang),
            scope,
            _level_on(first, changes.get((scope, key), ()), now.get((scope, key))),
            _level_on(last, changes.get((scope, key), ()), now.get((scope, key))),
        )
        for scope, key in order
    )


@dataclass(frozen=True, slots=True)
class _Present:
    level: str
    since: datetime.date | None


def _present(account: Account, judgement: AccountJudgement | None) -> Mapping[tuple[str, str], _Present]:
    if judgement is None:
        return {}
    since = {key: datetime.date.fromisoformat(day) for key, day in judgement.since.items()}
    found = {(Scope.ACCOUNT.value, ACCOUNT_KEY): _Present(account.status, account.status_since_on)}
    for code, level in judgement.dimensions.items():
        found[Scope.DIMENSION.value, code] = _Present(level, since.get(code))
    for finding in judgement.findings:
        found[Scope.RULE.value, finding["rule"]] = _Present(finding["level"], since.get(finding["rule"]))
    return found


def _level_on(day: datetime.date, changes: Iterable[StatusChange], present: _Present | None) -> str:
    rows = list(changes)
    past = [row for row in rows if row.changed_on <= day]
    if past:
        return past[-1].new
    if rows:
        return rows[0].old
    return present.level if present and present.since and present.since <= day else ""

"""The page of limits: every limit with its default and what has been changed, as far as the reader may know."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext

from config.common.month import last_day
from reporting.dashboards.limit_amounts import amount
from reporting.limit_rights import readable_changes
from reporting.models import LimitChange
from reporting.rules import all_rules
from reporting.rules.limit_names import FIXED, limit_name
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import dimension_name
from reporting.rules.thresholds import ALWAYS_ON, DEFAULTS, SWITCH, is_known, plain_name
from teams.models import User

Scope = LimitChange.Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One change as printed beside its limit."""

    text: str  # "88 %"; empty = back to the wider limit
    who: str  # care model or account; empty for the company
    account_id: int | None
    starts_on: datetime.date
    ends_on: datetime.date | None
    decision: str
    reason: str
    is_coming: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitLine:
    """One limit of a rule."""

    label: str
    default: str
    company: tuple[Said, ...]
    models: tuple[Said, ...]
    accounts: tuple[Said, ...]

    @property
    def is_changed(self) -> bool:
        """Whether something differs from the default or will."""
        return bool(self.company or self.models or self.accounts)


@dataclass(frozen=True, slots=True)
class RuleLimits:
    """The limits of one rule; `id` is empty for the limits that belong to no single rule."""

    id: str
    title: str
    is_critical: bool
    lines: tuple[LimitLine, ...]


@dataclass(frozen=True, slots=True)
class LimitGroup:
    """The rules of a dimension, or the limits common to all."""

    code: str
    name: str
    rules: tuple[RuleLimits, ...]


def limit_groups(
    user: User | AnonymousUser, *, month: datetime.date, on: datetime.date, lang: str
) -> tuple[LimitGroup, ...]:
    """All limits in force for the month and coming, by dimension. One query for the changes."""
    rows = readable_changes(user, on=on).filter(taken_back_at__isnull=True).select_related("account")
    alive = [row for row in rows.order_by("starts_on", "made_at", "pk") if _is_alive(row, month)]
    by_rule: dict[str, list[LimitChange]] = {}
    for row in alive:
        by_rule.setdefault(row.rule, []).append(row)
    groups = [
        LimitGroup(
            code,
            dimension_name(code, lang),
            tuple(
                RuleLimits(rule.id, rule.title[lang[:2]], rule.critical, _lines(rule.id, by_rule, month, lang))
                for rule in all_rules()
                if rule.dimension == code
            ),
        )
        for code in DIMENSIONS
    ]
    common = (("INPUT", gettext("Data that is enough to judge by")), ("STATUS", gettext("Colour of the account")))
    rules = tuple(RuleLimits("", title, False, _lines(code, by_rule, month, lang)) for code, title in common)
    return (*groups, LimitGroup("ALL", gettext("Common to all rules"), rules))


def changed_only(groups: Iterable[LimitGroup]) -> tuple[LimitGroup, ...]:
    """The limits that are changed or will be, together in one group; nothing when all are the default."""
    rules = [
        replace(rule, lines=tuple(line for line in rule.lines if line.is_changed))
        for group in groups
        for rule in group.rules
        if any(line.is_changed for line in rule.lines)
    ]
    return (LimitGroup("CHANGED", gettext("Changed from the default"), tuple(rules)),) if rules else ()


def _is_alive(row: LimitChange, month: datetime.date) -> bool:
    return is_known(row.rule, row.name) and (row.ends_on is None or row.ends_on >= last_day(month))


def _lines(rule: str, by_rule: dict[str, list[LimitChange]], month: datetime.date, lang: str) -> tuple[LimitLine, ...]:
    """A line per default limit; changes of a care model or an account stand at the limit they replace."""
    rows = by_rule.get(rule, [])
    names = [name for name in DEFAULTS.get(rule, {}) if (rule, plain_name(name)) not in FIXED]
    lines = [_line(rule, name, rows, month, lang) for name in names]
    if rule not in ALWAYS_ON and any(row.name == SWITCH for row in rows):
        lines.append(_line(rule, SWITCH, rows, month, lang))
    return tuple(lines)


def _line(rule: str, name: str, rows: Sequence[LimitChange], month: datetime.date, lang: str) -> LimitLine:
    own_model = name[-1] if name != plain_name(name) else ""
    mine = [row for row in rows if row.name == name or (own_model and row.name == plain_name(name))]
    default = DEFAULTS.get(rule, {}).get(name, Decimal(1))

    def of(scope: str) -> list[LimitChange]:
        return [row for row in mine if row.scope == scope and own_model in ("", _model_of(row) or own_model)]

    label = limit_name(rule, name).text(lang)
    return LimitLine(
        label=f"{label} ({own_model})" if own_model else label,
        default=amount(rule, name, default),
        company=_said(of(Scope.COMPANY), month),
        models=_said(of(Scope.CARE_MODEL), month),
        accounts=_said(of(Scope.ACCOUNT), month),
    )


def _model_of(row: LimitChange) -> str:
    return row.account.care_model if row.account is not None else row.care_model


def _said(rows: Iterable[LimitChange], month: datetime.date) -> tuple[Said, ...]:
    """What is in force now, the newest of each care model or account, and what is coming."""
    now: dict[tuple[str, int | None], LimitChange] = {}
    coming = []
    for row in rows:
        if row.starts_on > month:
            coming.append(row)
        else:
            now[(row.care_model, row.account_id)] = row
    in_force = [row for row in now.values() if row.value is not None]
    return tuple(_told(row, month) for row in (*in_force, *coming))


def _told(row: LimitChange, month: datetime.date) -> Said:
    return Said(
        text=amount(row.rule, row.name, row.value) if row.value is not None else "",
        who=row.account.name if row.account is not None else row.care_model,
        account_id=row.account_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        decision=row.decision,
        reason=row.reason,
        is_coming=row.starts_on > month,
    )

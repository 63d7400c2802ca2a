"""The limits of the status rules in force for accounts in a closed month (domain.md 1.6).

The default gives way to a change of the whole company, that to one of the care model, that to an exception of the
account. Rows are only ever added, so any past month keeps the limits it was judged by. One query: `limits_in_force`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q

from accounts_app.models import Account
from config.common.month import last_day
from reporting.models import LimitChange
from reporting.rules.thresholds import NOT_RULES, Limits, is_known, plain_name

CARE_MODELS = "ABCD"
# Limits that stand apart from one rule, and the rules that read them; those of the combination touch no single rule.
SHARED: Mapping[tuple[str, str], frozenset[str]] = {
    ("INPUT", "coverage_pct"): frozenset({"R07", "R08", "R09"}),
    ("INPUT", "csat_n"): frozenset({"R11"}),
}

_Key = tuple[str, str]
_Values = dict[_Key, Decimal]


def limits_in_force(accounts: Iterable[Account], month: date, extra: Iterable[LimitChange] = ()) -> dict[int, Limits]:
    """Limits by account id for the closed month. One query.

    A change holds for a month when it starts in it or earlier and has not ended before the last day of the month.
    Within a scope the newest row wins (`starts_on`, then `made_at`); an empty value gives way to the wider limit.
    Rows that were taken back, and rows of limits this version does not know, count for nothing. Accounts without an
    exception of their own share one object. `extra`: unsaved rows that hold as if in force, newer than all others.
    """
    accounts = list(accounts)
    rows = [*rows_in_force(month, accounts), *extra]
    common = common_values(rows)
    shared = Limits().changed(common)
    own: dict[int, list[LimitChange]] = {}
    for row in rows:
        if row.scope == LimitChange.Scope.ACCOUNT and row.account_id is not None:
            own.setdefault(row.account_id, []).append(row)
    kept: dict[frozenset[tuple[_Key, Decimal]], Limits] = {}
    result = {}
    for account in accounts:
        values = _exceptions(own.get(account.pk, ()), account.care_model)
        key = frozenset(values.items())
        if key not in kept:
            kept[key] = shared.changed(values) if values else shared
        result[account.pk] = kept[key]
    return result


def company_limits(month: date, extra: Iterable[LimitChange] = ()) -> Limits:
    """The limits of the company and its care models for the closed month, without any account's exception."""
    return Limits().changed(common_values([*rows_in_force(month), *extra]))


def rows_in_force(month: date, accounts: Iterable[Account] = ()) -> list[LimitChange]:
    """Changes in force for the month, oldest first: those of the company, the care models and the given accounts."""
    ids = [account.pk for account in accounts]
    wanted = Q(account__isnull=True) | Q(account__in=ids) if ids else Q(account__isnull=True)
    in_time = Q(ends_on__isnull=True) | Q(ends_on__gte=last_day(month))
    rows = LimitChange.objects.filter(wanted, in_time, taken_back_at__isnull=True, starts_on__lte=month)
    return [row for row in rows.order_by("starts_on", "made_at", "pk") if is_known(row.rule, row.name)]


def exceptions_in_force(accounts: Iterable[Account], month: date) -> dict[int, list[LimitChange]]:
    """The exceptions of each account in force for the month, one row per limit, by rule. One query."""
    own = [row for row in rows_in_force(month, accounts) if row.scope == LimitChange.Scope.ACCOUNT]
    newest = {(row.account_id, row.rule, row.name): row for row in own}
    found: dict[int, list[LimitChange]] = {}
    for row in sorted(newest.values(), key=lambda row: (row.rule, row.pk)):
        if row.value is not None and row.account_id is not None:
            found.setdefault(row.account_id, []).append(row)
    return found


def scope_limits(
    scope: str, month: date, *, account: Account | None = None, extra: Iterable[LimitChange] = ()
) -> Limits:
    """The limits as the scope sees them: a change of the company is not hidden by one of a care model."""
    if account is not None:
        return limits_in_force([account], month, extra)[account.pk]
    if scope == LimitChange.Scope.COMPANY:
        return Limits().changed(_company_values([*rows_in_force(month), *extra]))
    return company_limits(month, extra)


def common_values(rows: Iterable[LimitChange]) -> _Values:
    """What the rows of the company and the care models set; a care model's value is kept under its own name."""
    rows = list(rows)
    values = _company_values(rows)
    for model in CARE_MODELS:
        own = _newest(r for r in rows if r.scope == LimitChange.Scope.CARE_MODEL and r.care_model == model)
        values |= _under_model(own, model)
    return values


def _company_values(rows: Iterable[LimitChange]) -> _Values:
    found = _newest(row for row in rows if row.scope == LimitChange.Scope.COMPANY)
    return {key: row.value for key, row in found.items() if row.value is not None}


def changed_rules(before: Limits, after: Limits, model: str) -> frozenset[str]:
    """Rules whose limits differ for the care model, being switched off or on included.

    They are judged once without hysteresis (domain.md 2.5). A limit shared by several rules names all that read it.
    """
    if before is after or before.table == after.table:
        return frozenset()
    changed: set[str] = set()
    for rule in {*before.table, *after.table}:
        names = {plain_name(name) for table in (before.table, after.table) for name in table.get(rule, {})}
        for name in names:
            if before.get(rule, name, model) != after.get(rule, name, model):
                changed |= SHARED.get((rule, name), frozenset({rule} - NOT_RULES))
    return frozenset(changed)


def _newest(rows: Iterable[LimitChange]) -> dict[_Key, LimitChange]:
    """The row that counts for each limit; rows come oldest first."""
    return {(row.rule, row.name): row for row in rows}


def _exceptions(rows: Iterable[LimitChange], model: str) -> _Values:
    return _under_model(_newest(rows), model)


def _under_model(rows: Mapping[_Key, LimitChange], model: str) -> _Values:
    """Values under the care model's own name, which wins over the plain one."""
    return {
        (rule, f"{plain_name(name)}_{model}"): row.value for (rule, name), row in rows.items() if row.value is not None
    }

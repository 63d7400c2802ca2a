"""What a change of limits must fulfil before it is tried or published (domain.md 1.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from accounts_app.models import Account
from config.common.formats import plain
from config.common.month import add_months, last_day, short_month
from reporting.facts.collect import PROFILE_NAMES
from reporting.limits import CARE_MODELS, company_limits, rows_in_force, scope_limits
from reporting.models import LimitChange
from reporting.rules import RULES, Limits
from reporting.rules.limit_names import ENDS, decimals, is_milder, pairs_of, sensible_range, settable
from reporting.rules.thresholds import ALWAYS_ON, DEFAULTS, NOT_RULES, SWITCH, is_known, plain_name
from teams.models import User

Scope = LimitChange.Scope
MIN_REASON = 20  # characters of the reason of an exception
MAX_MONTHS = 12  # an exception holds at most this long

Faults = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change of the limits of one rule, as somebody asks for it.

    `values` by limit name; None goes back to the wider limit. `starts_on` is the first day of the first month the
    change holds for, `ends_on` the last day of the last one.
    """

    scope: str
    rule: str
    values: Mapping[str, Decimal | None]
    starts_on: date
    reason: str
    ends_on: date | None = None
    decision: str = ""
    care_model: str = ""
    account: Account | None = None

    def rows(self, *, by: User, at: datetime) -> list[LimitChange]:
        """One unsaved row per limit. Raises ValidationError when there is none."""
        if not self.values:
            raise ValidationError(_("Change at least one limit."))
        return [
            LimitChange(
                scope=self.scope,
                care_model=self.care_model,
                account=self.account,
                rule=self.rule,
                name=name,
                value=value,
                starts_on=self.starts_on,
                ends_on=self.ends_on,
                decision=self.decision.strip(),
                reason=self.reason.strip(),
                made_by=by,
                made_at=at,
            )
            for name, value in self.values.items()
        ]


def check(rows: Sequence[LimitChange], *, judged: date) -> None:
    """Refuse what must not be published. `judged`: the month judged now; a change starts after it, never backwards.

    Raises ValidationError with sentences by field.
    """
    faults: Faults = {}
    first = rows[0]
    _check_time(first, judged, faults)
    _check_reason(first, faults)
    for row in rows:
        fault = _fault_of_value(row)
        if fault:
            faults.setdefault(row.name, []).append(fault)
    if not faults:
        _check_result(rows, faults)
    if faults:
        raise ValidationError(faults)


def _check_time(row: LimitChange, judged: date, faults: Faults) -> None:
    earliest = add_months(judged, 1)
    if row.starts_on.day != 1 or row.starts_on < earliest:
        text = _("A change takes effect from the next period: %(month)s at the earliest.")
        faults["starts_on"] = [text % {"month": short_month(earliest)}]
        return
    if row.ends_on is None:
        if row.scope == Scope.ACCOUNT:
            faults["ends_on"] = [_("An exception of one account has an end.")]
    elif row.ends_on < row.starts_on or row.ends_on != last_day(row.ends_on.replace(day=1)):
        faults["ends_on"] = [_("The end is the last day of a month, not before the start.")]
    elif row.scope == Scope.ACCOUNT and row.ends_on > last_day(add_months(row.starts_on, MAX_MONTHS - 1)):
        faults["ends_on"] = [_("An exception holds for 12 months at most.")]


def _check_reason(row: LimitChange, faults: Faults) -> None:
    reason = row.reason.strip()
    if row.scope == Scope.ACCOUNT and len(reason) < MIN_REASON:
        faults["reason"] = [_("Write the reason of an exception in at least 20 characters.")]
    elif not reason:
        faults["reason"] = [_("Write why the limit is changed.")]
    if row.scope == Scope.COMPANY and not row.decision.strip():
        faults["decision"] = [_("A change of the whole company needs the id of the board's decision.")]


def _fault_of_value(row: LimitChange) -> str:
    if not _concerns(row):
        return _("The rule does not concern this care model or account.")
    if row.name == SWITCH and row.rule in ALWAYS_ON:
        return _("A critical rule cannot be switched off.")
    if row.name == SWITCH and row.scope == Scope.ACCOUNT:
        return _("A rule is switched off for the company or a care model, not for one account.")
    if not _is_settable(row):
        return _("This limit cannot be changed.")
    return _fault_of_number(row) if row.value is not None else ""


def _concerns(row: LimitChange) -> bool:
    """The rule is judged at all for the care model or the account."""
    if row.rule in NOT_RULES or row.rule not in RULES:
        return row.rule in NOT_RULES
    spec = RULES[row.rule]
    account = row.account
    if account is not None and PROFILE_NAMES[account.profile] not in spec.profiles:
        return False
    model = account.care_model if account is not None else row.care_model
    return not model or model in spec.applies + spec.optional


def _is_settable(row: LimitChange) -> bool:
    """A known name; the company speaks with the names of the defaults, where a care model may have its own."""
    if row.name == SWITCH:
        return is_known(row.rule, SWITCH)
    if plain_name(row.name) not in settable(row.rule):
        return False
    return row.name in DEFAULTS[row.rule] if row.scope == Scope.COMPANY else row.name == plain_name(row.name)


def _fault_of_number(row: LimitChange) -> str:
    value = Decimal(row.value or 0)
    lowest, highest = sensible_range(row.rule, row.name)
    if not lowest <= value <= highest:
        text = _("Write a number from %(lowest)s to %(highest)s.")
        return text % {"lowest": plain(lowest), "highest": plain(highest)}
    places = decimals(row.rule, row.name)
    if value != round(value, places):
        return _("Write a whole number.") if not places else _("Write at most %(n)d decimals.") % {"n": places}
    return ""


def _check_result(rows: Sequence[LimitChange], faults: Faults) -> None:
    """Something changes, and red is nowhere milder than amber."""
    first = rows[0]
    before, after = (
        scope_limits(first.scope, first.starts_on, account=first.account, extra=extra) for extra in ((), rows)
    )
    if all(value_seen(before, row) == value_seen(after, row) for row in rows):
        faults[NON_FIELD_ERRORS] = [_("These limits are in force already: nothing would change.")]
    whole = after if first.scope != Scope.COMPANY else company_limits(first.starts_on, rows)
    for model in _models(first):
        for name, text in _milder(first.rule, whole, model).items():
            faults.setdefault(_field(rows, name), [text])


def value_seen(limits: Limits, row: LimitChange) -> Decimal | None:
    """The value of the row's limit in limits made by `scope_limits`."""
    if row.scope == Scope.COMPANY:
        return limits.table.get(row.rule, {}).get(row.name)
    return limits.get(row.rule, row.name, _models(row)[0])


def _models(row: LimitChange) -> tuple[str, ...]:
    if row.account is not None:
        return (row.account.care_model,)
    return (row.care_model,) if row.care_model else tuple(CARE_MODELS)


def _milder(rule: str, limits: Limits, model: str) -> Mapping[str, str]:
    faults = {}
    for amber_name, red_name in pairs_of(rule):
        amber, red = limits.get(rule, amber_name, model), limits.get(rule, red_name, model)
        if amber is not None and red is not None and is_milder(rule, amber_name, amber, red):
            text = _("Red must not be milder than amber: amber %(amber)s, red %(red)s.")
            faults[red_name] = text % {"amber": plain(amber), "red": plain(red)}
    if rule in ENDS:
        low, high = (limits.need(rule, name, model) for name in ENDS[rule])
        if low > high:
            faults[ENDS[rule][1]] = _("The lower end must not be above the upper end.")
    return faults


def _field(rows: Sequence[LimitChange], red_name: str) -> str:
    """The field to blame: the red limit when it is changed, otherwise the first changed one."""
    return next((row.name for row in rows if plain_name(row.name) == red_name), rows[0].name)


def has_own_row(row: LimitChange) -> bool:
    """Whether the scope sets this limit itself in the month, so that an empty value would take it away."""
    accounts = [row.account] if row.account is not None else []
    keys = (row.scope, row.care_model, row.account_id, row.rule, row.name)
    found = None
    for known in rows_in_force(row.starts_on, accounts):
        if (known.scope, known.care_model, known.account_id, known.rule, known.name) == keys:
            found = known
    return found is not None and found.value is not None

"""Forms of the page of limits: which limits are changed, and to what."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.models import Account
from accounts_app.permissions import in_charge_of, with_care
from config.common.month import add_months, last_day, month_label, parse_month
from reporting.dashboards.limit_amounts import amount, unit_word
from reporting.forms.long_select import LongSelect
from reporting.limit_checks import MAX_MONTHS, MIN_REASON, Proposal, value_seen
from reporting.limit_rights import Scope, may_set, scopes_of
from reporting.limits import rows_in_force, scope_limits
from reporting.models import LimitChange
from reporting.rules import RULES, all_rules
from reporting.rules.limit_names import limit_name, settable
from reporting.rules.thresholds import ALWAYS_ON, DEFAULTS, SWITCH, plain_name
from teams.models import User

START_MONTHS = 12  # months ahead a change may be dated


@dataclass(frozen=True, slots=True)
class Target:
    """Whose limits of which rule are changed."""

    scope: str
    rule: str
    care_model: str = ""
    account: Account | None = None

    def row(self, name: str, month: datetime.date) -> LimitChange:
        """An unsaved change of one of its limits, to ask what is in force."""
        return LimitChange(
            scope=self.scope,
            care_model=self.care_model,
            account=self.account,
            rule=self.rule,
            name=name,
            starts_on=month,
        )


class TargetForm(forms.Form):
    """The first step; it lives in the address. Only scopes and accounts the writer may change can be chosen."""

    scope = forms.ChoiceField(label=_("The change concerns"))
    care_model = forms.ChoiceField(label=_("Care model"), required=False)
    account = forms.TypedChoiceField(
        label=_("Account"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    rule = forms.ChoiceField(label=_("Rule"))

    def __init__(self, *args: Any, user: User | AnonymousUser, on: datetime.date, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = scopes_of(user, on=on)
        self._accounts = accounts_of_others(user, on) if Scope.ACCOUNT in scopes else {}
        self._offer("scope", [(scope, Scope(scope).label) for scope in scopes])
        self._offer("care_model", [("", "–"), *Account.CareModel.choices])
        self._offer("account", [("", "–"), *((pk, account.name) for pk, account in self._accounts.items())])
        self._offer("rule", rule_choices(lang))
        if Scope.CARE_MODEL not in scopes:
            del self.fields["care_model"]
        if Scope.ACCOUNT not in scopes:
            del self.fields["account"]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A care model or an account goes with its own scope only."""
        cleaned: dict[str, Any] = super().clean() or {}
        scope = cleaned.get("scope")
        if scope == Scope.CARE_MODEL and not cleaned.get("care_model"):
            self.add_error("care_model", gettext("Choose the care model."))
        if scope == Scope.ACCOUNT and not cleaned.get("account"):
            self.add_error("account", gettext("Choose the account."))
        return cleaned

    def target(self) -> Target:
        """The valid choice."""
        asked = self.cleaned_data
        scope = asked["scope"]
        model = asked.get("care_model", "") if scope == Scope.CARE_MODEL else ""
        account = self._accounts[asked["account"]] if scope == Scope.ACCOUNT else None
        return Target(scope, asked["rule"], model, account)


def accounts_of_others(user: User | AnonymousUser, on: datetime.date) -> dict[int, Account]:
    """Accounts in care whose care the user sees without being their owner or deputy, by name."""
    found = with_care(Account.objects.all(), user, on=on).in_care(on)
    found = found.exclude(pk__in=in_charge_of(user, on=on).values("pk"))
    return {account.pk: account for account in found.by_name()}


def rule_choices(lang: str) -> list[tuple[str, str]]:
    """Rules that have something to change, then the limits common to all."""
    rules = [rule for rule in all_rules() if settable(rule.id) or not rule.critical]
    return [
        *((rule.id, f"{rule.id} {rule.title[lang[:2]]}") for rule in rules),
        ("INPUT", gettext("Data that is enough to judge by")),
        ("STATUS", gettext("Colour of the account")),
    ]


class LimitForm(forms.Form):
    """The second step: new values of the limits, from when and why. An empty value goes back to the wider limit."""

    starts_on = forms.TypedChoiceField(label=_("From the month"), coerce=parse_month)
    ends_on = forms.TypedChoiceField(
        label=_("Last month"), coerce=lambda text: last_day(parse_month(text)), required=False, empty_value=None
    )
    decision = forms.CharField(label=_("Board decision"), max_length=80, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, target: Target, user: User, on: datetime.date, earliest: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on, self.earliest, self.asked = user, on, earliest, target
        self._now = scope_limits(target.scope, earliest, account=target.account)
        self.names = self._names()
        for name in self.names:
            self.fields[name] = self._value_field(name)
        self._offer_months()
        self._dress()
        self.order_fields([*self.names, "starts_on", "ends_on", "decision", "reason"])

    def _names(self) -> list[str]:
        """Limits of the rule the writer may change here, as the scope names them."""
        target = self.asked
        names: list[str] = []
        if may_set(self.user, target.scope, "amber", on=self.on):
            plain = settable(target.rule)
            own = [name for name in DEFAULTS.get(target.rule, ()) if plain_name(name) in plain]
            names += own if target.scope == Scope.COMPANY else plain
        has_switch = target.rule in RULES and target.rule not in ALWAYS_ON
        if has_switch and may_set(self.user, target.scope, SWITCH, on=self.on):
            names.append(SWITCH)
        return names

    def _value_field(self, name: str) -> forms.Field:
        now = self._seen(name)
        kind = limit_name(self.asked.rule, name)
        lang_label = kind.text(_active())
        label = f"{lang_label} ({name[-1]})" if name != plain_name(name) else lang_label
        if name == SWITCH:
            choices = [("1", gettext("in use")), ("0", gettext("not in use"))]
            initial = "0" if now == 0 else "1"
            return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)
        field = forms.DecimalField(label=label, required=False, localize=True, initial=now, max_digits=12)
        field.help_text = self._help(name, now, unit_word(kind.unit, 2))
        return field

    def _help(self, name: str, now: Decimal | None, unit: str) -> str:
        row = DEFAULTS[self.asked.rule]
        own = row.get(f"{name}_{self._model()}")
        default = own if own is not None else row.get(name)
        parts = [unit] if unit else []
        if default is not None:
            parts.append(gettext("default %(value)s") % {"value": amount(self.asked.rule, name, default)})
        if now is not None and now != default:
            parts.append(gettext("now %(value)s") % {"value": amount(self.asked.rule, name, now)})
        return " · ".join(parts)

    def _model(self) -> str:
        account = self.asked.account
        return account.care_model if account is not None else self.asked.care_model

    def _seen(self, name: str) -> Decimal | None:
        return value_seen(self._now, self.asked.row(name, self.earliest))

    def _offer_months(self) -> None:
        starts = [add_months(self.earliest, ahead) for ahead in range(START_MONTHS)]
        ends = [add_months(self.earliest, ahead) for ahead in range(START_MONTHS + MAX_MONTHS - 1)]
        self.fields["starts_on"].choices = [_month_choice(month) for month in starts]  # type: ignore[attr-defined]
        self.fields["ends_on"].choices = [("", "–"), *(_month_choice(month) for month in ends)]  # type: ignore[attr-defined]
        if self.asked.scope != Scope.ACCOUNT:
            del self.fields["ends_on"]
            self.fields["decision"].required = self.asked.scope == Scope.COMPANY
            return
        self.fields["ends_on"].required = True
        self.fields["ends_on"].help_text = gettext("At most 12 months; the exception is printed on the quality card.")
        self.fields["reason"].help_text = gettext("At least %(n)d characters.") % {"n": MIN_REASON}

    def _dress(self) -> None:
        for field in self.fields.values():
            css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = css

    def proposal(self) -> Proposal:
        """What the valid form asks for: only limits that differ from what stood in the form when it was opened."""
        told, target = self.cleaned_data, self.asked
        return Proposal(
            scope=target.scope,
            rule=target.rule,
            values=self._values(),
            starts_on=told["starts_on"],
            ends_on=told.get("ends_on"),
            decision=told["decision"],
            reason=told["reason"],
            care_model=target.care_model,
            account=target.account,
        )

    def _values(self) -> dict[str, Decimal | None]:
        told = self.cleaned_data
        own = self._own_names(told["starts_on"])
        values: dict[str, Decimal | None] = {}
        for name in self.names:
            value = Decimal(told[name]) if told.get(name) not in (None, "") else None
            seen = self._seen(name)
            before = (seen if seen is not None else Decimal(1)) if name == SWITCH else seen
            if value != before and (value is not None or name in own):
                values[name] = value
        return values

    def _own_names(self, month: datetime.date) -> set[str]:
        """Limits the scope itself sets, so that an empty value takes them away."""
        target = self.asked
        rows = rows_in_force(month, [target.account] if target.account is not None else [])
        place = (target.scope, target.care_model, target.account.pk if target.account is not None else None)
        newest = {
            row.name: row.value
            for row in rows
            if row.rule == target.rule and (row.scope, row.care_model, row.account_id) == place
        }
        return {name for name, value in newest.items() if value is not None}


def _month_choice(month: datetime.date) -> tuple[str, str]:
    return f"{month:%Y-%m}", month_label(month, _active())


def _active() -> str:
    return get_language() or "fi"

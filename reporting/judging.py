"""What an account is judged by beside its facts, read together for many accounts.

The refresh, the month close and the quality card all ask here, so that they say the same of the same month: limits in
force, the close before, the manual override (domain.md 1.6, 2.5, 2.6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from config.common.month import last_day
from reporting.facts.types import AccountFacts
from reporting.limits import changed_rules, limits_in_force
from reporting.overrides import open_overrides
from reporting.previous_close import previous_closes
from reporting.rules import Limits
from reporting.status import Judgement, judge
from reporting.status_history import NO_STATES, RuleState
from reporting.status_override import Override

Judged = tuple[date, str]  # the month something was judged for and the version of the limits it was judged by


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one account is judged by. `close_limits` are those of the close before, or the same when there is none."""

    limits: Limits
    close_limits: Limits
    states: Mapping[str, RuleState] = field(default_factory=lambda: NO_STATES)
    override: Override | None = None

    def judge(self, facts: AccountFacts, limits: Limits | None = None) -> Judgement:
        """The account as at a month close; with `limits` as it would be under those.

        Rules whose limits changed since the close before are judged without hysteresis (domain.md 2.5).
        """
        used = limits or self.limits
        changed = changed_rules(self.close_limits, used, facts.model)
        return judge(facts, used, self.states, self.override, closing=True, changed_rules=changed)


def grounds(accounts: Sequence[Account], *, month: date, as_of: date) -> dict[int, Ground]:
    """By account id, for the closed month `month` as known on `as_of`.

    Three queries, and one more for each earlier month that had other limits.
    """
    ids = [account.pk for account in accounts]
    limits = limits_in_force(accounts, month)
    closes = previous_closes(ids, month=month)
    overrides = open_overrides(ids, as_of)
    former = former_limits(
        accounts, limits, {account_id: (close.month, close.limits_version) for account_id, close in closes.items()}
    )
    return {
        account_id: Ground(
            limits=limits[account_id],
            close_limits=former.get(account_id, limits[account_id]),
            states=closes[account_id].states if account_id in closes else NO_STATES,
            override=overrides.get(account_id),
        )
        for account_id in ids
    }


def former_limits(
    accounts: Sequence[Account], limits: Mapping[int, Limits], judged: Mapping[int, Judged]
) -> dict[int, Limits]:
    """The limits of an earlier judgement, for those accounts only that have others now.

    One query for each month that is asked; none as long as nobody changed a limit.
    """
    versions = {id(one): one.version for one in limits.values()}
    by_month: dict[date, list[Account]] = {}
    for account in accounts:
        month, version = judged.get(account.pk, (None, ""))
        if month is not None and version not in ("", versions[id(limits[account.pk])]):
            by_month.setdefault(month, []).append(account)
    found: dict[int, Limits] = {}
    for month, asked in by_month.items():
        found |= limits_in_force(asked, month)
    return {account_id: one for account_id, one in found.items() if one.table != limits[account_id].table}


def accounts_of_month(month: date) -> AccountQuerySet:
    """The accounts a month is closed and presented for: customers at its end."""
    end = last_day(month)
    rows: AccountQuerySet = Account.objects.in_care(end).exclude(relationship_started_on__gt=end)
    return rows

"""Publishing a change of limits and taking it back before it takes effect; rows are only ever added (domain.md 1.6)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account
from config.common.clock import HELSINKI
from reporting.freshness import judged_month, known_loads
from reporting.limit_checks import Proposal, check
from reporting.limit_rights import may_set, may_set_for, may_take_back
from reporting.models import LimitChange
from reporting.rules.thresholds import plain_name
from teams.actions.audit_events import record
from teams.models import User


def prepare(*, proposal: Proposal, by: User, at: datetime) -> list[LimitChange]:
    """The checked rows of a change of one rule, not saved: the what-if tries them, `publish` writes them.

    Raises PermissionDenied when the scope is not the writer's to change, ValidationError with sentences by field when
    the change must not be made.
    """
    on = at.astimezone(HELSINKI).date()
    _allow(proposal, by, on)
    rows = proposal.rows(by=by, at=at)
    check(rows, judged=judged_month(on, known_loads(on)))
    return rows


def _allow(proposal: Proposal, by: User, on: date) -> None:
    account = proposal.account
    allowed = all(may_set(by, proposal.scope, plain_name(name), on=on) for name in proposal.values)
    if account is not None:
        allowed = allowed and may_set_for(by, account, on=on)
    if not allowed or (account is None) == (proposal.scope == LimitChange.Scope.ACCOUNT):
        raise PermissionDenied


@transaction.atomic
def publish(*, proposal: Proposal, by: User, at: datetime) -> list[LimitChange]:
    """Publish a change of one rule; it takes effect from its month on. Raises as `prepare` does."""
    rows = prepare(proposal=proposal, by=by, at=at)
    for row in rows:
        row.full_clean(exclude=["made_by"])
        row.save()
        record(act="limits.change", subject=row, by=by, **_told(row))
    return rows


def change(
    *,
    scope: str,
    rule: str,
    name: str,
    value: Decimal | None,
    starts_on: date,
    reason: str,
    decision: str = "",
    care_model: str = "",
    account: Account | None = None,
    ends_on: date | None = None,
    by: User,
    at: datetime,
) -> LimitChange:
    """Publish the change of a single limit. Raises as `prepare` does."""
    proposal = Proposal(
        scope=scope,
        rule=rule,
        values={name: value},
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        decision=decision,
        care_model=care_model,
        account=account,
    )
    return publish(proposal=proposal, by=by, at=at)[0]


def _told(row: LimitChange) -> dict[str, Any]:
    return {
        "scope": row.scope,
        "care_model": row.care_model,
        "account": row.account_id,
        "rule": row.rule,
        "name": row.name,
        "value": None if row.value is None else str(row.value),
        "starts_on": row.starts_on.isoformat(),
    }


@transaction.atomic
def take_back(*, change: LimitChange, by: User, at: datetime) -> LimitChange:
    """Take back a change that has not taken effect; afterwards only a new change helps.

    Raises PermissionDenied for somebody who could not have made it, ValidationError when it is too late.
    """
    on = at.astimezone(HELSINKI).date()
    row = LimitChange.objects.select_for_update(of=("self",)).select_related("account").get(pk=change.pk)
    if not may_take_back(by, row, on=on):
        raise PermissionDenied
    if row.taken_back_at is not None:
        raise ValidationError(_("The change has been taken back already."))
    if row.starts_on <= judged_month(on, known_loads(on)):
        raise ValidationError(_("The change is in force. Publish a new one instead."))
    row.taken_back_at = at
    row.save(update_fields=["taken_back_at"])
    record(act="limits.take_back", subject=row, by=by, account=row.account_id)
    return row

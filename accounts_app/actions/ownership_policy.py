"""Deciding from when nationwide accounts belong to named directors only, and which accounts are nationwide."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account, OwnershipPolicy
from accounts_app.naming.rules import nationwide_criteria, needs_exception
from accounts_app.permissions import rights
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.models import Person, User
from teams.permissions import has_permission, person_of
from teams.roles import Permission


@transaction.atomic
def decide(*, on: datetime.date, directors_only_from: datetime.date | None, decision: str, by: User) -> OwnershipPolicy:
    """Write the rule decided on the day; deciding again on the same day replaces that day's rule.

    Raises PermissionDenied without the permission, ValidationError without a decision.
    """
    if not has_permission(by, Permission.SET_OWNERSHIP_POLICY, on=on):
        raise PermissionDenied
    if not decision.strip():
        raise ValidationError({"decision": _("Write who decided and when.")}, code="decision")
    values = {"directors_only_from": directors_only_from, "decision": decision.strip()}
    rule, _made = OwnershipPolicy.objects.update_or_create(starts_on=on, defaults=values)
    starts = directors_only_from.isoformat() if directors_only_from else None
    record(act="decide_ownership_policy", subject=rule, by=by, directors_only_from=starts, decision=rule.decision)
    return rule


@transaction.atomic
def confirm_nationwide(*, account: Account, reason: str, on: datetime.date, by: User) -> None:
    """Mark the account as nationwide. Without the criteria a reason is needed (requirements.md R003)."""
    _refuse_others(account, on, by)
    if not nationwide_criteria(account, on).are_met and not reason.strip():
        message = _("The account does not meet the criteria. Write why it is nationwide all the same.")
        raise ValidationError({"reason": message}, code="criteria")
    account.is_nationwide, account.nationwide_reason = True, reason.strip()
    account.nationwide_confirmed_by, account.nationwide_confirmed_on = person_of(by), on
    _keep(account, "confirm_nationwide", by)


@transaction.atomic
def end_nationwide(*, account: Account, on: datetime.date, by: User) -> None:
    """The account is nationwide no more."""
    _refuse_others(account, on, by)
    account.is_nationwide, account.nationwide_reason = False, ""
    account.nationwide_confirmed_by, account.nationwide_confirmed_on = None, None
    _keep(account, "end_nationwide", by)


def refuse_without_reason(account: Account, person: Person, starts_on: datetime.date, reason: str, by: User) -> None:
    """A nationwide account goes to somebody else than a named director only with a reason of those who nominate.

    Raises ValidationError with the field `exception_reason`.
    """
    if not needs_exception(account, person, starts_on):
        return
    if not has_permission(by, Permission.NOMINATE, on=starts_on) or not reason.strip():
        message = _(
            "Nationwide accounts belong to named account directors. "
            "Somebody who may nominate can make an exception with a reason."
        )
        raise ValidationError({"exception_reason": message}, code="directors_only")


def _refuse_others(account: Account, on: datetime.date, by: User) -> None:
    if not rights(by, account, on).nominate:
        raise PermissionDenied


def _keep(account: Account, act: str, by: User) -> None:
    account.save(
        update_fields=["is_nationwide", "nationwide_reason", "nationwide_confirmed_by", "nationwide_confirmed_on"]
    )
    record(act=act, subject=account, by=by, account=account.pk, reason=account.nationwide_reason)
    account_touched.send(sender=Account, account_id=account.pk)

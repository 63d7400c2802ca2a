"""Moving many accounts from several owners on one day: all or nothing (requirements.md R035)."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.actions import handovers
from accounts_app.actions.ownership_policy import refuse_without_reason
from accounts_app.models import Account, Assignment, Handover
from accounts_app.permissions import rights
from teams.actions.audit_events import record
from teams.models import Person, User
from teams.permissions import has_permission
from teams.roles import Permission


@transaction.atomic
def transfer(
    *,
    moves: Mapping[Account, Person],
    effective_on: datetime.date,
    reason: str,
    at_once: bool = False,
    on: datetime.date,
    by: User,
) -> list[Handover]:
    """Open a handover for each account to its new owner; `at_once` also moves what is open and dates the ownership.

    Raises PermissionDenied, or ValidationError with a sentence for each account that cannot be moved: then none is.
    """
    if not has_permission(by, Permission.TRANSFER_ACCOUNTS, on=on):
        raise PermissionDenied
    wrong, opened = [], []
    for account, person in moves.items():
        try:
            with transaction.atomic():
                opened.append(
                    _one(
                        account=account,
                        person=person,
                        effective_on=effective_on,
                        reason=reason,
                        at_once=at_once,
                        on=on,
                        by=by,
                    )
                )
        except ValidationError as refused:
            wrong.append(f"{account.name}: {' '.join(refused.messages)}")
    if wrong:
        raise ValidationError(wrong, code="transfer")
    if not opened:
        raise ValidationError(_("Choose a new owner for at least one account."), code="empty")
    return opened


def _one(
    *,
    account: Account,
    person: Person,
    effective_on: datetime.date,
    reason: str,
    at_once: bool,
    on: datetime.date,
    by: User,
) -> Handover:
    if not rights(by, account, on).nominate:
        raise ValidationError(_("You may not name an owner for this account."), code="rights")
    present = Assignment.objects.current(effective_on).filter(account=account, role=Assignment.Role.OWNER)
    owner = present.select_related("person").first()
    if owner is None:
        raise ValidationError(_("Nobody owns the account on the day. Name an owner on its own page."), code="no_owner")
    refuse_without_reason(account, person, effective_on, reason, by)
    handover = handovers.open_handover(
        account=account,
        from_person=owner.person,
        to_person=person,
        effective_on=effective_on,
        reason=reason,
        on=on,
        by=by,
    )
    record(act="transfer_account", subject=handover, by=by, account=account.pk, to=person.pk)
    if at_once:
        handovers.move_items(handover=handover, on=on, by=by)
        handovers.move_ownership(handover=handover, on=on, by=by)
    return handover

"""A managed exit: the account is on its way out by decision, and the way back when the decision is undone."""

import datetime

from django.db import transaction

from accounts_app.models import Account
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.models import AuditEvent, User

APPROVE, TAKE_BACK = "account.exit", "account.exit_back"


@transaction.atomic
def approve(*, account: Account, on: datetime.date, by: User | None) -> Account:
    """From the day on the account is ending (domain.md 1.8, stance 8). Approved already: nothing changes."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    if locked.stage == Account.Stage.ENDING and locked.exit_approved_on is not None:
        return locked
    before, approved_on = locked.stage, locked.exit_approved_on
    locked.stage, locked.exit_approved_on = Account.Stage.ENDING, on
    locked.save(update_fields=["stage", "exit_approved_on"])
    former = approved_on.isoformat() if approved_on else None
    record(act=APPROVE, subject=locked, by=by, account=locked.pk, before=before, approved_before=former)
    account_touched.send(sender=Account, account_id=locked.pk, on=on)
    return locked


@transaction.atomic
def take_back(*, account: Account, on: datetime.date, by: User | None) -> Account:
    """The account is in the stage it had before the exit was approved; without such an approval nothing changes."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    decided = AuditEvent.objects.filter(account_no=locked.pk, act__in=(APPROVE, TAKE_BACK)).order_by("-pk").first()
    if decided is None or decided.act != APPROVE or locked.stage != Account.Stage.ENDING:
        return locked
    former = decided.details["approved_before"]
    locked.stage = decided.details["before"]
    locked.exit_approved_on = datetime.date.fromisoformat(former) if former else None
    locked.save(update_fields=["stage", "exit_approved_on"])
    record(act=TAKE_BACK, subject=locked, by=by, account=locked.pk)
    account_touched.send(sender=Account, account_id=locked.pk, on=on)
    return locked

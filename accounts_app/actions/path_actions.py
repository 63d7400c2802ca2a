"""The path to green: adding, changing, finishing and dropping its actions (domain.md 1.8)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts_app.models import Account, PathAction
from accounts_app.permissions import rights
from teams.actions.audit_events import record
from teams.models import Person, User
from teams.permissions import person_of

FIELDS = ("what", "owner", "due_on", "decider", "metric", "expected_effect")


def add(
    *,
    account: Account,
    month: datetime.date,
    what: str,
    owner: Person,
    due_on: datetime.date,
    decider: str,
    metric: str,
    expected_effect: str,
    by: User | None,
    on: datetime.date,
) -> PathAction:
    """A new action, written for the card of the month; `by` None: the system. Not in charge: PermissionDenied."""
    _check(account, by, on)
    action = PathAction(
        account=account,
        month=month,
        what=what.strip(),
        owner=owner,
        due_on=due_on,
        decider=decider,
        metric=metric,
        expected_effect=expected_effect.strip(),
        made_by=person_of(by) if by is not None else None,
        made_on=on,
    )
    action.full_clean(exclude=["account", "owner", "made_by"])
    action.save()
    record(act="path.add", subject=action, by=by, account=account.pk)
    return action


def change(*, action: PathAction, by: User | None, on: datetime.date, **values: object) -> PathAction:
    """Other words, another person, another day. What is done or dropped is not changed any more (ValidationError)."""
    _check(action.account, by, on)
    changed = [name for name, value in values.items() if name in FIELDS and getattr(action, name) != value]
    if not changed:
        return action
    for name in changed:
        setattr(action, name, values[name])
    action.full_clean(exclude=["account", "owner", "made_by"])
    _write(action, **{name: getattr(action, name) for name in changed})
    record(act="path.change", subject=action, by=by, account=action.account_id, fields=changed)
    return action


def finish(*, action: PathAction, evidence: str, by: User | None, on: datetime.date) -> PathAction:
    """Done on the day, with what shows it; twice is once."""
    _check(action.account, by, on)
    if action.done_on is None:
        _write(action, done_on=on, evidence=evidence.strip())
        record(act="path.finish", subject=action, by=by, account=action.account_id)
    return action


def drop(*, action: PathAction, reason: str, by: User | None, on: datetime.date) -> PathAction:
    """Given up on the day, with the reason (ValidationError without one); twice is once."""
    _check(action.account, by, on)
    if not reason.strip():
        raise ValidationError({"note": _("Say why the action is dropped.")}, code="required")
    if action.dropped_on is None:
        _write(action, dropped_on=on, drop_reason=reason.strip())
        record(act="path.drop", subject=action, by=by, account=action.account_id)
    return action


def _write(action: PathAction, **values: object) -> None:
    """Only while the action is open: somebody may have ended it meanwhile."""
    still_open = PathAction.objects.filter(pk=action.pk, done_on__isnull=True, dropped_on__isnull=True)
    if not still_open.update(**values):
        raise ValidationError(_("This action is done or dropped already."), code="ended")
    action.refresh_from_db()


def _check(account: Account, by: User | None, on: datetime.date) -> None:
    if by is not None and not rights(by, account, on).comment_card:
        raise PermissionDenied

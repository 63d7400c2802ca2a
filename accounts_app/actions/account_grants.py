"""Naming members of an account, and ending that, each with its trace and a notice to the person."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.models import Account, AccountGrant, BarrierMember
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.models.period import check_period


@transaction.atomic
def add_member(
    *,
    account: Account,
    person: Person,
    reason: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    sees_money: bool,
    granted_by: Person | None,
    by: User,
) -> AccountGrant:
    """Let a person know of and read the account for a period; both days included.

    Raises ValidationError when the period is upside down, or when a barrier stands between person and account.
    """
    check_period(starts_on, ends_on)
    refuse_behind_barrier(account, person, starts_on)
    grant = AccountGrant.objects.create(
        account=account,
        person=person,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
        sees_money=sees_money,
        granted_by=granted_by,
    )
    record(act="member.add", subject=grant, by=by, account=account.pk, person=person.pk, money=sees_money)
    notify(people=[person], kind="member_added", path=_page(account), account_no=account.pk)
    return grant


@transaction.atomic
def end_member(*, grant: AccountGrant, on: datetime.date, by: User) -> None:
    """The person stops being a member at once: the day before was the last one. The trace stays."""
    record(act="member.end", subject=grant, by=by, account=grant.account_id, person=grant.person_id)
    if grant.starts_on >= on:
        grant.delete()
    else:
        grant.ends_on = on - datetime.timedelta(days=1)
        grant.save(update_fields=["ends_on"])
    notify(people=[grant.person], kind="member_ended", path="", account_no=grant.account_id)


def refuse_behind_barrier(account: Account, person: Person, on: datetime.date) -> None:
    """A person who is not on the account's side of the barrier on the day cannot be named for it."""
    if account.barrier_group_id is None:
        return
    own = BarrierMember.objects.current(on).filter(person=person, group=account.barrier_group_id)
    if not own.exists():
        raise ValidationError(
            _("A barrier stands between %(name)s and the account. Add the person to its side first.")
            % {"name": person.name},
            code="barrier",
        )


def _page(account: Account) -> str:
    return reverse("reporting:account", args=[account.pk])

"""Closing accounts: confidentiality, and the barrier between the sides of rival projects (requirements.md R306)."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.models import Account, AccountGrant, Assignment, BarrierGroup, BarrierMember
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.models.period import check_period


@transaction.atomic
def close(
    *, account: Account, confidentiality: str, group: BarrierGroup | None, on: datetime.date, by: User
) -> Account:
    """Set who may know of the account: its confidentiality and its side of a barrier. The named members are told.

    Raises ValidationError when nobody in charge would stand on the chosen side.
    """
    locked = Account.objects.select_for_update().get(pk=account.pk)
    before = (locked.confidentiality, locked.barrier_group_id)
    after = (confidentiality, group.pk if group else None)
    if before == after:
        return locked
    if group is not None and before[1] != after[1]:
        _refuse_without_owner(locked, group, on)
    locked.confidentiality, locked.barrier_group = confidentiality, group
    locked.save(update_fields=["confidentiality", "barrier_group"])
    record(
        act="account.close",
        subject=locked,
        by=by,
        account=locked.pk,
        before=before[0],
        after=after[0],
        barrier_before=before[1],
        barrier_after=after[1],
    )
    path = reverse("reporting:account", args=[locked.pk])
    notify(people=named_people(locked, on), kind="account_closed", path=path, account_no=locked.pk)
    return locked


def _refuse_without_owner(account: Account, group: BarrierGroup, on: datetime.date) -> None:
    owners = Assignment.objects.current(on).filter(account=account, role=Assignment.Role.OWNER)
    members = BarrierMember.objects.current(on).filter(group=group)
    if not owners.filter(person__in=members.values("person")).exists():
        raise ValidationError(_("The account director is not on this side. Add the director to the group first."))


def named_people(account: Account, on: datetime.date) -> Iterable[Person]:
    """The people named for the account on the day. One query."""
    held = Assignment.objects.current(on).filter(account=account)
    granted = AccountGrant.objects.current(on).filter(account=account)
    return Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk__in=granted.values("person")))


@transaction.atomic
def make_sides(*, names: tuple[str, str], by: User) -> tuple[BarrierGroup, BarrierGroup]:
    """Make the two sides of a barrier, rivals of each other. Raises ValidationError when a name is taken."""
    if BarrierGroup.objects.filter(name__in=names).exists() or names[0] == names[1]:
        raise ValidationError(_("A group of this name already exists."), code="taken")
    first, second = (BarrierGroup.objects.create(name=name) for name in names)
    first.rivals.add(second)
    for group in (first, second):
        record(act="barrier.add", subject=group, by=by)
    return first, second


@transaction.atomic
def add_to_side(
    *, group: BarrierGroup, person: Person, starts_on: datetime.date, ends_on: datetime.date | None, by: User | None
) -> BarrierMember:
    """Put a person on a side for a period.

    Raises ValidationError when the person stands on a rival side, or on this one, on some day of the period.
    """
    check_period(starts_on, ends_on)
    Person.objects.select_for_update().get(pk=person.pk)  # two keepers at the same moment cannot both pass
    meanwhile = _meanwhile(person, starts_on, ends_on)
    if any(row.group_id == group.pk for row in meanwhile):
        raise ValidationError(_("%(name)s is already on this side.") % {"name": person.name}, code="twice")
    rivals = set(group.rivals.values_list("pk", flat=True))
    if any(row.group_id in rivals for row in meanwhile):
        raise ValidationError(_("%(name)s cannot be added to this side.") % {"name": person.name}, code="rival")
    member = BarrierMember.objects.create(group=group, person=person, starts_on=starts_on, ends_on=ends_on)
    record(act="barrier.member_add", subject=member, by=by)
    return member


def _meanwhile(person: Person, starts_on: datetime.date, ends_on: datetime.date | None) -> list[BarrierMember]:
    rows = BarrierMember.objects.filter(person=person).exclude(ends_on__lt=starts_on)
    return list(rows if ends_on is None else rows.filter(starts_on__lte=ends_on))


@transaction.atomic
def take_from_side(*, member: BarrierMember, on: datetime.date, by: User) -> None:
    """The person leaves the side at once: the day before was the last one."""
    record(act="barrier.member_end", subject=member, by=by)
    if member.starts_on >= on:
        member.delete()
        return
    member.ends_on = on - datetime.timedelta(days=1)
    member.save(update_fields=["ends_on"])

"""Naming and ending the pool deputies of a region (domain.md 4.6)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from teams.actions.audit_events import record
from teams.models import Person, PoolDeputy, Region, User
from teams.models.period import check_period


@transaction.atomic
def add_to_pool(
    *,
    region: Region,
    person: Person,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    by: User | None,
) -> PoolDeputy:
    """Name a deputy for the C and D accounts of the region.

    Raises ValidationError for a period upside down or somebody who is in the pool on some of the days already.
    """
    check_period(starts_on, ends_on)
    held = PoolDeputy.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), region=region, person=person)
    if (held.filter(starts_on__lte=ends_on) if ends_on else held).exists():
        raise ValidationError(_("%(name)s is in the pool on these days already.") % {"name": person.name}, code="held")
    row = PoolDeputy.objects.create(region=region, person=person, starts_on=starts_on, ends_on=ends_on)
    record(act="pool.add", subject=row, by=by, region=region.pk, person=person.pk)
    return row


@transaction.atomic
def end_pool(*, row: PoolDeputy, on: datetime.date, by: User | None) -> None:
    """Make `on` the last day; a place in the pool that has not begun yet is taken away."""
    record(act="pool.end", subject=row, by=by, region=row.region_id, person=row.person_id, ends_on=on.isoformat())
    if row.starts_on > on:
        row.delete()
        return
    row.ends_on = on
    row.save(update_fields=["ends_on"])

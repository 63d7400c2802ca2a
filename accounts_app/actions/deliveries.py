"""Delivered master data of accounts: who the accounts are, who answers for them, who supervises their sites."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q

from accounts_app.actions import assignments
from accounts_app.models import Account, Assignment, Meeting, Site, SiteSupervision
from teams.actions.deliveries import Changes, replace_by_key
from teams.models import Person, User

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Responsible:
    """Who should hold a responsibility of an account from which day on, when nobody holds it yet."""

    account_id: int
    person_id: int
    role: str
    since: datetime.date | None


@transaction.atomic
def keep_responsible(*, wanted: Iterable[Responsible], on: datetime.date, by: User | None) -> Changes:
    """Make the delivered owners and deputies the present ones on the day `on`; history stays as it is.

    Nobody yet: appointed from the start of the relationship, at the latest from `on`, never into the time of another.
    Somebody else: an owner is handed over on `on`, a deputy ends the day before. The same person: nothing happens.
    """
    rows = list(wanted)
    held = _held([row.account_id for row in rows])
    accounts = Account.objects.in_bulk({row.account_id for row in rows})
    people = Person.objects.in_bulk({row.person_id for row in rows})
    changes = Changes()
    for row in rows:
        earlier = held.get((row.account_id, row.role), [])
        change = _Change(row.role, accounts[row.account_id], people[row.person_id], row.since, on, by)
        changes += _keep(change, earlier)
    return changes


def _held(account_ids: Iterable[int]) -> dict[tuple[int, str], list[Assignment]]:
    roles = [Assignment.Role.OWNER, Assignment.Role.DEPUTY]
    found: dict[tuple[int, str], list[Assignment]] = {}
    rows = Assignment.objects.filter(account_id__in=set(account_ids), role__in=roles).order_by("starts_on")
    for assignment in rows:
        found.setdefault((assignment.account_id, assignment.role), []).append(assignment)
    return found


@dataclass(frozen=True)
class _Change:
    """A wanted responsibility with its rows at hand."""

    role: str
    account: Account
    person: Person
    since: datetime.date | None
    on: datetime.date
    by: User | None

    def appoint(self, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
        assignments.appoint(
            account=self.account,
            person=self.person,
            role=self.role,
            starts_on=starts_on,
            ends_on=ends_on,
            by=self.by,
            tell=False,
        )


def _keep(change: _Change, held: list[Assignment]) -> Changes:
    on = change.on
    present = next((one for one in held if one.starts_on <= on and (one.ends_on is None or one.ends_on >= on)), None)
    if present is None:
        starts_on = min(change.since or on, on)
        past = [one.ends_on for one in held if one.ends_on is not None and one.ends_on < on]
        starts_on = max([starts_on, *(day + DAY for day in past)])
        later = [one.starts_on for one in held if one.starts_on > on]
        ends_on = min(later) - DAY if later else None
        change.appoint(starts_on, ends_on)
        return Changes(created=1)
    follows = any(one.person_id == change.person.pk and one.starts_on > on for one in held)
    if present.person_id == change.person.pk or follows:
        return Changes(unchanged=1)
    return _replace(change, present)


def _replace(change: _Change, present: Assignment) -> Changes:
    """The present holder ends the day before; one who started on this very day is replaced from the next day."""
    first_day = change.on if present.starts_on < change.on else change.on + DAY
    ends_on = present.ends_on if present.ends_on is not None and present.ends_on >= first_day else None
    assignments.end(assignment=present, on=first_day - DAY, by=change.by, tell=False)
    change.appoint(first_day, ends_on)
    return Changes(created=1, updated=1)


@dataclass(frozen=True)
class SupervisedSite:
    """What a delivery knows of a site's supervisors: who started when, oldest first, and since when the site stands."""

    site_id: int
    starts_on: datetime.date
    before_first: int | None
    starts: tuple[tuple[datetime.date, int], ...]


class Known(NamedTuple):
    """A supervision already in the database."""

    starts_on: datetime.date
    supervisor_id: int
    ends_on: datetime.date | None


@transaction.atomic
def supervise(*, sites: Iterable[SupervisedSite], by: User | None) -> Changes:
    """Write supervision as dated rows. History from before the delivered changes is kept, with its vacancies.

    The supervisor before the first delivered change counts from the start of the site unless older rows say more.
    """
    rows = list(sites)
    accounts = Q(site__account__in=Account.objects.filter(sites__in=[row.site_id for row in rows]))
    known: dict[int, list[Known]] = {}
    history = SiteSupervision.objects.filter(accounts).order_by("starts_on")
    for site_id, starts_on, person_id, ends_on in history.values_list(
        "site_id", "starts_on", "supervisor_id", "ends_on"
    ):
        known.setdefault(site_id, []).append(Known(starts_on, person_id, ends_on))
    delivered = {row.site_id for row in rows}
    records: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for row in rows:
        records |= _timeline(row, known.get(row.site_id, []))
    kept = Q(site_id__in=delivered) if len(delivered) < 20_000 else accounts
    return replace_by_key(
        model=SiteSupervision, key=("site_id", "starts_on"), records=records, scope=kept, by=by, delete=True
    )


def _timeline(row: SupervisedSite, known: list[Known]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    """Rows of one site: older known ones, then the delivered starts; each ends before the next at the latest."""
    first = row.starts[0][0] if row.starts else None
    older = [start for start in known if first is None or start.starts_on < first]
    if not older and row.before_first is not None and first is not None and row.starts_on < first:
        older = [Known(row.starts_on, row.before_first, None)]
    starts = [*older, *(Known(starts_on, supervisor_id, None) for starts_on, supervisor_id in row.starts)]
    records: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for place, start in enumerate(starts):
        following = starts[place + 1].starts_on - DAY if place + 1 < len(starts) else None
        ends = [end for end in (start.ends_on, following) if end is not None]
        records[(row.site_id, start.starts_on)] = {
            "supervisor_id": start.supervisor_id,
            "ends_on": min(ends, default=None),
        }
    return records


@transaction.atomic
def vacate(*, site_ids: Iterable[int], on: datetime.date, by: User | None) -> Changes:
    """Sites whose supervisor is not named any more from the day `on`: the open supervision ends the day before."""
    rows = list(SiteSupervision.objects.filter(site__in=list(site_ids), ends_on__isnull=True, starts_on__lt=on))
    for row in rows:
        row.ends_on = on - DAY
    SiteSupervision.objects.bulk_update(rows, ["ends_on"], batch_size=500)
    return Changes(updated=len(rows))


@transaction.atomic
def end_sites(*, site_ids: Iterable[int], on: datetime.date, by: User | None) -> Changes:
    """Sites that are no longer on the list end on the day `on`, at the earliest on their first day."""
    sites = list(Site.objects.filter(pk__in=list(site_ids)))
    for site in sites:
        site.ends_on = max(on, site.starts_on)
    Site.objects.bulk_update(sites, ["ends_on"], batch_size=500)
    return Changes(updated=len(sites))


@transaction.atomic
def keep_meetings(
    *,
    held: Mapping[tuple[int, datetime.date], int | None],
    booked: Mapping[tuple[int, datetime.date], int | None],
    by: User | None,
) -> Changes:
    """Record the last and next director meetings: (account, day) to the host. A booked one that was held becomes held.

    A meeting that people have already written down keeps its host, way and notes.
    """
    kind = Meeting.Kind.DIRECTOR
    records: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for (account_id, day), host_id in booked.items():
        records[(account_id, kind, day)] = _meeting(Meeting.State.BOOKED, host_id)
    for (account_id, day), host_id in held.items():
        records[(account_id, kind, day)] = _meeting(Meeting.State.HELD, host_id)
    scope = Q(kind=kind, account_id__in={key[0] for key in records})
    return replace_by_key(
        model=Meeting,
        key=("account_id", "kind", "meets_on"),
        records=records,
        scope=scope,
        by=by,
        only_new=("host_id", "mode"),
    )


def _meeting(state: str, host_id: int | None) -> Mapping[str, Any]:
    return {
        "state": state,
        "with_decision_maker": state == Meeting.State.HELD,
        "mode": Meeting.Mode.FACE_TO_FACE,
        "host_id": host_id,
    }

"""Absences as accounts see them: who reads and keeps them, what one leaves without an answer (domain.md 4.6)."""

import datetime
import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts_app.models import Account, Assignment
from accounts_app.ownership.responsible import Responsible, Why, responsible_on
from accounts_app.permissions import in_charge_of
from config.common.working_days import is_working_day
from teams.models import Absence, Person, PoolDeputy, RoleGrant, User
from teams.permissions import has_permission, member_of
from teams.roles import Permission

ONE_DAY = datetime.timedelta(days=1)
OPEN_ENDED = datetime.timedelta(days=60)  # how far an absence without an end is looked at
LONG_DAYS, VERY_LONG_DAYS = 5, 20  # working days without a substitute: amber (R27), an acting owner is proposed
ANSWERED = (Why.OWNER, Why.STAND_IN, Why.DEPUTY, Why.POOL)  # the line manager is a way out, not a substitute
WITH_DEPUTY = ("A", "B")
HOLIDAY_MONTH = 7


def may_keep(user: User | AnonymousUser, person: Person, on: datetime.date) -> bool:
    """Everybody keeps the own absences, a line manager those of own people, some roles those of all."""
    reader = member_of(user, on=on)
    if reader is None:
        return False
    return reader.pk in (person.pk, person.line_manager_id) or has_permission(user, Permission.KEEP_ABSENCES, on=on)


def kept_people(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Person]:
    """The people whose absences the reader keeps, the reader among them."""
    reader = member_of(user, on=on)
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    if reader is None:
        return here.none()
    if has_permission(user, Permission.KEEP_ABSENCES, on=on):
        return here.order_by("name", "pk")
    return here.filter(Q(pk=reader.pk) | Q(line_manager=reader)).order_by("name", "pk")


def readable_absences(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Absence]:
    """Who is away now is known to everybody; what is to come to those it concerns.

    Those are the person, the line manager, the stand-in, keepers of absences, and those who answer for an account
    together with the person.
    """
    reader = member_of(user, on=on)
    if reader is None:
        return Absence.objects.none()
    rows = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    if has_permission(user, Permission.KEEP_ABSENCES, on=on):
        return rows
    shared = Assignment.objects.current(on).filter(account__in=in_charge_of(user, on=on).values("pk"))
    concerned = Q(person=reader) | Q(person__line_manager=reader) | Q(stand_in=reader)
    with_me = Q(person__in=shared.filter(role__in=("owner", "deputy")).values("person"))
    return rows.filter(Q(starts_on__lte=on) | concerned | with_me)


class Lack(enum.StrEnum):
    """What is wrong with an absence as planned."""

    UNCOVERED = "uncovered"  # accounts nobody answers for on some working days
    LONG = "long"  # for more than five of them: amber
    VERY_LONG = "very_long"  # for more than twenty: an acting owner is needed
    DEPUTY_AWAY = "deputy_away"
    STAND_IN_AWAY = "stand_in_away"
    NO_STAND_IN = "no_stand_in"
    EMPTY_REGION = "empty_region"


@dataclass(frozen=True)
class Shortfall:
    """One warning: what, for which accounts or people, on how many working days."""

    lack: Lack
    accounts: Sequence[Account] = ()
    people: Sequence[Person] = ()
    days: int = 0
    first_on: datetime.date | None = None


@dataclass(frozen=True)
class _Segment:
    """Days on which the same people are here."""

    first: datetime.date
    working_days: int
    responsible: dict[int, Responsible]


def last_day_of(absence: Absence) -> datetime.date:
    """The last day looked at: an open end counts two months."""
    return absence.ends_on or absence.starts_on + OPEN_ENDED


def owned_during(absence: Absence, user: User | AnonymousUser, on: datetime.date) -> list[Account]:
    """The accounts the person owns at the beginning, of those the reader may know of. One query."""
    day = max(absence.starts_on, on)
    visible = Account.objects.visible_to(user, on=on).in_care(day)
    return list(visible.owned_by(absence.person, on=day).by_name())


def warnings_of(absence: Absence, user: User | AnonymousUser, on: datetime.date) -> list[Shortfall]:
    """What an absence leaves open, the worst first. Evaluated for each stretch of days with the same people here."""
    accounts = owned_during(absence, user, on)
    found = _uncovered(absence, accounts)
    cared = [account for account in accounts if account.care_model in WITH_DEPUTY]
    if cared and absence.stand_in is None:
        found.append(Shortfall(Lack.NO_STAND_IN, accounts=cared))
    overlaps = _away_beside(absence, _deputies(accounts, absence))
    if overlaps:
        found.append(Shortfall(Lack.DEPUTY_AWAY, people=overlaps))
    if absence.stand_in and (away := _away_beside(absence, [absence.stand_in])):
        found.append(Shortfall(Lack.STAND_IN_AWAY, people=away))
    if empty_on := _empty_july_day(absence):
        found.append(Shortfall(Lack.EMPTY_REGION, first_on=empty_on))
    return found


def _uncovered(absence: Absence, accounts: Sequence[Account]) -> list[Shortfall]:
    open_days = dict.fromkeys([account.pk for account in accounts], 0)
    for segment in _segments(absence, accounts):
        for pk, responsible in segment.responsible.items():
            if responsible.why not in ANSWERED:
                open_days[pk] += segment.working_days
    steps = ((Lack.VERY_LONG, VERY_LONG_DAYS), (Lack.LONG, LONG_DAYS), (Lack.UNCOVERED, 0))
    found, told = [], set()
    for lack, more_than in steps:
        lacking = [account for account in accounts if open_days[account.pk] > more_than and account.pk not in told]
        told |= {account.pk for account in lacking}
        if lacking:
            days = max(open_days[account.pk] for account in lacking)
            found.append(Shortfall(lack, accounts=lacking, days=days))
    return found


def _segments(absence: Absence, accounts: Sequence[Account]) -> list[_Segment]:
    """Answers can change only where some absence or assignment begins or ends: those days are asked."""
    if not accounts:
        return []
    first, last = absence.starts_on, last_day_of(absence)
    starts = sorted({first, *(day for day in _turns(absence, accounts, last) if first < day <= last)})
    found = []
    for start, following in zip(starts, [*starts[1:], last + ONE_DAY], strict=True):
        days = sum(is_working_day(start + ONE_DAY * step) for step in range((following - start).days))
        if days:
            found.append(_Segment(start, days, responsible_on(accounts, start)))
    return found


def _turns(absence: Absence, accounts: Sequence[Account], last: datetime.date) -> set[datetime.date]:
    """Days on which somebody who could answer leaves or comes back, is named or ends. Three queries."""
    first = absence.starts_on
    named = _touching(Assignment.objects.filter(account__in=accounts, role__in=("owner", "deputy")), first, last)
    pool = _touching(PoolDeputy.objects.all(), first, last)
    people = {person for rows in (named, pool) for person, _start, _end in rows} | {absence.stand_in_id}
    away = _touching(Absence.objects.filter(person__in=people - {None}), first, last)
    rows = [*named, *pool, *away]
    return {start for _person, start, _end in rows} | {end + ONE_DAY for _person, _start, end in rows if end}


def _touching(
    rows: QuerySet[Any], first: datetime.date, last: datetime.date
) -> list[tuple[int, datetime.date, datetime.date | None]]:
    """Person, first and last day of the dated rows in force on some day of the span."""
    near = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)
    return list(near.values_list("person_id", "starts_on", "ends_on"))


def _deputies(accounts: Iterable[Account], absence: Absence) -> list[Person]:
    rows = Assignment.objects.current(absence.starts_on).filter(
        account__in=[account for account in accounts if account.care_model in WITH_DEPUTY], role=Assignment.Role.DEPUTY
    )
    return list({row.person_id: row.person for row in rows.select_related("person")}.values())


def _away_beside(absence: Absence, people: Iterable[Person]) -> list[Person]:
    """Of these people those who are away on some day of the absence. One query."""
    asked = {person.pk: person for person in people}
    rows = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=absence.starts_on), person__in=asked)
    away = set(rows.filter(starts_on__lte=last_day_of(absence)).values_list("person_id", flat=True))
    return [person for pk, person in asked.items() if pk in away]


def _empty_july_day(absence: Absence) -> datetime.date | None:
    """The first working day of July on which nobody of the person's region who leads accounts is here."""
    days = [
        day
        for step in range((last_day_of(absence) - absence.starts_on).days + 1)
        if (day := absence.starts_on + ONE_DAY * step).month == HOLIDAY_MONTH and is_working_day(day)
    ]
    group = _group_of(absence.person, absence.starts_on) if days else set()
    if absence.person_id not in group or len(group) < 2:
        return None
    rows = list(
        Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=days[0]), person__in=group)
        .filter(starts_on__lte=days[-1])
        .values_list("person_id", "starts_on", "ends_on")
    )
    rows.append((absence.person_id, absence.starts_on, absence.ends_on))
    for day in days:
        if group <= {person for person, start, end in rows if start <= day and (end is None or end >= day)}:
            return day
    return None


def _group_of(person: Person, on: datetime.date) -> set[int]:
    """Account directors and pool deputies of the same region; of the same unit where units have no region."""
    if person.unit is None:
        return set()
    region = person.unit.region_id
    same = Q(person__unit__region=region) if region else Q(person__unit=person.unit_id)
    directors = RoleGrant.objects.current(on).filter(same, role=RoleGrant.Role.ACCOUNT_DIRECTOR)
    pool = PoolDeputy.objects.current(on).filter(region=region) if region else PoolDeputy.objects.none()
    found = set(directors.values_list("person_id", flat=True)) | set(pool.values_list("person_id", flat=True))
    return set(Person.objects.filter(pk__in=found).exclude(left_on__lt=on).values_list("pk", flat=True))

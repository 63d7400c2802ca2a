"""Who changed and who looked at what: the trail of an account and the search over many (requirements.md R308).

A row is shown when its account is visible to the reader. Rows without an account are shown only when they are about
the application itself, and without their details: a text may name an account (security.md 2.5, channel 11).
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts_app.act_words import words_of
from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from config.common.clock import HELSINKI
from teams.models import AuditEvent, Person

ROWS_IN_A_FILE = 20_000
WITHOUT_ACCOUNT = (
    "teams.person",
    "teams.user",
    "teams.rolegrant",
    "teams.absence",
    "teams.pooldeputy",
    "accounts_app.accessrequest",
    "accounts_app.barriergroup",
    "accounts_app.barriermember",
    "reporting.importbatch",
    "reporting.limitchange",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One act as printed. `by` is empty when the application did it by itself."""

    at: datetime.datetime
    by: str
    behalf_of: str
    act: str
    details: str
    account: str
    account_no: int | None


@dataclass(frozen=True)
class Asked:
    """What the trail is searched by; empty values do not matter."""

    account: str = ""
    person: str = ""
    act: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


def trail_of(account: Account) -> QuerySet[AuditEvent]:
    """Everything that was done to the account or looked at, the latest first."""
    return _ordered(AuditEvent.objects.filter(account_no=account.pk))


def trail(visible: AccountQuerySet, asked: Asked) -> QuerySet[AuditEvent]:
    """The rows of visible accounts, and those about no account."""
    rows = AuditEvent.objects.filter(
        Q(account_no__in=visible.values("pk")) | Q(account_no__isnull=True, object_type__in=WITHOUT_ACCOUNT)
    )
    if asked.account:
        rows = rows.filter(account_no__in=visible.filter(name__icontains=asked.account).values("pk"))
    return _ordered(narrowed(rows, asked))


def narrowed(rows: QuerySet[AuditEvent], asked: Asked) -> QuerySet[AuditEvent]:
    """Only the rows of the person, the act and the days asked for."""
    if asked.person:
        people = Person.objects.filter(name__icontains=asked.person)
        rows = rows.filter(Q(by__in=people.values("user")) | Q(behalf_of__in=people.values("pk")))
    if asked.act:
        rows = rows.filter(act=asked.act)
    if asked.first:
        rows = rows.filter(at__gte=_midnight(asked.first))
    if asked.last:
        rows = rows.filter(at__lt=_midnight(asked.last + datetime.timedelta(days=1)))
    return rows


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=HELSINKI)


def _ordered(rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    return rows.select_related("by__person", "behalf_of").order_by("-at", "-pk")


def lines(events: Iterable[AuditEvent]) -> Iterator[Line]:
    """The rows in words. Two queries for names, whatever the number of rows."""
    rows = list(events)
    numbers = {row.account_no for row in rows if row.account_no}
    names: Mapping[int, str] = dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name"))
    people = dict(Person.objects.filter(pk__in=_people_in(rows)).values_list("pk", "name"))
    for row in rows:
        yield Line(
            at=row.at,
            by=_who(row),
            behalf_of=row.behalf_of.name if row.behalf_of else "",
            act=words_of(row.act),
            details=_details(row, people) if row.account_no else "",
            account=names.get(row.account_no or 0, ""),
            account_no=row.account_no if row.account_no in names else None,
        )


def _who(row: AuditEvent) -> str:
    person = getattr(row.by, "person", None) if row.by else None
    return str(person or row.by or "")


def _people_in(rows: Iterable[AuditEvent]) -> set[int]:
    told = (row.details.get("person") for row in rows)
    return {number for number in told if isinstance(number, int)}


def _details(row: AuditEvent, people: Mapping[int, str]) -> str:
    """The person it is about, the fields that were written, and what was there before and after."""
    told: Mapping[str, Any] = row.details
    parts = [people[told["person"]]] if told.get("person") in people else []
    if fields := told.get("fields"):
        parts.append(_("fields: %(names)s") % {"names": ", ".join(_field(row.object_type, name) for name in fields)})
    if told.get("before") != told.get("after"):
        closed = dict(Account.Confidentiality.choices)
        before, after = (str(closed.get(told.get(side, ""), told.get(side, ""))) for side in ("before", "after"))
        parts.append(f"{before} → {after}")
    if isinstance(told.get("reason"), str):
        parts.append(f"”{told['reason']}”")
    return "; ".join(parts)


def _field(object_type: str, name: str) -> str:
    """The name of the field as the forms say it."""
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name.replace("_", " ")
    return str(getattr(field, "verbose_name", name))

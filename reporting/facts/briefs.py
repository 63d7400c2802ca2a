"""The brief of an account and who has acknowledged it (domain.md 1.4 H3, 2.2 R26). One query."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from accounts_app.models import AccountBrief

GRACE = timedelta(days=14)  # a supervisor may be on the account this long before having read the brief


@dataclass(frozen=True, slots=True)
class Brief:
    """The newest brief of an account on a day, with the ids of those who acknowledged it by then."""

    published_on: date
    readers: frozenset[int]


def newest(ids: Collection[int], on: date) -> dict[int, Brief]:
    """The newest brief of each account published by the day; accounts without one are left out. One query."""
    latest = AccountBrief.objects.filter(account=OuterRef("account"), published_on__lte=on).order_by("-published_on")
    rows = AccountBrief.objects.filter(account__in=ids, pk=Subquery(latest.values("pk")[:1]))
    columns = ("account_id", "published_on", "acknowledgements__person", "acknowledgements__acknowledged_on")
    found: dict[int, tuple[date, set[int]]] = {}
    for account_id, published_on, person, acknowledged_on in rows.values_list(*columns):
        _, readers = found.setdefault(account_id, (published_on, set()))
        if acknowledged_on is not None and acknowledged_on <= on:
            readers.add(person)
    return {account_id: Brief(day, frozenset(readers)) for account_id, (day, readers) in found.items()}


def missing(brief: Brief | None, supervised: Iterable[tuple[int, date]], on: date) -> int | None:
    """How many supervisors have had the brief for more than 14 days unread; None when there is no brief.

    `supervised` names each person who supervises a site now, with the first day of a supervision in force.
    """
    if brief is None:
        return None
    since: dict[int, date] = {}
    for person, starts_on in supervised:
        since[person] = min(starts_on, since.get(person, starts_on))
    late = {person for person, day in since.items() if on - max(day, brief.published_on) > GRACE}
    return len(late - brief.readers)

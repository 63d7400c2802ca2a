"""The brief in force of an account and which of its supervisors have read it (domain.md 1.4 H3)."""

import datetime
from dataclasses import dataclass

from django.db.models import Min

from accounts_app.models import Account, AccountBrief, BriefAcknowledgement, SiteSupervision
from teams.models import Person, in_force


@dataclass(frozen=True, slots=True)
class Reader:
    """A supervisor of the account, since when, and when the brief was acknowledged; None: not yet."""

    person: Person
    since: datetime.date
    acknowledged_on: datetime.date | None


def newest_brief(account: Account, on: datetime.date) -> AccountBrief | None:
    """The newest brief published by the day; None when there is none."""
    rows = AccountBrief.objects.filter(account=account, published_on__lte=on)
    return rows.order_by("-published_on").first()


def readers(brief: AccountBrief, on: datetime.date) -> tuple[Reader, ...]:
    """Everybody who supervises an active site on the day; those who have not acknowledged first. Three queries."""
    held = SiteSupervision.objects.current(on).filter(in_force(on, "site__"), site__account=brief.account_id)
    since = dict(held.order_by().values_list("supervisor").annotate(Min("starts_on")))
    given = BriefAcknowledgement.objects.filter(brief=brief, acknowledged_on__lte=on)
    days = dict(given.values_list("person", "acknowledged_on"))
    people = Person.objects.in_bulk(since)
    found = [Reader(person, since[pk], days.get(pk)) for pk, person in people.items()]
    return tuple(sorted(found, key=lambda reader: (reader.acknowledged_on is not None, reader.person.name)))

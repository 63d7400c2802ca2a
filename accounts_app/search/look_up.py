"""One look-up over accounts, people and towns in a fixed number of statements."""

import datetime
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q

from accounts_app.models import Account, Assignment, Site
from accounts_app.models.account import AccountQuerySet
from accounts_app.ownership import responsible_on
from accounts_app.search.candidates import candidates
from accounts_app.search.query import Query, parse
from accounts_app.search.ranking import rank
from accounts_app.search.results import AccountHit, PersonHit, Results, TownHit
from config.common.folding import fold
from teams.availability import absences_on
from teams.models import Person, Town, User
from teams.permissions import member_of

IN_CHARGE = [Assignment.Role.OWNER, Assignment.Role.DEPUTY]
MOST_TOWNS = 3
fold_name = lru_cache(maxsize=2048)(fold)


def look_up(text: str, *, user: User | AnonymousUser, on: datetime.date, limit: int = 8) -> Results:
    """Who owns what: accounts by name, former and trade name, group, number or town; people; towns.

    At most `limit` hits of each kind, best first; nothing the user may not know of (security.md 2.5).
    """
    query = parse(text)
    if query.is_empty or member_of(user, on=on) is None:
        return Results(text)
    visible = Account.objects.visible_to(user, on=on)
    return Results(
        text,
        accounts=_accounts(query, visible, on, limit),
        people=() if query.number else _people(query, visible, on, limit),
        towns=() if query.number else _towns(query, visible, on),
    )


def _accounts(query: Query, visible: AccountQuerySet, on: datetime.date, limit: int) -> tuple[AccountHit, ...]:
    ranked = rank(query, candidates(visible, query), limit)
    ids = [pk for pk, _ in ranked]
    found = visible.select_related("group", "home_town").in_bulk(ids)
    responsible = responsible_on(ids, on)
    return tuple(AccountHit(found[pk], responsible[pk], match.line) for pk, match in ranked if pk in found)


def _people(query: Query, visible: AccountQuerySet, on: datetime.date, limit: int) -> tuple[PersonHit, ...]:
    here = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    ids = [pk for pk, _ in rank(query, candidates(here, query), limit)]
    found = Person.objects.select_related("unit", "town").in_bulk(ids)
    away = absences_on(ids, on)
    accounts = accounts_of(ids, visible, on)
    return tuple(PersonHit(found[pk], away.get(pk), tuple(accounts.get(pk, ()))) for pk in ids)


def accounts_of(people: list[int], visible: AccountQuerySet, on: datetime.date) -> dict[int, list[Account]]:
    """The visible accounts each person owns or deputises on the day, by name. Two statements."""
    rows = Assignment.objects.current(on).filter(person__in=people, role__in=IN_CHARGE)
    pairs = set(rows.values_list("person_id", "account_id"))
    theirs = list(visible.filter(pk__in={pk for _, pk in pairs}).by_name())
    return {person: [account for account in theirs if (person, account.pk) in pairs] for person in people}


def _towns(query: Query, visible: AccountQuerySet, on: datetime.date) -> tuple[TownHit, ...]:
    """Towns like the query where some visible account has an active site."""
    by_id = {town.pk: town for town in Town.objects.all()}
    names = ((pk, fold_name(town.name)) for pk, town in by_id.items())
    ids = [pk for pk, _ in rank(query, names, MOST_TOWNS)]
    counts = town_counts(ids, visible, on)
    return tuple(TownHit(by_id[pk], counts[pk]) for pk in ids if counts.get(pk))


def town_counts(towns: list[int], visible: AccountQuerySet, on: datetime.date) -> dict[int, int]:
    """Visible accounts with an active site in each town (by id). One statement."""
    sites = Site.objects.current(on).filter(town__in=towns, account__in=visible.values("pk"))
    return dict(sites.values("town").annotate(accounts=Count("account", distinct=True)).values_list("town", "accounts"))

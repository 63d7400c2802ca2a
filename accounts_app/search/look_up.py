"""One look-up over everything that leads to somebody who answers, in a fixed number of statements."""

import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet, Value

from accounts_app.access import Data
from accounts_app.models import Account, Contact, Service, Site
from accounts_app.models.account import AccountQuerySet
from accounts_app.ownership import responsible_on
from accounts_app.permissions import with_data
from accounts_app.search.candidates import MOST, Candidate, candidates
from accounts_app.search.people import people_hits
from accounts_app.search.query import Query, parse
from accounts_app.search.ranking import rank
from accounts_app.search.results import AccountHit, ContactHit, Results, SiteHit, TownHit
from accounts_app.search.role_words import role_hits
from accounts_app.search.service_experts import service_hits
from accounts_app.search.texts import Line
from config.common.folding import fold
from teams.models import BusinessArea, Person, Town, User
from teams.permissions import member_of

ACCOUNT, PERSON, SITE, CONTACT = "account", "person", "site", "contact"
TOWN, SERVICE, AREA = "town", "service", "area"
MOST_BESIDE = 10  # of everything beside accounts
MOST_TOWNS = 3
MOST_SERVICES = 2  # of services, and as many business areas
fold_name = lru_cache(maxsize=2048)(fold)


def look_up(text: str, *, user: User | AnonymousUser, on: datetime.date, limit: int = 8) -> Results:
    """Who answers: accounts (name, former and trade name, initials, group, number, town), people, towns, services.

    Sites too, titles of responsibilities, and contacts of the customers whose contacts the reader may read.
    At most `limit` hits of each kind, best first; nothing the user may not know of (security.md 2.5).
    """
    query = parse(text)
    if query.is_empty or member_of(user, on=on) is None:
        return Results(text)
    visible = Account.objects.visible_to(user, on=on)
    found = candidates(_allowed(query, visible, user, on), query)
    names = {} if query.number else _names()

    def best(kind: str, most: int = min(limit, MOST_BESIDE)) -> list[int]:
        ranked = rank(query, found.get(kind) or names.get(kind, []), MOST if kind == SITE else most)
        # A town is an answer of its own; its many sites are not.
        return [pk for pk, match in ranked if kind != SITE or match.line is not Line.TOWNS][:most]

    return Results(
        text,
        accounts=_accounts(query, found[ACCOUNT], visible, on, limit),
        people=people_hits(best(PERSON), visible, on),
        towns=_towns(best(TOWN, MOST_TOWNS), visible, on),
        sites=_sites(best(SITE), visible),
        contacts=_contacts(best(CONTACT)),
        services=service_hits(query, best(SERVICE, MOST_SERVICES), best(AREA, MOST_SERVICES), visible, on),
        roles=role_hits(query, visible, on),
    )


def _allowed(
    query: Query, visible: AccountQuerySet, user: User | AnonymousUser, on: datetime.date
) -> dict[str, QuerySet[Any]]:
    """The rows of each kind the reader may know of and the words may mean."""
    allowed: dict[str, QuerySet[Any]] = {ACCOUNT: visible}
    if query.keys:  # one or two letters mean a name or initials, never one of very many sites
        allowed[SITE] = Site.objects.current(on).filter(account__in=visible.values("pk"))
    if query.number:
        return allowed
    allowed[PERSON] = Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    if query.keys:
        readable = with_data(Account.objects.all(), user, Data.CONTACTS, on=on)
        here = Contact.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), anonymised_on__isnull=True)
        allowed[CONTACT] = here.filter(account__in=readable.values("pk"))
    return allowed


def _names() -> dict[str, list[Candidate]]:
    """Towns, services and business areas: few enough to be read whole. One statement."""
    rows = [
        model.objects.order_by().values_list("pk", "name", Value(kind))
        for kind, model in ((TOWN, Town), (SERVICE, Service), (AREA, BusinessArea))
    ]
    found: dict[str, list[Candidate]] = {TOWN: [], SERVICE: [], AREA: []}
    for pk, name, kind in rows[0].union(*rows[1:], all=True):
        found[kind].append((pk, f" {fold_name(name)}"))
    return found


def _accounts(
    query: Query, rows: list[Candidate], visible: AccountQuerySet, on: datetime.date, limit: int
) -> tuple[AccountHit, ...]:
    ranked = rank(query, rows, limit)
    ids = [pk for pk, _ in ranked]
    found = visible.select_related("group", "home_town").in_bulk(ids)
    responsible = responsible_on(ids, on) if ids else {}
    return tuple(AccountHit(found[pk], responsible[pk], match.line) for pk, match in ranked if pk in found)


def _sites(ids: list[int], visible: AccountQuerySet) -> tuple[SiteHit, ...]:
    rows = Site.objects.filter(account__in=visible.values("pk")).select_related("account", "town")
    found = rows.in_bulk(ids)
    return tuple(SiteHit(found[pk]) for pk in ids if pk in found)


def _contacts(ids: list[int]) -> tuple[ContactHit, ...]:
    found = Contact.objects.select_related("account", "site").in_bulk(ids)
    return tuple(ContactHit(found[pk]) for pk in ids if pk in found)


def _towns(ids: list[int], visible: AccountQuerySet, on: datetime.date) -> tuple[TownHit, ...]:
    """Towns like the query where some visible account has an active site."""
    counts = town_counts(ids, visible, on) if ids else {}
    found = Town.objects.in_bulk(list(counts))
    return tuple(TownHit(found[pk], counts[pk]) for pk in ids if pk in found)


def town_counts(towns: list[int], visible: AccountQuerySet, on: datetime.date) -> dict[int, int]:
    """Visible accounts with an active site in each town (by id). One statement."""
    sites = Site.objects.current(on).filter(town__in=towns, account__in=visible.values("pk"))
    return dict(sites.values("town").annotate(accounts=Count("account", distinct=True)).values_list("town", "accounts"))

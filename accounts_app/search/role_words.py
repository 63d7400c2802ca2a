"""The many titles of the same responsibility: every one leads to those who hold it (requirements.md R055)."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count
from rapidfuzz import fuzz

from accounts_app.models import Assignment
from accounts_app.models.account import AccountQuerySet
from accounts_app.search.query import Query
from accounts_app.search.results import RoleHit, RoleHolder
from config.common.collation import finnish_key
from teams.availability import absences_on
from teams.models import Person

MOST_HOLDERS = 12
LIKE_ENOUGH = 88.0
SHORTEST_FUZZY = 5
# Folded, written together.
TITLES: Mapping[Assignment.Role, tuple[str, ...]] = {
    Assignment.Role.OWNER: (
        "kam", "keyaccountmanager", "keyaccount", "accountdirector", "accountowner", "asiakkuusjohtaja",
        "asiakasjohtaja", "asiakasvastaava", "asiakkuusvastaava", "asiakasvastuullinen", "asiakasvastuuhenkilo",
        "asiakkuusvastuuhenkilo", "paaasiakasvastuullinen", "kumppanuuspaallikko", "kumppanuusjohtaja",
        "avainasiakaspaallikko", "yhteyspaallikko", "vastuuhenkilo", "kundansvarig", "kunddirektor",
        "nyckelkundsansvarig", "kundansvariga", "omistaja",
    ),
    Assignment.Role.DEPUTY: ("varahenkilo", "deputy", "ersattare", "sijainen", "varavastuuhenkilo"),
    Assignment.Role.LOCAL_OWNER: (
        "paikallinenvastuuhenkilo", "paikallinenasiakasvastaava", "paikallinenyhteyshenkilo", "localowner",
        "lokaltansvarig",
    ),
    Assignment.Role.SUPPORT: ("tukiorganisaatio", "tukihenkilo", "supportorganisation", "stodorganisation"),
    Assignment.Role.SPONSOR: ("johdonkummi", "kummi", "sponsor", "executivesponsor"),
    Assignment.Role.ACCOUNT_MANAGER: ("accountmanager", "asiakkuuspaallikko", "asiakaspaallikko", "kundchef"),
}  # fmt: skip


def role_hits(query: Query, visible: AccountQuerySet, on: datetime.date) -> tuple[RoleHit, ...]:
    """The responsibilities the words name with their holders. Three statements, none when no title is named."""
    roles = roles_named(query)
    if not roles:
        return ()
    held = Assignment.objects.current(on).filter(role__in=roles, account__in=visible.in_care(on).values("pk"))
    counted = held.order_by().values("role", "person").annotate(accounts=Count("account", distinct=True))
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for role, person, accounts in counted.values_list("role", "person", "accounts"):
        counts[role][person] = accounts
    ids = {person for of_role in counts.values() for person in of_role}
    people = Person.objects.select_related("town").exclude(left_on__lt=on).in_bulk(ids)
    away = absences_on(ids, on) if ids else {}
    return tuple(
        RoleHit(
            role.label,
            _first([RoleHolder(people[pk], n, away.get(pk)) for pk, n in counts[role].items() if pk in people]),
        )
        for role in roles
    )


def _first(holders: list[RoleHolder]) -> tuple[RoleHolder, ...]:
    """As many as fit, those of most accounts first."""
    holders.sort(key=lambda holder: (-holder.accounts, finnish_key(holder.person.name)))
    return tuple(holders[:MOST_HOLDERS])


def roles_named(query: Query) -> Sequence[Assignment.Role]:
    """The responsibilities the words name; small typing errors are forgiven. No statement."""
    typed = query.joined
    exact = [role for role, titles in TITLES.items() if typed in titles]
    return exact or [role for role, titles in TITLES.items() if any(_like(typed, one) for one in titles)]


def _like(typed: str, title: str) -> bool:
    """A beginning or a typing error of a title; three letters name a title only exactly."""
    if len(typed) < SHORTEST_FUZZY:
        return False
    return title.startswith(typed) or fuzz.ratio(typed, title) >= LIKE_ENOUGH

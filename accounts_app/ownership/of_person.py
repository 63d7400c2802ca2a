"""What one person answers for and in whose place, as far as the reader may know of the accounts."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts_app.access.ties import substitutions
from accounts_app.models import Account, Assignment
from config.common.collation import finnish_key
from teams.availability import absences_on
from teams.models import Absence, Person, User

Role = Assignment.Role
OWN_TABLES = (Role.OWNER, Role.DEPUTY)  # shown in tables of their own


@dataclass(frozen=True)
class OtherRole:
    """A role beside owner and deputy in one account; `about` is the town, the business area or the matter."""

    account: Account
    role: str
    about: str


@dataclass(frozen=True)
class ActsFor:
    """The reader acts for an owner in these accounts until a day."""

    owner: Person
    accounts: Sequence[Account]
    absence: Absence | None


def other_roles(person: Person, user: User | AnonymousUser, on: datetime.date) -> list[OtherRole]:
    """The roles of the person in visible accounts beside owner and deputy, by account. One query."""
    visible = Account.objects.visible_to(user, on=on).in_care(on)
    rows = Assignment.objects.current(on).filter(person=person, account__in=visible.values("pk"))
    rows = rows.exclude(role__in=OWN_TABLES).select_related("account", "town", "business_area")
    found: dict[tuple[int, str], list[Assignment]] = defaultdict(list)
    for row in rows.order_by("starts_on", "pk"):
        found[row.account_id, row.role].append(row)
    lines = [OtherRole(held[0].account, held[0].get_role_display(), about_of(held)) for held in found.values()]
    return sorted(lines, key=lambda line: (finnish_key(line.account.name), line.role))


def acts_for(user: User | AnonymousUser, on: datetime.date) -> list[ActsFor]:
    """In whose place the reader acts today, by owner. Three queries, none when the reader stands in for nobody."""
    held = substitutions(user, on=on)
    if not held:
        return []
    accounts = {
        account.pk: account for account in Account.objects.visible_to(user, on=on).filter(pk__in=held).by_name()
    }
    by_owner: dict[int, list[Account]] = defaultdict(list)
    owners = {}
    for pk, account in accounts.items():
        owner = held[pk].owner
        owners[owner.pk] = owner
        by_owner[owner.pk].append(account)
    away = absences_on(owners, on)
    return [ActsFor(owners[pk], found, away.get(pk)) for pk, found in by_owner.items()]


def about_of(rows: Sequence[Assignment], everywhere: Collection[str] = ()) -> str:
    """Where and with what: `Oulu, Vaasa · Siivous`. Whoever has all the towns given as `everywhere` has them all."""
    towns = dict.fromkeys(row.town.name for row in rows if row.town)
    if len(everywhere) > 1 and towns.keys() >= set(everywhere):
        towns = {_("all towns"): None}
    parts = (
        towns,
        dict.fromkeys(row.business_area.name for row in rows if row.business_area),
        dict.fromkeys(str(row.get_task_display()) for row in rows if row.task),
    )
    return " · ".join(", ".join(part) for part in parts if part)

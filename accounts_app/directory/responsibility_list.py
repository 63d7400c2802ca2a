"""The list of responsibilities: every account with everybody who answers for it (requirements.md R031)."""

import datetime
import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts_app.models import Account, Assignment, Site
from accounts_app.models.account import AccountQuerySet
from accounts_app.ownership import Responsible, responsible_on
from config.common.collation import finnish_key
from config.common.exports import Column
from teams.models import Person, Town

Role = Assignment.Role
Choices = list[tuple[int, str]]
TOWN, OWNER = "town", "owner"


class Gap(enum.StrEnum):
    """What is missing of an account."""

    OWNER = "owner"
    DEPUTY = "deputy"
    SUPPORT = "support"
    BRIEF = "brief"


@dataclass(frozen=True)
class ResponsibilityRow:
    """One account with those who answer for it."""

    account: Account
    responsible: Responsible
    local_owners: tuple[tuple[Person, Town | None], ...]
    sponsor: Person | None


def narrowed(
    accounts: AccountQuerySet, on: datetime.date, *, town: int | None, owner: int | None, gap: str
) -> AccountQuerySet:
    """The accounts of a town, of an owner, with a gap; what is not asked narrows nothing."""
    if town:
        in_town = Site.objects.current(on).filter(town=town).values("account")
        local = Assignment.objects.current(on).filter(town=town, role=Role.LOCAL_OWNER).values("account")
        accounts = accounts.filter(Q(pk__in=in_town) | Q(home_town=town) | Q(pk__in=local))
    if owner:
        held = Assignment.objects.current(on).filter(person=owner, role=Role.OWNER)
        accounts = accounts.filter(pk__in=held.values("account"))
    if gap == Gap.BRIEF:
        return accounts.filter(brief="")
    if gap:
        return accounts.filter(~Exists(Assignment.objects.current(on).filter(account=OuterRef("pk"), role=gap)))
    return accounts


def choices_of(accounts: AccountQuerySet, on: datetime.date) -> tuple[Choices, Choices]:
    """Towns with a site or the home of one of the accounts, and its owners, in Finnish order. One statement."""
    known = accounts.order_by()
    held = Assignment.objects.current(on).filter(role=Role.OWNER, account__in=known.values("pk"))
    in_sites = Site.objects.current(on).filter(account__in=known.values("pk")).values("town")
    towns = Town.objects.filter(Q(pk__in=in_sites) | Q(pk__in=known.values("home_town")))
    rows = (
        held.order_by()
        .values_list(Value(OWNER), "person_id", "person__name")
        .union(towns.order_by().values_list(Value(TOWN), "pk", "name"))
    )
    found: dict[str, Choices] = {TOWN: [], OWNER: []}
    for kind, pk, name in sorted(rows, key=lambda row: finnish_key(row[2])):
        found[kind].append((pk, name))
    return found[TOWN], found[OWNER]


def rows_of(accounts: Iterable[Account], on: datetime.date) -> list[ResponsibilityRow]:
    """The accounts in their order with those who answer. Three statements, those of `responsible_on` included."""
    found = list(accounts)
    responsible = responsible_on(found, on)
    beside = _beside([account.pk for account in found], on)
    return [_row(account, responsible[account.pk], beside[account.pk]) for account in found]


def _beside(ids: list[int], on: datetime.date) -> Mapping[int, list[Assignment]]:
    rows = Assignment.objects.current(on).filter(account__in=ids, role__in=[Role.LOCAL_OWNER, Role.SPONSOR])
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.select_related("person", "town").order_by("town__name", "starts_on", "pk"):
        found[row.account_id].append(row)
    return found


def _row(account: Account, responsible: Responsible, beside: list[Assignment]) -> ResponsibilityRow:
    local = tuple((row.person, row.town) for row in beside if row.role == Role.LOCAL_OWNER)
    sponsor = next((row.person for row in beside if row.role == Role.SPONSOR), None)
    return ResponsibilityRow(account, responsible, local, sponsor)


def columns() -> list[Column]:
    """The columns of the file; the page shows the same."""
    labels = (
        _("Account"),
        _("Account director"),
        _("Phone"),
        _("Deputy"),
        _("Local owners"),
        _("Executive sponsor"),
        _("Answers today"),
        _("Phone today"),
        _("Care model"),
        _("Nationwide"),
    )
    return [Column(label) for label in labels]


def cells(rows: Iterable[ResponsibilityRow]) -> Iterator[list[str]]:
    """The rows as printed into a file."""
    for row in rows:
        owner, deputy, acting = row.responsible.owner, row.responsible.deputy, row.responsible.acting
        yield [
            row.account.name,
            *_called(owner),
            _name(deputy),
            ", ".join(f"{person.name} ({town.name})" if town else person.name for person, town in row.local_owners),
            _name(row.sponsor),
            *_called(acting),
            row.account.care_model,
            pgettext("answer", "yes") if row.account.is_nationwide else "",
        ]


def _name(person: Person | None) -> str:
    return person.name if person else ""


def _called(person: Person | None) -> tuple[str, str]:
    return (person.name, person.phone) if person else ("", "")

"""How completely responsibilities are published, by own company (requirements.md R032)."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q

from accounts_app.models import Account, AccountBrief, Assignment
from accounts_app.ownership.substitutes import POOLED
from config.common.collation import finnish_key
from config.common.rounding import ratio_pct
from teams.models import Person, PoolDeputy, User

PARTS = ("owner", "deputy", "support", "brief")


@dataclass(frozen=True)
class Line:
    """One account and what it has."""

    account: Account
    owner_person: Person | None
    company: str  # of the owner; empty without an owner or without a unit
    owner: bool
    deputy: bool
    support: bool
    brief: bool

    @property
    def missing(self) -> list[str]:
        """What the account lacks."""
        return [part for part in PARTS if not getattr(self, part)]


@dataclass(frozen=True)
class Share:
    """Of the accounts of a group so many have one part."""

    part: str
    count: int
    total: int

    @property
    def pct(self) -> object:
        """Per cent of the accounts."""
        return ratio_pct(self.count, self.total, 0)

    @property
    def is_full(self) -> bool:
        """Nothing is missing."""
        return self.count == self.total


@dataclass(frozen=True)
class CompanyLine:
    """A company with its shares."""

    company: str
    total: int
    shares: Sequence[Share]


@dataclass(frozen=True)
class CompanyCoverage:
    """The table by company, the same in all, and the accounts that lack something."""

    companies: Sequence[CompanyLine]
    everything: CompanyLine
    lines: Sequence[Line]

    @property
    def gaps(self) -> list[Line]:
        """Accounts that lack something, those lacking most first."""
        lacking = [line for line in self.lines if line.missing]
        return sorted(lacking, key=lambda line: -len(line.missing))


def company_coverage(user: User | AnonymousUser, on: datetime.date) -> CompanyCoverage:
    """Counted over the accounts in care the reader may know of. Three queries."""
    lines = _lines(user, on)
    by_company: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_company[line.company].append(line)
    names = sorted(by_company, key=lambda name: (not name, finnish_key(name)))
    return CompanyCoverage(
        companies=[_company(name, by_company[name]) for name in names],
        everything=_company("", lines),
        lines=lines,
    )


def _company(name: str, lines: Sequence[Line]) -> CompanyLine:
    shares = [Share(part, sum(getattr(line, part) for line in lines), len(lines)) for part in PARTS]
    return CompanyLine(name, len(lines), shares)


def _lines(user: User | AnonymousUser, on: datetime.date) -> list[Line]:
    held = Assignment.objects.current(on).filter(account=OuterRef("pk"))
    here = held.filter(Q(person__left_on__isnull=True) | Q(person__left_on__gte=on))
    briefs = AccountBrief.objects.filter(account=OuterRef("pk"), published_on__lte=on)
    visible = Account.objects.visible_to(user, on=on).in_care(on).by_name()
    accounts = list(
        visible.annotate(
            has_deputy=Exists(here.filter(role=Assignment.Role.DEPUTY)),
            has_support=Exists(here.filter(role=Assignment.Role.SUPPORT)),
            has_brief=Exists(briefs),
        )
    )
    owners = _owners(accounts, on)
    pools = set(PoolDeputy.objects.current(on).values_list("region_id", flat=True))
    return [_line(account, owners.get(account.pk), pools) for account in accounts]


def _owners(accounts: Sequence[Account], on: datetime.date) -> dict[int, Person]:
    rows = Assignment.objects.current(on).filter(account__in=accounts, role=Assignment.Role.OWNER)
    rows = rows.select_related("person__unit__company")
    return {row.account_id: row.person for row in rows if row.person.left_on is None or row.person.left_on >= on}


def _line(account: Account, owner: Person | None, pools: set[int]) -> Line:
    """A basic account without a deputy of its own has the pool of its owner's region (domain.md 4.6)."""
    unit = owner.unit if owner else None
    pooled = account.care_model in POOLED and unit is not None and unit.region_id in pools
    flags: object = account
    return Line(
        account=account,
        owner_person=owner,
        company=unit.company.name if unit else "",
        owner=owner is not None,
        deputy=bool(getattr(flags, "has_deputy", False)) or pooled,
        support=bool(getattr(flags, "has_support", False)),
        brief=bool(getattr(flags, "has_brief", False)) or bool(account.brief),
    )

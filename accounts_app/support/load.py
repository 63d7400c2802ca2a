"""Time promised for account care: month by month, by account and by person (domain.md 5.7)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from accounts_app.access import Data
from accounts_app.models import Account, Assignment, CareHours, HoursBudget
from accounts_app.permissions import with_data
from config.common.collation import finnish_key
from config.common.month import add_months, last_day, month_of
from config.common.rounding import ratio_pct
from teams.models import Person, User
from teams.permissions import has_permission
from teams.roles import Permission

LIGHT_MONTHS = {7: Decimal("0.5"), 12: Decimal("0.75")}  # of an ordinary month
ORDINARY = Decimal(1)
YEAR_WEIGHT = Decimal(10) + sum(LIGHT_MONTHS.values())
MOST_PCT = 110
LITTLE_PCT = 25
IDLE_MONTHS = 2
EVERYBODYS = (Permission.KEEP_PEOPLE, Permission.SEE_COVERAGE)
EXACT = 4  # decimals: compared as they are, rounded when printed


def sees_everybodys(user: User | AnonymousUser, *, on: datetime.date) -> bool:
    """Whether the load of everybody is open to the user: those who keep people, and those who follow the coverage."""
    return any(has_permission(user, permission, on=on) for permission in EVERYBODYS)


def monthly_hours(year_hours: Decimal, month: int) -> Decimal:
    """Hours of one month of the yearly budget: July half, December three quarters, the rest evenly."""
    return year_hours * LIGHT_MONTHS.get(month, ORDINARY) / YEAR_WEIGHT


@dataclass(frozen=True)
class AccountTime:
    """The time of one account: promised this month, used in the last two full months."""

    account: Account
    promised: Decimal | None  # None: no budget of the year
    charge_code: str
    agreed_on: datetime.date | None
    used_pcts: Sequence[Decimal | None] | None  # newest first; None when the reader may not see the hours

    @property
    def shown_pcts(self) -> Sequence[Decimal | None]:
        """The same for printing: unknown where the reader may not see them."""
        return self.used_pcts if self.used_pcts is not None else (None,) * IDLE_MONTHS

    @property
    def is_idle(self) -> bool:
        """Less than a quarter used in both months: project work has overtaken the care (requirements.md R313)."""
        known = [share for share in self.used_pcts or () if share is not None]
        return len(known) == IDLE_MONTHS and all(share < LITTLE_PCT for share in known)


@dataclass(frozen=True)
class PersonLoad:
    """What one owner has promised against what the person has."""

    person: Person
    accounts: Sequence[AccountTime]
    capacity: Decimal | None

    @property
    def promised(self) -> Decimal:
        """Hours of the month, summed over the accounts the reader may know of."""
        return sum((line.promised for line in self.accounts if line.promised is not None), Decimal(0))

    @property
    def without_budget(self) -> int:
        """Accounts for which no time is agreed on."""
        return sum(line.promised is None for line in self.accounts)

    @property
    def load_pct(self) -> Decimal | None:
        """Promised of the hours the person has; unknown without them."""
        return ratio_pct(self.promised, self.capacity, EXACT) if self.capacity else None

    @property
    def is_over(self) -> bool:
        """More than 110 per cent."""
        return self.load_pct is not None and self.load_pct > MOST_PCT

    @property
    def idle(self) -> list[AccountTime]:
        """Accounts whose time is not used."""
        return [line for line in self.accounts if line.is_idle]


def loads(people: Iterable[Person], user: User | AnonymousUser, on: datetime.date) -> list[PersonLoad]:
    """The load of each person, by name: accounts the reader may not know of do not count. At most six queries."""
    shown = {person.pk: person for person in people}
    visible = Account.objects.visible_to(user, on=on).in_care(on)
    owned: dict[int, list[Account]] = defaultdict(list)
    rows = Assignment.objects.current(on).filter(role=Assignment.Role.OWNER, person__in=shown, account__in=visible)
    for row in rows.select_related("account"):
        owned[row.person_id].append(row.account)
    accounts = {account.pk: account for held in owned.values() for account in held}
    times = account_times(accounts, user, on)
    found = [
        PersonLoad(
            person=person,
            accounts=sorted((times[account.pk] for account in owned[pk]), key=lambda line: line.account.name),
            capacity=person.care_hours_month,
        )
        for pk, person in shown.items()
    ]
    return sorted(found, key=lambda line: finnish_key(line.person.name))


def account_times(
    accounts: Mapping[int, Account], user: User | AnonymousUser, on: datetime.date
) -> dict[int, AccountTime]:
    """The time of visible accounts by id. At most five queries."""
    month = month_of(on)
    months = [add_months(month, -step) for step in range(1, IDLE_MONTHS + 1)]
    years = {on.year, *(day.year for day in months)}
    budgets = {
        (row.account_id, row.year): row for row in HoursBudget.objects.filter(account__in=accounts, year__in=years)
    }
    readable = set(
        with_data(Account.objects.filter(pk__in=list(accounts)), user, Data.HOURS, on=on).values_list("pk", flat=True)
    )
    used = _used(readable, months)
    found = {}
    for pk, account in accounts.items():
        budget = budgets.get((pk, on.year))
        shares = [_share(budgets.get((pk, day.year)), used.get((pk, day)), day) for day in months]
        found[pk] = AccountTime(
            account=account,
            promised=monthly_hours(budget.hours, on.month) if budget else None,
            charge_code=account.charge_code,
            agreed_on=budget.agreed_on if budget else None,
            used_pcts=shares if pk in readable else None,
        )
    return found


def _used(accounts: Collection[int], months: Sequence[datetime.date]) -> dict[tuple[int, datetime.date], Decimal]:
    if not accounts:
        return {}
    rows = CareHours.objects.filter(account__in=accounts, worked_on__range=(months[-1], last_day(months[0])))
    summed = rows.annotate(month=TruncMonth("worked_on")).order_by().values("account", "month").annotate(n=Sum("hours"))
    return {(account, month_of(month)): hours for account, month, hours in summed.values_list("account", "month", "n")}


def _share(budget: HoursBudget | None, used: Decimal | None, month: datetime.date) -> Decimal | None:
    if budget is None:
        return None
    return ratio_pct(used or Decimal(0), monthly_hours(budget.hours, month.month), EXACT)

"""Fills the throw-away database with as many accounts as asked, in bulk."""

import datetime
import random
from decimal import Decimal

from accounts_app.actions.search_texts import refresh
from accounts_app.models import (
    Account,
    Assignment,
    ClockEvent,
    Complaint,
    Contract,
    CustomerNumber,
    Goal,
    GoalCheck,
    Meeting,
    MonthlyFigure,
    QualityRound,
    Site,
    SiteSupervision,
)
from config.common.month import add_months
from reporting.models import AccountJudgement, SourceLoad
from teams.models import BoardMembership, Person, Town, User

LONG_AGO = datetime.date(2020, 1, 1)
MONTH = datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
RECEIVED = datetime.datetime(2026, 8, 20, 9, 0, tzinfo=datetime.UTC)
FIRST = ["Tarulinnan", "Satumaan", "Keksityn", "Pilvilinnan", "Olevinaan", "Näennäis", "Toivelaakson", "Kangastus"]
SECOND = ["Hoivakodit", "Kauppaketju", "Logistiikka", "Hotellit", "Energia", "Vakuutus", "Terveysasemat", "Optikot"]


def chair() -> User:
    """A login that may open the board page."""
    user, is_new = User.objects.get_or_create(username="bench")
    if is_new:
        person = Person.objects.create(person_no="0", name="Bench Mittaaja", user=user)
        BoardMembership.objects.create(person=person, seat="chair", starts_on=LONG_AGO)
    return user


def grow_to(size: int) -> None:
    """Add accounts until there are `size` of them: owners, deputies, figures of 24 months, judgements."""
    have = Account.objects.count()
    numbers = range(have, size)
    towns = [Town.objects.get_or_create(name=name)[0] for name in ("Helsinki", "Tampere", "Oulu", "Hämeenlinna")]
    people = _people(max(size // 10, 4))
    chance = random.Random(size)
    accounts = Account.objects.bulk_create(
        [
            Account(
                name=f"{FIRST[n % 8]} {SECOND[n // 8 % 8]} {n} Oy",
                care_model="ABCD"[n % 4],
                home_town=towns[n % 4],
                status=chance.choice(["RED", "AMBER", "GREY", "GREEN"]),
                status_since_on=TODAY,
                relationship_started_on=LONG_AGO,
            )
            for n in numbers
        ],
        batch_size=1000,
    )
    _rows_of(accounts, people, have)
    refresh(accounts=[account.pk for account in accounts], people=[person.pk for person in people])


def _people(count: int) -> list[Person]:
    known = Person.objects.filter(person_no__startswith="b").count()
    Person.objects.bulk_create(
        [Person(person_no=f"b{n}", name=f"Aino Mallinen {n}", phone="+358 00 000 001") for n in range(known, count)]
    )
    return list(Person.objects.filter(person_no__startswith="b").order_by("pk"))


def _rows_of(accounts: list[Account], people: list[Person], offset: int) -> None:
    pairs = list(enumerate(accounts, offset))
    CustomerNumber.objects.bulk_create(
        [CustomerNumber(account=account, number=f"{n:06d}") for n, account in pairs], batch_size=1000
    )
    Assignment.objects.bulk_create(
        [
            Assignment(account=account, person=people[(n + shift) % len(people)], role=role, starts_on=LONG_AGO)
            for n, account in pairs
            for shift, role in ((0, "owner"), (1, "deputy"))
        ],
        batch_size=1000,
    )
    MonthlyFigure.objects.bulk_create(
        [
            MonthlyFigure(account=account, month=add_months(MONTH, -back), revenue_eur=Decimal(1000 + n))
            for n, account in pairs
            for back in range(24)
        ],
        batch_size=1000,
    )
    AccountJudgement.objects.bulk_create(
        [
            AccountJudgement(
                account=account, judged_on=TODAY, month=MONTH, decided_by="worst-of", coverage_pct=100, risk_points=1
            )
            for _, account in pairs
        ],
        batch_size=1000,
    )


def add_facts() -> None:
    """What the rules ask about, for every account that has none yet: sites, rounds, complaints, contracts, care."""
    _sources()
    bare = Account.objects.filter(sites__isnull=True).order_by("pk")
    owners = dict(Assignment.objects.filter(role="owner").values_list("account_id", "person_id"))
    town = Town.objects.first()
    while chunk := list(bare[:1000]):
        _quality(chunk, town, owners)
        _care(chunk, owners)


def _sources() -> None:
    for source in SourceLoad.Source.values:
        monthly = source in ("revenue", "margin", "targets")
        SourceLoad.objects.get_or_create(source=source, as_of_on=TODAY, last_month=MONTH if monthly else None)


def _quality(accounts: list[Account], town: Town | None, owners: dict[int, int]) -> None:
    """Three sites an account with a supervisor, a round each month of the last quarter, and one complaint."""
    sites = Site.objects.bulk_create(
        [
            Site(account=account, site_no=f"{account.pk}-{n}", name=f"Kohde {n}", town=town, starts_on=LONG_AGO)
            for account in accounts
            for n in range(3)
        ],
        batch_size=1000,
    )
    SiteSupervision.objects.bulk_create(
        [SiteSupervision(site=site, supervisor_id=owners[site.account_id], starts_on=LONG_AGO) for site in sites],
        batch_size=1000,
    )
    QualityRound.objects.bulk_create(
        [
            QualityRound(
                site=site,
                state="done",
                planned_on=add_months(MONTH, -back).replace(day=10),
                done_on=add_months(MONTH, -back).replace(day=10),
                score_pct=Decimal(92),
            )
            for site in sites
            for back in range(3)
        ],
        batch_size=1000,
    )
    Complaint.objects.bulk_create(
        [
            Complaint(account=account, number=f"B-{account.pk}", received_at=RECEIVED, due_on=TODAY, category="Laatu")
            for account in accounts
        ],
        batch_size=1000,
    )


def _care(accounts: list[Account], owners: dict[int, int]) -> None:
    """A contract, a held meeting, a goal with a check, and four events of the clock for every account."""
    Contract.objects.bulk_create(
        [
            Contract(account=account, contract_no=f"S-{account.pk}", starts_on=LONG_AGO, monthly_price_eur=1000)
            for account in accounts
        ],
        batch_size=1000,
    )
    Meeting.objects.bulk_create(
        [
            Meeting(account=account, state="held", meets_on=datetime.date(2026, 6, 10), with_decision_maker=True)
            for account in accounts
        ],
        batch_size=1000,
    )
    goals = Goal.objects.bulk_create(
        [
            Goal(account=account, name="Tavoite", owner_id=owners[account.pk], due_on=datetime.date(2026, 12, 31))
            for account in accounts
        ],
        batch_size=1000,
    )
    GoalCheck.objects.bulk_create(
        [GoalCheck(goal=goal, due_on=datetime.date(2026, 9, 30)) for goal in goals], batch_size=1000
    )
    ClockEvent.objects.bulk_create(
        [
            ClockEvent(
                account=account,
                year=2026,
                kind="TA",
                ordinal=number,
                earliest_on=datetime.date(2026, 3 * number - 2, 1),
                latest_on=datetime.date(2026, 3 * number, 28),
                done_on=datetime.date(2026, 3 * number - 1, 1),
            )
            for account in accounts
            for number in range(1, 5)
        ],
        batch_size=1000,
    )

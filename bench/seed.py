"""Fills the throw-away database with as many accounts as asked, in bulk."""

import datetime
import random
from decimal import Decimal

from accounts_app.actions.search_texts import refresh
from accounts_app.models import Account, Assignment, CustomerNumber, MonthlyFigure
from config.common.month import add_months
from reporting.models import AccountJudgement
from teams.models import BoardMembership, Person, Town, User

LONG_AGO = datetime.date(2020, 1, 1)
MONTH = datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
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

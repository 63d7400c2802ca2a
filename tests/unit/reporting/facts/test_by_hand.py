"""A figure written by hand counts while the import is broken, for one month, with who, when and why (domain.md 1.7)."""

import datetime
from decimal import Decimal

import pytest

from accounts_app.models import ManualFigure, MonthlyFigure
from reporting.facts.collect import collect
from reporting.facts.types import ByHand
from reporting.metrics import MetricRow, compute
from reporting.models import SourceLoad
from reporting.rules import Limits
from reporting.status import judge
from tests.factories import make_account, make_figure, make_person

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2026, 7, 1), datetime.date(2026, 8, 1)
WRITTEN_ON, AS_OF = datetime.date(2026, 9, 8), datetime.date(2026, 9, 15)
WHY = "Laskutuksen siirto on poikki."


@pytest.fixture
def account():
    """July came by import; in September the import of August has not come."""
    made = make_account()
    for month in range(1, 8):
        make_figure(made, datetime.date(2026, month, 1), 100)
    for source in ("revenue", "margin"):
        SourceLoad.objects.create(source=source, as_of_on=datetime.date(2026, 8, 6), last_month=JULY)
    return made


def write(account, **values):
    told = {"month": AUGUST, "measure": "revenue", "amount_eur": Decimal(250), "reason": WHY, "entered_on": WRITTEN_ON}
    return ManualFigure.objects.create(account=account, entered_by=make_person("Kaisa Kontrolleri"), **(told | values))


def facts_of(account, on=AS_OF):
    return collect([account], month=AUGUST, as_of=on)[0]


def test_without_it_the_month_is_missing_and_stale(account):
    known = facts_of(account)
    assert (known.rev_month, known.rev_ytd, known.is_fresh("revenue"), dict(known.by_hand)) == (None, None, False, {})


def test_it_stands_in_the_month_and_the_period_and_is_judged_by(account):
    write(account)
    known = facts_of(account)
    assert (known.rev_month, known.rev_ytd) == (Decimal(250), Decimal(950))
    assert known.is_fresh("revenue")
    assert not known.is_fresh("margin")
    assert known.source_dates["revenue"] == datetime.date(2026, 8, 31)
    assert known.by_hand["revenue"] == ByHand("Kaisa Kontrolleri", WRITTEN_ON, WHY)
    row = next(row for row in compute(known, judge(known, Limits())) if row.id == "F1")
    assert row.by_hand == known.by_hand["revenue"]
    assert MetricRow.from_json(row.to_json()) == row


def test_the_margin_too(account):
    write(account)
    write(account, measure="margin", amount_eur=Decimal(50))
    assert facts_of(account).margin_pct_month == Decimal(20)


def test_what_the_import_brings_takes_its_place(account):
    write(account)
    make_figure(account, AUGUST, 300)
    known = facts_of(account)
    assert (known.rev_month, dict(known.by_hand)) == (Decimal(300), {})


def test_a_target_alone_brings_no_revenue(account):
    write(account)
    MonthlyFigure.objects.create(account=account, month=AUGUST, target_revenue_eur=Decimal(400))
    known = facts_of(account)
    assert (known.rev_month, "revenue" in known.by_hand) == (Decimal(250), True)


def test_before_it_was_written_it_was_not_known(account):
    write(account)
    assert facts_of(account, datetime.date(2026, 9, 7)).rev_month is None


def test_other_months_and_accounts_are_left_alone(account):
    other = make_account()
    write(other)
    write(account, month=JULY)
    assert facts_of(account).rev_month is None

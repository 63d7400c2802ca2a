"""Sums of the ledgers by account and month."""

import datetime
from decimal import Decimal

import pytest

from accounts_app.actions.figures import summarise
from accounts_app.models import Account, CostRow, MonthlyFigure, RevenueRow, Service, TargetRow
from tests.factories import make_account

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)


def invoice(account: Account, amount: str, **values: object) -> RevenueRow:
    service = Service.objects.get_or_create(name="Ylläpitosiivous")[0]
    return RevenueRow.objects.create(
        account=account,
        customer_number=account.customer_numbers.get(),
        service=service,
        month=AUGUST,
        amount_eur=Decimal(amount),
        row_key=f"{account.pk}-{RevenueRow.objects.count()}",
        **values,
    )


def test_rows_are_summed_to_the_cent() -> None:
    account = make_account()
    invoice(account, "100.10")
    invoice(account, "-0.20", is_credit=True)
    invoice(account, "50.00", is_big_project=True)
    CostRow.objects.create(account=account, month=AUGUST, line="revenue", amount_eur=Decimal("149.90"))
    CostRow.objects.create(account=account, month=AUGUST, line="wages", amount_eur=Decimal("120.00"))
    CostRow.objects.create(account=account, month=AUGUST, line="margin", amount_eur=Decimal("29.90"))
    TargetRow.objects.create(account=account, month=AUGUST, measure="revenue", amount_eur=160)
    assert summarise() == 1
    figure = MonthlyFigure.objects.get()
    assert figure.revenue_eur == Decimal("149.90")
    assert figure.big_project_eur == Decimal("50.00")
    assert (figure.cost_revenue_eur, figure.margin_eur) == (Decimal("149.90"), Decimal("29.90"))
    assert (figure.target_revenue_eur, figure.target_margin_eur) == (160, None)


def test_a_second_run_changes_nothing() -> None:
    invoice(make_account(), "10.00")
    summarise()
    assert summarise() == 0


def test_a_month_whose_rows_are_gone_is_gone() -> None:
    row = invoice(make_account(), "10.00")
    summarise()
    row.delete()
    assert summarise() == 1
    assert not MonthlyFigure.objects.exists()


def test_only_the_asked_accounts_and_months_are_summed() -> None:
    one, other = make_account(), make_account()
    invoice(one, "10.00")
    invoice(other, "20.00")
    assert summarise(accounts=[one], months=[AUGUST]) == 1
    assert MonthlyFigure.objects.get().account == one

"""Revenue, margin, targets, big projects and receivables (domain.md 1.3, 1.4 F1–F3, F5, 5.4)."""

from datetime import date
from decimal import Decimal

import pytest

from accounts_app.models import Account
from config.common.month import months_between
from reporting.facts import money
from reporting.facts.period import Period
from tests.factories import make_account, make_figure, make_invoice

pytestmark = pytest.mark.django_db
AUGUST = Period(date(2026, 8, 1), date(2026, 9, 11))
HISTORY = months_between(date(2025, 1, 1), date(2026, 8, 1))


def read(account: Account, period: Period = AUGUST) -> dict[str, object]:
    return money.read({account.pk: account.relationship_started_on}, period)[account.pk]


def with_history(account: Account, skip: tuple[date, ...] = (), **values: object) -> Account:
    for month in HISTORY:
        if month not in skip:
            make_figure(account, month, 1000 + month.month, **values)
    return account


def test_plain_account() -> None:
    fields = read(with_history(make_account()))
    eight_months = Decimal(8 * 1000 + 36)
    assert fields["rev_ytd"] == fields["rev_prev_ytd"] == fields["rev_target_ytd"] == eight_months
    assert fields["rev_r12"] == Decimal(12 * 1000 + 78)
    assert fields["rev_month"] == Decimal(1008)
    assert fields["rev_prev_month"] == Decimal(1008)
    assert fields["margin_pct"] == fields["margin_target"] == fields["margin_pct_month"] == 20
    assert fields["margin_eur_ytd"] == fields["margin_eur_prev_ytd"] == eight_months / 5
    assert fields["prev_base_missing"] is False
    assert "has_big_projects" not in fields


def test_a_gap_blocks_the_figures_of_the_period_only() -> None:
    fields = read(with_history(make_account(), skip=(date(2026, 3, 1),)))
    assert fields["rev_ytd"] is None
    assert fields["margin_pct"] is None
    assert fields["rev_target_ytd"] is None
    assert fields["rev_r12"] is None
    assert fields["rev_prev_ytd"] is not None
    assert fields["rev_month"] == Decimal(1008)
    assert fields["prev_base_missing"] is False


def test_missing_newest_month_is_no_zero() -> None:
    fields = read(with_history(make_account(), skip=(date(2026, 8, 1),)))
    assert fields["rev_month"] is None
    assert fields["rev_ytd"] is None


def test_months_before_the_relationship_are_a_true_zero() -> None:
    account = make_account(relationship_started_on=date(2026, 5, 20))
    for month in months_between(date(2026, 6, 1), date(2026, 8, 1)):  # first invoice a month later
        make_figure(account, month, 500)
    fields = read(account)
    assert fields["rev_ytd"] == fields["rev_r12"] == 1500
    assert fields["rev_prev_ytd"] == 0


def test_history_that_begins_too_late_is_no_comparison() -> None:
    account = make_account()
    for month in months_between(date(2025, 3, 1), date(2026, 8, 1)):
        make_figure(account, month)
    fields = read(account)
    assert fields["rev_prev_ytd"] is None
    assert fields["prev_base_missing"] is True


def test_nothing_known_of_an_old_account() -> None:
    fields = read(make_account())
    assert fields["rev_ytd"] is None
    assert fields["prev_base_missing"] is False


def test_margin_is_a_share_of_the_ledger_or_of_the_invoicing() -> None:
    ledger = with_history(make_account(), cost_revenue_eur=Decimal(2000), margin_eur=Decimal(500))
    assert read(ledger)["margin_pct"] == 25
    invoiced = make_account()
    for month in HISTORY:
        make_figure(invoiced, month, 1000, cost_revenue_eur=None, margin_eur=Decimal(-100))
    assert read(invoiced)["margin_pct"] == -10


def test_a_target_for_part_of_the_period_is_no_target() -> None:
    account = with_history(make_account(), skip=(date(2026, 2, 1),))
    make_figure(account, date(2026, 2, 1), 1002, target_revenue_eur=None, target_margin_eur=None)
    fields = read(account)
    assert fields["rev_ytd"] == 8036
    assert fields["rev_target_ytd"] is None
    assert fields["margin_target"] is None


def test_big_projects_leave_actual_and_last_year() -> None:
    account = with_history(make_account(), skip=(date(2026, 2, 1), date(2025, 4, 1)))
    make_figure(account, date(2026, 2, 1), 5000, big_project_eur=Decimal(4000))
    make_figure(account, date(2025, 4, 1), 1500, big_project_eur=Decimal(300))
    fields = read(account)
    assert fields["has_big_projects"] is True
    assert fields["rev_ytd_comparable"] == fields["rev_ytd"] - 4000
    assert fields["rev_prev_ytd_comparable"] == fields["rev_prev_ytd"] - 300
    assert fields["rev_target_ytd_comparable"] == fields["rev_target_ytd"]
    assert fields["rev_r12_comparable"] == fields["rev_r12"] - 4000


def test_later_months_are_not_known() -> None:
    account = with_history(make_account())
    fields = read(account, Period(date(2026, 6, 1), date(2026, 7, 10)))
    assert fields["rev_ytd"] == 6 * 1000 + 21
    assert fields["rev_month"] == 1006


def receivables(account: Account, as_of: date = date(2026, 9, 11)) -> tuple[object, object]:
    fields = read(account, Period(date(2026, 8, 1), as_of))
    return fields["recv30"], fields["recv60"]


def test_receivables_are_unknown_until_somebody_keeps_invoices() -> None:
    account = make_account()
    assert receivables(account) == (None, None)
    make_invoice(make_account(), date(2026, 5, 1))
    assert receivables(account) == (0, 0)


def test_more_than_thirty_and_sixty_days_past_due() -> None:
    account = make_account()
    make_invoice(account, date(2026, 8, 12), 1)  # 30 days
    make_invoice(account, date(2026, 8, 11), "20.10")
    make_invoice(account, date(2026, 7, 13), "300.20")  # 60 days
    make_invoice(account, date(2026, 7, 12), "4000.30")
    assert receivables(account) == (Decimal("4320.60"), Decimal("4000.30"))


def test_paid_by_the_day_is_not_open_and_paid_later_is() -> None:
    account = make_account()
    make_invoice(account, date(2026, 6, 1), 100, paid_on=date(2026, 9, 11))
    make_invoice(account, date(2026, 6, 1), 200, paid_on=date(2026, 9, 12))
    assert receivables(account) == (200, 200)
    assert receivables(account, date(2026, 9, 12)) == (0, 0)


def test_a_year_ago_is_known_only_of_invoices_kept_then() -> None:
    account, period = make_account(), Period(date(2026, 8, 1), date(2026, 9, 11))
    make_invoice(account, date(2026, 1, 1), 100)
    assert read(account, period)["recv30_prev"] is None
    make_invoice(account, date(2025, 8, 11), 40, paid_on=date(2025, 9, 12))
    make_invoice(account, date(2025, 8, 12), 3, paid_on=date(2025, 9, 12))  # 30 days
    make_invoice(account, date(2025, 6, 1), 500, paid_on=date(2025, 9, 11))
    assert read(account, period)["recv30_prev"] == 40
    assert read(make_account(), period)["recv30_prev"] == 0


def test_an_invoice_due_later_does_not_show() -> None:
    account = make_account()
    make_invoice(account, date(2026, 8, 20), 100)
    assert receivables(account) == (0, 0)
    assert receivables(account, date(2026, 9, 20)) == (100, 0)

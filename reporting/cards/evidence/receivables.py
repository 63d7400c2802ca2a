"""Contracts and projects behind the order book, and invoices past due (domain.md 1.4 F4, F5). Three queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from accounts_app.models import OpenInvoice
from config.common.month import add_months
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Table, Tables, evidence, exact, iso, table
from reporting.facts.money import OVERDUE_DAYS
from reporting.facts.order_book import MONTHS_AHEAD, Agreed, agreed, months_ahead
from reporting.facts.projects import is_active, known_projects, left_to_invoice

CONTRACT_COLUMNS = "contract starts_on ends_on month_price_eur months_ahead left_eur"
PROJECT_COLUMNS = "project name contract_eur invoiced_eur left_eur"
INVOICE_COLUMNS = "invoice due_on days amount_eur"


@evidence("F4")
def order_book(chunk: Chunk) -> dict[int, Tables]:
    """Each contract in force with the months it still brings, now and a year ago, and each active project."""
    period, found = chunk.period, ByAccount()
    last_year = add_months(period.month, -MONTHS_AHEAD)
    for account_id, contracts in agreed(chunk.ids, period).items():
        now = _contracts("order_book", contracts, period.month, period.as_of)
        before = _contracts("order_book_before", contracts, last_year, period.year_ago, of="previous")
        found.add(account_id, "F4", now, before)
    for account_id, projects in known_projects(chunk.ids, period.as_of).items():
        rows: list[Row] = [
            (one.number, one.name, exact(one.contract_eur), exact(one.invoiced_eur), exact(left_to_invoice([one])))
            for one in projects
            if is_active(one, period.as_of)
        ]
        found.add(account_id, "F4", table("projects_to_invoice", PROJECT_COLUMNS, sorted(rows)))
    return dict(found.found)


def _contracts(
    name: str, contracts: Iterable[Agreed], month: datetime.date, on: datetime.date, of: str = "period"
) -> Table:
    rows: list[Row] = []
    for one in sorted(contracts, key=lambda one: one.contract_no):
        if one.holds(on):
            months = months_ahead(one, month, on)
            price = one.monthly_price_eur
            ends_on = iso(one.last_on(on))
            rows.append((one.contract_no, iso(one.starts_on), ends_on, exact(price), months, exact(price * months)))
    return table(name, CONTRACT_COLUMNS, rows, of=of)


@evidence("F5")
def receivables(chunk: Chunk) -> dict[int, Tables]:
    """Invoices more than 30 days past due at the cut-off and a year ago: number, day and sum, never their lines."""
    found = ByAccount()
    moments = (("invoices", chunk.period.as_of, "period"), ("invoices_before", chunk.period.year_ago, "previous"))
    overdue = [_overdue(chunk, on) for _name, on, _of in moments]
    for account_id in chunk.ids:
        for (name, _on, of), rows in zip(moments, overdue, strict=True):
            found.add(account_id, "F5", table(name, INVOICE_COLUMNS, rows.get(account_id, []), of=of))
    return dict(found.found)


def _overdue(chunk: Chunk, on: datetime.date) -> dict[int, list[Row]]:
    """The oldest first."""
    unpaid = Q(paid_on__isnull=True) | Q(paid_on__gt=on)
    late = Q(due_on__lt=on - timedelta(days=OVERDUE_DAYS["recv30"]))
    found: dict[int, list[Row]] = defaultdict(list)
    rows = OpenInvoice.objects.filter(unpaid, late, account__in=chunk.ids).order_by("due_on", "invoice_no")
    for account_id, number, due_on, amount in rows.values_list("account_id", "invoice_no", "due_on", "amount_eur"):
        found[account_id].append((number, iso(due_on), (on - due_on).days, exact(amount)))
    return found

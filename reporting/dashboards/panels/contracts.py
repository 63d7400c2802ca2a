"""Contracts with their ends, and the customer's tenders."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from accounts_app.models import Contract, Tender
from reporting.dashboards.panels.question import Question

PLAN_DAYS = 270  # rule R29: a main contract without a plan is amber from here (domain.md 2.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """A contract that has not ended. `days` to its end is None when it runs until further notice."""

    contract_no: str
    services: str
    starts_on: datetime.date
    ends_on: datetime.date | None
    days: int | None
    notice_months: int | None
    has_renewal_plan: bool
    needs_plan: bool  # it ends so soon that a plan should be in force
    responsible: str
    monthly_price_eur: Decimal | None  # only for those who see the contract itself
    notice_given_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ContractsPanel:
    """The contracts, the nearest end first, and the open tenders."""

    contracts: tuple[ContractRow, ...]
    tenders: tuple[Tender, ...]
    shows_money: bool


def contracts_panel(question: Question) -> ContractsPanel:
    """Two queries."""
    rows = Contract.objects.filter(account=question.account).exclude(ends_on__lt=question.on)
    found = [_row(question, row) for row in rows.select_related("responsible").order_by("starts_on", "pk")]
    found.sort(key=lambda row: (row.ends_on is None, row.ends_on or datetime.date.max))
    tenders = Tender.objects.filter(account=question.account, closed_on__isnull=True).select_related("responsible")
    return ContractsPanel(tuple(found), tuple(tenders.order_by("announced_on")), question.rights.contract_documents)


def _row(question: Question, contract: Contract) -> ContractRow:
    days = (contract.ends_on - question.on).days if contract.ends_on else None
    noticed = contract.notice_given_on is not None and contract.notice_withdrawn_on is None
    return ContractRow(
        contract_no=contract.contract_no,
        services=contract.services_text,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        days=days,
        notice_months=contract.notice_months,
        has_renewal_plan=contract.has_renewal_plan,
        needs_plan=days is not None and days <= PLAN_DAYS and not contract.has_renewal_plan,
        responsible=contract.responsible.name if contract.responsible else "",
        monthly_price_eur=contract.monthly_price_eur if question.rights.contract_documents else None,
        notice_given_on=contract.notice_given_on if noticed else None,
    )

"""Contracts of an account, and tenders of the customer (rules R29 and R30)."""

from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.contract import ContractForm, TenderForm
from accounts_app.models import Contract, Tender
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import day

PAPERS = "contract_documents"  # the price and the contract itself are not part of the summary


def _contracts(context: Context) -> QuerySet[Contract]:
    """Contracts in force first, the nearest end on top."""
    rows = Contract.objects.filter(account=context.account).select_related("responsible")
    has_ended = Case(When(ends_on__lt=context.on, then=1), default=0)
    return rows.order_by(has_ended, F("ends_on").asc(nulls_last=True), "pk")


def _plan(row: Any) -> str:
    if not row.has_renewal_plan:
        return ""
    step = ", ".join(part for part in (row.renewal_next_step, day(row.renewal_next_on)) if part)
    return f"{gettext('in force')}: {step}"


def _notice(row: Any) -> str:
    if row.notice_withdrawn_on:
        return gettext("withdrawn %(day)s") % {"day": day(row.notice_withdrawn_on)}
    return gettext("given %(day)s") % {"day": day(row.notice_given_on)} if row.notice_given_on else ""


def _tenders(context: Context) -> QuerySet[Tender]:
    """Open tenders first."""
    rows = Tender.objects.filter(account=context.account).select_related("responsible")
    return rows.order_by(F("closed_on").desc(nulls_first=True), "-announced_on", "-pk")


register(
    RecordKind(
        code="contract",
        model=Contract,
        form=ContractForm,
        title=_("Contracts"),
        add=_("Add a contract"),
        change=_("Change the contract"),
        empty=_("No contract is in the register."),
        help=_("A contract that ends soon without a renewal plan, and a notice given, colour the account."),
        columns=(
            Column(label=_("Contract"), value=lambda row: row.contract_no),
            Column(label=_("Services"), value=lambda row: row.services_text),
            Column(label=_("Starts"), value=lambda row: row.starts_on, kind="day"),
            Column(
                label=_("Ends"), value=lambda row: day(row.ends_on) if row.ends_on else gettext("until further notice")
            ),
            Column(label=_("Renewal plan"), value=_plan),
            Column(label=_("Responsible"), value=lambda row: row.responsible),
            Column(label=_("Notice"), value=_notice),
            Column(label=_("€ per month"), value=lambda row: row.monthly_price_eur, kind="money", needs=PAPERS),
            Column(label=_("Document"), value=lambda row: row.document_url, kind="link", needs=PAPERS),
        ),
        rows=_contracts,
        reads="contracts",
        may_delete=False,
        beside=("tender",),
    ),
    RecordKind(
        code="tender",
        model=Tender,
        form=TenderForm,
        title=_("Tenders of the customer"),
        add=_("Add a tender"),
        change=_("Change the tender"),
        empty=_("The customer has not asked for offers on what we do."),
        help=_("A tender with a bid plan colours the account amber; without one after ten working days, red."),
        columns=(
            Column(label=_("Announced"), value=lambda row: row.announced_on, kind="day"),
            Column(label=_("Schedule"), value=lambda row: row.schedule),
            Column(
                label=_("Bid plan"), value=lambda row: gettext("in force") if row.has_bid_plan else gettext("missing")
            ),
            Column(label=_("Responsible"), value=lambda row: row.responsible),
            Column(label=_("Closed on"), value=lambda row: row.closed_on, kind="day"),
        ),
        rows=_tenders,
        reads="contracts",
        beside=("contract",),
    ),
)

"""Contracts, notices, tenders, risks and key contacts (domain.md 1.4 K1–K5, 2.2 R29–R32). Five queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from accounts_app.models import Contract, Risk, Tender
from config.common.working_days import working_days_between
from reporting.facts import deciders
from reporting.facts.period import Period
from reporting.facts.types import ContractFact, TenderFact

FOLLOW_UP_DAYS = 30  # a withdrawn notice and a tender that ended are followed this long (domain.md 2.5)
REVIEW_DAYS = 30  # a risk review may be this late
MONTHS = 12
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class RunningContract:
    """A contract in force on the day."""

    name: str
    ends_on: date | None
    monthly_price_eur: Decimal
    has_plan: bool
    notice_given_on: date | None
    notice_withdrawn_on: date | None


def read(revenue_r12: Mapping[int, Decimal | None], period: Period) -> dict[int, dict[str, Any]]:
    """The contract and risk fields of AccountFacts; `revenue_r12` maps account ids to the base of the shares."""
    ids = revenue_r12.keys()
    contracts, tenders, risks = (
        running_contracts(ids, period.as_of),
        known_tenders(ids, period),
        open_risks(ids, period.as_of),
    )
    contacts = deciders.read(ids, period)
    return {
        account_id: {
            **_expiry_fields(expiring(contracts.get(account_id, []), revenue_r12[account_id], period.as_of)),
            **_notice_fields(contracts.get(account_id, []), period),
            **_tender_fields(tenders.get(account_id, []), period),
            **_risk_fields(risks.get(account_id, []), period),
            **contacts.get(account_id, {}),
        }
        for account_id in ids
    }


def running_contracts(ids: Collection[int], on: date) -> dict[int, list[RunningContract]]:
    """Contracts begun and not ended by the day. One query."""
    columns = (
        "account_id",
        "contract_no",
        "ends_on",
        "monthly_price_eur",
        "has_renewal_plan",
        "notice_given_on",
        "notice_withdrawn_on",
    )
    found: dict[int, list[RunningContract]] = defaultdict(list)
    rows = Contract.objects.current(on).filter(account__in=ids).order_by("contract_no").values_list(*columns)
    for account_id, *values in rows:
        found[account_id].append(RunningContract(*values))
    return found


def expiring(contracts: Sequence[RunningContract], revenue_r12: Decimal | None, on: date) -> tuple[ContractFact, ...]:
    """Contracts with an end, the nearest first, with their share of R12 revenue (monthly price × 12 / R12)."""
    found = [
        ContractFact(
            name=contract.name,
            days=(contract.ends_on - on).days,
            share_pct=contract.monthly_price_eur * MONTHS * HUNDRED / revenue_r12 if revenue_r12 else None,
            has_plan=contract.has_plan,
            ends_on=contract.ends_on,
        )
        for contract in contracts
        if contract.ends_on is not None
    ]
    return tuple(sorted(found, key=lambda contract: (contract.days, contract.name)))


def _expiry_fields(contracts: tuple[ContractFact, ...]) -> dict[str, Any]:
    if not contracts:
        return {"contracts": ()}
    nearest = contracts[0]
    return {
        "contracts": contracts,
        "contract_days": nearest.days,
        "contract_share": nearest.share_pct,
        "renewal_plan": nearest.has_plan,
        "contract_name": nearest.name,
        "contract_ends_on": nearest.ends_on,
    }


def _notice_fields(contracts: Sequence[RunningContract], period: Period) -> dict[str, Any]:
    on = period.as_of
    given = [day for contract in contracts if (day := _notice_in_force(contract, on)) is not None]
    withdrawn = [
        contract.notice_withdrawn_on
        for contract in contracts
        if contract.notice_withdrawn_on and period.ago(FOLLOW_UP_DAYS) <= contract.notice_withdrawn_on <= on
    ]
    return {
        "notice": bool(given),
        "notice_withdrawn_30d": bool(withdrawn),
        "notice_on": max(given or withdrawn, default=None),
    }


def _notice_in_force(contract: RunningContract, on: date) -> date | None:
    """The day notice was given, when it is known by the day and not withdrawn by then."""
    given, withdrawn = contract.notice_given_on, contract.notice_withdrawn_on
    if given is None or given > on:
        return None
    return None if withdrawn is not None and withdrawn <= on else given


def known_tenders(ids: Collection[int], period: Period) -> dict[int, list[Tender]]:
    """Tenders open on the day or over for at most 30 days, the oldest first. One query."""
    known = Q(announced_on__lte=period.as_of)
    alive = Q(closed_on__isnull=True) | Q(closed_on__gte=period.ago(FOLLOW_UP_DAYS))
    found: dict[int, list[Tender]] = defaultdict(list)
    for tender in Tender.objects.filter(known & alive, account__in=ids).order_by("announced_on", "pk"):
        found[tender.account_id].append(tender)
    return found


def _tender_fields(tenders: Sequence[Tender], period: Period) -> dict[str, Any]:
    """The open tender that is worst prepared; a plan without a responsible person is no plan (R30)."""
    is_open = [tender for tender in tenders if tender.closed_on is None or tender.closed_on > period.as_of]
    facts = [
        TenderFact(
            has_plan=tender.has_bid_plan and tender.responsible_id is not None,
            age_working_days=working_days_between(tender.announced_on, period.as_of),
            schedule=tender.schedule,
        )
        for tender in is_open
    ]
    worst = min(facts, key=lambda tender: (tender.has_plan, -(tender.age_working_days or 0)), default=None)
    return {"tender": worst, "tender_ended_30d": not is_open and bool(tenders)}


def open_risks(ids: Collection[int], on: date) -> dict[int, list[Risk]]:
    """Risks open on the day. One query."""
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    rows = Risk.objects.filter(still_open, account__in=ids, opened_on__lte=on).select_related("owner").order_by("pk")
    found: dict[int, list[Risk]] = defaultdict(list)
    for risk in rows:
        found[risk.account_id].append(risk)
    return found


def _risk_fields(risks: Sequence[Risk], period: Period) -> dict[str, Any]:
    on = period.as_of
    largest = max(risks, key=lambda risk: risk.score, default=None)
    reviews = [
        (risk.review_on, "" if risk.is_internal else risk.name)
        for risk in risks
        if risk.review_on and risk.review_on < on
    ]
    late = [review for review in reviews if (on - review[0]).days > REVIEW_DAYS]
    fields: dict[str, Any] = {"risk_max": largest.score if largest else 0, "risk_review_overdue": len(late)}
    if largest:
        fields["risk_is_internal"] = largest.is_internal
    if largest and not largest.is_internal:  # the colour counts an internal risk, its words stay with owner and board
        fields |= {
            "risk_name": largest.name,
            "risk_probability": largest.probability,
            "risk_impact": largest.impact,
            "risk_owner": largest.owner.name if largest.owner else "",
            "risk_review_on": largest.review_on,
        }
    if late:
        oldest_on, name = min(late)
        fields |= {"risk_review_name": name, "risk_review_days": (on - oldest_on).days}
    return fields

"""Contracts, tenders, risks, decision makers and opportunities behind K1–K5 and P4 (domain.md 1.4). Five queries."""

from collections import defaultdict

from django.db.models import Max, Q

from accounts_app.models import Contact, Meeting, Opportunity
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Tables, evidence, exact, iso, table
from reporting.facts.contracts import RunningContract, known_tenders, open_risks, running_contracts
from reporting.facts.growth import closed_stages
from reporting.facts.order_book import MONTHS_AHEAD
from reporting.facts.types import AccountFacts

CONTRACT_COLUMNS = "contract ends_on days month_price_eur share_pct has_plan"
NOTICE_COLUMNS = "contract given_on withdrawn_on"
TENDER_COLUMNS = "announced_on schedule has_plan closed_on"
RISK_COLUMNS = "risk probability impact points review_on"
DECIDER_COLUMNS = "role met_on"
OPPORTUNITY_COLUMNS = "opportunity service town value_eur stage has_step"
HUNDRED = 100


@evidence("K1", "K2", "K4")
def contracts(chunk: Chunk) -> dict[int, Tables]:
    """Contracts in force with their end and share of revenue, notices given, and tenders. Two queries."""
    found = ByAccount()
    running, tenders = running_contracts(chunk.ids, chunk.period.as_of), known_tenders(chunk.ids, chunk.period)
    for account_id, fact in chunk.facts.items():
        own = running.get(account_id, [])
        found.add(account_id, "K1 K2", table("contracts", CONTRACT_COLUMNS, _contracts(own, fact)))
        notices: list[Row] = [
            (one.name, iso(one.notice_given_on), iso(one.notice_withdrawn_on)) for one in own if one.notice_given_on
        ]
        found.add(account_id, "K4", table("notices", NOTICE_COLUMNS, notices, of="month"))
        asked: list[Row] = [
            (iso(one.announced_on), one.schedule, int(one.has_bid_plan), iso(one.closed_on))
            for one in tenders.get(account_id, ())
        ]
        found.add(account_id, "K4", table("tenders", TENDER_COLUMNS, asked, of="month"))
    return dict(found.found)


def _contracts(contracts: list[RunningContract], fact: AccountFacts) -> list[Row]:
    """The one that ends first on top, those until further notice last."""
    rows: list[Row] = []
    for one in sorted(contracts, key=lambda one: (one.ends_on is None, one.ends_on or fact.as_of, one.name)):
        days = (one.ends_on - fact.as_of).days if one.ends_on else None
        price = one.monthly_price_eur
        share = price * MONTHS_AHEAD * HUNDRED / fact.rev_r12 if fact.rev_r12 else None
        rows.append((one.name, iso(one.ends_on), days, exact(price), exact(share, 1), int(one.has_plan)))
    return rows


@evidence("K3")
def risks(chunk: Chunk) -> dict[int, Tables]:
    """Open risks, the largest first; of an internal one nothing but its points. One query."""
    found = ByAccount()
    known = open_risks(chunk.ids, chunk.period.as_of)
    for account_id in chunk.ids:
        rows: list[Row] = []
        for one in sorted(known.get(account_id, ()), key=lambda one: (-one.score, one.is_internal, one.name, one.pk)):
            if one.is_internal:
                rows.append((None, None, None, one.score, None))
            else:
                rows.append((one.name, one.probability, one.impact, one.score, iso(one.review_on)))
        found.add(account_id, "K3", table("risks", RISK_COLUMNS, rows, of="month"))
    return dict(found.found)


@evidence("K5")
def deciders(chunk: Chunk) -> dict[int, Tables]:
    """Decision makers in place by their role only, and the day each was last met within 12 months. One query."""
    period, found = chunk.period, ByAccount()
    in_place = Q(left_on__isnull=True) | Q(left_on__gt=period.as_of)
    met = Q(
        meetings__state=Meeting.State.HELD,
        meetings__meets_on__gt=period.year_ago,
        meetings__meets_on__lte=period.as_of,
    )
    rows = Contact.objects.filter(in_place, account__in=chunk.ids, buying_role=Contact.BuyingRole.DECIDER)
    known: dict[int, list[Row]] = defaultdict(list)
    counted = rows.annotate(met_on=Max("meetings__meets_on", filter=met)).order_by("met_on")
    for account_id, role, met_on in counted.values_list("account_id", "buying_role", "met_on"):
        known[account_id].append((role, iso(met_on)))
    for account_id, own in known.items():
        ordered = sorted(own, key=lambda row: str(row[1] or ""), reverse=True)
        found.add(account_id, "K5", table("deciders", DECIDER_COLUMNS, ordered, of="month"))
    return dict(found.found)


@evidence("P4")
def opportunities(chunk: Chunk) -> dict[int, Tables]:
    """Open opportunities, the largest first. One query."""
    found = ByAccount()
    rows = Opportunity.objects.filter(account__in=chunk.ids).exclude(closed_stages())
    known: dict[int, list[Opportunity]] = defaultdict(list)
    for one in rows:
        known[one.account_id].append(one)
    for account_id in chunk.ids:
        ordered = sorted(known.get(account_id, ()), key=lambda one: (-(one.value_eur or 0), one.code))
        lines: list[Row] = [
            (one.name, one.service_name, one.town_name, exact(one.value_eur), one.stage, int(one.next_step != ""))
            for one in ordered
        ]
        found.add(account_id, "P4", table("opportunities", OPPORTUNITY_COLUMNS, lines))
    return dict(found.found)

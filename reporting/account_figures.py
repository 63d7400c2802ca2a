"""The figures of accounts for one month as plain JSON values, under the names used in control totals of deliveries.

Keys that speak of a period carry its months: `revenue_ytd_2026_1_8`, `csat_5_2026`. Everything comes from the collector
or from a few grouped reads beside it; the number of queries does not depend on the number of accounts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from accounts_app.models import (
    Account,
    Assignment,
    CareHours,
    Complaint,
    Contract,
    CustomerNumber,
    MonthlyFigure,
    Opportunity,
    SurveyWave,
)
from config.common.month import add_months
from config.common.rounding import ratio_pct, round_half_up
from reporting.facts.collect import PHASES, collect
from reporting.facts.customer import WaveResult, received_between, survey_waves
from reporting.facts.period import Period, span
from reporting.facts.quality import (
    MeasuredSite,
    critical_below_twice,
    measured_sites,
    share_within,
    unweighted_score,
)
from reporting.facts.types import AccountFacts

COVERAGE_DAYS = 45
HISTORY_MONTHS = 24
HALF_YEAR = 6
SHOWN_WAVES = 2
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is read beside the collector, by account id."""

    numbers: Mapping[int, list[str]]
    owners: Mapping[int, str]
    ranks: Mapping[int, int]
    sites: Mapping[int, list[MeasuredSite]]
    last_24m: Mapping[int, int]
    last_6m: Mapping[int, int]
    waves: Mapping[int, list[WaveResult]]
    asked: Sequence[SurveyWave]
    contracts: Mapping[int, int]
    hours: Mapping[int, Decimal]
    opportunities: Mapping[int, int]


def account_figures(accounts: Iterable[Account], *, month: date, as_of: date) -> list[Figures]:
    """One mapping per account, the largest first; `no` is its place among all accounts by R12 revenue."""
    chosen = list(accounts)
    period = Period(month, as_of)
    facts = collect(chosen, month=month, as_of=as_of)
    beside = _read([account.pk for account in chosen], period)
    last = len(beside.ranks) + 1
    order = sorted(zip(chosen, facts, strict=True), key=lambda pair: (beside.ranks.get(pair[0].pk, last), pair[0].pk))
    return [_figures(account, known, period, beside) for account, known in order]


def _read(ids: Collection[int], period: Period) -> _Beside:
    as_of = period.as_of
    waves = SurveyWave.objects.filter(month__lte=as_of).order_by("-month", "-pk")[:SHOWN_WAVES]
    return _Beside(
        numbers=_customer_numbers(ids),
        owners=_owners(ids, as_of),
        ranks=_ranks(period),
        sites=measured_sites(ids, as_of),
        last_24m=_complaints(ids, add_months(period.month, 1 - HISTORY_MONTHS), as_of),
        last_6m=_complaints(ids, period.months_ago(HALF_YEAR), as_of),
        waves=survey_waves(ids, as_of),
        asked=list(waves),
        contracts=dict(
            Contract.objects.filter(account__in=ids).values_list("account").annotate(Count("pk")).order_by()
        ),
        hours=_hours(ids, period),
        opportunities=dict(
            Opportunity.objects.filter(account__in=ids).values_list("account").annotate(Count("pk")).order_by()
        ),
    )


def _ranks(period: Period) -> dict[int, int]:
    """Place of every account by its revenue of R12."""
    first, last = span(period.r12)
    rows = MonthlyFigure.objects.filter(month__range=(first, last), revenue_eur__isnull=False).values("account_id")
    order = rows.annotate(total=Sum("revenue_eur")).order_by("-total", "account_id")
    return {row["account_id"]: place for place, row in enumerate(order, start=1)}


def _customer_numbers(ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = CustomerNumber.objects.filter(account__in=ids).order_by("number")
    for account_id, number in rows.values_list("account_id", "number"):
        found[account_id].append(number)
    return found


def _owners(ids: Collection[int], on: date) -> dict[int, str]:
    rows = (
        Assignment.objects.current(on).filter(account__in=ids, role=Assignment.Role.OWNER).order_by("-starts_on", "-pk")
    )
    return dict(rows.values_list("account_id", "person__name"))


def _complaints(ids: Collection[int], first: date, last: date) -> dict[int, int]:
    rows = Complaint.objects.filter(received_between(first, last), account__in=ids)
    return dict(rows.values_list("account").annotate(Count("pk")).order_by())


def _hours(ids: Collection[int], period: Period) -> dict[int, Decimal]:
    rows = CareHours.objects.filter(account__in=ids, worked_on__range=span(period.kausi)).values("account_id")
    sums = rows.annotate(total=Sum("hours")).order_by()
    return {row["account_id"]: round_half_up(row["total"], 2) for row in sums}


def _figures(account: Account, facts: AccountFacts, period: Period, beside: _Beside) -> Figures:
    return {
        "no": beside.ranks.get(account.pk),
        "account": account.name,
        "business_id": account.business_id,
        "customer_numbers": beside.numbers.get(account.pk, []),
        "model": account.care_model,
        "owner": beside.owners.get(account.pk),
        "phase": PHASES[account.stage],
        **_money(facts, period),
        **_quality(beside.sites.get(account.pk, []), facts, period.as_of),
        **_complaint_figures(account.pk, facts, beside),
        **_survey(beside.waves.get(account.pk, []), beside.asked),
        **_care(account.pk, facts, period, beside),
        "shown": account.status,
    }


def _money(facts: AccountFacts, period: Period) -> Figures:
    year, month = period.month.year, period.month.month
    change = ratio_pct(_minus(facts.rev_ytd, facts.rev_prev_ytd), facts.rev_prev_ytd)
    return {
        "revenue_r12": cents(facts.rev_r12),
        f"revenue_ytd_{year}_1_{month}": cents(facts.rev_ytd),
        f"revenue_same_period_{year - 1}": cents(facts.rev_prev_ytd),
        "revenue_change_pct": plain(change),
        "target_revenue_ytd": cents(facts.rev_target_ytd),
        "revenue_index_pct": plain(ratio_pct(facts.rev_ytd, facts.rev_target_ytd)),
        "margin_ytd": cents(facts.margin_eur_ytd),
        "margin_pct_ytd": tenth(facts.margin_pct),
        "target_margin_pct_ytd": tenth(facts.margin_target),
        f"margin_same_period_{year - 1}": cents(facts.margin_eur_prev_ytd),
    }


def _minus(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left - right


def _quality(sites: Sequence[MeasuredSite], facts: AccountFacts, on: date) -> Figures:
    rounds = [site.rounds[0][0] for site in sites if site.rounds]
    return {
        "sites": facts.sites_active,
        "critical_sites": sum(site.is_critical for site in sites),
        "supervisor_positions": facts.sup_positions,
        "supervisor_changes_r12": facts.sup_changes_r12,
        "rounds_r3_planned": facts.rounds_planned_r3,
        "rounds_r3_done": facts.rounds_done_r3,
        "rounds_ytd_planned": facts.rounds_ytd_planned,
        "rounds_ytd_done": facts.rounds_ytd_done,
        "quality_score_weighted": tenth(facts.score_avg),
        "quality_score_unweighted": tenth(unweighted_score(sites)),
        "sites_below_80": [f"{site.name} {round_half_up(site.score_pct, 1)}" for site in facts.sites_below_names],
        "critical_below_twice": [
            [site.name, tenth(site.previous_pct), tenth(site.latest_pct)] for site in critical_below_twice(sites)
        ],
        "coverage_45d_pct": plain(share_within(sites, on, COVERAGE_DAYS)),
        "last_round": max(rounds).isoformat() if rounds else None,
    }


def _complaint_figures(account_id: int, facts: AccountFacts, beside: _Beside) -> Figures:
    return {
        "complaints_24m": beside.last_24m.get(account_id, 0),
        "complaints_r3": facts.complaints_r3,
        "complaints_last_6m": beside.last_6m.get(account_id, 0),
        "complaints_open": facts.complaints_open,
        "complaints_overdue": facts.compl_overdue,
        "complaints_max_days_overdue": facts.compl_overdue_max_days,
        "critical_open": facts.critical_open,
    }


def _survey(waves: Sequence[WaveResult], asked: Sequence[SurveyWave]) -> Figures:
    """The latest two waves of the company; an account without answers has n = 0."""
    own = {wave.name: wave for wave in waves}
    found: Figures = {}
    for wave in asked:
        result = own.get(wave.name)
        figures: Figures = {"n": result.answers if result else 0}
        mean = tenth(result.mean) if result else None
        if (wave.scale_low, wave.scale_high) == (1, 5):
            figures |= {
                "mean": mean,
                "promoters": result.promoters if result else 0,
                "detractors": result.detractors if result else 0,
            }
        else:
            figures["mean_converted"] = mean
        found[f"csat_{wave.month.month}_{wave.month.year}"] = figures
    return found


def _care(account_id: int, facts: AccountFacts, period: Period, beside: _Beside) -> Figures:
    ends = [
        {
            "contract": contract.name,
            "ends": contract.ends_on.isoformat() if contract.ends_on else None,
            "days": contract.days,
            "share_pct": tenth(contract.share_pct),
        }
        for contract in facts.contracts
    ]
    met = facts.last_meeting_on
    return {
        "contracts": beside.contracts.get(account_id, 0),
        "contract_ends": ends,
        f"care_hours_{period.month.year}_1_{period.month.month}": plain(beside.hours.get(account_id, Decimal(0))),
        "opportunities": beside.opportunities.get(account_id, 0),
        "last_director_meeting": met.isoformat() if met else None,
        "days_since_meeting": facts.days_since_meeting,
    }


def plain(value: Decimal | None) -> int | float | None:
    """A JSON number: whole values without decimals, others by their shortest text."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def cents(value: Decimal | None) -> int | float | None:
    """Euros with two decimals."""
    return None if value is None else plain(round_half_up(value, 2))


def tenth(value: Decimal | None) -> int | float | None:
    """A share or a score with one decimal."""
    return None if value is None else plain(round_half_up(value, 1))

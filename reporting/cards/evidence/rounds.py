"""Rounds and sites behind the quality figures (domain.md 1.4 Q1–Q4). Six queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Count, Q, Sum

from accounts_app.models import QualityRound
from config.common.month import parse_month
from config.common.rounding import ratio_pct
from reporting.cards.evidence.registry import (
    ByAccount,
    Chunk,
    Row,
    Table,
    Tables,
    evidence,
    exact,
    iso,
    table,
    year_month,
)
from reporting.facts.period import span
from reporting.facts.quality import MeasuredSite, capped_weights, is_below, latest_rounds, measured_sites, site_label

MONTH_COLUMNS = "month planned done share_pct"
ROUND_COLUMNS = "site planned_on done_on score_pct"
SCORE_COLUMNS = "month rounds score_sum"
SITE_COLUMNS = "site done_on score_pct is_valid interval_months is_critical weight_eur"
BELOW_COLUMNS = "site done_on score_pct is_critical"


@evidence("Q1")
def rounds(chunk: Chunk) -> dict[int, Tables]:
    """Planned and done by month, and the rounds themselves: missed ones of the period, all of the last three months."""
    period, found = chunk.period, ByAccount()
    by_month, single = _planned_by_month(chunk), _single_rounds(chunk)
    for account_id in chunk.ids:
        own = by_month.get(account_id, [])
        for name, months, of in (
            ("rounds_by_month", {*period.kausi, *period.r3}, "period"),
            ("rounds_by_month_before", set(period.kausi_before), "previous"),
        ):
            rows = [
                (iso(month), planned, done, exact(ratio_pct(done, planned), 1))
                for month, planned, done in own
                if month in months
            ]
            counted = sum(planned for month, planned, _done in own if month in months)
            found.add(account_id, "Q1", table(name, MONTH_COLUMNS, rows, of=of, counted=counted))
        found.add(account_id, "Q1", table("rounds", ROUND_COLUMNS, single.get(account_id, [])))
    return dict(found.found)


def _planned_by_month(chunk: Chunk) -> dict[int, list[tuple[datetime.date, int, int]]]:
    """Month, planned and done slots, the oldest month first. One query."""
    period = chunk.period
    slots = QualityRound.objects.filter(
        site__account__in=chunk.ids, planned_on__range=span([period.first_month, period.month])
    ).exclude(state=QualityRound.State.CANCELLED)
    found: dict[int, list[tuple[datetime.date, int, int]]] = defaultdict(list)
    done = Count("pk", filter=Q(done_on__lte=period.as_of))
    months = slots.annotate(in_month=year_month("planned_on")).order_by("in_month")
    grouped = months.values_list("site__account_id", "in_month").annotate(planned=Count("pk"), done=done)
    for account_id, month, planned, number in grouped:
        found[account_id].append((parse_month(month), planned, number))
    return found


def _single_rounds(chunk: Chunk) -> dict[int, list[Row]]:
    """Missed ones first. One query."""
    period = chunk.period
    missed = Q(done_on__isnull=True) | Q(done_on__gt=period.as_of)
    wanted = Q(planned_on__range=span(period.r3)) | missed & Q(planned_on__range=span(period.kausi))
    slots = QualityRound.objects.filter(wanted, site__account__in=chunk.ids)
    columns = ("site__account_id", "site__name", "site__town__name", "planned_on", "done_on", "score_pct")
    found: dict[int, list[Row]] = defaultdict(list)
    for account_id, name, town, planned_on, done_on, score in slots.exclude(
        state=QualityRound.State.CANCELLED
    ).values_list(*columns):
        known = done_on if done_on is not None and done_on <= period.as_of else None
        row = (site_label(name, town), iso(planned_on), iso(known), exact(score, 1) if known else None)
        found[account_id].append(row)
    return {pk: sorted(rows, key=lambda row: (row[2] is not None, row[1], str(row))) for pk, rows in found.items()}


@evidence("Q2", "Q3", "Q4")
def sites(chunk: Chunk) -> dict[int, Tables]:
    """Each active site with its latest round and weight, those below the limit now and a year ago, scores by month."""
    on, before = chunk.period.as_of, chunk.period.year_ago
    measured, scores = measured_sites(chunk.ids, on), _scores_by_month(chunk)
    then = latest_rounds(chunk.ids, before, active_on=on)
    found = ByAccount()
    for account_id in chunk.ids:
        own = measured.get(account_id, [])
        old = [replace(site, rounds=tuple(then[site.site_id])) for site in own if site.site_id in then]
        found.add(account_id, "Q2 Q4", table("sites", SITE_COLUMNS, _sites(own, on), of="month"))
        found.add(account_id, "Q2", *_score_tables(chunk, scores.get(account_id, [])))
        found.add(account_id, "Q3", _below("sites_below", own, on, "month"))
        found.add(account_id, "Q3", _below("sites_below_before", old, before, "previous"))
    return dict(found.found)


def _sites(sites: Sequence[MeasuredSite], on: datetime.date) -> list[Row]:
    """Sites without a valid round first, then the lowest score; the weight is that of the mean, empty outside it."""
    valid = [site for site in sites if site.is_valid(on)]
    counted = [site for site in valid or sites if site.score_pct is not None]
    weights = dict(
        zip((site.site_id for site in counted), capped_weights([one.monthly_value_eur for one in counted]), strict=True)
    )
    ordered = sorted(sites, key=lambda site: (site.is_valid(on), site.score_pct or 0, site.label, site.site_id))
    return [
        (
            site.label,
            iso(site.rounds[0][0]) if site.rounds else None,
            exact(site.score_pct, 1),
            int(site.is_valid(on)),
            site.interval_months,
            int(site.is_critical),
            exact(weights.get(site.site_id)),
        )
        for site in ordered
    ]


def _below(name: str, sites: Iterable[MeasuredSite], on: datetime.date, of: str) -> Table:
    below = [
        (site.score_pct, site.label, site.rounds[0][0], site.is_critical)
        for site in sites
        if site.is_valid(on) and site.score_pct is not None and is_below(site.score_pct)
    ]
    rows = [(label, iso(day), exact(score, 1), int(critical)) for score, label, day, critical in sorted(below)]
    return table(name, BELOW_COLUMNS, rows, of=of)


def _scores_by_month(chunk: Chunk) -> dict[int, list[tuple[datetime.date, int, str | None]]]:
    """Month of doing, scored rounds and the sum of their scores, the oldest month first. One query."""
    period = chunk.period
    scored = QualityRound.objects.filter(
        site__account__in=chunk.ids,
        score_pct__isnull=False,
        done_on__range=(period.kausi_before[0], min(span(period.kausi)[1], period.as_of)),
    )
    found: dict[int, list[tuple[datetime.date, int, str | None]]] = defaultdict(list)
    months = scored.annotate(in_month=year_month("done_on")).order_by("in_month")
    grouped = months.values_list("site__account_id", "in_month").annotate(n=Count("pk"), total=Sum("score_pct"))
    for account_id, month, number, total in grouped:
        found[account_id].append((parse_month(month), number, exact(total, 1)))
    return found


def _score_tables(chunk: Chunk, scores: Iterable[tuple[datetime.date, int, str | None]]) -> list[Table]:
    known = list(scores)
    return [
        table(
            name,
            SCORE_COLUMNS,
            [(iso(month), number, total) for month, number, total in known if month in months],
            of=of,
            counted=sum(number for month, number, _total in known if month in months),
        )
        for name, months, of in (
            ("scores_by_month", chunk.period.kausi, "period"),
            ("scores_by_month_before", chunk.period.kausi_before, "previous"),
        )
    ]

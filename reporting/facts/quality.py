"""Quality rounds, scores and audits of accounts (domain.md 1.4 Q1–Q5). Five queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, Sum, Window
from django.db.models.functions import RowNumber

from accounts_app.models import QualityRound, Site
from config.common.rounding import ratio_pct, round_half_up
from reporting.facts import audits
from reporting.facts.period import Period, span
from reporting.facts.types import CriticalSite, SiteScore
from reporting.freshness import round_validity_days
from teams.models import in_force

SITE_LIMIT_PCT = Decimal("80.0")  # a site below this is below the limit (R08)
MAX_WEIGHT = Decimal("0.25")  # one site weighs at most a quarter of the contract value of all
TWO_ROUNDS = 2
MEASURED_COLUMNS = (  # of a site, in the order `MeasuredSite` takes them
    "pk",
    "name",
    "town__name",
    "is_critical",
    "monthly_value_eur",
    "visit_interval_months",
    "starts_on",
)
LOOK_BACK_DAYS = 730  # older rounds say nothing even of sites visited twice a year


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredSite:
    """An active site with the scores of its last rounds, newest first."""

    site_id: int
    label: str  # "Koivula, Jyväskylä"
    is_critical: bool
    monthly_value_eur: Decimal
    interval_months: int
    starts_on: date
    rounds: tuple[tuple[date, Decimal], ...] = ()  # day and score of the latest two rounds

    @property
    def score_pct(self) -> Decimal | None:
        """Score of the latest round."""
        return self.rounds[0][1] if self.rounds else None

    def is_valid(self, on: date) -> bool:
        """The latest round is young enough to speak for the site (domain.md 1.4 Q4)."""
        return bool(self.rounds) and (on - self.rounds[0][0]).days <= round_validity_days(self.interval_months)


def site_label(name: str, town: str) -> str:
    """A site as printed, with its town once."""
    return name if name.endswith(f", {town}") else f"{name}, {town}"


def measured_sites(ids: Collection[int], on: date) -> dict[int, list[MeasuredSite]]:
    """Active sites of each account with the latest two rounds known on the day. Two queries."""
    rounds = latest_rounds(ids, on, active_on=on)
    found: dict[int, list[MeasuredSite]] = defaultdict(list)
    rows = (
        Site.objects.filter(in_force(on), account__in=ids).values_list("account_id", *MEASURED_COLUMNS).order_by("pk")
    )
    for account_id, site_id, name, town, critical, value, interval, starts_on in rows:
        site = MeasuredSite(
            site_id=site_id,
            label=site_label(name, town),
            is_critical=critical,
            monthly_value_eur=value,
            interval_months=interval,
            starts_on=starts_on,
            rounds=tuple(rounds.get(site_id, ())),
        )
        found[account_id].append(site)
    return found


def latest_rounds(ids: Collection[int], on: date, *, active_on: date) -> dict[int, list[tuple[date, Decimal]]]:
    """Day and score of the latest two rounds known `on` a day at each site active on another, newest first."""
    done = QualityRound.objects.filter(
        in_force(active_on, "site__"),
        site__account__in=ids,
        done_on__lte=on,
        done_on__gt=on - timedelta(days=LOOK_BACK_DAYS),
        score_pct__isnull=False,
    )
    order = [F("done_on").desc(), F("pk").desc()]
    numbered = done.annotate(place=Window(RowNumber(), partition_by=[F("site_id")], order_by=order))
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = numbered.filter(place__lte=TWO_ROUNDS).order_by("site_id", "place")
    # Neither the day nor the score is empty: the filter above says so.
    known: Iterable[tuple[int, Any, Any]] = rows.values_list("site_id", "done_on", "score_pct")
    for site_id, done_on, score in known:
        found[site_id].append((done_on, score))
    return found


def is_below(score_pct: Decimal) -> bool:
    """Below the limit of a site, decided on the printed value."""
    return round_half_up(score_pct, 1) < SITE_LIMIT_PCT


def weighted_score(sites: Sequence[MeasuredSite]) -> Decimal | None:
    """Mean of the latest rounds weighted with contract value, %; None without any round."""
    scored = [(site.score_pct, site.monthly_value_eur) for site in sites if site.score_pct is not None]
    if not scored:
        return None
    weights = capped_weights([value for _, value in scored])
    weighted = sum((score * weight for (score, _), weight in zip(scored, weights, strict=True)), Decimal(0))
    return weighted / sum(weights)


def capped_weights(values: Sequence[Decimal]) -> list[Decimal]:
    """Weights of the sites: their value, cut to a quarter of the whole; the same for all when no value is known."""
    most = sum(values, Decimal(0)) * MAX_WEIGHT
    return [min(value, most) for value in values] if most > 0 else [Decimal(1)] * len(values)


@dataclass(frozen=True, slots=True)
class Quality:
    """What was read of one account: fields of AccountFacts, and what its freshness depends on."""

    fields: dict[str, Any]
    round_sign_on: date | None  # last sign of life of its quality log
    shortest_interval: int  # months


def read(ids: Collection[int], period: Period, *, has_feed: bool) -> dict[int, Quality]:
    """The quality of each account. With a feed, an account without any round has planned none: 0, not unknown."""
    sites = measured_sites(ids, period.as_of)
    counts, audited = _round_counts(ids, period), audits.read(ids, period)
    before = latest_rounds(ids, period.year_ago, active_on=period.as_of)
    found = {}
    for account_id in ids:
        own, numbers = sites.get(account_id, []), counts.get(account_id, {})
        fields = {
            **_site_fields(own, period.as_of),
            **_round_fields(numbers, 0 if has_feed else None),
            "sites_below_prev": _below_before(own, before, period.year_ago),
            **audited.get(account_id, {}),
        }
        shortest = min((site.interval_months for site in own), default=1)
        found[account_id] = Quality(fields, _last_sign(numbers, own), shortest)
    return found


def _site_fields(sites: Sequence[MeasuredSite], on: date) -> dict[str, Any]:
    valid = [site for site in sites if site.is_valid(on)]
    below = sites_below(valid)
    critical = critical_below_twice(valid)
    return {
        "sites_active": len(sites),
        "sites_measured": len(valid),
        # With nothing valid the last known score is still printed, in grey (domain.md 1.7).
        "score_avg": weighted_score(valid or sites),
        "sites_below": len(below),
        "sites_below_names": below,
        "critical_site_fail2": bool(critical),
        "critical_site": critical[0] if critical else None,
    }


def sites_below(sites: Iterable[MeasuredSite]) -> tuple[SiteScore, ...]:
    """Sites whose latest round is below the limit, worst first."""
    found = [
        SiteScore(name=site.label, score_pct=site.score_pct, is_critical=site.is_critical)
        for site in sites
        if site.score_pct is not None and is_below(site.score_pct)
    ]
    return tuple(sorted(found, key=lambda site: (site.score_pct, site.name)))


def critical_below_twice(sites: Iterable[MeasuredSite]) -> list[CriticalSite]:
    """Critical sites below the limit on their two latest rounds, worst first."""
    found = [
        CriticalSite(name=site.label, previous_pct=site.rounds[1][1], latest_pct=site.rounds[0][1])
        for site in sites
        if site.is_critical
        and len(site.rounds) >= TWO_ROUNDS
        and all(is_below(score) for _, score in site.rounds[:TWO_ROUNDS])
    ]
    return sorted(found, key=lambda site: (site.latest_pct, site.name))


def _round_counts(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """Slots planned and done by period, sums of scores and the last sign of life, one row per account. One query."""
    slot = ~Q(state=QualityRound.State.CANCELLED)
    done = slot & Q(done_on__lte=period.as_of)
    counts: dict[str, Any] = {}
    periods = {"month": [period.month], "r3": period.r3, "ytd": period.kausi, "prev": period.kausi_before}
    for name, months in periods.items():
        planned_in = Q(planned_on__range=span(months))
        counts[f"{name}_planned"] = Count("pk", filter=slot & planned_in)
        counts[f"{name}_done"] = Count("pk", filter=done & planned_in)
    for name in ("ytd", "prev"):
        scored = Q(done_on__range=span(periods[name]), done_on__lte=period.as_of, score_pct__isnull=False)
        counts[f"{name}_score_sum"] = Sum("score_pct", filter=scored)
        counts[f"{name}_score_n"] = Count("pk", filter=scored)
    counts["last_planned_on"] = Max("planned_on", filter=Q(planned_on__lte=period.as_of))
    counts["last_done_on"] = Max("done_on", filter=Q(done_on__lte=period.as_of))
    rows = QualityRound.objects.filter(site__account__in=ids).values(account_id=F("site__account_id"))
    return {row["account_id"]: dict(row) for row in rows.annotate(**counts).order_by()}


def _round_fields(counts: dict[str, Any], none_planned: int | None) -> dict[str, Any]:
    names = {"r3": "r3", "month": "month", "ytd": "ytd", "prev": "prev_ytd"}
    fields: dict[str, Any] = {"score_ytd_mean": _mean(counts, "ytd"), "score_prev": _mean(counts, "prev")}
    for short, name in names.items():
        for what in ("planned", "done"):
            field = f"rounds_{what}_r3" if short == "r3" else f"rounds_{name}_{what}"
            fields[field] = counts.get(f"{short}_{what}", none_planned)
    return fields


def _mean(counts: dict[str, Any], name: str) -> Decimal | None:
    score_sum, number = counts.get(f"{name}_score_sum"), counts.get(f"{name}_score_n")
    # Scores have one decimal; rounding the sum first removes the noise of a database that adds in binary.
    return round_half_up(score_sum, 1) / number if score_sum is not None and number else None


def _below_before(sites: Sequence[MeasuredSite], rounds: dict[int, list[tuple[date, Decimal]]], on: date) -> int | None:
    """How many of today's sites were below the limit a year ago; None when none was measured then."""
    then = [replace(site, rounds=tuple(rounds[site.site_id])) for site in sites if site.site_id in rounds]
    valid = [site for site in then if site.is_valid(on)]
    return len(sites_below(valid)) if valid else None


def _last_sign(counts: dict[str, Any], sites: Sequence[MeasuredSite]) -> date | None:
    """The last planned or done round; before the first one the start of the oldest site is the sign of life."""
    days = [day for day in (counts.get("last_planned_on"), counts.get("last_done_on")) if day is not None]
    return max(days) if days else min((site.starts_on for site in sites), default=None)


def unweighted_score(sites: Sequence[MeasuredSite]) -> Decimal | None:
    """Plain mean of the latest rounds of the sites."""
    scores = [site.score_pct for site in sites if site.score_pct is not None]
    return sum(scores, Decimal(0)) / len(scores) if scores else None


def share_within(sites: Sequence[MeasuredSite], on: date, days: int) -> Decimal | None:
    """Sites with a round at most `days` old out of all, %, one decimal."""
    young = [site for site in sites if site.rounds and (on - site.rounds[0][0]).days <= days]
    return ratio_pct(len(young), len(sites))

"""Complaints and survey answers of accounts (domain.md 1.4 C1–C8, 2.2 R12). Eight queries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Sum

from accounts_app.models import Complaint, SurveyAnswer
from config.common.clock import HELSINKI
from config.common.month import rolling
from config.common.rounding import round_half_up
from reporting.facts import first_response, low_answers, pulse, resolution
from reporting.facts.period import Period, moments, span
from reporting.facts.quality import site_label
from reporting.facts.types import CriticalComplaint

FOLLOW_UP_DAYS = 30  # a closed critical complaint is followed this long (R15)
REPEAT_DAYS = 90
HALF_YEAR = 6  # months
SCORE_DECIMALS = 3  # stored precision of an answer


@dataclass(frozen=True, slots=True)
class Customer:
    """What was read of one account: fields of AccountFacts, and the month of its latest survey wave."""

    fields: dict[str, Any]
    wave_month: date | None


def read(ids: Collection[int], period: Period, *, has_feed: bool, has_survey: bool) -> dict[int, Customer]:
    """The customer's voice of each account. Without a complaint feed or a survey its counts are unknown, not zero."""
    counts, critical, repeats = _counts(ids, period), _critical(ids, period), _repeats(ids, period)
    answered, low = first_response.read(ids, period), low_answers.read(ids, period)
    waves = survey_waves(ids, period.as_of)
    grades, times = pulse.read(ids, period), resolution.read(ids, period)
    none = 0 if has_feed else None
    found = {}
    for account_id in ids:
        own = waves.get(account_id, [])
        due, within = answered.get(account_id, (none, none))
        fields = {
            **_count_fields(counts.get(account_id, {}), period, has_feed=has_feed),
            **_critical_fields(critical.get(account_id, []), period, has_feed=has_feed),
            **repeats.get(account_id, {"repeat_max": none}),
            "fr_n": due,
            "fr_within": within,
            **low.get(account_id, low_answers.nothing(has_survey)),
            **_survey_fields(own),
            **grades.get(account_id, {"pulse_n": 0}),
            **times.get(account_id, {}),
        }
        found[account_id] = Customer(fields, own[0].month if own else None)
    return found


def received_between(first: date, last: date) -> Q:
    """Complaints received from the first to the last day, Helsinki time."""
    start, end = moments(first, last)
    return Q(received_at__gte=start, received_at__lt=end)


def is_open(on: date) -> Q:
    """Complaints received and not closed by the end of the day."""
    _, end = moments(on, on)
    return Q(received_at__lt=end) & (Q(closed_on__isnull=True) | Q(closed_on__gt=on))


def _counts(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """Complaints received by period and open now, one row per account. One query."""
    open_now = is_open(period.as_of)
    overdue = open_now & Q(due_on__lt=period.as_of)
    numbers = Complaint.objects.filter(account__in=ids).values("account_id")
    numbers = numbers.annotate(
        complaints_month=Count("pk", filter=received_between(*span([period.month]))),
        complaints_r3=Count("pk", filter=received_between(*span(period.r3))),
        complaints_ytd=Count("pk", filter=received_between(*span(period.kausi))),
        complaints_prev_ytd=Count("pk", filter=received_between(*span(period.kausi_before))),
        complaints_6m=Count("pk", filter=received_between(*span(rolling(period.month, HALF_YEAR)))),
        complaints_open=Count("pk", filter=open_now),
        compl_overdue=Count("pk", filter=overdue),
        oldest_due_on=Min("due_on", filter=overdue),
    )
    return {row["account_id"]: dict(row) for row in numbers.order_by()}


COUNTED = (
    "complaints_month",
    "complaints_r3",
    "complaints_ytd",
    "complaints_prev_ytd",
    "complaints_6m",
    "complaints_open",
    "compl_overdue",
)


def _count_fields(counts: dict[str, Any], period: Period, *, has_feed: bool) -> dict[str, Any]:
    none = 0 if has_feed else None
    fields: dict[str, Any] = {name: counts.get(name, none) for name in COUNTED}
    oldest = counts.get("oldest_due_on")
    fields["compl_overdue_max_days"] = (period.as_of - oldest).days if oldest else none
    return fields


def _critical(ids: Collection[int], period: Period) -> dict[int, list[CriticalComplaint]]:
    """Critical complaints open now or closed in the last 30 days: open first, the oldest first. One query."""
    just_closed = Q(closed_on__range=(period.ago(FOLLOW_UP_DAYS), period.as_of))
    rows = Complaint.objects.filter(is_open(period.as_of) | just_closed, account__in=ids)
    columns = ("account_id", "category", "number", "site__name", "site__town__name", "received_at", "closed_on")
    found: dict[int, list[CriticalComplaint]] = defaultdict(list)
    critical = rows.filter(severity=Complaint.Severity.CRITICAL).order_by("received_at", "pk").values_list(*columns)
    for account_id, category, number, site, town, received_at, closed_on in critical:
        known_close = closed_on if closed_on is not None and closed_on <= period.as_of else None
        complaint = CriticalComplaint(
            title=category or number,
            site_name=site_label(site, town) if site else "",
            opened_on=received_at.astimezone(HELSINKI).date(),
            closed_on=known_close,
        )
        found[account_id].append(complaint)
    return found


def _critical_fields(complaints: Sequence[CriticalComplaint], period: Period, *, has_feed: bool) -> dict[str, Any]:
    """Closed ones are followed whether or not the customer's acceptance is recorded: never straight to green."""
    none = None if not has_feed and not complaints else 0
    still_open = [complaint for complaint in complaints if complaint.closed_on is None]
    closed = [complaint for complaint in complaints if complaint.closed_on is not None]
    closed.sort(key=lambda complaint: complaint.closed_on or period.as_of)
    return {
        "critical_open": len(still_open) or none,
        "critical_closed_30d": len(closed) or none,
        "critical_complaint": still_open[0] if still_open else closed[-1] if closed else None,
    }


def _repeats(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The fault with the most complaints of one site and category in 90 days. One query."""
    recent = Complaint.objects.filter(
        received_between(period.ago(REPEAT_DAYS - 1), period.as_of), account__in=ids, site__isnull=False
    ).exclude(category="")
    groups = recent.values_list("account_id", "site_id", "category", "site__name", "site__town__name")
    faults: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for account_id, _site, category, name, town, number in groups.annotate(number=Count("pk")).order_by():
        faults[account_id].append((-number, site_label(name, town), category))
    return {account_id: _repeat_fields(min(own)) for account_id, own in faults.items()}


def _repeat_fields(fault: tuple[int, str, str]) -> dict[str, Any]:
    number, site, category = fault
    return {"repeat_max": -number, "repeat_site": site, "repeat_category": category}


@dataclass(frozen=True, slots=True)
class WaveResult:
    """The answers of one account in one survey wave."""

    month: date
    name: str
    is_converted: bool  # the wave used another scale than 1–5
    answers: int
    mean: Decimal  # 1–5, unrounded
    promoters: int  # would recommend 9–10
    detractors: int  # would recommend 0–6
    recommends: int = 0  # answers with a recommendation at all
    is_anonymous: bool = False  # some of its answers are


def survey_waves(ids: Collection[int], on: date) -> dict[int, list[WaveResult]]:
    """Survey waves of each account answered by the day, newest first. One query."""
    answers = SurveyAnswer.objects.filter(account__in=ids, answered_on__lte=on)
    groups = answers.values(
        "account_id", month=F("wave__month"), name=F("wave__name"), low=F("wave__scale_low"), high=F("wave__scale_high")
    ).annotate(
        number=Count("pk"),
        score_sum=Sum("score"),
        promoters=Count("pk", filter=Q(recommend__gte=9)),
        detractors=Count("pk", filter=Q(recommend__lte=6)),
        recommends=Count("recommend"),
        anonymous=Count("pk", filter=Q(is_anonymous=True)),
        last_on=Max("answered_on"),
    )
    found: dict[int, list[WaveResult]] = defaultdict(list)
    for row in groups.order_by("account_id", "-month", "-last_on"):
        result = WaveResult(
            month=row["month"],
            name=row["name"],
            is_converted=(row["low"], row["high"]) != (1, 5),
            answers=row["number"],
            mean=round_half_up(row["score_sum"], SCORE_DECIMALS) / row["number"],
            promoters=row["promoters"],
            detractors=row["detractors"],
            recommends=row["recommends"],
            is_anonymous=row["anonymous"] > 0,
        )
        found[row["account_id"]].append(result)
    return found


def _survey_fields(waves: Sequence[WaveResult]) -> dict[str, Any]:
    """The latest wave and the one before it; no answer at all is a known 0 answers without a mean."""
    latest = waves[0] if waves else None
    before = waves[1] if len(waves) > 1 else None
    return {
        "csat": latest.mean if latest else None,
        "csat_n": latest.answers if latest else 0,
        "csat_month": latest.month if latest else None,
        "csat_prev": before.mean if before else None,
        "csat_prev_n": before.answers if before else None,
        "csat_prev_month": before.month if before else None,
        "nps_anonymous": latest.is_anonymous if latest else False,
        **_nps_fields("nps", latest),
        **_nps_fields("nps_prev", before),
    }


def _nps_fields(name: str, wave: WaveResult | None) -> dict[str, Any]:
    """Recommendations of a wave; 0 when it asked none."""
    counts = (wave.recommends, wave.promoters, wave.detractors) if wave else (None, None, None)
    return dict(zip((f"{name}_n", f"{name}_promoters", f"{name}_detractors"), counts, strict=True))

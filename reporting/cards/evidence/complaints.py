"""Complaints behind C4–C8: numbers, days, sites and kinds, never what was written (domain.md 1.4). One query."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts_app.models import Complaint
from config.common.clock import HELSINKI
from config.common.month import month_of
from config.common.working_days import working_days_between
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Table, Tables, evidence, iso, most_first, table
from reporting.facts.customer import REPEAT_DAYS, is_open, received_between
from reporting.facts.first_response import deadline
from reporting.facts.period import Period, moments, span
from reporting.facts.quality import site_label

RECEIVED_COLUMNS = "complaint received_on site category severity"
MONTH_COLUMNS = "month received"
OPEN_COLUMNS = "complaint received_on severity due_on days"
ANSWER_COLUMNS = "complaint received_at severity answer_by answered_at in_time"
CLOSED_COLUMNS = "complaint received_on closed_on working_days"
REPEAT_COLUMNS = "site category complaints"
COLUMNS = (
    "account_id",
    "number",
    "received_at",
    "site_id",
    "site__name",
    "site__town__name",
    "category",
    "severity",
    "first_response_at",
    "due_on",
    "closed_on",
    "is_accepted",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint as it was known at the cut-off."""

    number: str
    received_at: datetime.datetime
    site_id: int | None
    site_name: str | None
    town: str | None
    category: str
    severity: str
    first_response_at: datetime.datetime | None
    due_on: datetime.date | None
    closed_on: datetime.date | None
    is_accepted: bool | None

    @property
    def received_on(self) -> datetime.date:
        """Day of the receipt in Helsinki."""
        return self.received_at.astimezone(HELSINKI).date()

    @property
    def site(self) -> str:
        """The site as printed; empty for a complaint about the whole account."""
        return site_label(self.site_name, self.town or "") if self.site_name else ""

    def is_open(self, on: datetime.date) -> bool:
        """Received and not closed by the end of the day."""
        return self.received_on <= on and (self.closed_on is None or self.closed_on > on)


@evidence("C4", "C5", "C6", "C7", "C8")
def complaints(chunk: Chunk) -> dict[int, Tables]:
    """For each of the five metrics the complaints it counted."""
    period, found, cases = chunk.period, ByAccount(), _cases(chunk)
    for account_id in chunk.ids:
        own = cases.get(account_id, [])
        now = [case for case in own if _within(case.received_on, period.kausi)]
        before = [case for case in own if _within(case.received_on, period.kausi_before)]
        recent = Counter(month_of(case.received_on) for case in own if _within(case.received_on, period.r3))
        found.add(account_id, "C4", _received(now), _by_month("complaints_recent", recent, period.r3, "period"))
        months = Counter(month_of(case.received_on) for case in before)
        found.add(account_id, "C4", _by_month("complaints_before", months, period.kausi_before, "previous"))
        found.add(account_id, "C5", _open(own, period.as_of))
        found.add(account_id, "C6", _answered(own, period))
        found.add(account_id, "C7", _closed(own, period))
        found.add(account_id, "C8", _repeated(own, period))
    return dict(found.found)


def _cases(chunk: Chunk) -> dict[int, list[Case]]:
    """Complaints any of the figures speaks of, the oldest first. One query."""
    period = chunk.period
    wanted = (
        received_between(period.first_month, period.as_of) | is_open(period.as_of) | Q(closed_on__range=span(period.r3))
    )
    rows = Complaint.objects.filter(wanted, account__in=chunk.ids).order_by("received_at", "number")
    found: dict[int, list[Case]] = defaultdict(list)
    for account_id, *values in rows.values_list(*COLUMNS):
        found[account_id].append(Case(*values))
    return found


def _within(day: datetime.date, months: Sequence[datetime.date]) -> bool:
    first, last = span([*months])
    return first <= day <= last


def _received(cases: Iterable[Case]) -> Table:
    rows: list[Row] = [(case.number, iso(case.received_on), case.site, case.category, case.severity) for case in cases]
    return table("complaints_received", RECEIVED_COLUMNS, rows)


def _by_month(name: str, counted: Counter[datetime.date], months: Iterable[datetime.date], of: str) -> Table:
    rows: list[Row] = [(iso(month), counted[month]) for month in months]
    return table(name, MONTH_COLUMNS, rows, of=of, counted=counted.total())


def _open(cases: Iterable[Case], on: datetime.date) -> Table:
    """The most late first."""
    rows: list[tuple[int, Row]] = []
    for case in cases:
        if case.is_open(on):
            days = max(0, (on - case.due_on).days) if case.due_on else 0
            rows.append((days, (case.number, iso(case.received_on), case.severity, iso(case.due_on), days)))
    return table("complaints_open", OPEN_COLUMNS, most_first(rows), of="month")


def _answered(cases: Iterable[Case], period: Period) -> Table:
    """Complaints of R3 whose answer came or was due by the cut-off, as C6 counts them."""
    first, after = moments(*span(period.r3))
    _, end = moments(period.as_of, period.as_of)
    rows: list[Row] = []
    for case in cases:
        last = deadline(case.received_at, is_critical=case.severity == Complaint.Severity.CRITICAL)
        answered = case.first_response_at if case.first_response_at and case.first_response_at < end else None
        if first <= case.received_at < min(after, end) and (answered or last <= end):
            in_time = answered is not None and answered <= last
            row = (
                case.number,
                _minute(case.received_at),
                case.severity,
                _minute(last),
                _minute(answered),
                int(in_time),
            )
            rows.append(row)
    return table("complaints_answered", ANSWER_COLUMNS, sorted(rows, key=lambda row: (row[5], row[0])), of="month")


def _minute(value: datetime.datetime | None) -> str | None:
    """A moment in Helsinki, to the minute."""
    return None if value is None else value.astimezone(HELSINKI).isoformat(timespec="minutes")


def _closed(cases: Iterable[Case], period: Period) -> Table:
    """Closed in R3 and not refused by the customer, the slowest first."""
    first, last = span(period.r3)
    rows: list[tuple[int, Row]] = []
    for case in cases:
        closed = case.closed_on
        if closed and first <= closed <= min(last, period.as_of) and case.is_accepted is not False:
            days = max(0, working_days_between(case.received_on, closed))
            rows.append((days, (case.number, iso(case.received_on), iso(closed), days)))
    return table("complaints_closed", CLOSED_COLUMNS, most_first(rows), of="month")


def _repeated(cases: Iterable[Case], period: Period) -> Table:
    """Groups of the same site and category in 90 days, the largest first."""
    first = period.ago(REPEAT_DAYS - 1)
    recent = [case for case in cases if first <= case.received_on <= period.as_of and case.site_id and case.category]
    groups = Counter((case.site, case.category, case.site_id) for case in recent)
    rows: list[Row] = [
        (site, category, number)
        for (site, category, _site_id), number in sorted(groups.items(), key=lambda item: (-item[1], item[0]))
    ]
    return table("complaints_repeated", REPEAT_COLUMNS, rows, of="month", counted=len(recent))

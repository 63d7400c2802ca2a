"""Supervisor changes, sites without one and the brief behind H1–H3: days and sites, no names of people. Two queries."""

import datetime
from collections.abc import Iterable, Sequence

from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Table, Tables, evidence, iso, most_first, table
from reporting.facts import briefs
from reporting.facts.briefs import GRACE, Brief
from reporting.facts.people import SupervisedSite, days_without, supervised_sites
from reporting.facts.period import span

CHANGE_COLUMNS = "day sites"
GAP_COLUMNS = "site days"
READER_COLUMNS = "since_on is_read is_late"


@evidence("H1", "H2", "H3")
def supervisors(chunk: Chunk) -> dict[int, Tables]:
    """Changes of R12 and of the twelve months before, the gaps of today, and who has read the brief."""
    on, period, found = chunk.period.as_of, chunk.period, ByAccount()
    known, newest = supervised_sites(chunk.ids, on), briefs.newest(chunk.ids, on)
    for account_id in chunk.ids:
        own = known.get(account_id, [])
        now = _changes("supervisor_changes", own, *span(period.r12))
        before = _changes("supervisor_changes_before", own, *span(period.r12_before), of="previous")
        found.add(account_id, "H1", now, before)
        gaps = [(site.label, days) for site in own if site.is_active and (days := days_without(site, on)) is not None]
        rows = sorted(gaps, key=lambda row: (-row[1], row[0]))
        found.add(account_id, "H2", table("sites_without", GAP_COLUMNS, rows, of="month"))
        if account_id in newest:
            found.add(account_id, "H3", _readers(newest[account_id], own, on))
    return dict(found.found)


def _changes(
    name: str, sites: Iterable[SupervisedSite], first: datetime.date, last: datetime.date, of: str = "period"
) -> Table:
    """One line per change: the day and how many sites changed hands to the same person."""
    counts: dict[tuple[datetime.date, int], int] = {}
    for site in sites:
        for before, row in zip(site.supervisions, site.supervisions[1:], strict=False):
            if before.supervisor_id != row.supervisor_id and first <= row.starts_on <= last:
                key = (row.starts_on, row.supervisor_id)
                counts[key] = counts.get(key, 0) + 1
    rows: list[Row] = [(iso(day), number) for day, number in sorted((day, n) for (day, _who), n in counts.items())]
    return table(name, CHANGE_COLUMNS, rows, of=of)


def _readers(brief: Brief, sites: Sequence[SupervisedSite], on: datetime.date) -> Table:
    """One line per supervisor of today: since when the brief is to be known, whether it is acknowledged, and late."""
    since: dict[int, datetime.date] = {}
    for site in sites:
        for row in site.supervisions if site.is_active else ():
            if row.holds(on):
                since[row.supervisor_id] = min(row.starts_on, since.get(row.supervisor_id, row.starts_on))
    lines: list[tuple[int, Row]] = []
    for person, day in since.items():
        start, is_read = max(day, brief.published_on), person in brief.readers
        is_late = int(not is_read and on - start > GRACE)
        lines.append((is_late, (iso(start), int(is_read), is_late)))
    return table("brief_readers", READER_COLUMNS, most_first(lines), of="month")

"""Supervisors, briefs, support and ownership of accounts (domain.md 1.4 H1–H3, 2.2 R24–R28, 4.4, 4.6).

Three queries and those of ownership.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from accounts_app.models import Site
from accounts_app.ownership import Responsible, Why, responsible_on
from config.common.working_days import working_days_between
from reporting.facts import briefs, support
from reporting.facts.period import Period, span
from reporting.facts.quality import site_label

ONE_DAY = timedelta(days=1)
COVERED = (Why.STAND_IN, Why.DEPUTY, Why.POOL)


@dataclass(frozen=True, slots=True)
class Supervision:
    """Who supervised a site from when to when."""

    supervisor_id: int
    starts_on: date
    ends_on: date | None

    def holds(self, on: date) -> bool:
        """In force on the day."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True, slots=True)
class SupervisedSite:
    """A site with its supervisions known on a day, oldest first."""

    label: str  # "Koivula, Jyväskylä"
    starts_on: date
    is_active: bool
    supervisions: tuple[Supervision, ...]


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The people fields of AccountFacts for each account."""
    sites = supervised_sites(ids, period.as_of)
    responsible = responsible_on(ids, period.as_of)
    published, gaps = briefs.newest(ids, period.as_of), support.read(ids, period.as_of)
    return {
        account_id: {
            **_supervisor_fields(sites.get(account_id, []), period),
            "brief_missing": _unread(published.get(account_id), sites.get(account_id, []), period.as_of),
            **gaps.get(account_id, {}),
            **ownership_fields(responsible[account_id], period.as_of),
        }
        for account_id in ids
    }


def supervised_sites(ids: Collection[int], on: date) -> dict[int, list[SupervisedSite]]:
    """Sites begun by the day with what was known of their supervisors. One query."""
    rows = (
        Site.objects.filter(account__in=ids, starts_on__lte=on)
        .annotate(
            person=F("supervisions__supervisor"), since=F("supervisions__starts_on"), to=F("supervisions__ends_on")
        )
        .order_by("pk", "since")
        .values_list("account_id", "pk", "name", "town__name", "starts_on", "ends_on", "person", "since", "to")
    )
    own: dict[tuple[int, int, str, str, date, bool], list[Supervision]] = defaultdict(list)
    for account_id, site_id, name, town, starts_on, ends_on, person, since, to in rows:
        supervisions = own[account_id, site_id, name, town, starts_on, ends_on is None or ends_on >= on]
        if person is not None and since <= on:
            supervisions.append(Supervision(person, since, to))
    found: dict[int, list[SupervisedSite]] = defaultdict(list)
    for (account_id, _site_id, name, town, starts_on, is_active), supervisions in own.items():
        found[account_id].append(SupervisedSite(site_label(name, town), starts_on, is_active, tuple(supervisions)))
    return found


def _supervisor_fields(sites: Sequence[SupervisedSite], period: Period) -> dict[str, Any]:
    on = period.as_of
    active = [site for site in sites if site.is_active]
    gaps = [days for site in active if (days := days_without(site, on)) is not None]
    changes = supervisor_changes(sites)
    return {
        "sup_changes_r12": _within(changes, *span(period.r12)),
        "sup_changes_prev_r12": _within(changes, *span(period.r12_before)),
        "sup_positions": len({row.supervisor_id for site in active for row in site.supervisions if row.holds(on)}),
        "sites_nosup": len(gaps),
        "sites_nosup_maxdays": max(gaps, default=0),
    }


def _unread(brief: briefs.Brief | None, sites: Iterable[SupervisedSite], on: date) -> int | None:
    now = [row for site in sites if site.is_active for row in site.supervisions if row.holds(on)]
    return briefs.missing(brief, [(row.supervisor_id, row.starts_on) for row in now], on)


def supervisor_changes(sites: Iterable[SupervisedSite]) -> set[tuple[date, int]]:
    """Changes as events (day, new supervisor): one person taking over ten sites on a day is one change (H1)."""
    return {
        (row.starts_on, row.supervisor_id)
        for site in sites
        for before, row in zip(site.supervisions, site.supervisions[1:], strict=False)
        if before.supervisor_id != row.supervisor_id
    }


def _within(changes: Iterable[tuple[date, int]], first: date, last: date) -> int:
    return sum(first <= day <= last for day, _ in changes)


def days_without(site: SupervisedSite, on: date) -> int | None:
    """Days an active site has been without a named supervisor; None when it has one."""
    if any(row.holds(on) for row in site.supervisions):
        return None
    ends = [row.ends_on for row in site.supervisions if row.ends_on is not None]
    since = max([end + ONE_DAY for end in ends], default=site.starts_on)
    return (on - since).days


def ownership_fields(responsible: Responsible, on: date) -> dict[str, Any]:
    """Whether owner and deputy are named, and how long an absence of the owner has been uncovered (R27)."""
    absence = responsible.owner_absence
    uncovered = absence is not None and responsible.why not in COVERED
    days = working_days_between(absence.starts_on - ONE_DAY, on) if absence is not None and uncovered else 0
    return {
        "owner": responsible.owner is not None,
        "deputy": responsible.deputy is not None,
        "owner_absent_wd": days,
    }

"""Sites: critical ones first, then the worst score; on the first screen only those that need a look."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from accounts_app.models import SiteSupervision
from reporting.dashboards.panels.question import Question
from reporting.dashboards.panels.rows import SiteFacts
from reporting.facts.quality import is_below
from teams.models import Person, in_force

SHOWN_FIRST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site of today with its latest round. `score_pct` is None when it was never measured."""

    name: str
    town: str
    is_critical: bool
    score_pct: Decimal | None
    measured_on: datetime.date | None
    is_valid: bool  # the round is young enough to speak for the site
    is_below: bool
    supervisor: Person | None
    monthly_value_eur: Decimal | None  # only with the right to money


@dataclass(frozen=True, slots=True)
class SitesPanel:
    """The sites and how many there are of each sort."""

    sites: tuple[SiteRow, ...]
    total: int
    below: int
    unmeasured: int
    without_supervisor: int
    shows_money: bool


def sites_panel(question: Question) -> SitesPanel:
    """All sites of today: three queries."""
    held = SiteSupervision.objects.filter(in_force(question.on), site__account=question.account)
    rows = held.select_related("supervisor").order_by("starts_on", "pk")
    return _panel(question, {row.site_id: row.supervisor for row in rows})


def worst_sites_panel(question: Question) -> SitesPanel:
    """The first few sites and the counts of all; supervisors stand on the tab of sites."""
    panel = _panel(question, {})
    return replace(panel, sites=panel.sites[:SHOWN_FIRST], shows_money=False)


def _panel(question: Question, supervisors: dict[int, Person]) -> SitesPanel:
    rows = [_row(question, site, supervisors.get(pk)) for pk, site in question.rows.sites.items()]
    rows.sort(key=_order)
    return SitesPanel(
        sites=tuple(rows),
        total=len(rows),
        below=sum(row.is_below and row.is_valid for row in rows),
        unmeasured=sum(not row.is_valid for row in rows),
        without_supervisor=sum(row.supervisor is None for row in rows),
        shows_money=question.rights.money,
    )


def _row(question: Question, site: SiteFacts, supervisor: Person | None) -> SiteRow:
    measured = site.measured
    score = measured.score_pct
    return SiteRow(
        name=site.name.removesuffix(f", {site.town}"),
        town=site.town,
        is_critical=site.is_critical,
        score_pct=score,
        measured_on=measured.rounds[0][0] if measured.rounds else None,
        is_valid=measured.is_valid(question.on),
        is_below=score is not None and is_below(score),
        supervisor=supervisor,
        monthly_value_eur=site.monthly_value_eur if question.rights.money else None,
    )


def _order(row: SiteRow) -> tuple[bool, bool, Decimal, str]:
    return not row.is_critical, row.score_pct is None, row.score_pct or Decimal(0), row.name

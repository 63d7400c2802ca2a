"""Open risks, the largest first; internal ones for those who may read them."""

import datetime
from dataclasses import dataclass

from accounts_app.models import Risk
from reporting.dashboards.panels.question import Question

RED_FROM, AMBER_FROM = 15, 8  # rule R31 (domain.md 2.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """A risk; score = probability × impact, 1–25."""

    name: str
    is_internal: bool
    probability: int
    impact: int
    score: int
    level: str
    owner: str
    review_on: datetime.date | None
    review_days_late: int


@dataclass(frozen=True, slots=True)
class RisksPanel:
    """The open risks."""

    risks: tuple[RiskRow, ...]


def risks_panel(question: Question) -> RisksPanel:
    """One query."""
    rows = Risk.objects.filter(account=question.account, closed_on__isnull=True).select_related("owner")
    if not question.rights.internal_risks:
        rows = rows.filter(is_internal=False)
    found = [_row(risk, question.on) for risk in rows]
    return RisksPanel(tuple(sorted(found, key=lambda row: (-row.score, row.name))))


def _row(risk: Risk, on: datetime.date) -> RiskRow:
    level = "RED" if risk.score >= RED_FROM else "AMBER" if risk.score >= AMBER_FROM else "GREEN"
    return RiskRow(
        name=risk.name,
        is_internal=risk.is_internal,
        probability=risk.probability,
        impact=risk.impact,
        score=risk.score,
        level=level,
        owner=risk.owner.name if risk.owner else "",
        review_on=risk.review_on,
        review_days_late=max(0, (on - risk.review_on).days) if risk.review_on else 0,
    )

"""Why this colour: dimensions, the findings behind each with value, limit and age, and what is missing from whom."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.common.formats import number, percent
from reporting.dashboards.panels.question import Question
from reporting.dashboards.portfolio import months_in_colour
from reporting.dashboards.reasons import Reason, as_reason, findings_of, reasons_of
from reporting.freshness import is_usable
from reporting.rules import RULES, Finding
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import accumulation_sentence, dimension_name, missing_names
from reporting.status import ACCUMULATION, INPUT_DIMENSION

# Where the rows behind a finding stand on the account page: kind of evidence -> tab.
EVIDENCE_TABS = {
    "figures": "overview",
    "rounds": "sites",
    "sites": "sites",
    "supervisors": "sites",
    "complaints": "timeline",
    "meetings": "care",
    "people": "people",
    "contracts": "contracts",
    "risks": "contracts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """One rule of a dimension with what it was decided on."""

    reason: Reason
    value: str
    limit: str
    known_until: datetime.date | None
    tab: str  # the tab with the rows behind it; "" when there is none


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the six dimensions and its rules, the worst first."""

    code: str
    name: str
    level: str
    assessed: tuple[Assessed, ...]
    missing: str  # names of its missing inputs


@dataclass(frozen=True, slots=True)
class Missing:
    """An input the colour needs and does not have, and who brings it.

    Without `known_until` it was never loaded, or (`is_loaded`) the source is fresh and says too little of this account.
    """

    name: str
    who: str
    known_until: datetime.date | None
    is_loaded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPanel:
    """The status of the account and everything that explains it."""

    status: str
    months: int | None
    is_judged: bool
    judged_on: datetime.date | None
    coverage_pct: str
    because: str  # the sentence of a colour no single rule gives
    reasons: tuple[Reason, ...]
    dimensions: tuple[Dimension, ...]
    missing: tuple[Missing, ...]


def status_panel(question: Question) -> StatusPanel:
    """Read from the stored judgement; no query of its own."""
    judgement = question.judgement
    missing = tuple(judgement.missing_inputs) if judgement else ()
    return StatusPanel(
        status=question.account.status,
        months=months_in_colour(question.account.status_since_on, question.on),
        is_judged=judgement is not None,
        judged_on=judgement.judged_on if judgement else None,
        coverage_pct=percent(judgement.coverage_pct, 0) if judgement else "",
        because=accumulation_sentence(question.lang) if judgement and judgement.decided_by == ACCUMULATION else "",
        reasons=reasons_of(judgement, money=question.rights.money, lang=question.lang),
        dimensions=_dimensions(question, missing),
        missing=tuple(_missing(question, name) for name in missing),
    )


def _dimensions(question: Question, missing: tuple[str, ...]) -> tuple[Dimension, ...]:
    judgement = question.judgement
    if judgement is None:
        return ()
    findings = findings_of(judgement)
    return tuple(
        Dimension(
            code=code,
            name=dimension_name(code, question.lang),
            level=judgement.dimensions.get(code, "NA"),
            assessed=_assessed(question, code, findings),
            missing=missing_names([name for name in missing if INPUT_DIMENSION.get(name) == code], question.lang),
        )
        for code in DIMENSIONS
    )


def _assessed(question: Question, code: str, findings: tuple[Finding, ...]) -> tuple[Assessed, ...]:
    order = ["RED", "AMBER", "UNKNOWN", "GREEN", "NA"]
    own = [finding for finding in findings if RULES[finding.rule_id].dimension == code]
    own.sort(key=lambda finding: (order.index(finding.level.value), finding.rule_id))
    return tuple(_one(question, finding) for finding in own)


def _one(question: Question, finding: Finding) -> Assessed:
    reason = as_reason(finding, money=question.rights.money, lang=question.lang)
    kind = finding.evidence[0].partition(":")[0] if finding.evidence else ""
    sources = (question.known_until(name) for name in RULES[finding.rule_id].inputs)
    known = [day for day in sources if day is not None]
    return Assessed(
        reason=reason,
        value=number(reason.value, None) if reason.value is not None else "",
        limit=number(reason.limit, None) if reason.limit is not None and reason.value is not None else "",
        known_until=min(known) if known else None,
        tab=EVIDENCE_TABS.get(kind, ""),
    )


def _missing(question: Question, name: str) -> Missing:
    who = {
        "revenue": _("controller, invoicing of the month"),
        "margin": _("controller, margin report of the month"),
        "rounds": _("supervisors, rounds in the quality system"),
        "scores": _("supervisors, rounds in the quality system"),
        "complaints": _("customer service, complaint register"),
        "csat": _("account director, customer survey with at least five answers"),
        "clock": _("account director, annual clock"),
        "supervisors": _("area directors, list of sites and supervisors"),
        "contracts": _("account director, contract register"),
        "projects": _("project managers, project follow-up"),
    }
    source = "rounds" if name == "scores" else name
    is_loaded = source in question.loads
    words = missing_names([name], question.lang)
    return Missing(words, who.get(name, ""), _last_known(question, source), is_loaded)


def _last_known(question: Question, source: str) -> datetime.date | None:
    """The last day the source says something of this account; a fresh source that says too little has no such day."""
    if source == "rounds":
        days = (site.rounds[0][0] for site in question.rows.sites.values() if site.rounds)
        return max(days, default=None)
    if is_usable(source, question.loads, question.on):
        return None
    return question.known_until(source)

"""Why this colour: dimensions, the findings behind each with value, limit and age, and what is missing from whom."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.common.formats import percent
from reporting.closes_read import months_of
from reporting.dashboards.overrides import StatusOverrideLine, open_override
from reporting.dashboards.panels.question import Question
from reporting.dashboards.reasons import Reason, reasons_of
from reporting.dashboards.why import DimensionLines, dimension_lines
from reporting.freshness import is_usable
from reporting.rules.sentences import accumulation_sentence, missing_names
from reporting.status import ACCUMULATION


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
    account_id: int
    override: StatusOverrideLine | None
    may_override: bool  # the reader may ask for another colour
    override_label: str  # of the link to the page of overrides
    months: int | None
    is_judged: bool
    judged_on: datetime.date | None
    coverage_pct: str
    because: str  # the sentence of a colour no single rule gives
    reasons: tuple[Reason, ...]
    dimensions: tuple[DimensionLines, ...]
    missing: tuple[Missing, ...]


def status_panel(question: Question) -> StatusPanel:
    """Read from the stored judgement; one query of its own when there is an open override."""
    judgement = question.judgement
    missing = tuple(judgement.missing_inputs) if judgement else ()
    override = open_override(question.account, judgement, on=question.on)
    return StatusPanel(
        status=question.account.status,
        account_id=question.account.pk,
        override=override,
        may_override=question.rights.edit or question.rights.worsen,
        override_label=_("The override and its history") if override else _("Show another colour by hand"),
        months=months_of(question.account),
        is_judged=judgement is not None,
        judged_on=judgement.judged_on if judgement else None,
        coverage_pct=percent(judgement.coverage_pct, 0) if judgement else "",
        because=accumulation_sentence(question.lang) if judgement and judgement.decided_by == ACCUMULATION else "",
        reasons=reasons_of(judgement, money=question.rights.money, lang=question.lang),
        dimensions=dimension_lines(question),
        missing=tuple(_missing(question, name) for name in missing),
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

"""Why an account has its colour: dimension → rule → value, limit, day, source, evidence; and what is missing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from config.common.formats import number
from reporting.dashboards.evidence import evidence_address
from reporting.dashboards.panels.question import Question
from reporting.dashboards.reasons import Reason, as_reason, findings_of
from reporting.freshness import State, next_due, state
from reporting.models import SourceLoad
from reporting.rules import RULES, Finding, Level
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import dimension_name, missing_names
from reporting.status import INPUT_DIMENSION

ORDER = (Level.RED, Level.AMBER, Level.UNKNOWN, Level.GREEN, Level.NA)
SOURCE_OF = {"scores": "rounds"}  # inputs that come with another source
STATES = {
    State.FRESH: pgettext_lazy("source", "up to date"),
    State.AGING: pgettext_lazy("source", "ageing"),
    State.STALE: pgettext_lazy("source", "stale"),
    State.MISSING: pgettext_lazy("source", "never loaded"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule of the account with all it was decided on."""

    reason: Reason
    value: str
    limit: str
    since: datetime.date | None  # day the present level began
    source: str  # names of its sources; "" = what people write in this system
    known_until: datetime.date | None
    address: str  # of the rows behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionLines:
    """A dimension with its rules: those that say something, and those that do not concern the account now."""

    code: str
    name: str
    level: str
    since: datetime.date | None
    lines: tuple[RuleLine, ...]
    silent: tuple[RuleLine, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """How fresh a source is and when the next load is due."""

    code: str
    label: str
    state: str
    words: str
    known_until: datetime.date | None
    due_on: datetime.date | None
    is_late: bool


def dimension_lines(question: Question) -> tuple[DimensionLines, ...]:
    """All rules by dimension, the worst first; empty while the account is not judged. No query."""
    judgement = question.judgement
    if judgement is None:
        return ()
    findings = findings_of(judgement)
    return tuple(
        _dimension(question, code, [finding for finding in findings if RULES[finding.rule_id].dimension == code])
        for code in DIMENSIONS
    )


def _dimension(question: Question, code: str, findings: Iterable[Finding]) -> DimensionLines:
    judgement = question.judgement
    stored, since = (judgement.dimensions, judgement.since) if judgement else ({}, {})
    missing = [name for name in (judgement.missing_inputs if judgement else ()) if INPUT_DIMENSION.get(name) == code]
    own = sorted(findings, key=lambda finding: (ORDER.index(finding.level), finding.rule_id))
    lines = [_line(question, finding) for finding in own]
    return DimensionLines(
        code=code,
        name=dimension_name(code, question.lang),
        level=stored.get(code, "NA"),
        since=_day(since.get(code)),
        lines=tuple(line for line in lines if line.reason.level != Level.NA),
        silent=tuple(line for line in lines if line.reason.level == Level.NA),
        missing=missing_names(missing, question.lang),
    )


def _line(question: Question, finding: Finding) -> RuleLine:
    reason = as_reason(finding, money=question.rights.money, lang=question.lang)
    inputs = RULES[finding.rule_id].inputs
    known = [day for name in inputs if (day := question.known_until(SOURCE_OF.get(name, name))) is not None]
    since = question.judgement.since if question.judgement else {}
    return RuleLine(
        reason=reason,
        value=number(reason.value, None) if reason.value is not None else "",
        limit=number(reason.limit, None) if reason.limit is not None and reason.value is not None else "",
        since=_day(since.get(finding.rule_id)),
        source=missing_names(inputs, question.lang),
        known_until=min(known) if known else None,
        address=evidence_address(finding, question.account.pk, question.rights),
    )


def source_lines(question: Question) -> tuple[SourceLine, ...]:
    """Every source with its age on the day and when it is due next (domain.md 1.7). No query."""
    return tuple(_source(question, code) for code in SourceLoad.Source.values)


def _source(question: Question, code: str) -> SourceLine:
    found = state(code, question.loads, question.on)
    due_on = next_due(code, question.loads, question.on)
    return SourceLine(
        code=code,
        label=str(SourceLoad.Source(code).label),
        state=found.value,
        words=str(STATES[found]),
        known_until=question.known_until(code),
        due_on=due_on,
        is_late=due_on is not None and due_on < question.on,
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None

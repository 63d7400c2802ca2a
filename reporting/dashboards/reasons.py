"""Why an account has its colour, in the reader's words, from the judgement as it was stored (domain.md 2.3)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.models import AccountJudgement
from reporting.rules import RULES, Finding, Level
from reporting.rules.levels import SEVERITY
from reporting.rules.sentences import (
    accumulation_sentence,
    grey_sentence,
    sentence,
    title,
)
from reporting.status import ACCUMULATION

MONEY_DIMENSION = "TAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One finding as a reader sees it. Without the right to money a finance finding keeps its name only."""

    rule_id: str
    dimension: str
    level: str
    title: str
    sentence: str
    value: Decimal | int | None
    limit: Decimal | None
    evidence: tuple[str, ...]
    held: bool


def findings_of(judgement: AccountJudgement | None) -> tuple[Finding, ...]:
    """The stored findings of rules still carried; nothing when the account is not judged yet."""
    stored = judgement.findings if judgement is not None else []
    return tuple(Finding.from_json(data) for data in stored if data["rule"] in RULES)


def as_reason(finding: Finding, *, money: bool, lang: str) -> Reason:
    """The finding in words."""
    dimension = RULES[finding.rule_id].dimension
    open_to_reader = money or dimension != MONEY_DIMENSION
    name = title(finding.rule_id, lang)
    return Reason(
        rule_id=finding.rule_id,
        dimension=dimension,
        level=finding.level.value,
        title=name,
        sentence=sentence(finding, lang) if open_to_reader else f"{name}.",
        value=finding.value if open_to_reader else None,
        limit=finding.limit if open_to_reader else None,
        evidence=finding.evidence,
        held=finding.held,
    )


def reasons_of(judgement: AccountJudgement | None, *, money: bool, lang: str) -> tuple[Reason, ...]:
    """The amber and red findings, the most severe first, then by rule."""
    found = [finding for finding in findings_of(judgement) if finding.level in (Level.AMBER, Level.RED)]
    found.sort(key=lambda finding: (-SEVERITY[finding.level], finding.rule_id))
    return tuple(as_reason(finding, money=money, lang=lang) for finding in found)


def why(judgement: AccountJudgement | None, *, money: bool, lang: str) -> tuple[str, ...]:
    """The colour in sentences, the most important first. Never empty."""
    if judgement is None:
        return (_("Not assessed yet."),)
    sentences = [reason.sentence for reason in reasons_of(judgement, money=money, lang=lang)]
    if judgement.decided_by == ACCUMULATION:
        sentences.insert(0, accumulation_sentence(lang))
    if judgement.missing_inputs:
        sentences.append(grey_sentence(judgement.missing_inputs, lang))
    return tuple(sentences) or (_("Everything assessed is in order."),)

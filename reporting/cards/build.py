"""Facts and judgement → the card as one plain snapshot, frozen when it is published (domain.md 1.2, 1.9).

Pure: the same input gives the same snapshot, byte for byte. Decimals are text, days are ISO text, and every sentence
is there in Finnish, English and Swedish, so that a card of today prints the same in ten years.
"""

from decimal import Decimal
from typing import Any

from config.common.month import add_months
from config.common.rounding import round_half_up
from reporting.cards import version
from reporting.cards.context import CardContext, EarlierCard
from reporting.cards.dimensions import dimensions, months_in_row
from reporting.cards.exceptions import exceptions
from reporting.cards.hints import hints
from reporting.facts.types import AccountFacts
from reporting.metrics import MetricRow, compute
from reporting.metrics.printing import as_of_text, label, row_texts, unit
from reporting.metrics.registry import GROWTH
from reporting.metrics.row import waiting
from reporting.rules import Colour, Finding, Level, Limits
from reporting.rules.finding import unpack
from reporting.rules.registry import LANGUAGES
from reporting.rules.sentences import accumulation_sentence, grey_sentence, next_amber_sentence, sentence
from reporting.status import ACCUMULATION, Judgement, arrow, trend

CardContent = dict[str, Any]
MAX_REASONS = 3
ALMOST_RED = 3  # amber dimensions: a fourth makes the account red


def build(facts: AccountFacts, judgement: Judgement, context: CardContext, limits: Limits | None = None) -> CardContent:
    """The whole card of one account and month. The director's comment and the publication are added later."""
    rows = compute(facts, judgement, limits)
    return {
        "form": version.FORM,
        "app_version": version.APP_VERSION,
        "formulas": version.FORMULAS,
        "currency": version.CURRENCY,
        "vat": version.VAT,
        "month": context.month.isoformat(),
        "as_of": context.as_of.isoformat(),
        "header": _header(facts, judgement, context),
        "summary": _summary(judgement),
        "override": dict(context.override) if context.override else None,
        "dimensions": dimensions(judgement, context),
        "metrics": [_metric(row, judgement, context) for row in rows if row.group != GROWTH],
        "growth": [_metric(row, judgement, context) for row in rows if row.group == GROWTH],
        "refined_eur": _refined(facts, context),
        "waiting": [{"id": spec.id, "label": dict(spec.label)} for spec in waiting(facts, limits)],
        **context.follow_up.to_json(),
        "sources": [_source(line) for line in context.sources],
        "limits": {"version": judgement.limits_version, "exceptions": _exceptions(facts, context, limits)},
        **_evidence(judgement),
        "account": _account(context),
        "publication": None,
    }


def _exceptions(facts: AccountFacts, context: CardContext, limits: Limits | None) -> list[dict[str, Any]]:
    return exceptions(context.exceptions, limits or Limits(), facts.model)


def _header(facts: AccountFacts, judgement: Judgement, context: CardContext) -> dict[str, Any]:
    earlier = context.earlier
    before = Colour(earlier.status) if earlier else None
    return {
        "name": context.name,
        "towns": list(context.towns),
        "period": facts.period_label,
        "previous_period": facts.previous_period_label,
        "status": judgement.shown.value,
        "computed": judgement.computed.value,
        "decided_by": judgement.decided_by,
        "override": judgement.override,
        "trend": trend(before, judgement.shown),
        "arrow": arrow(earlier.risk_points if earlier else None, judgement.risk_points),
        "months": months_in_row(context.runs.get(""), judgement.shown),
        "care_model": context.care_model,
        "stage": context.stage,
        "owner": context.owner,
        "deputy": context.deputy,
        "sites": len(context.site_ids),
        "supervisors": context.supervisors,
    }


def _summary(judgement: Judgement) -> dict[str, Any]:
    return {
        "comment": "",
        "comment_by": "",
        "comment_as": "",  # in whose place: deputy or substitute; empty for the owner
        "answers": [],
        "reasons": [
            {"rule": finding.rule_id, "level": finding.level.value, "text": _in_words(finding)}
            for finding in judgement.reasons[:MAX_REASONS]
        ],
        "more_reasons": max(0, len(judgement.reasons) - MAX_REASONS),
        "notes": _notes(judgement),
    }


def _notes(judgement: Judgement) -> list[dict[str, str]]:
    """What the rules alone do not say: why the account is grey or red by accumulation, or how near to red it is."""
    notes = []
    if judgement.decided_by == ACCUMULATION:
        notes.append({lang: accumulation_sentence(lang) for lang in LANGUAGES})
    if judgement.missing_inputs:
        notes.append({lang: grey_sentence(judgement.missing_inputs, lang) for lang in LANGUAGES})
    if judgement.computed is Colour.AMBER and judgement.amber_dimensions == ALMOST_RED:
        notes.append({lang: next_amber_sentence(lang) for lang in LANGUAGES})
    return notes


def _in_words(finding: Finding) -> dict[str, str]:
    return {lang: sentence(finding, lang) for lang in LANGUAGES}


def _metric(row: MetricRow, judgement: Judgement, context: CardContext) -> dict[str, Any]:
    """A row with its printed texts in every language and the limits that gave its colour."""
    carried = {finding.rule_id: finding for finding in judgement.findings}
    used = [carried[rule_id].to_json() for rule_id in row.rules if rule_id in carried]
    return {
        **row.to_json(),
        "limits": [{key: finding[key] for key in ("rule", "amber_limit", "red_limit")} for finding in used],
        "texts": {lang: _texts(row, lang) | {"hints": hints(row, judgement, context, lang)} for lang in LANGUAGES},
    }


def _texts(row: MetricRow, lang: str) -> dict[str, Any]:
    return {
        "label": label(row, lang),
        "unit": unit(row, lang),
        **row_texts(row, lang),
        "as_of": as_of_text(row),
    }


def _refined(facts: AccountFacts, context: CardContext) -> str | None:
    """Euros posted to the months of the card before after it was published; None when nothing changed (1.3)."""
    earlier = context.earlier
    if earlier is None or earlier.revenue_eur is None or facts.rev_ytd is None or facts.rev_month is None:
        return None
    follows = add_months(earlier.month, 1) == context.month and earlier.month.year == context.month.year
    euros = round_half_up(facts.rev_ytd - facts.rev_month - earlier.revenue_eur, 0)
    return str(euros) if follows and euros else None


def _source(line: Any) -> dict[str, Any]:
    return {
        "source": line.source,
        "known_until": line.known_until.isoformat(),
        "as_of": line.as_of_on.isoformat(),
        "loaded_at": line.loaded_at.isoformat(),
        "batch": line.batch_id,
    }


def _evidence(judgement: Judgement) -> dict[str, Any]:
    """Every finding with its sentence, and what the next close must know."""
    return {
        "findings": [
            finding.to_json() | ({"text": _in_words(finding)} if finding.level is not Level.NA else {})
            for finding in judgement.findings
        ],
        "rule_states": {rule_id: state.to_json() for rule_id, state in judgement.rule_states.items()},
        "missing_inputs": list(judgement.missing_inputs),
        "coverage_pct": str(judgement.coverage_pct),
        "risk_points": judgement.risk_points,
    }


def _account(context: CardContext) -> dict[str, Any]:
    return {
        "id": context.account_id,
        **context.master,
        "care_model": context.care_model,
        "stage": context.stage,
        "site_ids": list(context.site_ids),
        "area_directors": list(context.area_directors),
        "contracts": [
            {
                "number": contract.number,
                "starts_on": contract.starts_on.isoformat(),
                "ends_on": contract.ends_on.isoformat() if contract.ends_on else None,
            }
            for contract in context.contracts
        ],
    }


def earlier_card(month: Any, content: CardContent) -> EarlierCard:
    """What the next card needs of a published one."""
    header = content["header"]
    return EarlierCard(
        month=month,
        status=header["status"],
        risk_points=content["risk_points"],
        dimensions={chip["id"]: chip for chip in content["dimensions"]},
        revenue_eur=next((_exact(row) for row in content.get("metrics", ()) if row["id"] == "F1"), None),
    )


def _exact(row: CardContent) -> Decimal | None:
    value = unpack(row["period"]["exact"])
    return value if isinstance(value, Decimal) else None

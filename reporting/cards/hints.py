"""Why a cell of the card holds no figure, or how old its figure is: for hover, screen readers and the page (1.7).

Pure: the row, the judgement and what is known of the sources go in. Missing data says which source, when it is expected
and who answers for it.
"""

from config.common.formats import day, short_day
from reporting.cards.context import CardContext, SourceDue
from reporting.cards.wording import Words, words
from reporting.metrics import METRICS, MetricRow
from reporting.metrics.cells import MISSING, NOT_APPLICABLE
from reporting.metrics.printing import OWN_FIGURES, row_hints
from reporting.metrics.row import COLUMNS
from reporting.rules import Level
from reporting.rules.sentences import missing_names, sentence
from reporting.status import Judgement

SOURCE_OF = {"scores": "rounds"}  # inputs that come with another source
LEVEL = "level"  # the column of the colour


def hints(row: MetricRow, judgement: Judgement, context: CardContext, lang: str) -> dict[str, str]:
    """By column what a reader is told beside the figure; columns with nothing to tell are left out."""
    text, told = words(lang), row_hints(row, lang)
    if row.stale and row.as_of:
        age = text["hint.age"].format(n=(context.as_of - row.as_of).days)
        told |= {name: f"{told[name]}, {age}" for name in OWN_FIGURES if name in told and not getattr(row, name).mark}
    if row.by_hand:
        why = text["hint.by_hand"].format(name=row.by_hand.name, day=day(row.by_hand.on), why=row.by_hand.why)
        told |= {name: _joined(told.get(name, ""), why) for name in OWN_FIGURES if not getattr(row, name).mark}
    if reason := _reason(row, judgement, lang):
        told[LEVEL] = reason
    for name in COLUMNS:
        mark = getattr(row, name).mark
        if mark == MISSING:
            told[name] = _missing(row, context, text, lang)
        elif mark == NOT_APPLICABLE and row.level is Level.NA and name in OWN_FIGURES:
            told.setdefault(name, told.get(LEVEL, ""))
    return {name: hint for name, hint in told.items() if hint}


def _reason(row: MetricRow, judgement: Judgement, lang: str) -> str:
    """Why the row is not judged, or why it is grey, in the words of its rules."""
    if row.level not in (Level.NA, Level.UNKNOWN):
        return ""
    findings = [finding for finding in judgement.findings if finding.rule_id in row.rules]
    said = [sentence(finding, lang) for finding in findings if finding.level is row.level]
    return " ".join(dict.fromkeys(said))


def _missing(row: MetricRow, context: CardContext, text: Words, lang: str) -> str:
    """The source, until when it is known, when the next load is expected, and who answers for it."""
    name = METRICS[row.id].source if row.id in METRICS else ""
    due = context.due.get(SOURCE_OF.get(name, name))
    if not name or due is None:
        return _joined(text["hint.written"], _responsible(context.owner, text))
    known = text["hint.known"].format(day=short_day(due.known_until)) if due.known_until else text["hint.never"]
    return _joined(f"{missing_names([name], lang)}: {known}", _expected(due, text), _responsible(due.responsible, text))


def _expected(due: SourceDue, text: Words) -> str:
    return text["hint.expected"].format(day=short_day(due.expected_on)) if due.expected_on else ""


def _responsible(name: str, text: Words) -> str:
    return text["hint.responsible"].format(name=name or text["nobody"])


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)

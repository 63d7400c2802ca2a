"""No metric is forgotten: each has its rows or a reason, its definition in three languages, and its run chart."""

import datetime

from reporting.cards.evidence import EVIDENCE, WITHOUT
from reporting.cards.runs import SERIES
from reporting.dashboards.evidence_words import CODE, CODES, COLUMNS
from reporting.facts import kept
from reporting.metrics import METRICS
from reporting.metrics.forms import UNITS
from reporting.rules import RULES
from reporting.rules.registry import LANGUAGES

NOT_DRAWN = {"K4"}  # words, no number


def test_every_metric_has_rows_or_a_reason() -> None:
    assert EVIDENCE.keys() | WITHOUT.keys() == METRICS.keys()
    assert EVIDENCE.keys() & WITHOUT.keys() == set()
    assert all(len(reason) > 20 for reason in WITHOUT.values())


def test_metrics_without_rows_are_those_nobody_keeps_a_record_for() -> None:
    recorded = kept._records(datetime.date(2026, 9, 11)).keys()
    waiting = {METRICS[metric_id].kept for metric_id in WITHOUT}
    assert "" not in waiting
    assert waiting & recorded == set()


def test_every_metric_is_defined_in_every_language() -> None:
    for spec in METRICS.values():
        for lang in LANGUAGES:
            assert len(spec.definition.text[lang]) > 20, (spec.id, lang)
            assert len(spec.definition.formula[lang]) > 5, (spec.id, lang)


def test_every_metric_has_a_run_chart() -> None:
    assert SERIES.keys() == METRICS.keys()
    assert {metric_id for metric_id, series in SERIES.items() if not series} == NOT_DRAWN
    for metric_id, series in SERIES.items():
        for one in series:
            assert one.unit in UNITS["fi"], metric_id
            assert not one.rule or (one.rule in RULES and one.rule in METRICS[metric_id].rules), metric_id


def test_codes_have_words() -> None:
    assert {name for name, (kind, _label) in COLUMNS.items() if kind == CODE} == CODES.keys()

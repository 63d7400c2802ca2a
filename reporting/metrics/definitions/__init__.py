"""What each metric is and how it is computed, in words: metric id -> language -> (definition, formula) (domain.md 1.4).

Kept with the rows behind a card, so that the card explains itself with the words of its time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.metrics.definitions.en import EN
from reporting.metrics.definitions.fi import FI
from reporting.metrics.definitions.sv import SV

_BY_LANGUAGE: Mapping[str, Mapping[str, tuple[str, str]]] = {"fi": FI, "en": EN, "sv": SV}


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric in words, by language."""

    text: Mapping[str, str]
    formula: Mapping[str, str]


def definition_of(metric_id: str) -> Definition:
    """The words of a metric. Raises KeyError when a language has none."""
    words = {lang: texts[metric_id] for lang, texts in _BY_LANGUAGE.items()}
    return Definition(
        text={lang: text for lang, (text, _formula) in words.items()},
        formula={lang: formula for lang, (_text, formula) in words.items()},
    )

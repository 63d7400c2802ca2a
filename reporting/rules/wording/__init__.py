"""The sentences of the rules, one module per language (domain.md 2.3).

A key is `rule.variant`; `{name}` prints a parameter, `{name|# one|# other}` chooses by number with # as the number.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All fixed texts of the engine in one language."""

    sentences: Mapping[str, str]  # "R01.value" -> template
    inputs: Mapping[str, str]  # missing source -> its name
    reasons: Mapping[str, str]  # why a rule does not apply
    dimensions: Mapping[str, str]  # TAL -> name
    colours: Mapping[str, str]  # GREEN -> word
    clock_kinds: Mapping[str, str]  # kind of a clock event -> its name
    changes: Mapping[str, str]  # "R18" -> why time made the level what it is

"""Findings in words, in Finnish, English and Swedish (domain.md 2.3).

Works from a fresh finding and from a stored one alike: nothing but the finding is needed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from config.common.formats import EN_DASH, NBSP, day, number, short_day
from reporting.rules.finding import Finding, Param
from reporting.rules.levels import SEVERITY, Level
from reporting.rules.registry import LANGUAGES, RULES
from reporting.rules.wording import Wording
from reporting.rules.wording.en import EN
from reporting.rules.wording.fi import FI
from reporting.rules.wording.sv import SV

WORDINGS: Mapping[str, Wording] = dict(zip(LANGUAGES, (FI, EN, SV), strict=True))
SLOT = re.compile(r"\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}")
NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:%|t€|€|kk\b|pv\b|mån\b|pp\b|h\b))")
YEAR_DAYS = 365  # a day further away is printed with its year
SHARED = ("grey", "na", "carry", "carry_undated")


def wording(lang: str) -> Wording:
    """The texts of a language; "sv-fi" means "sv". Raises KeyError for a language that is not carried."""
    return WORDINGS[lang[:2]]


def sentence(finding: Finding, lang: str) -> str:
    """The finding in one sentence; a colour kept by hysteresis says so in a second one."""
    texts = wording(lang)
    key = finding.variant if finding.variant in SHARED else f"{finding.rule_id}.{finding.variant}"
    params: dict[str, Param] = {"limit": finding.limit, **finding.params, **_named(finding, texts, lang)}
    text = fill(texts.sentences[key], params, texts)
    return f"{text} {texts.sentences['held']}" if finding.held else text


def _named(finding: Finding, texts: Wording, lang: str) -> dict[str, Param]:
    """Parameters that are keys of the wording, as words."""
    if finding.variant == "grey":
        return {"missing": missing_names(_names(finding.params["missing"]), lang)}
    if finding.variant == "na":
        return {"reason": texts.reasons[str(finding.params["reason"])]}
    if finding.variant in SHARED:
        return {"title": title(finding.rule_id, lang)}
    codes = _names(finding.params.get("kinds"))
    return {"kinds": ", ".join(texts.clock_kinds.get(code, code) for code in codes)}


def _names(value: Param) -> tuple[str, ...]:
    return tuple(str(name) for name in value) if isinstance(value, tuple) else ()


def became(finding: Finding, before: Level, lang: str) -> str:
    """Why the rule has its new level after `before`, as a clause without a full stop: "the last one, 12.3., became …".

    Where time alone made the change the clause says so; otherwise, and for a finding stored without what the clause
    needs, it is the sentence of the finding. A finance clause holds amounts: ask for the right to money first.
    """
    texts = wording(lang)
    template = _change(finding, before, texts)
    params: dict[str, Param] = {"limit": finding.limit, **finding.params, **_named(finding, texts, lang)}
    if template is None or any(params.get(match[1]) is None for match in SLOT.finditer(template)):
        return sentence(finding, lang).removesuffix(".")
    return fill(template, {name: _short(value, params) for name, value in params.items()}, texts)


def _change(finding: Finding, before: Level, texts: Wording) -> str | None:
    """The clause of a rule that time made worse, or of an amber that time ended; None when there is none."""
    if before in (Level.GREEN, Level.AMBER) and SEVERITY[finding.level] > SEVERITY[before]:
        own = texts.changes.get(f"{finding.rule_id}.{finding.variant}")
        return texts.changes.get(finding.rule_id) if own is None else own
    return texts.changes.get(f"{finding.rule_id}.{finding.variant}.over") if before is Level.AMBER else None


def _short(value: Param, params: Mapping[str, Param]) -> Param:
    """A day without its year when it lies within a year of the judged one, as `days` tells; otherwise as it is."""
    days = params.get("days")
    within_a_year = isinstance(days, int) and abs(days) < YEAR_DAYS
    return short_day(value) if isinstance(value, date) and within_a_year else value


def title(rule_id: str, lang: str) -> str:
    """Name of the rule."""
    return RULES[rule_id].title[lang[:2]]


def missing_names(inputs: Sequence[str], lang: str) -> str:
    """Names of missing sources, for example "laatukierrokset, laatupisteet"."""
    return ", ".join(wording(lang).inputs[name] for name in inputs)


def grey_sentence(inputs: Sequence[str], lang: str) -> str:
    """Why a dimension or an account is grey."""
    return wording(lang).sentences["grey"].format(missing=missing_names(inputs, lang))


def accumulation_sentence(lang: str) -> str:
    """Why four ambers are red (domain.md 2.4)."""
    return wording(lang).sentences["accumulation"]


def next_amber_sentence(lang: str) -> str:
    """The footnote of an account with three amber dimensions (domain.md 1.10)."""
    return wording(lang).sentences["next_amber_red"]


def dimension_name(dimension: str, lang: str) -> str:
    """Name of a dimension: TAL -> Talous."""
    return wording(lang).dimensions[dimension]


def colour_name(colour: str, lang: str) -> str:
    """Word of a colour: RED -> Punainen."""
    return wording(lang).colours[colour]


def fill(template: str, params: Mapping[str, Param], texts: Wording) -> str:
    """The template with its slots printed; no-break spaces between numbers and units."""

    def put(match: re.Match[str]) -> str:
        name, one, other = match.groups()
        value = params.get(name)
        if one is None:
            return printed(value, texts)
        return (one if value == 1 else other).replace("#", printed(value, texts))

    return NUMBER_AND_UNIT.sub(NBSP, SLOT.sub(put, template))


def printed(value: Param, texts: Wording) -> str:
    """One parameter as text: a number keeps the decimals it was rounded to."""
    if value is None:
        return texts.sentences["unknown_value"]
    if isinstance(value, Decimal):
        return number(value, -int(value.as_tuple().exponent))
    if isinstance(value, int):
        return number(value, 0)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        return "; ".join(f"{item[0]} {printed(item[1], texts)} %" for item in value if isinstance(item, tuple))
    return value or EN_DASH

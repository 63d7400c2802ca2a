"""Metric rows as text in Finnish, English and Swedish (domain.md 1.3, 1.4, 1.7).

`{0}` prints a part with its own decimals, `{+0}` with a sign, `{~0}` a day without the year.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from config.common.formats import NBSP, short_day, signed
from reporting.metrics.cells import MISSING, NEW, NOT_APPLICABLE, NOT_COMPARABLE, SUPPRESSED, Cell
from reporting.metrics.row import COLUMNS, MetricRow
from reporting.rules.finding import Param
from reporting.rules.sentences import printed, wording
from reporting.rules.wording import Wording

SLOT = re.compile(r"\{([+~]?)(\d)\}")
GLUE = re.compile(r"(?<=\d) (?=(?:%|t€|kk\b|pv\b|pp\b|mån\b))|(?<=[≤≥=<]) (?=\d)|(?<=n) (?=[=<])")
ARROWS: Mapping[str, str] = {"up": "↗", "down": "↘"}
CARRIED_SIGN = "⏸"

SHARED_FORMS: Mapping[str, str] = {
    "plain": "{0}",
    "percent": "{0} %",
    "pair": "{0}/{1}",
    "share": "{0} ({1} %)",
    "signed": "{+0}",
    "signed_count": "{+0}",
    "signed_pct": "{+0} %",
    "rounds": "{0}/{1} (R3 {2}/{3} = {4} %)",
    "rounds_recent": "R3 {0}/{1} = {2} %",
    "at_most": "≤ {0}",
    "at_most_pct": "≤ {0} %",
    "at_least_pct": "≥ {0} %",
    "named_sites": "{0} ({1})",
    "wave": "{0} ({1}, n = {2})",
    "wave_undated": "{0} (n = {1})",
    "rated": "{0} (R3 {1} = {2})",
    "open_late": "{0} / {1}",
    "goals": "{0}·{1}·{2}·{3}",
}
FORMS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "with_keur": "{0} ({1} t€)",
        "with_gap": "{0} ({+1} %-yks.)",
        "signed_pp": "{+0} %-yks.",
        "open_late_days": "{0} / {1} ({2} pv)",
        "meeting": "{~0} ({1} pv), seuraavaa ei sovittu",
        "meeting_next": "{~0} ({1} pv), seuraava {~2}",
        "meeting_days": "{0} pv",
        "days": "{0} pv",
        "expiry": "{0} ({1} pv, {2} %)",
        "expiry_days": "{0} ({1} pv)",
        "no_end": "toistaiseksi",
    },
    "en": {
        "with_keur": "{0} (€{1}k)",
        "with_gap": "{0} ({+1} pp)",
        "signed_pp": "{+0} pp",
        "open_late_days": "{0} / {1} ({2} d)",
        "meeting": "{~0} ({1} d), next not booked",
        "meeting_next": "{~0} ({1} d), next {~2}",
        "meeting_days": "{0} d",
        "days": "{0} d",
        "expiry": "{0} ({1} d, {2} %)",
        "expiry_days": "{0} ({1} d)",
        "no_end": "until further notice",
    },
    "sv": {
        "with_keur": "{0} ({1} t€)",
        "with_gap": "{0} ({+1} %-enh.)",
        "signed_pp": "{+0} %-enh.",
        "open_late_days": "{0} / {1} ({2} d)",
        "meeting": "{~0} ({1} d), nästa ej bokat",
        "meeting_next": "{~0} ({1} d), nästa {~2}",
        "meeting_days": "{0} d",
        "days": "{0} d",
        "expiry": "{0} ({1} d, {2} %)",
        "expiry_days": "{0} ({1} d)",
        "no_end": "tills vidare",
    },
}
MARKS: Mapping[str, Mapping[str, str]] = {
    "fi": {MISSING: "ei tietoa", SUPPRESSED: "n < 5", NEW: "uusi", NOT_APPLICABLE: "–", NOT_COMPARABLE: "–"},
    "en": {MISSING: "no data", SUPPRESSED: "n < 5", NEW: "new", NOT_APPLICABLE: "–", NOT_COMPARABLE: "–"},
    "sv": {MISSING: "uppgift saknas", SUPPRESSED: "n < 5", NEW: "ny", NOT_APPLICABLE: "–", NOT_COMPARABLE: "–"},
}
REASONS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "few_answers": "ei näytetä, vastaajia alle 5",
        "not_comparable": "ei vertailukelpoinen",
        "base_missing": "vertailutieto puuttuu",
        "new": "asiakkuus alle 12 kk",
    },
    "en": {
        "few_answers": "not shown, fewer than 5 answers",
        "not_comparable": "not comparable",
        "base_missing": "comparison data missing",
        "new": "account under 12 months",
    },
    "sv": {
        "few_answers": "visas inte, färre än 5 svar",
        "not_comparable": "inte jämförbar",
        "base_missing": "jämförelseuppgift saknas",
        "new": "kundrelationen under 12 mån",
    },
}
UNITS: Mapping[str, Mapping[str, str]] = {
    "fi": {"keur": "t€", "pct": "%", "count": "kpl", "score5": "1–5", "days": "pv", "date": "pvm"},
    "en": {"keur": "€k", "pct": "%", "count": "n", "score5": "1–5", "days": "d", "date": "date"},
    "sv": {"keur": "t€", "pct": "%", "count": "st", "score5": "1–5", "days": "d", "date": "datum"},
}
VERDICTS: Mapping[str, Mapping[str, str]] = {
    "fi": {"better": "parempi", "worse": "huonompi"},
    "en": {"better": "better", "worse": "worse"},
    "sv": {"better": "bättre", "worse": "sämre"},
}


def label(row: MetricRow, lang: str) -> str:
    """Name of the metric as it was when the row was made."""
    return row.label[lang[:2]]


def unit(row: MetricRow, lang: str) -> str:
    """Printed unit of the row."""
    return UNITS[lang[:2]][row.unit]


def cell_text(cell: Cell, lang: str) -> str:
    """A cell as printed: the figure, or the mark that stands for it."""
    key = lang[:2]
    if cell.mark:
        return GLUE.sub(NBSP, MARKS[key][cell.mark])
    texts = wording(key)
    form = SHARED_FORMS.get(cell.form) or FORMS[key][cell.form]
    return GLUE.sub(NBSP, SLOT.sub(lambda match: _part(cell.values[int(match[2])], match[1], texts), form))


def cell_reason(cell: Cell, lang: str) -> str:
    """Why the cell holds no figure, for hover and screen readers; empty when it does."""
    return REASONS[lang[:2]].get(cell.reason, "")


def row_texts(row: MetricRow, lang: str) -> dict[str, str]:
    """Every column of the row as printed: month, period, previous, change, target."""
    texts = {name: cell_text(getattr(row, name), lang) for name in COLUMNS}
    if row.stale and row.as_of:
        for name in ("month", "period"):
            if not getattr(row, name).mark:
                texts[name] = f"{texts[name]} ({short_day(row.as_of)})"
    return {**texts, "change": change_text(row, lang)}


def change_text(row: MetricRow, lang: str) -> str:
    """The change; with an arrow and a word when it is large enough to mean something (domain.md 1.5)."""
    text = cell_text(row.change, lang)
    if not row.arrow or row.change.mark:
        return text
    words = (ARROWS[row.arrow], text, VERDICTS[lang[:2]].get(row.verdict, ""))
    return " ".join(word for word in words if word)


def as_of_text(row: MetricRow) -> str:
    """Day of the data, `31.8.`; empty when not known. A carried colour has its sign before it."""
    day = short_day(row.as_of) if row.as_of else ""
    return f"{CARRIED_SIGN} {day}".strip() if row.carried else day


def _part(value: Param, style: str, texts: Wording) -> str:
    if style == "+" and isinstance(value, Decimal | int):
        decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        return signed(value, decimals)
    if style == "~" and isinstance(value, date):
        return short_day(value)
    return printed(value, texts)

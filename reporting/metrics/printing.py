"""Metric rows as text in Finnish, English and Swedish (domain.md 1.3, 1.4, 1.7); the forms are in `forms.py`."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from config.common.formats import NBSP, short_day, signed
from reporting.metrics.cells import Cell
from reporting.metrics.forms import FORMS, MARKS, REASONS, SHARED_FORMS, UNITS, VERDICTS
from reporting.metrics.row import COLUMNS, MetricRow
from reporting.rules.finding import Param
from reporting.rules.sentences import printed, wording
from reporting.rules.wording import Wording

SLOT = re.compile(r"\{([+~]?)(\d)(?:\|([^|{}]*)\|([^|{}]*))?\}")
GLUE = re.compile(r"(?<=\d) (?=(?:%|t€|€|kk\b|pv\b|pp\b|mån\b))|(?<=[≤≥=<]) (?=\d)|(?<=n) (?=[=<])")
ARROWS: Mapping[str, str] = {"up": "↗", "down": "↘"}
CARRIED_SIGN = "⏸"
PRELIMINARY_SIGN = "*"
BY_HAND_SIGN = "✎"
OWN_FIGURES = ("month", "period")  # columns that tell how things are, not with what they are compared


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
    return _filled(SHARED_FORMS.get(cell.form) or FORMS[key][cell.form], cell, lang)


def _filled(form: str, cell: Cell, lang: str) -> str:
    texts = wording(lang[:2])
    return GLUE.sub(NBSP, SLOT.sub(lambda match: _part(cell.values[int(match[2])], match, texts), form))


def cell_reason(cell: Cell, lang: str) -> str:
    """Why the cell holds no figure, or what stands behind it, for hover and screen readers; empty when nothing does."""
    text = REASONS[lang[:2]].get(cell.reason, "")
    return _filled(text, cell, lang) if "{" in text else text


def row_texts(row: MetricRow, lang: str) -> dict[str, str]:
    """Every column of the row as printed: month, period, previous, change, target."""
    texts = {name: cell_text(getattr(row, name), lang) for name in COLUMNS}
    for name in OWN_FIGURES:
        if not getattr(row, name).mark:
            texts[name] += PRELIMINARY_SIGN if row.preliminary else ""
            texts[name] += BY_HAND_SIGN if row.by_hand else ""
            texts[name] += f" ({short_day(row.as_of)})" if row.stale and row.as_of else ""
    return {**texts, "change": change_text(row, lang)}


def row_hints(row: MetricRow, lang: str) -> dict[str, str]:
    """Why a column holds no figure, or why its figure is to be read with care; columns without a reason left out."""
    why = [name for name in ("stale", "carried", "doubtful", "preliminary") if getattr(row, name)]
    care = ", ".join(REASONS[lang[:2]][name] for name in why)
    hints = {name: cell_reason(getattr(row, name), lang) for name in COLUMNS}
    for name in OWN_FIGURES:
        hints[name] = hints[name] or ("" if getattr(row, name).mark else care)
    return {name: hint for name, hint in hints.items() if hint}


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


def _part(value: Param, match: re.Match[str], texts: Wording) -> str:
    style, one, many = match[1], match[3], match[4]
    if one is not None:
        return f"{printed(value, texts)} {one if value == 1 else many}"
    if style == "+" and isinstance(value, Decimal | int):
        decimals = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
        return signed(value, decimals)
    if style == "~" and isinstance(value, date):
        return short_day(value)
    return printed(value, texts)

"""Calendar months. A month is the date of its first day (domain.md 1.3).

Pure functions: no clock, no locale files, no database.
"""

import re
from datetime import date, timedelta

EN_DASH = "\u2013"

_NAMES: dict[str, tuple[str, ...]] = {
    "fi": (
        "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
        "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
}  # fmt: skip

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_SLASH = re.compile(r"([0-9]{1,2})/([0-9]{4})")


def month_of(day: date) -> date:
    """The month a day belongs to."""
    return date(day.year, day.month, 1)


def parse_month(text: str) -> date:
    """Read `2026-08` or `8/2026`, the forms of addresses and command lines.

    Cells of workbooks go through `config.common.parsing.parse_month`. Raises ValueError with a readable sentence.
    """
    stripped = text.strip()
    if found := _ISO.fullmatch(stripped):
        year, number = int(found[1]), int(found[2])
    elif found := _SLASH.fullmatch(stripped):
        year, number = int(found[2]), int(found[1])
    else:
        raise ValueError(f"{text!r} is not a month. Write 2026-08 or 8/2026.")
    if not 1 <= number <= 12 or year < 1:
        raise ValueError(f"{text!r} is not a month: the month must be 1-12.")
    return date(year, number, 1)


def add_months(month: date, count: int) -> date:
    """The month `count` months later (earlier when negative)."""
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """All months from `first` to `last`, both included; empty when `last` is earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]


def last_day(month: date) -> date:
    """The last day of the month."""
    return add_months(month, 1) - timedelta(days=1)


def month_name(number: int, lang: str = "fi") -> str:
    """The name of month 1-12 in running text of the language (fi, en, sv); another language gives Finnish."""
    return _NAMES.get(lang[:2], _NAMES["fi"])[number - 1]


def month_label(month: date, lang: str = "fi") -> str:
    """`elokuu 2026`, `August 2026`, `augusti 2026`."""
    return f"{month_name(month.month, lang)} {month.year}"


def short_month(month: date) -> str:
    """`8/2026`."""
    return f"{month.month}/{month.year}"


def period_label(first: date, last: date) -> str:
    """`1–8/2026`, one month `1/2026`, over the turn of the year `9/2026–2/2027` (domain.md 1.2)."""
    if first.year != last.year:
        return f"{short_month(first)}{EN_DASH}{short_month(last)}"
    if first.month == last.month:
        return short_month(last)
    return f"{first.month}{EN_DASH}{short_month(last)}"


def year_to_date(month: date, first_month: int = 1) -> list[date]:
    """The months of Kausi: from the first month of the financial year to `month` (domain.md 1.3)."""
    year = month.year if month.month >= first_month else month.year - 1
    return months_between(date(year, first_month, 1), month)


def rolling(month: date, count: int) -> list[date]:
    """The last `count` months ending at `month`, oldest first (R3 and R12 of domain.md 1.3)."""
    return months_between(add_months(month, 1 - count), month)

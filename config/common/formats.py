"""Printing of numbers and dates, the same in Finnish, English and Swedish (look.md "Conventions").

`1 234,5` with no-break spaces between groups, comma, the true minus sign, `21.11.2026`, `97,0 %`.
None prints as an en dash; a page that knows why a value is missing says `ei tietoa` itself (domain.md 1.7).
"""

from datetime import date, datetime
from decimal import Decimal

from config.common.clock import HELSINKI
from config.common.rounding import WIDE, Number, exact, round_half_up

NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
MISSING = EN_DASH
THOUSAND = Decimal(1000)


def _grouped(magnitude: Decimal) -> str:
    whole, _, fraction = f"{magnitude:,f}".partition(".")
    return whole.replace(",", NBSP) + (f",{fraction}" if fraction else "")


def number(value: Number | None, decimals: int | None = 0) -> str:
    """`1 234,5`. `decimals=None` prints the value as precise as it is, without trailing zeros."""
    if value is None:
        return MISSING
    if decimals is None:
        return plain(value)
    rounded = round_half_up(value, decimals)
    return (MINUS if rounded < 0 else "") + _grouped(rounded.copy_abs())


def plain(value: Number) -> str:
    """The value in full precision without trailing zeros: 7.50 -> `7,5`, 1200 -> `1 200`."""
    precise = exact(value)
    places = max(0, -int(precise.as_tuple().exponent))
    text = number(precise, places)
    return text.rstrip("0").rstrip(",") if places else text


def signed(value: Number | None, decimals: int = 1) -> str:
    """`+0,9`, `−0,9`, and `0,0` without a sign."""
    if value is None:
        return MISSING
    text = number(value, decimals)
    return f"+{text}" if round_half_up(value, decimals) > 0 else text


def percent(value: Number | None, decimals: int = 1) -> str:
    """`97,0 %`; the value is already per cent."""
    return MISSING if value is None else f"{number(value, decimals)}{NBSP}%"


def signed_percent(value: Number | None, decimals: int = 1) -> str:
    """`+0,9 %`, `−0,9 %`."""
    return MISSING if value is None else f"{signed(value, decimals)}{NBSP}%"


def percentage_points(value: Number | None, decimals: int = 1) -> str:
    """`−0,9 pp`: a change of a percentage (domain.md 1.10)."""
    return MISSING if value is None else f"{signed(value, decimals)}{NBSP}pp"


def eur(value: Number | None, decimals: int = 2) -> str:
    """`1 234,50 €`."""
    return MISSING if value is None else f"{number(value, decimals)}{NBSP}€"


def thousands_eur(value: Number | None, decimals: int = 1) -> str:
    """Euros printed as thousands without the unit: 3126487.20 -> `3 126,5` (the heading says t€)."""
    return MISSING if value is None else number(in_thousands(value), decimals)


def in_thousands(value: Number) -> Decimal:
    """Euros as thousands of euros, exactly."""
    return exact(value).scaleb(-3, context=WIDE)


def day(value: date | None) -> str:
    """`21.11.2026`. A moment is first brought to Helsinki time."""
    local = _local(value)
    return MISSING if local is None else f"{local.day}.{local.month}.{local.year}"


def short_day(value: date | None) -> str:
    """`14.9.`."""
    local = _local(value)
    return MISSING if local is None else f"{local.day}.{local.month}."


def moment(value: datetime | None) -> str:
    """`21.11.2026 14.05`, Helsinki time."""
    if value is None:
        return MISSING
    local = value.astimezone(HELSINKI) if value.tzinfo else value
    return f"{day(local)}{NBSP}{local.hour}.{local.minute:02d}"


def day_range(first: date | None, last: date | None) -> str:
    """`1.3.2026–31.8.2026`, open ends left empty."""
    return f"{day(first) if first else ''}{EN_DASH}{day(last) if last else ''}"


def week(value: date, lang: str = "fi") -> str:
    """`vk 37`: the ISO week shown beside dates (look.md)."""
    prefix = {"fi": "vk", "en": "wk", "sv": "v."}.get(lang[:2], "vk")
    return f"{prefix}{NBSP}{value.isocalendar().week}"


def _local(value: date | None) -> date | None:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(HELSINKI)
    return value

"""Sheets with a month in each column (*Tammi … Joulu, Yhteensä*): their columns and how they become rows."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

from config.common.parsing import Parsed, ParseError
from reporting.imports.base import Values
from reporting.imports.columns import Column, Reader, Setting, number

NAMES = ("Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu")
FIELDS = tuple(f"m{number_:02}" for number_ in range(1, 13))


def month_columns(read: Reader = number) -> tuple[Column, ...]:
    """The twelve columns; January must be there, later months may be missing from a report of a part of the year."""
    return tuple(
        Column(field, (name, f"month {place}"), read, must="column" if place == 1 else "")
        for place, (field, name) in enumerate(zip(FIELDS, NAMES, strict=True), start=1)
    )


def year_of_sheet(raw: object, setting: Setting) -> Parsed[int]:
    """The year of the sheet; a wide sheet without one cannot be read."""
    if setting.year is None:
        raise ParseError("year_missing", raw)
    return Parsed(setting.year)


def monthly(values: Values) -> Iterator[tuple[datetime.date, Decimal]]:
    """Month and value of the months that hold one; an empty month is missing, not zero."""
    for place, field in enumerate(FIELDS, start=1):
        if values[field] is not None:
            yield datetime.date(values["year"], place, 1), values[field]


def sum_of_months(values: Values) -> Decimal | None:
    """The sum of the months that hold a value; None when none does."""
    known = [values[field] for field in FIELDS if values[field] is not None]
    return sum(known, Decimal(0)) if known else None

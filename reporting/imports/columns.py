"""Columns of a workbook: their titles and how a cell of them is read. Every look-up is a column (anchors.md 23)."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from config.common.folding import fold
from config.common.parsing import (
    Parsed,
    ParseError,
    parse_business_id,
    parse_code,
    parse_date,
    parse_datetime,
    parse_hours,
    parse_month,
    parse_number,
    parse_percent,
    parse_text,
    parse_yes_no,
)
from reporting.imports.world import World


@dataclass(frozen=True)
class Setting:
    """What is known around a cell: the references, the day of the delivery, the workbook's date system, the year."""

    world: World
    as_of: datetime.date
    date1904: bool = False
    year: int | None = None


Reader = Callable[[Any, Setting], Parsed[Any]]


@dataclass(frozen=True)
class Column:
    """One column. `titles` starts with the printed name; `must` says what an absence means.

    `must="value"`: the column and a value in each row; `"column"`: the column, a value may be empty;
    `""`: the column may be absent. `soft`: what cannot be read is a warning and counts as empty.
    """

    name: str
    titles: tuple[str, ...]
    read: Reader
    must: str = ""
    soft: bool = False
    warn_empty: bool = False
    empty_code: str = "value_missing"
    folded: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", frozenset(fold(title) for title in self.titles))


def text(max_length: int | None = None) -> Reader:
    """Free text."""
    return lambda raw, _: parse_text(raw, max_length)


def number(raw: Any, _: Setting) -> Parsed[Decimal]:
    """A Finnish number, also with a unit."""
    return parse_number(raw)


def whole(raw: Any, _: Setting) -> Parsed[int]:
    """A whole number from zero up; words after it (`kk`, `pv`) are dropped."""
    parsed = parse_number(raw, suffixes=("kuukautta", "kuukausi", "kk", "pv", "päivää", "kpl", "m"))
    if parsed.value is None:
        return Parsed(None, parsed.warnings)
    if parsed.value < 0 or parsed.value != int(parsed.value):
        raise ParseError("not_whole", raw)
    return Parsed(int(parsed.value), parsed.warnings)


def percent(raw: Any, _: Setting) -> Parsed[Decimal]:
    """Per cent as 0–100."""
    return parse_percent(raw)


def hours(raw: Any, _: Setting) -> Parsed[Decimal]:
    """Hours as a decimal number: `7,5` or `7:30`."""
    return parse_hours(raw)


def day(raw: Any, setting: Setting) -> Parsed[datetime.date]:
    """A day."""
    return parse_date(raw, date1904=setting.date1904, year=setting.year)


def moment(raw: Any, setting: Setting) -> Parsed[datetime.datetime]:
    """A moment in Helsinki."""
    return parse_datetime(raw, date1904=setting.date1904, year=setting.year)


def month(raw: Any, setting: Setting) -> Parsed[datetime.date]:
    """A month as its first day."""
    return parse_month(raw, date1904=setting.date1904, year=setting.year)


def yes_no(raw: Any, _: Setting) -> Parsed[bool]:
    """K or E."""
    return parse_yes_no(raw)


def code(raw: Any, _: Setting) -> Parsed[str]:
    """A code as text with its zeros."""
    return parse_code(raw)


def postcode(raw: Any, _: Setting) -> Parsed[str]:
    """A Finnish postcode: five digits, lost zeros given back with a warning."""
    return parse_code(raw, 5)


def business_id(raw: Any, _: Setting) -> Parsed[str]:
    """A business ID; a wrong check digit is a warning."""
    return parse_business_id(raw)


def choice(words: Mapping[str, str], unknown: str) -> Reader:
    """One of some words; `words` maps folded words to values, `unknown` is the code of the error."""

    def read(raw: Any, _: Setting) -> Parsed[str]:
        parsed = parse_text(raw)
        if parsed.value is None:
            return parsed
        found = words.get(fold(parsed.value))
        if found is None:
            raise ParseError(unknown, raw, known=", ".join(sorted(words)))
        return Parsed(found, parsed.warnings)

    return read


def new_customer_number(raw: Any, setting: Setting) -> Parsed[str]:
    """A customer number that need not be known yet."""
    return parse_code(raw, setting.world.customer_length)


def customer(raw: Any, setting: Setting) -> Parsed[str]:
    """A known customer number."""
    return _known(parse_code(raw, setting.world.customer_length), setting.world.customers, "unknown_customer", raw)


def account_name(raw: Any, setting: Setting) -> Parsed[str]:
    """The name of a known account; gives the name as we write it."""
    parsed = parse_text(raw)
    if parsed.value is None:
        return parsed
    found = setting.world.account_named(parsed.value)
    if found is None:
        raise ParseError("unknown_account", raw)
    return Parsed(found, parsed.warnings)


def site(raw: Any, setting: Setting) -> Parsed[str]:
    """A known site number."""
    return _known(parse_code(raw, setting.world.site_length), setting.world.sites, "unknown_site", raw)


def new_site_number(raw: Any, setting: Setting) -> Parsed[str]:
    """A site number that need not be known yet."""
    return parse_code(raw, setting.world.site_length)


def person_number(raw: Any, setting: Setting) -> Parsed[str]:
    """A known person number."""
    return _known(parse_code(raw, setting.world.person_length), setting.world.people, "unknown_person", raw)


def person_name(raw: Any, setting: Setting) -> Parsed[str]:
    """The name of a known person; gives the person number. Two people of one name cannot be told apart."""
    parsed = parse_text(raw)
    if parsed.value is None:
        return Parsed(None, parsed.warnings)
    numbers = setting.world.people_named(parsed.value)
    if len(numbers) != 1:
        raise ParseError("person_ambiguous" if numbers else "unknown_person", raw)
    return Parsed(numbers[0], parsed.warnings)


_CODE_AND_NAME = re.compile(r"\s*([0-9]+)\b.*", re.DOTALL)


def tracked_customer(raw: Any, setting: Setting) -> Parsed[str]:
    """`004513 Tarulinnan Hoivakodit Oy` of a time system: the customer number before the name."""
    found = _CODE_AND_NAME.fullmatch(raw) if isinstance(raw, str) else None
    return customer(found[1] if found else raw, setting)


def _known(parsed: Parsed[str], table: Mapping[str, Any], unknown: str, raw: Any) -> Parsed[str]:
    if parsed.value is not None and parsed.value not in table:
        raise ParseError(unknown, raw)
    return parsed


# Headings of the two numbers most lists carry; a new synonym is added here.
CUSTOMER_NO = ("Asiakasnro", "As.nro", "Asiakasnumero")
SITE_NO = ("Kohdenro", "Kohdenumero")
CUSTOMER = Column("customer_no", CUSTOMER_NO, customer, must="value", empty_code="customer_missing")

"""Codes, texts, yes/no and business IDs (domain.md 7.2). Codes are text always and keep their zeros."""

import re
import unicodedata
from decimal import Decimal

from config.common.parsing.result import Parsed, ParseError, is_missing, refuse_error_cell, tidy

_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+[0-9]+", re.I)
_DECIMAL_TAIL = re.compile(r"[0-9]{3,}[.,]0+")
_BUSINESS_ID = re.compile(r"(?:FI)?([0-9]{6,7})-?([0-9])", re.I)
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_YES = frozenset({"k", "kyllä", "on", "x", "y", "yes", "j", "ja", "true", "tosi", "1"})
_NO = frozenset({"e", "ei", "n", "no", "nej", "false", "epätosi", "0"})


def parse_code(raw: object, length: int | None = None) -> Parsed[str]:
    """Read a code as text. Digits shorter than the known `length` get their lost zeros back, with a warning.

    Raises ParseError: not_a_code, code_lost (`4,5E+03`, `4513.5`), error_cell.
    """
    if raw is None:
        return Parsed(None)
    text = tidy(_UNWANTED.sub("", raw)) if isinstance(raw, str) else _digits(raw)
    warnings = _cleaning(raw)
    if is_missing(text):
        return Parsed(None, warnings)
    refuse_error_cell(text, raw)
    if _SCIENTIFIC.fullmatch(text) or _DECIMAL_TAIL.fullmatch(text):
        raise ParseError("code_lost", raw)
    if length and text.isascii() and text.isdigit() and len(text) < length:
        return Parsed(text.zfill(length), (*warnings, "code_padded"))
    return Parsed(text, warnings)


def parse_text(raw: object, max_length: int | None = None) -> Parsed[str]:
    """Read free text: composed form, no control characters, cut to `max_length` with a warning.

    Text that looks like a formula stays text; exports escape it. Raises ParseError("error_cell").
    """
    if raw is None:
        return Parsed(None)
    text = raw if isinstance(raw, str) else _printed(raw)
    clean = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()
    warnings = _cleaning(raw)
    refuse_error_cell(clean, raw)
    if max_length is not None and len(clean) > max_length:
        clean, warnings = clean[:max_length].rstrip(), (*warnings, "text_too_long")
    return Parsed(clean or None, warnings)


def parse_yes_no(raw: object) -> Parsed[bool]:
    """Read K/E, kyllä/ei, Y/N, ja/nej, x, 1/0 or a truth value. Raises ParseError: not_yes_no, error_cell."""
    if raw is None or isinstance(raw, bool):
        return Parsed(raw)
    text = tidy(raw).casefold() if isinstance(raw, str) else _printed(raw)
    if is_missing(text):
        return Parsed(None)
    refuse_error_cell(text, raw)
    if text in _YES:
        return Parsed(True)
    if text in _NO:
        return Parsed(False)
    raise ParseError("not_yes_no", raw)


def parse_business_id(raw: object) -> Parsed[str]:
    """Read a Finnish business ID (Y-tunnus) as `1234567-1`. A wrong check digit is a warning, not an error.

    Raises ParseError: not_a_business_id, error_cell.
    """
    if raw is None:
        return Parsed(None)
    text = tidy(raw) if isinstance(raw, str) else _printed(raw)
    if is_missing(text):
        return Parsed(None)
    refuse_error_cell(text, raw)
    found = _BUSINESS_ID.fullmatch(text.replace(" ", ""))
    if not found:
        raise ParseError("not_a_business_id", raw)
    business_id = f"{found[1].zfill(7)}-{found[2]}"
    from stdnum.fi import ytunnus  # costly import, needed by imports and customer forms only

    return Parsed(business_id, () if ytunnus.is_valid(business_id) else ("business_id_check",))


def _cleaning(raw: object) -> tuple[str, ...]:
    return ("control_characters",) if isinstance(raw, str) and _UNWANTED.search(raw) else ()


def _printed(raw: object) -> str:
    """A number of a cell as digits without `.0`, anything else as its text."""
    if isinstance(raw, float) and raw.is_integer():
        return f"{raw:.0f}"
    return str(raw)


def _digits(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise ParseError("not_a_code", raw)
    number = Decimal(str(raw))
    if not number.is_finite() or number != number.to_integral_value():
        raise ParseError("code_lost", raw)
    return f"{number:.0f}"

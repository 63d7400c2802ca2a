"""Rounding of printed values: half up in decimal arithmetic, never in binary floats (domain.md 1.3)."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

Number = Decimal | int | float | str

# Wide enough for any money sum or ratio met here; the default of 28 digits would refuse long inputs.
WIDE = Context(prec=120, rounding=ROUND_HALF_UP)
HUNDRED = Decimal(100)


def exact(value: Number) -> Decimal:
    """The value as a Decimal; floats through their shortest text, so 0.1 stays 0.1.

    Raises ValueError for text that is no number and for infinities and NaN.
    """
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number.") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} is not a finite number.")
    return number


def round_half_up(value: Number, decimals: int = 0) -> Decimal:
    """Round to `decimals` places, halves away from zero: 96.95 -> 97.0, -0.05 -> -0.1."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=WIDE)


def ratio_pct(numerator: Number | None, denominator: Number | None, decimals: int = 1) -> Decimal | None:
    """numerator / denominator as per cent, rounded half up; None when something is missing or the base is 0."""
    if numerator is None or denominator is None:
        return None
    base = exact(denominator)
    if base == 0:
        return None
    share = WIDE.divide(WIDE.multiply(exact(numerator), HUNDRED), base)
    return round_half_up(share, decimals)

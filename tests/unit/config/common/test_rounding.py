"""Half-up rounding: number and colour never contradict each other (domain.md 1.3)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.rounding import exact, ratio_pct, round_half_up

finite = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=6)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("96.95", 1, "97.0"),
        (96.95, 1, "97.0"),
        ("96.94", 1, "96.9"),
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (-0.05, 1, "-0.1"),
        (Decimal("1e-9"), 2, "0.00"),
        (12345678901234567890123456789012345, 2, "12345678901234567890123456789012345.00"),
    ],
)
def test_halves_go_up(value, decimals, printed):
    assert str(round_half_up(value, decimals)) == printed


@pytest.mark.parametrize("bad", ["", "1,5", "abc", float("nan"), float("inf"), "-Infinity"])
def test_no_number_is_refused(bad):
    with pytest.raises(ValueError, match="number"):
        exact(bad)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        ("3126.5", "3250.0", "96.2"),
        (0, 5, "0.0"),
        (-8, 400, "-2.0"),
    ],
)
def test_ratio(numerator, denominator, expected):
    assert ratio_pct(numerator, denominator) == Decimal(expected)


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 1), (1, None), (1, 0), (0, "0.00")])
def test_ratio_without_a_base(numerator, denominator):
    assert ratio_pct(numerator, denominator) is None


@given(finite, st.integers(0, 6))
def test_rounding_is_close_and_settles(value, decimals):
    rounded = round_half_up(value, decimals)
    assert abs(rounded - value) <= Decimal(1).scaleb(-decimals) / 2
    assert round_half_up(rounded, decimals) == rounded
    assert round_half_up(-value, decimals) == -rounded

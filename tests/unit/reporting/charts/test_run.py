"""Run charts: the median, what is more than chance, and the picture with its gaps and limits."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.month import rolling
from reporting.charts.picture import LEFT, LINE_HEIGHT, LINE_WIDTH, RIGHT, run_line
from reporting.charts.run import FEWEST, SHIFT, Run

AUGUST = date(2026, 8, 1)


def run(*values: object, **lines: tuple[object, ...]) -> Run:
    def exact(values: tuple[object, ...]) -> tuple[Decimal | None, ...]:
        return tuple(None if value is None else Decimal(str(value)) for value in values)

    drawn = {name: exact(line) for name, line in lines.items()}
    return Run(key="k", title="t", unit="%", months=tuple(rolling(AUGUST, len(values))), values=exact(values), **drawn)


def test_the_median_needs_six_months() -> None:
    assert run(1, 2, 3, 4, 5).median is None
    assert run(1, None, 2, 3, 4, 5, 60).median == Decimal("3.5")
    assert run(3, 1, 2, 9, 8, 7, 5).median == 5


def test_six_months_on_one_side_are_more_than_chance() -> None:
    assert run(1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9).side == ("above", 6)
    assert run(*[9] * 7, *[1] * 6).side == ("below", 6)
    assert run(1, 1, 1, 1, 9, 1, 9).side[1] < SHIFT


def test_a_value_on_the_median_is_on_no_side() -> None:
    assert run(1, 2, 3, 4, 5, 6, 7, 4).side == ("", 0)
    assert run(*[4] * 8).side == ("", 0)
    assert run(1, 1, 1, 1, 5, 9, 5, 9, 9, 9).side[0] == "above"


def test_gaps_are_bands_and_not_lines() -> None:
    line = run_line(run(None, None, 3, 4, None, 6, 7))
    assert line is not None
    assert len(line.pieces) == 2
    assert len(line.dots) == 4
    assert len(line.gaps) == 2
    assert float(line.gaps[0].x) == LEFT


def test_limits_may_change_with_the_months_and_hold_the_scale() -> None:
    line = run_line(run(95, 96, 97, amber=(90, 90, 92), red=(None, 80, 80), target=(100, 100, 100)))
    assert line is not None
    assert len(line.amber_pieces) == len(line.red_pieces) == len(line.target_pieces) == 1
    assert len(line.red_pieces[0].split()) == 2
    assert line.value_ticks[0].label == "80"
    assert line.value_ticks[-1].label == "100"


def test_nothing_known_draws_nothing() -> None:
    assert run_line(run(None, None)) is None
    assert run_line(run(None, None, amber=(3, 3))) is None


def test_a_median_is_drawn_where_it_lies() -> None:
    line = run_line(run(0, 0, 0, 10, 10, 10))
    assert line is not None
    assert float(line.median) == pytest.approx(
        (float(line.value_ticks[0].place) + float(line.value_ticks[-1].place)) / 2
    )
    assert run_line(run(1, 2)).median == ""  # type: ignore[union-attr]


@given(st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=24))
def test_everything_stays_inside_the_picture(values: list[int | None]) -> None:
    drawn = run(*values)
    line = run_line(drawn)
    if line is None:
        assert drawn.is_empty
        return
    assert all(LEFT <= float(x) <= LINE_WIDTH - RIGHT and 0 <= float(y) <= LINE_HEIGHT for x, y in line.dots)
    assert all(float(gap.x) + float(gap.width) <= LINE_WIDTH - RIGHT + 0.2 for gap in line.gaps)
    assert (line.median != "") == (len(drawn.known) >= FEWEST)

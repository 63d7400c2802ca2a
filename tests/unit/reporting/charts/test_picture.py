"""Charts as coordinates: gaps where a month is unknown, round marks on the axes, nothing invented."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from config.common.month import rolling
from reporting.charts.chart import Chart
from reporting.charts.picture import LINE_HEIGHT, LINE_WIDTH, SPARK_WIDTH, line, spark

AUGUST = date(2026, 8, 1)


def chart(*values: object, target: tuple[object, ...] = ()) -> Chart:
    """A chart of the last months."""

    def exact(value: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    return Chart(
        key="k",
        title="t",
        unit="t€",
        months=tuple(rolling(AUGUST, len(values))),
        values=tuple(exact(value) for value in values),
        target=tuple(exact(value) for value in target),
        sentence="s",
    )


def test_an_unknown_month_leaves_a_gap():
    picture = line(chart(1, 2, None, 4, 5))
    assert picture is not None
    assert len(picture.pieces) == 2
    assert len(picture.dots) == 4


def test_nothing_known_draws_nothing():
    empty = chart(None, None)
    assert empty.is_empty
    assert line(empty) is None
    assert spark(empty) is None
    assert spark(chart(None, 3)) is None


def test_marks_of_the_axis_are_round_and_hold_the_values():
    picture = line(chart(131, 159))
    assert picture is not None
    assert [tick.label for tick in picture.value_ticks] == ["130", "140", "150", "160"]
    small = line(chart(14.5, 15.4))
    assert small is not None
    assert [tick.label for tick in small.value_ticks] == ["14,5", "15,0", "15,5"]


def test_zero_is_on_the_axis_when_it_is_near():
    picture = line(chart(0, 1, 3))
    assert picture is not None
    assert picture.value_ticks[0].label == "0"


def test_one_and_the_same_value_is_a_level_line():
    same = spark(chart(5, 5, 5))
    assert same is not None
    assert {point.split(",")[1] for point in same.polyline.split()} == {"16.0"}
    assert line(chart(7, 7)) is not None


def test_the_target_is_drawn_beside_the_values_and_in_the_table():
    both = chart(1, 2, target=(3, 3))
    picture = line(both)
    assert picture is not None
    assert len(picture.target_pieces) == 1
    assert both.rows == (("7/2026", Decimal(1), Decimal(3)), ("8/2026", Decimal(2), Decimal(3)))


def test_the_last_month_is_always_named():
    picture = line(chart(*range(1, 25)))
    assert picture is not None
    assert picture.month_ticks[-1].label == "8/2026"


@given(st.lists(st.one_of(st.none(), st.decimals(-(10**7), 10**7, places=2)), min_size=2, max_size=24))
def test_every_point_stays_inside_the_picture(values):
    drawn = chart(*values)
    picture, small = line(drawn), spark(drawn)
    for x, y in picture.dots if picture else ():
        assert 0 <= float(x) <= LINE_WIDTH
        assert 0 <= float(y) <= LINE_HEIGHT
    for point in small.polyline.split() if small else ():
        assert 0 <= float(point.split(",")[0]) <= SPARK_WIDTH

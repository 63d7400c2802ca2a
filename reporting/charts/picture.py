"""A chart as coordinates of an SVG picture; the templates under `reporting/charts/` draw them."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from config.common.formats import number
from config.common.month import short_month
from reporting.charts.chart import Chart, Values
from reporting.charts.run import Run

LINE_WIDTH, LINE_HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 14, 30
TICKS = 4
MONTH_STEP = 3
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 118, 32, 4


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line without axes, for a key figure."""

    key: str
    title: str
    sentence: str
    width: int
    height: int
    polyline: str
    last_x: str  # text: a template would print a number with a decimal comma
    last_y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: its place and its words."""

    place: str  # text, as every coordinate
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart with axes. A line has a gap where a month is unknown, so it is several pieces."""

    width: int
    height: int
    left: int
    right: int
    pieces: tuple[str, ...]
    target_pieces: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    value_ticks: tuple[Tick, ...]
    month_ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without a value beside each other: a band instead of a line."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run chart with axes: values with gaps, the median from edge to edge, limits that may change with the months."""

    width: int
    height: int
    left: int
    right: int
    top: int
    plot_height: int
    pieces: tuple[str, ...]
    amber_pieces: tuple[str, ...]
    red_pieces: tuple[str, ...]
    target_pieces: tuple[str, ...]
    median: str  # its height; empty when there is none
    dots: tuple[tuple[str, str], ...]
    gaps: tuple[Gap, ...]
    value_ticks: tuple[Tick, ...]
    month_ticks: tuple[Tick, ...]


def spark(chart: Chart) -> Spark | None:
    """The sparkline of a chart; None when fewer than two months are known."""
    known = [(place, value) for place, value in enumerate(chart.values) if value is not None]
    if len(known) < 2:
        return None
    low, high = _range([value for _, value in known])
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(1, len(chart.values) - 1)
    points = [
        (round(SPARK_EDGE + place * step, 1), _height(value, low, high, SPARK_EDGE, SPARK_HEIGHT - SPARK_EDGE))
        for place, value in known
    ]
    last_x, last_y = points[-1]
    text = " ".join(f"{x},{y}" for x, y in points)
    return Spark(chart.key, chart.title, chart.sentence, SPARK_WIDTH, SPARK_HEIGHT, text, str(last_x), str(last_y))


def line(chart: Chart) -> Line | None:
    """The line chart with its target; None when nothing is known."""
    scale = _scale(*chart.values, *chart.target)
    if scale is None:
        return None
    low, high, ticks = scale
    points = _points(chart.values, low, high)
    return Line(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        left=LEFT,
        right=LINE_WIDTH - RIGHT,
        pieces=_pieces(points),
        target_pieces=_pieces(_points(chart.target, low, high)),
        dots=_dots(points),
        value_ticks=ticks,
        month_ticks=_month_ticks(chart.months),
    )


def run_line(run: Run) -> RunLine | None:
    """The run chart; None when no month has a value."""
    middle = run.median
    scale = None if run.is_empty else _scale(*run.values, *run.amber, *run.red, *run.target)
    if scale is None:
        return None
    low, high, ticks = scale
    points = _points(run.values, low, high)
    return RunLine(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        left=LEFT,
        right=LINE_WIDTH - RIGHT,
        top=TOP,
        plot_height=LINE_HEIGHT - BOTTOM - TOP,
        pieces=_pieces(points),
        amber_pieces=_pieces(_points(run.amber, low, high)),
        red_pieces=_pieces(_points(run.red, low, high)),
        target_pieces=_pieces(_points(run.target, low, high)),
        median="" if middle is None else str(_height(middle, low, high, TOP, LINE_HEIGHT - BOTTOM)),
        dots=_dots(points),
        gaps=_gaps(run.values),
        value_ticks=ticks,
        month_ticks=_month_ticks(run.months),
    )


def _gaps(values: Values) -> tuple[Gap, ...]:
    """Runs of unknown months, each half a month wider on both sides."""
    step = (LINE_WIDTH - LEFT - RIGHT) / max(1, len(values) - 1)
    found = []
    for is_unknown, places in groupby(range(len(values)), key=lambda place: values[place] is None):
        if is_unknown:
            run = list(places)
            first = max(float(LEFT), _x(run[0], len(values)) - step / 2)
            last = min(float(LINE_WIDTH - RIGHT), _x(run[-1], len(values)) + step / 2)
            found.append(Gap(str(round(first, 1)), str(round(last - first, 1))))
    return tuple(found)


def _scale(*values: Decimal | None) -> tuple[Decimal, Decimal, tuple[Tick, ...]] | None:
    """Lowest and highest mark of the axis and the marks themselves; None when nothing is known."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    ticks = _value_ticks(min(known), max(known))
    low, high = Decimal(str(ticks[0])), Decimal(str(ticks[-1]))
    step = ticks[1] - ticks[0]
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2
    marks = (
        Tick(str(_height(Decimal(str(tick)), low, high, TOP, LINE_HEIGHT - BOTTOM)), number(tick, decimals))
        for tick in ticks
    )
    return low, high, tuple(marks)


def _dots(points: list[tuple[float, float] | None]) -> tuple[tuple[str, str], ...]:
    return tuple((str(point[0]), str(point[1])) for point in points if point is not None)


def _x(place: int, count: int) -> float:
    return round(LEFT + place * (LINE_WIDTH - LEFT - RIGHT) / max(1, count - 1), 1)


def _points(values: Values, low: Decimal, high: Decimal) -> list[tuple[float, float] | None]:
    bottom = LINE_HEIGHT - BOTTOM
    return [
        None if value is None else (_x(place, len(values)), _height(value, low, high, TOP, bottom))
        for place, value in enumerate(values)
    ]


def _pieces(points: list[tuple[float, float] | None]) -> tuple[str, ...]:
    pieces: list[list[str]] = [[]]
    for point in points:
        if point is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{point[0]},{point[1]}")
    return tuple(" ".join(piece) for piece in pieces if piece)


def _height(value: Decimal, low: Decimal, high: Decimal, top: float, bottom: float) -> float:
    """The place of a value between top (high) and bottom (low)."""
    share = (value - low) / (high - low)
    return round(bottom - float(share) * (bottom - top), 1)


def _range(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    return (low - 1, high + 1) if low == high else (low, high)


def _value_ticks(low: Decimal, high: Decimal) -> list[float]:
    """Four or five round numbers that hold the values; zero is among them when it is near."""
    bottom, top = float(low), float(high)
    if bottom > 0 and bottom < (top - bottom) * 2:
        bottom = 0.0
    step = _round_step((top - bottom) / TICKS or 1.0)
    first = math.floor(bottom / step)
    last = max(first + 1, math.ceil(top / step))
    return [round(place * step, 6) for place in range(first, last + 1)]


def _round_step(rough: float) -> float:
    power = 10 ** math.floor(math.log10(rough))
    return float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough))


def _month_ticks(months: tuple[date, ...]) -> tuple[Tick, ...]:
    count = len(months)
    shown = [place for place in range(count) if (count - 1 - place) % MONTH_STEP == 0]
    return tuple(Tick(str(_x(place, count)), short_month(months[place])) for place in shown)

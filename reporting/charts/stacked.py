"""Columns of months stacked from parts, as coordinates of an SVG picture; `templates/reporting/charts/stacked.html`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.common.month import short_month

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 14, 26
GAP = 0.22  # of the width of a column
LEGIBLE = 13  # units of height a number needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacked:
    """The data: for each month how many of each part; the parts lie on each other from the last upwards."""

    key: str
    title: str
    sentence: str
    months: tuple[date, ...]
    parts: Mapping[str, tuple[int, ...]]  # code of a colour -> numbers by month

    @property
    def rows(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Month and the numbers in the order of the parts: the table beside the picture."""
        return tuple(
            (short_month(month), tuple(values[place] for values in self.parts.values()))
            for place, month in enumerate(self.months)
        )

    @property
    def is_empty(self) -> bool:
        """Not one account in any month."""
        return not any(any(values) for values in self.parts.values())


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a column. Coordinates are text, as in every picture: a template would print a decimal comma."""

    level: str
    x: str
    y: str
    width: str
    height: str
    label: str  # the number where it fits
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class StackedPicture:
    """The blocks and the words under them."""

    width: int
    height: int
    blocks: tuple[Block, ...]
    ticks: tuple[tuple[str, str], ...]


def stacked(chart: Stacked) -> StackedPicture | None:
    """The picture; None when nothing is known."""
    if chart.is_empty:
        return None
    totals = [sum(numbers) for _label, numbers in chart.rows]
    unit = (HEIGHT - TOP - BOTTOM) / max(totals)
    step = (WIDTH - LEFT - RIGHT) / len(chart.months)
    blocks = tuple(
        block
        for place in range(len(chart.months))
        for block in _column(place, step, unit, {code: values[place] for code, values in chart.parts.items()})
    )
    every = max(1, len(chart.months) // 8)
    shown = [place for place in range(len(chart.months)) if (len(chart.months) - 1 - place) % every == 0]
    ticks = tuple((str(round(LEFT + (place + 0.5) * step, 1)), short_month(chart.months[place])) for place in shown)
    return StackedPicture(WIDTH, HEIGHT, blocks, ticks)


def _column(place: int, step: float, unit: float, parts: Mapping[str, int]) -> Sequence[Block]:
    found, bottom = [], float(HEIGHT - BOTTOM)
    left, width = LEFT + place * step + step * GAP / 2, step * (1 - GAP)
    for code, number in reversed(list(parts.items())):
        tall = number * unit
        bottom -= tall
        if number:
            label = str(number) if tall >= LEGIBLE else ""
            middle = (round(left + width / 2, 1), round(bottom + tall / 2 + 4, 1))
            x, y, wide, high = (str(round(value, 1)) for value in (left, bottom, width, tall))
            found.append(Block(code, x, y, wide, high, label, str(middle[0]), str(middle[1])))
    return found

"""A run chart: one value a month with its median and the limits in force, so that nobody reacts to two points.

Data first; `picture.run_line` draws it (domain.md 1.5).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import takewhile
from statistics import median

from reporting.charts.chart import Values

FEWEST = 6  # months with a value; of fewer a median says nothing
SHIFT = 6  # months in a row on one side of the median are more than chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One value per month, oldest first; None where the card prints none. Limits and target have the same months."""

    key: str  # unique on its page
    title: str
    unit: str
    months: tuple[date, ...]
    values: Values
    amber: Values = ()
    red: Values = ()
    target: Values = ()
    decimals: int = 1
    sentence: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether not a single value is known."""
        return all(value is None for value in self.values)

    @property
    def known(self) -> tuple[Decimal, ...]:
        """The values there are, oldest first."""
        return tuple(value for value in self.values if value is not None)

    @property
    def median(self) -> Decimal | None:
        """The middle value; None with fewer than six."""
        return median(self.known) if len(self.known) >= FEWEST else None

    @property
    def side(self) -> tuple[str, int]:
        """On which side of the median the last values lie ("above", "below" or ""), and how many of them in a row.

        Values on the median belong to neither side and are passed over.
        """
        middle = self.median
        if middle is None:
            return "", 0
        signs = [value > middle for value in reversed(self.known) if value != middle]
        if not signs or self.known[-1] == middle:
            return "", 0
        length = len(list(takewhile(lambda sign: sign is signs[0], signs)))
        return ("above" if signs[0] else "below"), length

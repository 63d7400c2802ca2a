"""What a chart shows, before any picture: title, series by month, unit and one sentence that says it in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from config.common.month import short_month

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One value per month, oldest first; None where nothing is known. `target` has the same months."""

    key: str  # unique on its page
    title: str
    unit: str
    months: tuple[date, ...]
    values: Values
    target: Values = ()
    decimals: int = 1
    sentence: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether not a single value is known."""
        return all(value is None for value in self.values)

    @property
    def rows(self) -> tuple[tuple[str, Decimal | None, Decimal | None], ...]:
        """Month, value and target: the table beside the picture."""
        targets: Values = self.target or (None,) * len(self.values)
        return tuple(
            (short_month(month), value, target)
            for month, value, target in zip(self.months, self.values, targets, strict=True)
        )

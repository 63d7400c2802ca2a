"""One printed figure of a metric row: rounded values, how they are set, why a value is not there (domain.md 1.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from config.common.rounding import ratio_pct, round_half_up
from reporting.rules.finding import Param, pack, unpack

# Marks of a cell that prints no figure.
NOT_APPLICABLE, MISSING, SUPPRESSED, NEW, NOT_COMPARABLE = "na", "missing", "suppressed", "new", "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`form` names the template of printing; `values` are its rounded parts; a `mark` is printed instead of them."""

    form: str = ""
    values: tuple[Param, ...] = ()
    mark: str = ""
    reason: str = ""  # key of the explanation shown on hover
    exact: Decimal | None = None  # the main value unrounded, in base units (€, %, count), for charts and exports

    def to_json(self) -> dict[str, Any]:
        """A plain dictionary; `from_json` gives the same cell back."""
        return {
            "form": self.form,
            "values": [pack(value) for value in self.values],
            "mark": self.mark,
            "reason": self.reason,
            "exact": pack(self.exact),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Cell":
        """The cell stored by `to_json`. Raises KeyError when the form is another."""
        return cls(
            form=data["form"],
            values=tuple(unpack(value) for value in data["values"]),
            mark=data["mark"],
            reason=data["reason"],
            exact=unpack(data["exact"]),
        )


NOTHING = Cell(mark=NOT_APPLICABLE)  # the column does not belong to this metric: "–"
ABSENT = Cell(mark=MISSING)  # the figure should be there: "ei tietoa"
TOO_FEW = Cell(mark=SUPPRESSED, reason="few_answers")
UNCOMPARED = Cell(mark=NOT_COMPARABLE, reason="not_comparable")


def shown(form: str, *values: Param, exact: Decimal | int | None) -> Cell:
    """A cell with a figure; missing when its main value is."""
    if not values or values[0] is None:
        return ABSENT
    return Cell(form=form, values=values, exact=None if exact is None else Decimal(exact))


def tidy(value: Decimal) -> Decimal:
    """A limit without needless zeros: 90.0 -> 90, 0.70 -> 0.7."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def count(value: int | None) -> Cell:
    """A plain number of things."""
    return shown("plain", value, exact=value)


def decimal(value: Decimal | None, decimals: int) -> Cell:
    """A number with the decimals of the metric."""
    return shown("plain", None if value is None else round_half_up(value, decimals), exact=value)


def trimmed(value: Decimal) -> Decimal:
    """One decimal, whole numbers without it: 92.97 -> 93, 19.64 -> 19.6."""
    rounded = round_half_up(value, 1)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def share_of(part: int | None, whole: int | None) -> Cell:
    """Part / whole = share %; the bare pair of an empty whole, missing when either is."""
    share = ratio_pct(part, whole)
    if part is None or whole is None or share is None:
        return pair(part, whole)
    return shown("pair_pct", part, whole, share, exact=share)


def pair(part: int | None, whole: int | None) -> Cell:
    """Done / planned; missing when either is."""
    return ABSENT if part is None or whole is None else shown("pair", part, whole, exact=part)

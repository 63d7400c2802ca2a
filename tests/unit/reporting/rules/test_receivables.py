"""R05 on, just under and just over its limits, decided on whole euros."""

from decimal import Decimal

import pytest

from reporting.rules import Level, Limits
from reporting.rules.receivables import overdue_receivables
from tests.unit.reporting.example import facts, project_facts

LIMITS = Limits()
G, A, R, U = Level.GREEN, Level.AMBER, Level.RED, Level.UNKNOWN


@pytest.mark.parametrize(
    ("over_30", "over_60", "level", "printed", "days"),
    [
        ("0", "0", G, 0, 30),
        ("999.49", "0", G, 999, 30),
        ("999.50", "0", A, 1000, 30),
        ("1000", "1000", A, 1000, 30),
        ("9000", "4999.49", A, 9000, 30),
        ("9000", "4999.50", R, 5000, 60),
        ("5000.01", "5000.01", R, 5000, 60),
        ("0", "5000", R, 5000, 60),
    ],
)
def test_overdue_receivables(over_30: str, over_60: str, level: Level, printed: int, days: int) -> None:
    finding = overdue_receivables(facts(recv30=Decimal(over_30), recv60=Decimal(over_60)), LIMITS)
    assert (finding.level, finding.value, finding.params["days"], finding.at_least) == (level, printed, days, False)
    assert finding.params["sum"] == finding.value
    assert finding.evidence == ("invoices:overdue",)


@pytest.mark.parametrize(
    ("over_30", "over_60", "level"),
    [
        (None, None, U),
        (None, Decimal(4999), U),
        (Decimal(999), None, U),
        (None, Decimal(5000), R),
        (Decimal(1000), None, A),
    ],
)
def test_what_is_not_known_is_never_green(over_30: Decimal | None, over_60: Decimal | None, level: Level) -> None:
    finding = overdue_receivables(facts(recv30=over_30, recv60=over_60), LIMITS)
    assert (finding.level, finding.at_least) == (level, level is A)
    if level is U:
        assert finding.params["missing"] == ("receivables",)


def test_the_invoice_list_concerns_every_account() -> None:
    owed = {"recv30": Decimal(1000)}
    assert [overdue_receivables(facts(model=model, **owed), LIMITS).level for model in "ABCD"] == [A] * 4
    assert overdue_receivables(project_facts(**owed), LIMITS).level is A


@pytest.mark.parametrize(("name", "other"), [("amber_B", A), ("red_B", R)])
def test_the_limits_may_be_the_care_models_own(name: str, other: Level) -> None:
    own = Limits().changed({("R05", name): Decimal(500)})
    owed = {"recv30": Decimal(500), "recv60": Decimal(500)}
    assert overdue_receivables(facts(model="B", **owed), own).level is other
    assert overdue_receivables(facts(model="A", **owed), own).level is G

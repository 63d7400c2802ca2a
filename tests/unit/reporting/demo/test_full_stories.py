"""The full demo in the database: every story of domain.md 6.4 shows its rule, and the portfolio its colours."""

import datetime
from collections import Counter
from decimal import Decimal

import pytest

from accounts_app.models import Account, Project
from reporting.actions import demo
from reporting.demo import money, organisation
from reporting.demo.full import full
from reporting.demo.full_stories import CONSULTANCIES
from reporting.models import StatusOverride
from tests.unit.reporting.demo.judged import computed, reasons, shown, unknown

DAY = datetime.date(2026, 9, 11)
# Rank -> rules. A mean score below the limit of a site means sites below it: R07 never comes alone.
RED = {
    2: {"R30"},  # tender
    4: {"R08"},
    11: {"R15"},
    13: {"R06"},
    16: {"R30"},  # notice
    17: {"R08"},
    22: {"R12"},
    23: {"R25"},
    25: {"R07", "R08"},
    38: {"R03"},
    52: {"R01"},
    53: {"R14"},
    60: {"R29"},
    61: {"R03"},
}
AMBER = {
    **{key: {"R08"} for key in (1, 6, 20, 30)},
    **{key: {"R14"} for key in (9, 56, 70)},
    **{key: {"R18"} for key in (10, 26, 65)},
    **{key: {"R20"} for key in (12, 27, 33)},
    **{key: {"R24"} for key in (7, 21, 34)},
    **{key: {"R01"} for key in (19, 55, 63)},
    **{key: {"R29"} for key in (24, 67)},
    40: {"R22"},
    35: {"R17"},
    58: {"R31"},
    8: {"R28"},
}
BETTER, WORSE = 42, 47  # ranks of the overrides
GREY = {
    **{key: {"R06", "R07", "R08", "R09"} for key in (14, 37)},
    **{key: {"R11"} for key in (32, 41)},
    43: {"R07", "R08", "R09"},
}
TARGET = {"RED": 15, "AMBER": 25, "GREY": 5, "GREEN": 55}
OTHER_DAYS = [datetime.date(2026, 11, 2)]


pytestmark = pytest.mark.heavy


@pytest.fixture
def one_invoice_row_a_month(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sums of the same months in far fewer rows: colours look at sums only."""
    whole = [(organisation.MAIN_SERVICE, None, Decimal(1))]
    monkeypatch.setattr(money, "_lines", lambda *_arguments: whole)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_invoice_row_a_month")
def test_every_story_shows_its_rules_and_nothing_else() -> None:
    demo.load(size="full", as_of=DAY, card_months=0)
    specs = full()
    assert reasons(specs) == RED | AMBER | {BETTER: {"R20"}}
    assert unknown(specs) == GREY
    by_rules = computed(specs)
    assert {no for no, colour in by_rules.items() if colour == "RED"} == set(RED)
    assert {no for no, colour in by_rules.items() if colour == "AMBER"} == {*AMBER, BETTER}
    assert {no for no, colour in by_rules.items() if colour == "GREY"} == set(GREY)
    colours = shown(specs)
    assert Counter(colours.values()) == TARGET
    assert {no for no in colours if colours[no] != by_rules[no]} == {BETTER, WORSE}
    assert (colours[BETTER], colours[WORSE]) == ("GREEN", "RED")
    assert StatusOverride.objects.filter(state="in_force").count() == 2
    consultancies = Account.objects.filter(profile="consultancy")
    assert {row.name for row in consultancies} == {spec.name for spec in specs if spec.no in CONSULTANCIES}
    assert set(consultancies.values_list("status", flat=True)) == {"GREEN"}
    running = Project.objects.filter(account__in=consultancies, closed_on__isnull=True)
    assert running.count() == sum(CONSULTANCIES.values())


@pytest.mark.django_db
@pytest.mark.usefixtures("one_invoice_row_a_month")
@pytest.mark.parametrize("day", OTHER_DAYS, ids=str)
def test_another_day_has_about_the_same_colours(day: datetime.date) -> None:
    demo.load(size="full", as_of=day, card_months=0)
    found = Counter(shown(full()).values())
    assert all(abs(found[colour] - number) <= 4 for colour, number in TARGET.items()), found

"""Required cells of the support organisation (domain.md 4.4, R28)."""

from datetime import date

import pytest

from accounts_app.models import Account, Assignment
from reporting.facts.support import read
from tests.factories import make_account, make_support, make_support_requirement

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def support(account: Account, on: date = TODAY) -> dict[str, object] | None:
    return read([account.pk], on).get(account.pk)


def test_without_a_requirement_nothing_is_said() -> None:
    account = make_account()
    make_support(account)
    assert support(account) is None


def test_a_cell_needs_the_same_town_and_business_area() -> None:
    account = make_account()
    make_support_requirement(account, "Oulu", "LVI")
    make_support_requirement(account, "Oulu", "Siivous")
    make_support_requirement(account, "Espoo", "LVI")
    make_support(account, "Oulu", "Siivous")
    make_support(account, "Turku", "LVI")
    make_support(make_account(), "Oulu", "LVI")
    assert support(account) == {"support_gaps": 2, "support_gap_cells": ("Espoo · LVI", "Oulu · LVI")}
    make_support(account, "Oulu", "LVI")
    make_support(account, "Espoo", "LVI")
    assert support(account) == {"support_gaps": 0, "support_gap_cells": ()}


def test_another_role_holds_no_cell() -> None:
    account = make_account()
    make_support_requirement(account)
    make_support(account)
    account.assignments.update(role=Assignment.Role.LOCAL_OWNER)
    assert support(account)["support_gaps"] == 1


def test_only_assignments_in_force_on_the_day_count() -> None:
    account = make_account()
    make_support_requirement(account)
    make_support(account, starts_on=date(2026, 9, 12))
    make_support(account, ends_on=date(2026, 9, 10))
    assert support(account)["support_gaps"] == 1
    assert support(account, date(2026, 9, 12))["support_gaps"] == 0

"""Open opportunities (domain.md 1.4 P4)."""

from decimal import Decimal

import pytest

from accounts_app.models import Account, Opportunity
from reporting.facts.growth import read
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def sale(account: Account, code: str, **values: object) -> None:
    values.setdefault("value_eur", Decimal(70000))
    Opportunity.objects.create(account=account, code=code, name="Ikkunanpesu", **values)


def test_open_ones_are_counted_with_their_value_and_missing_steps() -> None:
    account = make_account()
    sale(account, "M1", next_step="Tarjous", stage="Tarjous")
    sale(account, "M2", value_eur=None)
    for stage in ("Voitettu", "Hävitty", "peruttu", "Kilpailutus"):
        sale(account, stage, stage=stage)
    found = read([account.pk], is_kept=True)[account.pk]
    assert found == {"opportunities": 2, "opportunities_eur": 70000, "opportunities_no_step": 1}


def test_none_is_zero_where_they_are_kept_and_unknown_where_not() -> None:
    account = make_account()
    assert read([account.pk], is_kept=True)[account.pk]["opportunities"] == 0
    assert read([account.pk], is_kept=False)[account.pk] == {}

"""Facts from plain data."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.facts.parse import FactError, facts_from_plain, shortened
from reporting.facts.types import TenderFact

PLAIN = {"as_of": "2026-09-11", "month": 8, "model": "B", "fresh": {"revenue": True, "csat": False}}


def test_every_kind_of_field_is_read() -> None:
    known = facts_from_plain(
        {
            **PLAIN,
            "rev_ytd": 10,
            "margin_pct": Decimal("17.4"),
            "sites_active": 4,
            "notice": False,
            "risk_name": "avainhenkilö",
            "last_meeting_on": "2026-06-10",
            "contract_days": -3,
            "csat": None,
            "tender": {"plan": False, "wd": 4, "schedule": "10/2026"},
        }
    )
    assert (known.as_of, known.rev_ytd, known.margin_pct) == (date(2026, 9, 11), Decimal(10), Decimal("17.4"))
    assert (known.last_meeting_on, known.contract_days, known.csat) == (date(2026, 6, 10), -3, None)
    assert known.fresh == frozenset({"revenue"})
    assert known.tender == TenderFact(has_plan=False, age_working_days=4, schedule="10/2026")
    assert known.notice is False
    assert known.risk_name == "avainhenkilö"


def test_a_tender_without_a_day_has_no_age() -> None:
    tender = facts_from_plain({**PLAIN, "tender": {"plan": True}}).tender
    assert tender == TenderFact(has_plan=True)
    assert facts_from_plain({**PLAIN, "tender": None}).tender is None


def test_answers_that_wait_are_none_when_only_the_others_are_counted() -> None:
    counts = {"dm_low_nofollow": 0, "dm_low_followed": 1}
    assert facts_from_plain({**PLAIN, **counts}).dm_low_waiting == 0
    assert facts_from_plain({**PLAIN, **counts, "dm_low_waiting": 2}).dm_low_waiting == 2
    assert facts_from_plain({**PLAIN, **counts, "dm_low_waiting": None}).dm_low_waiting is None
    for missing in counts:
        assert facts_from_plain({**PLAIN, **counts, missing: None}).dm_low_waiting is None


def test_a_mistake_names_its_field() -> None:
    with pytest.raises(FactError) as caught:
        facts_from_plain({**PLAIN, "sites_activ": 4})
    assert caught.value.field == "sites_activ"


def test_long_values_are_cut_and_kept_on_one_line() -> None:
    assert shortened("a\nb") == r"'a\nb'"
    assert len(shortened("x" * 500)) == 40
    assert shortened(Decimal("1.5")) == "'1.5'"

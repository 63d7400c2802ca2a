"""Trying a change of limits on the last three months, for the eyes of one reader (domain.md 1.6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from accounts_app.models import Account, StatusChange
from reporting.dashboards.limit_preview import NAMED, preview
from reporting.models import AccountJudgement, LimitChange, MonthClose, SourceLoad
from reporting.rules import Colour
from reporting.what_if import MonthTurns, Turn, WhatIf, what_if
from tests.factories import make_board_chair, make_round, make_user
from tests.unit.reporting.facts.test_collect import full_account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
SOURCES = ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts", "hours")


@pytest.fixture(autouse=True)
def loads() -> None:
    for month in (7, 8, 9):
        for source in SOURCES:
            last = date(2026, month - 1, 1)
            SourceLoad.objects.create(source=source, as_of_on=date(2026, month, 10), last_month=last)


def tried(value: str, **values: object) -> list[LimitChange]:
    """An unsaved change of R07 for the company."""
    fields = {"scope": "company", "rule": "R07", "name": "amber", "starts_on": SEPTEMBER} | values
    return [LimitChange(value=Decimal(value), **fields)]


def names(found: WhatIf, colour: Colour) -> list[str]:
    return [turn.name for turn in found.turned(colour)]


def of_august(found: WhatIf) -> list[tuple[str, str, str]]:
    assert found.months[0].month == AUGUST
    return [(turn.name, turn.before.value, turn.after.value) for turn in found.months[0].turns]


def test_a_tighter_limit_names_who_would_turn_to_which_colour():
    full_account(name="Tiukka Oy")
    good = full_account(name="Hyvä Oy")
    make_round(good.sites.get(), date(2026, 9, 1), 99)
    found = what_if(tried("95"), make_board_chair(), on=TODAY)
    assert found.accounts == 2
    assert of_august(found) == [("Tiukka Oy", "GREEN", "AMBER")]
    assert "Tiukka Oy" in names(found, Colour.AMBER)
    assert not names(found, Colour.RED)
    assert [month.month.month for month in found.months] == [8, 7, 6]


def test_a_red_limit_turns_red_and_a_looser_one_green():
    account = full_account(name="Raja Oy")
    make_round(account.sites.get(), date(2026, 9, 1), 85)
    chair = make_board_chair()
    found = what_if(tried("85", name="amber"), chair, on=TODAY)
    assert of_august(found) == [("Raja Oy", "AMBER", "GREEN")]
    found = what_if(tried("86", name="red"), chair, on=TODAY)
    assert of_august(found) == [("Raja Oy", "AMBER", "RED")]


def test_a_change_that_touches_nobody_says_so():
    full_account()
    assert not what_if(tried("89"), make_board_chair(), on=TODAY).changes
    lines = preview(what_if(tried("89"), make_board_chair(), on=TODAY))
    assert lines.lines == ()
    assert [month.turns for month in lines.months] == [(), (), ()]


@pytest.mark.parametrize(("most", "months"), [(6, [8, 7, 6]), (5, [8, 7]), (3, [8]), (0, [8])])
def test_with_very_many_accounts_fewer_months_are_tried_and_the_page_says_so(monkeypatch, most, months):
    full_account(name="Tiukka Oy")
    full_account(name="Toinen Oy")
    monkeypatch.setattr("reporting.what_if.MOST_CLOSES", most)
    found = what_if(tried("95"), make_board_chair(), on=TODAY)
    assert [month.month.month for month in found.months] == months
    assert (found.accounts, found.is_shortened) == (2, len(months) < 3)
    printed = render_to_string("reporting/limits/_preview.html", {"preview": preview(found)})
    assert ("Vanhempia kuukausia ei kokeiltu" in printed) == found.is_shortened


def test_nothing_is_written():
    full_account()
    chair = make_board_chair()
    with CaptureQueriesContext(connection) as captured:
        what_if(tried("95"), chair, on=TODAY)
    assert not [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not any(model.objects.exists() for model in (LimitChange, MonthClose, AccountJudgement, StatusChange))


def test_a_secret_account_is_neither_named_nor_counted():
    secret = full_account(name="Salainen Oy", confidentiality="secret")
    full_account(name="Tiukka Oy")
    found = what_if(tried("95"), make_board_chair(), on=TODAY)
    assert (found.accounts, of_august(found)) == (1, [("Tiukka Oy", "GREEN", "AMBER")])
    owner = make_user()
    secret.assignments.filter(role="owner").update(person=owner.person)
    mine = what_if(tried("95"), owner, on=TODAY)
    assert (mine.accounts, of_august(mine)) == (1, [("Salainen Oy", "GREEN", "AMBER")])


def test_only_the_accounts_the_change_concerns_are_judged():
    first, second = full_account(care_model="A"), full_account()
    consultancy = full_account(profile="consultancy")
    basic = full_account(care_model="C")
    chair = make_board_chair()
    assert what_if(tried("95"), chair, on=TODAY).accounts == 2, "R07 is for service accounts of models A and B"
    assert what_if(tried("95", scope="care_model", care_model="A"), chair, on=TODAY).accounts == 1
    assert what_if(tried("95", scope="account", account=second), chair, on=TODAY).accounts == 1
    assert what_if(tried("1", rule="STATUS", name="amber_dimensions"), chair, on=TODAY).accounts == 4
    assert Account.objects.count() == len({first.pk, second.pk, consultancy.pk, basic.pk})


def test_the_memory_of_the_close_before_holds_other_rules_and_not_the_changed_one():
    account = full_account(name="Muisti Oy")
    make_round(account.sites.get(), date(2026, 9, 1), "90.4")
    close = {"closed_on": date(2026, 8, 14), "shown": "AMBER", "computed": "AMBER", "decided_by": "worst-of"}
    MonthClose.objects.create(
        account=account,
        month=date(2026, 7, 1),
        rule_states={"R07": {"c": "AMBER", "good": 0}},
        coverage_pct=100,
        limits_version="",
        **close,
    )
    chair = make_board_chair()
    assert of_august(what_if(tried("89"), chair, on=TODAY)) == [("Muisti Oy", "AMBER", "GREEN")]
    assert of_august(what_if(tried("96.0", rule="R01"), chair, on=TODAY)) == []


def test_an_account_that_did_not_exist_yet_is_left_out_of_the_month():
    full_account(name="Uusi Oy", relationship_started_on=date(2026, 8, 3))
    found = what_if(tried("95"), make_board_chair(), on=TODAY)
    assert [month.turns for month in found.months[1:]] == [(), ()]


def test_the_queries_do_not_grow_with_the_accounts():
    chair = make_board_chair()
    what_if(tried("95"), chair, on=TODAY)  # roles are asked once per login
    counts = []
    for _ in range(2):
        full_account()
        with CaptureQueriesContext(connection) as captured:
            what_if(tried("95"), chair, on=TODAY)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def turns(number: int) -> WhatIf:
    moved = tuple(Turn(pk, f"Asiakas {pk:02d}", Colour.GREEN, Colour.RED) for pk in range(number))
    return WhatIf(number, (MonthTurns(AUGUST, moved), MonthTurns(date(2026, 7, 1), moved[:1])))


def test_the_sentence_counts_an_account_once_and_names_the_first_ones():
    with override("en"):
        line = preview(turns(3)).lines[0]
        many = preview(turns(NAMED + 2)).lines[0]
        one = preview(turns(1)).lines[0]
    assert (line.level, line.sentence) == ("RED", "With these limits 3 accounts would turn red:")
    assert [name for _, name in line.names] == ["Asiakas 00", "Asiakas 01", "Asiakas 02"]
    assert (len(many.names), many.more) == (NAMED, 2)
    assert one.sentence == "With these limits 1 account would turn red:"


def test_the_months_count_by_colour():
    assert [month.turns for month in preview(turns(3)).months] == [(("RED", 3),), (("RED", 1),)]


def test_a_reader_who_sees_no_care_gets_nothing():
    full_account()
    assert what_if(tried("95"), make_user(), on=TODAY).accounts == 0

"""The limits in force: who wins over whom, from when, until when (domain.md 1.6, 2.5)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.limits import changed_rules, company_limits, exceptions_in_force, limits_in_force, scope_limits
from reporting.models import LimitChange
from reporting.rules import Limits
from tests.factories import make_account

pytestmark = pytest.mark.django_db
AUGUST, OCTOBER = date(2026, 8, 1), date(2026, 10, 1)


def made(value, *, rule="R07", name="amber", starts_on=AUGUST, at=1, **values):
    """A change of the whole company unless told otherwise; `at` orders changes in time."""
    values.setdefault(
        "scope", "account" if "account" in values else "care_model" if "care_model" in values else "company"
    )
    if "account" in values:
        values.setdefault("ends_on", date(2026, 12, 31))
    moment = datetime(2026, 7, at, 12, tzinfo=UTC)
    number = None if value is None else Decimal(value)
    return LimitChange.objects.create(
        rule=rule, name=name, value=number, starts_on=starts_on, made_at=moment, reason="syy", **values
    )


def amber(account, month=AUGUST):
    return limits_in_force([account], month)[account.pk].get("R07", "amber", account.care_model)


def test_without_changes_the_defaults_hold():
    account = make_account()
    assert limits_in_force([account], AUGUST)[account.pk] == Limits()


def test_account_wins_over_care_model_over_company_over_default():
    account, other, third = make_account(), make_account(), make_account(care_model="A")
    made("88")
    assert [amber(one) for one in (account, other, third)] == [88, 88, 88]
    made("86", care_model="B", at=2)
    assert [amber(one) for one in (account, other, third)] == [86, 86, 88]
    made("84", account=account, at=3)
    made("70", at=4)
    assert [amber(one) for one in (account, other, third)] == [84, 86, 70]


def test_a_change_holds_from_its_month_on_and_never_backwards():
    account = make_account()
    made("88", starts_on=OCTOBER)
    assert amber(account, date(2026, 9, 1)) == 90
    assert amber(account, OCTOBER) == 88
    assert amber(account, date(2027, 5, 1)) == 88


def test_an_exception_holds_only_for_months_it_lasts_to_the_end_of():
    account = make_account()
    made("80", account=account, ends_on=date(2026, 10, 30))
    assert amber(account, date(2026, 9, 1)) == 80
    assert amber(account, OCTOBER) == 90
    LimitChange.objects.update(ends_on=date(2026, 10, 31))
    assert amber(account, OCTOBER) == 80
    assert amber(account, date(2026, 11, 1)) == 90


def test_the_newest_row_wins_by_its_month_then_by_when_it_was_made():
    account = make_account()
    made("85", starts_on=OCTOBER, at=1)
    made("88", at=5)
    assert amber(account, OCTOBER) == 85
    made("84", starts_on=OCTOBER, at=2)
    assert amber(account, OCTOBER) == 84


def test_an_empty_value_goes_back_to_the_wider_limit():
    account = make_account()
    made("88")
    made("80", care_model="B")
    made(None, care_model="B", starts_on=OCTOBER, at=2)
    assert amber(account) == 80
    assert amber(account, OCTOBER) == 88
    made(None, starts_on=OCTOBER, at=3)
    assert amber(account, OCTOBER) == 90


def test_rows_taken_back_or_of_another_version_count_for_nothing():
    account = make_account()
    made("50", taken_back_at=datetime(2026, 7, 2, tzinfo=UTC))
    made("1", rule="R99")
    made("1", name="colour")
    made("0", rule="R30", name="on")
    assert limits_in_force([account], AUGUST)[account.pk] == Limits()


def test_one_query_and_one_object_for_accounts_without_exceptions():
    accounts = [make_account(care_model=model) for model in "ABCDB"]
    made("88", care_model="A")
    for account in accounts[3:]:
        made("80", account=account, at=2)
    with CaptureQueriesContext(connection) as captured:
        found = limits_in_force(accounts, AUGUST)
    assert len(captured) == 1
    assert found[accounts[0].pk] is found[accounts[1].pk] is found[accounts[2].pk]
    assert found[accounts[3].pk] is not found[accounts[4].pk], "D and B have names of their own"


def test_a_name_of_a_care_model_and_the_plain_name_are_the_same_limit_of_a_model():
    account = make_account()
    made("200", rule="R18", name="amber_B")
    assert limits_in_force([account], AUGUST)[account.pk].get("R18", "amber", "B") == 200
    made("190", rule="R18", name="amber", care_model="B")
    assert limits_in_force([account], AUGUST)[account.pk].get("R18", "amber", "B") == 190
    assert company_limits(AUGUST).get("R18", "amber", "A") == 120


def test_the_version_tells_limits_apart_and_is_the_same_for_the_same_limits():
    account = make_account()
    before = company_limits(AUGUST).version
    made("88.0")
    changed = company_limits(AUGUST).version
    made("80", account=account, at=2)
    assert changed != before == Limits().version
    assert company_limits(AUGUST).version == changed, "an exception of one account shows in nobody else's version"
    LimitChange.objects.filter(scope="company").update(value=Decimal("88.000"))
    assert company_limits(AUGUST).version == changed
    assert limits_in_force([account], AUGUST)[account.pk].version not in (before, changed)


def test_unsaved_rows_count_as_the_newest():
    account = make_account()
    made("88", at=9)
    tried = LimitChange(scope="company", rule="R07", name="amber", value=Decimal(70), starts_on=OCTOBER)
    assert limits_in_force([account], AUGUST, [tried])[account.pk].get("R07", "amber", "B") == 70
    assert amber(account) == 88


def test_the_company_sees_its_own_limit_although_a_care_model_has_another():
    made("88")
    made("80", care_model="B", at=2)
    assert scope_limits("company", AUGUST).get("R07", "amber", "B") == 88
    assert scope_limits("care_model", AUGUST).get("R07", "amber", "B") == 80
    account = make_account()
    assert scope_limits("account", AUGUST, account=account).get("R07", "amber", "B") == 80


def test_exceptions_are_listed_by_account_the_newest_of_each_limit():
    account, other = make_account(), make_account()
    made("80", account=account)
    made("82", account=account, at=2)
    made("60", rule="R01", account=account, at=3)
    made("50", rule="R09", account=account, at=1)
    made(None, rule="R09", account=account, at=2)
    made("70", account=other)
    found = exceptions_in_force([account], AUGUST)
    assert [(row.rule, row.value) for row in found[account.pk]] == [("R01", 60), ("R07", 82)]
    assert other.pk not in found


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        (("R07", "amber"), {"R07"}),
        (("R07", "band_B"), {"R07"}),
        (("R07", "amber_A"), set()),
        (("R07", "on"), {"R07"}),
        (("INPUT", "csat_n"), {"R11"}),
        (("INPUT", "coverage_pct"), {"R07", "R08", "R09"}),
        (("INPUT", "csat_target"), set()),
        (("STATUS", "amber_dimensions"), set()),
    ],
)
def test_which_rules_a_change_touches_for_a_b_account(key, rules):
    changed = Limits().changed({key: Decimal(0)})
    assert changed_rules(Limits(), changed, "B") == rules
    assert changed_rules(changed, Limits(), "B") == rules
    assert changed_rules(changed, changed, "B") == set()

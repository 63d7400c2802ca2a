"""The pages that explain one account: every rule, every change, any two days."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts_app.models import StatusChange
from reporting.models import AccountJudgement, MonthClose
from reporting.rules import Finding, Level
from tests.factories import make_account, make_user
from tests.integration.reporting.portfolio_world import behind_target, make_portfolio, overdue

pytestmark = pytest.mark.django_db
NAMES = ("reporting:account_why", "reporting:account_history")
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def world():
    return make_portfolio()


def address(name, account):
    return reverse(name, args=[account.pk])


def change(account, on, scope="account", key="", old="GREEN", new="RED", cause="facts", finding=None):
    reasons = [finding.to_json()] if finding else []
    return StatusChange.objects.create(
        account=account,
        changed_on=on,
        scope=scope,
        key=key,
        old=old,
        new=new,
        cause=cause,
        reasons=reasons,
        limits_version="abcd1234",
    )


def test_every_rule_says_what_it_was_decided_on(world, as_user):
    AccountJudgement.objects.filter(account=world.red).update(since={"R14": "2026-09-02", "ASI": "2026-09-02"})
    response = as_user(world.chair).get(address(NAMES[0], world.red), **ENGLISH)
    assert response.status_code == 200
    by_code = {dimension.code: dimension for dimension in response.context["dimensions"]}
    line = by_code["ASI"].lines[0]
    assert (line.reason.rule_id, line.reason.level, line.value, line.since) == (
        "R14",
        "RED",
        "3",
        datetime.date(2026, 9, 2),
    )
    assert line.address
    assert as_user(world.chair).get(line.address).status_code == 200
    sources = {source.code: source for source in response.context["sources"]}
    assert sources["revenue"].due_on is not None


def test_an_account_not_judged_yet_says_so(as_user):
    account = make_account(name="Uusi Oy")
    response = as_user(make_user(role="controller")).get(address(NAMES[0], account))
    assert response.status_code == 200
    assert response.context["dimensions"] == ()


@pytest.mark.parametrize("name", NAMES)
def test_it_checks_access(world, client, as_user, name):
    assert client.get(address(name, world.red)).status_code == 302
    assert as_user(world.staff).get(address(name, world.red)).status_code == 403
    assert as_user(world.chair).get(address(name, world.red)).status_code == 200
    assert as_user(world.chair).get(reverse(name, args=[999999])).status_code == 404
    assert as_user(world.chair).get(address(name, world.secret)).status_code == 404


def test_money_is_told_only_to_those_who_may_see_it(world, as_user):
    finding = behind_target()
    AccountJudgement.objects.filter(account=world.red).update(findings=[finding.to_json()])
    change(world.red, "2026-09-03", "rule", "R01", finding=finding)
    owner_of_process = as_user(make_user(role="process_owner"))
    for name in NAMES:
        shown = owner_of_process.get(address(name, world.red), **ENGLISH).content.decode()
        assert "Revenue against target" in shown
        assert "90.4" not in shown
        assert "90,4" not in shown
    known = as_user(world.chair).get(address(NAMES[0], world.red)).content.decode()
    assert str(finding.value).replace(".", ",") in known


def test_the_history_tells_the_cause_of_each_change(world, as_user):
    change(world.red, "2026-09-03", "rule", "R14", finding=overdue())
    change(world.red, "2026-09-04", "rule", "R18", old="RED", new="AMBER", cause="limits")
    response = as_user(world.chair).get(address(NAMES[1], world.red), {"scope": "rule"}, **ENGLISH)
    lines = response.context["changes"]
    assert [(line.key, line.old, line.new, line.cause) for line in lines] == [
        ("R18", "RED", "AMBER", "limits"),
        ("R14", "GREEN", "RED", "facts"),
    ]
    assert "complaint" in lines[1].because[0]
    assert "limits abcd1234" in response.content.decode()


def test_two_days_are_compared(world, as_user):
    StatusChange.objects.all().delete()
    change(world.red, "2026-07-01", old="", new="GREEN", cause="first")
    change(world.red, "2026-08-15", old="GREEN", new="RED")
    change(world.red, "2026-08-15", "rule", "R14", finding=overdue())
    AccountJudgement.objects.filter(account=world.red).update(
        since={"R14": "2026-08-15", "R18": "2026-07-01"},
        findings=[overdue().to_json(), Finding(level=Level.AMBER, rule_id="R18").to_json()],
    )
    asked = {"first": "2026-08-01", "last": "2026-09-01"}
    response = as_user(world.chair).get(address(NAMES[1], world.red), asked)
    moved = {(row.scope, row.key): (row.before, row.after) for row in response.context["moved"]}
    assert moved == {("account", ""): ("GREEN", "RED"), ("rule", "R14"): ("GREEN", "RED")}
    same = {row.key: row.before for row in response.context["compared"] if row.is_same and row.scope == "rule"}
    assert same["R18"] == "AMBER"
    assert same["R01"] == ""


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"first": "2026-08-01"}, "last"),
        ({"last": "2026-08-01"}, "first"),
        ({"first": "1.8.", "last": "2026-09-01"}, "first"),
        ({"first": "2026-08-01", "last": "2027-01-01"}, "last"),
    ],
)
def test_bad_days_are_named_and_the_page_stays(world, as_user, asked, field):
    response = as_user(world.chair).get(address(NAMES[1], world.red), asked)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert response.context["compared"] == ()


def test_days_in_the_wrong_order_are_put_right(world, as_user):
    asked = {"first": "2026-09-01", "last": "2026-08-01"}
    form = as_user(world.chair).get(address(NAMES[1], world.red), asked).context["form"]
    assert form.days == (datetime.date(2026, 8, 1), datetime.date(2026, 9, 1))


def test_the_strip_shows_two_years_of_closes_and_overrides(world, as_user):
    for number in range(26):
        month = datetime.date(2024 + (5 + number) // 12, (5 + number) % 12 + 1, 1)
        MonthClose.objects.create(
            account=world.red,
            month=month,
            closed_on=month,
            shown="GREEN",
            computed="AMBER" if number == 25 else "GREEN",
            decided_by="worst-of",
            coverage_pct=100,
            limits_version="x",
        )
    marks = as_user(world.chair).get(address(NAMES[1], world.red)).context["marks"]
    assert (len(marks), marks[0].label, marks[-1].label) == (24, "8/2024", "7/2026")
    assert (marks[-1].is_overridden, marks[-2].is_overridden) == (True, False)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_queries_is_small(world, as_user, name):
    client = as_user(world.chair)
    client.get(address(name, world.red))
    with CaptureQueriesContext(connection) as caught:
        client.get(address(name, world.red))
    assert len(caught) <= 20

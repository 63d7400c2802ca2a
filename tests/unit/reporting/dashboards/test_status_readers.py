"""Pages about the colour of an account read its own changes, not those of its rules and dimensions."""

from datetime import date

import pytest
from django.urls import reverse

from accounts_app.models import Account, StatusChange
from reporting.dashboards.portfolio import with_previous
from tests.factories import make_account, make_user
from tests.factories.status import make_close
from tests.integration.reporting.portfolio_world import judge, overdue

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def make_changes(account: Account) -> None:
    for scope, key, old, new in (
        ("rule", "R14", "UNKNOWN", "RED"),
        ("dimension", "ASI", "AMBER", "RED"),
        ("account", "", "GREEN", "RED"),
    ):
        StatusChange.objects.create(account=account, changed_on=TODAY, scope=scope, key=key, old=old, new=new)


def test_the_previous_status_is_that_of_the_account() -> None:
    account = make_account()
    make_changes(account)
    assert with_previous(Account.objects.all(), TODAY).get().previous_status == "GREEN"


def test_the_timeline_tells_the_colours_of_the_account(as_user) -> None:
    user = make_user()
    account = make_account(owner=user.person)
    judge(account, "RED", overdue())
    make_changes(account)
    page = as_user(user).get(reverse("reporting:account", args=[account.pk]), {"tab": "timeline", "kind": "status"})
    (panel,) = [panel.data for panel in page.context["page"].main if panel.template.endswith("timeline.html")]
    assert len(panel.events) == 1


def test_the_list_counts_closes_and_sorts_by_them(as_user) -> None:
    user = make_user(role="controller")
    long, short = make_account("Aamu Oy"), make_account("Ilta Oy")
    for account in (long, short):
        judge(account, "RED", overdue())
    for month in (6, 7):
        make_close(long, date(2026, month, 1), "RED")
    client = as_user(user)
    rows = {order: client.get("/accounts/", {"sort": order}).context["list"].rows for order in ("months", "-months")}
    assert [(row.name, row.months) for row in rows["months"]] == [("Ilta Oy", 1), ("Aamu Oy", 3)]
    assert [row.name for row in rows["-months"]] == ["Aamu Oy", "Ilta Oy"]

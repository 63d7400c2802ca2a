"""An account that is red for one reason: a critical site below its limit on two rounds (rule R08)."""

import datetime

from accounts_app.models import Account
from reporting.models import SourceLoad
from tests.factories.accounts import make_figure, make_round, make_site

RED_RULE = "R08"
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)
GOOD_SITES = 4


def make_red(account: Account) -> None:
    """Figures of August, a fresh quality log, four good sites and the one that fails."""
    make_figure(account, AUGUST)
    SourceLoad.objects.get_or_create(source="rounds", as_of_on=AS_OF)
    for number in range(GOOD_SITES):
        make_round(make_site(account, f"Hyvä kohde {number}"), datetime.date(2026, 8, 20), 98)
    fail_twice(account)


def fail_twice(account: Account) -> None:
    """A critical site whose two rounds were below the limit."""
    site = make_site(account, "Koivula", is_critical=True)
    for day in (1, 20):
        make_round(site, datetime.date(2026, 8, day), 61)

"""200 misspelt names of the demo lead to their account, first or second, in at least 97 of 100 cases."""

import datetime

import pytest

from accounts_app.actions.search_texts import refresh
from accounts_app.models import CustomerGroup
from accounts_app.search import look_up
from reporting.demo.organisation import TOWNS
from reporting.demo.portfolio import small
from tests.acceptance.spelling_variants import RULES, stored, variants
from tests.factories import make_account, make_site, make_town, make_user

ON = datetime.date(2026, 9, 11)
WANTED = 0.97
TOWNS_OF_AN_ACCOUNT = 4


def test_list_is_made_by_the_rules() -> None:
    names = [spec.name for spec in small()]
    assert stored() == list(variants(names))
    assert len(stored()) == len(names) * len(RULES) == 200


@pytest.mark.django_db
def test_misspelt_names_find_their_account_first_or_second() -> None:
    build_accounts()
    reader = make_user()
    missed = []
    for name, rule, typed in stored():
        hits = look_up(typed, user=reader, on=ON, limit=2).accounts
        if name not in [hit.account.name for hit in hits]:
            missed.append(f"{typed} ({rule}): {[hit.account.name for hit in hits]}")
    share = 1 - len(missed) / len(stored())
    assert share >= WANTED, f"{share:.1%}\n" + "\n".join(missed)


def build_accounts() -> None:
    """The accounts of the small demo with their names, home towns and some towns of sites."""
    towns = list(TOWNS)
    for spec in small():
        group = CustomerGroup.objects.get_or_create(name=spec.group)[0] if spec.group else None
        account = make_account(
            spec.name,
            former_names=spec.former_names,
            trade_name=spec.trade_name,
            group=group,
            home_town=make_town(spec.town),
        )
        for number in range(TOWNS_OF_AN_ACCOUNT):
            make_site(account, town=make_town(towns[(spec.no + number * 3) % len(towns)]))
    refresh()

"""Amounts are open to owner, deputy, board and controller; nobody else meets one in any answer (requirements 5.4.6)."""

import datetime
import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client

from accounts_app.models import Account, Opportunity
from reporting.models import QualityCard
from reporting.rules import Finding, Level
from teams.models import BoardMembership, User
from tests.factories import (
    make_account,
    make_board_chair,
    make_contract,
    make_figure,
    make_round,
    make_site,
    make_town,
    make_user,
)
from tests.factories.people import LONG_AGO
from tests.integration.barrier_world import make_cards
from tests.integration.reporting.portfolio_world import TODAY, furnish, judge, overdue
from tests.integration.test_barrier import ABSENT, NUMBERED, QUESTIONS, own_routes, record_addresses, text_of

pytestmark = pytest.mark.django_db

MONTHLY, PRICE, SITE_VALUE, OPPORTUNITY = 7_654_321, 6_543_217, 5_432_176, 4_321_765
# The amounts in euros, the sum of a year, and what a finance sentence says in thousands.
DIGITS = ("7654321", "61234568", "61234", "6543217", "5432176", "4321765", "83217", "83219")
READERS = ("controller", "board chair", "board member", "owner", "deputy", "area director")
OTHERS = ("staff", "supervisor", "local owner", "administrator", "other director", "grantee")


@pytest.fixture
def world() -> SimpleNamespace:
    users = {name: make_user(f"Lukija {name}") for name in (*READERS, *OTHERS) if name != "board chair"}
    users |= {"board chair": make_board_chair("Kirsti Puheenjohtaja")}
    for name in ("controller", "supervisor", "administrator"):
        users[name] = make_user(f"Lukija {name} 2", role=name)
    board = users["board member"].person
    BoardMembership.objects.create(person=board, seat=BoardMembership.Seat.MEMBER, starts_on=LONG_AGO)
    account = make_account(
        "Rahakas Raitti Oy", owner=users["owner"].person, deputy=users["deputy"].person, home_town=make_town("Pori")
    )
    other = make_account("Köyhä Kuja Oy", owner=users["other director"].person, home_town=make_town("Pori"))
    fill(account, users)
    judge(other, "GREEN")
    make_figure(other, datetime.date(2026, 8, 1), 10)
    make_cards(account)
    return SimpleNamespace(users=users, account=account, other=other)


def fill(account: Account, users: dict[str, User]) -> None:
    """Amounts everywhere, and people near the account."""
    furnish(account, users["owner"].person)
    account.assignments.create(person=users["local owner"].person, role="local_owner", starts_on=LONG_AGO)
    account.grants.create(person=users["grantee"].person, starts_on=LONG_AGO)
    site = make_site(
        account,
        "Kallis kohde",
        supervisor=users["supervisor"].person,
        area_director=users["area director"].person,
        monthly_value_eur=Decimal(SITE_VALUE),
    )
    make_round(site, datetime.date(2026, 8, 20), 95)
    make_contract(account, monthly_price_eur=Decimal(PRICE))
    Opportunity.objects.create(account=account, code="M-1", name="Laajennus", value_eur=Decimal(OPPORTUNITY))
    for month in range(1, 9):
        make_figure(account, datetime.date(2026, month, 1), MONTHLY)
    words = {"period": "1–8/2026", "actual": 83217, "index": 88, "target": 83219}
    finance = Finding(level=Level.RED, rule_id="R01", value=88, amber_limit=97, params=words, evidence=("figures:r",))
    judge(account, "RED", overdue(), finance)


def asked(world: SimpleNamespace) -> list[str]:
    """Every address, with the sort orders and the exports."""
    numbers = {
        "account": [world.account.pk],
        "person": [user.person.pk for user in (world.users["owner"], world.users["staff"])],
        "card": list(QualityCard.objects.values_list("pk", flat=True)),
        "batch": [ABSENT],
        "limit": [ABSENT],
        "meeting": [ABSENT],
    }
    found = [f"{route}?{query}" for route in own_routes() if "<" not in route for query in QUESTIONS.get(route, ("",))]
    for route, (kind, queries) in NUMBERED.items():
        found += [f"{route.replace('<int:pk>', str(pk))}?{query}" for pk in numbers[kind] for query in queries]
    contracts = [f"accounts/{world.account.pk}/records/contract/{row.pk}/" for row in world.account.contracts.all()]
    return [*found, *record_addresses(world.account.pk), *contracts, "accounts/search/?q=rahakas"]


def amounts_in(body: str) -> list[str]:
    plain = re.sub(r"(?<=\d)(?:[\s\xa0\u202f]|&nbsp;)(?=\d)", "", body)
    return [digits for digits in DIGITS if re.search(rf"(?<!\d){digits}(?!\d)", plain)]


def client_of(world: SimpleNamespace, who: str) -> Client:
    client = Client()
    client.force_login(world.users[who])
    return client


@pytest.mark.parametrize("who", OTHERS)
def test_no_answer_tells_an_amount(world: SimpleNamespace, who: str) -> None:
    client = client_of(world, who)
    left_out = () if who == "staff" else ("sort=name", "sort=owner", "sort=town", "moved=", "care_model=", "page=2")
    for address in asked(world):
        if any(part in address for part in left_out):  # orders and filters that know no money are tried by one reader
            continue
        body = text_of(client.get(f"/{address}"))
        assert amounts_in(body) == [], f"{who}: {address}"


@pytest.mark.parametrize("who", READERS)
def test_those_who_may_meet_them(world: SimpleNamespace, who: str) -> None:
    client = client_of(world, who)
    page = f"/accounts/{world.account.pk}/"
    assert "61234568" in amounts_in(text_of(client.get("/accounts/?export=csv")).replace(",00", ""))
    assert "61234" in amounts_in(text_of(client.get(page))) or "83217" in amounts_in(text_of(client.get(page)))
    assert "6543217" in amounts_in(text_of(client.get(f"{page}?tab=contracts")).replace(",00", ""))
    assert "5432176" in amounts_in(text_of(client.get(f"{page}?tab=sites")).replace(",00", ""))


@pytest.mark.parametrize("who", OTHERS)
def test_neither_order_nor_filter_tells_who_is_bigger(world: SimpleNamespace, who: str) -> None:
    """The rows come in the same order whichever account has the money."""
    client = client_of(world, who)
    orders = ("revenue", "-revenue")
    before = [names(client, order) for order in orders]
    first, second = world.account.monthly_figures.first(), world.other.monthly_figures.first()
    first.revenue_eur, second.revenue_eur = Decimal(1), Decimal(900_000_000)
    world.account.monthly_figures.exclude(pk=first.pk).delete()
    first.save()
    second.save()
    after = [names(client, order) for order in orders]
    if who == "other director":  # owns the other account, whose amount does not concern the order of the rest
        assert [sorted(found) for found in before] == [sorted(found) for found in after]
    else:
        assert before == after


@pytest.mark.parametrize("who", ["staff", "administrator", "grantee"])
def test_the_order_by_status_does_not_tell_the_risk(world: SimpleNamespace, who: str) -> None:
    client = client_of(world, who)
    before = names(client, "status")
    for account, points in ((world.account, 0), (world.other, 30)):
        account.judgement.risk_points = points
        account.judgement.save()
        assert names(client, "status") == before


def names(client: Client, order: str) -> list[str]:
    page = client.get(f"/accounts/?sort={order}")
    return [row.name for row in page.context["list"].rows]


def test_a_site_that_ended_opens_nothing(world: SimpleNamespace) -> None:
    """Supervisor and area director are near the account as long as the site is active, in list and page alike."""
    world.account.sites.update(ends_on=TODAY - datetime.timedelta(days=1))
    for who in ("supervisor", "area director"):
        client = client_of(world, who)
        page = client.get(f"/accounts/{world.account.pk}/")
        assert page.context["page"].rights.care is False, who
        row = next(row for row in client.get("/accounts/").context["list"].rows if row.pk == world.account.pk)
        assert row.status == "", who

"""Which records the account page leads to, by who reads it."""

import datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts_app.permissions import rights
from accounts_app.records.register_all import KINDS
from reporting.dashboards.account import account_page
from reporting.dashboards.record_links import RecordLink, record_links
from teams.models import User
from tests.factories import make_board_chair, make_instruction
from tests.unit.accounts_app.records.own_people import make_world

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
MINE = ("clock_event", "contact", "contract", "goal", "instruction", "meeting", "risk", "tender")


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def links(world: SimpleNamespace, user: User) -> dict[str, RecordLink]:
    allowed = rights(user, world.account, TODAY)
    return record_links(user, world.account, allowed, on=TODAY, back="/accounts/1/?tab=care")


def test_every_kind_has_a_link(world: SimpleNamespace) -> None:
    assert set(links(world, world.outsider)) == {code.replace("-", "_") for code in KINDS}


@pytest.mark.parametrize(
    ("who", "adds", "opens"),
    [
        ("owner", {"clock_event", "contact", "contract", "goal", "meeting", "risk", "tender"}, True),
        ("supervisor", {"meeting"}, True),
        ("controller", set(), True),
        ("outsider", set(), False),
    ],
)
def test_a_link_is_there_for_those_who_may(world: SimpleNamespace, who: str, adds: set[str], opens: bool) -> None:
    found = links(world, getattr(world, who))
    assert {code for code in MINE if found[code].add_url} == adds
    assert {bool(found[code].list_url) for code in MINE} == {opens}


def test_the_board_gives_instructions(world: SimpleNamespace) -> None:
    assert links(world, make_board_chair())["instruction"].add_url
    assert not links(world, world.owner)["instruction"].add_url


def test_the_form_leads_back(world: SimpleNamespace) -> None:
    query = parse_qs(urlsplit(links(world, world.owner)["risk"].add_url).query)
    assert query == {"next": ["/accounts/1/?tab=care"]}


def test_links_ask_nothing(world: SimpleNamespace, django_assert_num_queries: object) -> None:
    allowed = rights(world.owner, world.account, TODAY)
    with django_assert_num_queries(0):  # type: ignore[operator]
        record_links(world.owner, world.account, allowed, on=TODAY, back="")


def test_open_instructions_stand_on_the_page(world: SimpleNamespace) -> None:
    late = make_instruction(world.account, TODAY - datetime.timedelta(days=40))
    make_instruction(world.account, TODAY, closed_on=TODAY)
    page = account_page(world.owner, world.account, on=TODAY, lang="fi", asked={"tab": "care"})
    panel = next(panel.data for panel in page.main if panel.template.endswith("/instructions.html"))
    assert [(row.pk, row.days_late, row.state) for row in panel.instructions] == [(late.pk, 10, "given")]
    assert page.lists_records is True

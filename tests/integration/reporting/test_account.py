"""The account page: every panel for those who may, the directory for everybody, nothing of a secret account."""

import datetime

import pytest

from teams.models import Absence
from tests.factories import make_account, make_person, make_user
from tests.factories.people import LONG_AGO
from tests.integration.reporting.portfolio_world import TODAY, day, furnish, judge, make_portfolio, name_member

pytestmark = pytest.mark.django_db
TABS = ("overview", "people", "sites", "care", "contracts", "timeline")


@pytest.fixture
def world():
    made = make_portfolio()
    furnish(made.red, made.director.person)
    return made


def url(account) -> str:
    return f"/accounts/{account.pk}/"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("tab", TABS)
def test_it_works(world, as_user, tab):
    page = text(as_user(world.director).get(url(world.red), {"tab": tab}))
    assert "Punainen Paja Oy" in page
    assert world.director.person.phone in page
    assert f'href="tel:{world.deputy.person.phone_link}"' in page


def test_it_checks_access(world, client, as_user):
    assert client.get(url(world.red)).status_code == 302
    assert as_user(world.staff).get(url(world.red)).status_code == 200
    assert as_user(world.deputy).get(url(world.secret)).status_code == 200
    name_member(world.secret, world.staff.person)
    assert as_user(world.staff).get(url(world.secret)).status_code == 200


def test_a_secret_account_answers_like_a_wrong_id(world, as_user):
    client = as_user(world.chair)
    secret, wrong = client.get(url(world.secret)), client.get("/accounts/987654/")
    assert secret.status_code == wrong.status_code == 404
    assert b"Salainen" not in secret.content


def test_why_this_colour(world, as_user):
    response = as_user(world.director).get(url(world.red), headers={"accept-language": "en"})
    panel = response.context["page"].top[0].data
    assert [reason.rule_id for reason in panel.reasons] == ["R14", "R01"]
    assert "3 complaints overdue, oldest 9 days." in text(response)
    customer = next(dimension for dimension in panel.dimensions if dimension.code == "ASI")
    assert (customer.level, customer.lines[0].value, customer.lines[0].limit) == ("RED", "3", "3")
    assert customer.lines[0].known_until == TODAY
    assert customer.lines[0].address == f"/accounts/{world.red.pk}/records/complaint/"


def test_a_missing_input_is_named_with_who_delivers_it(world, as_user):
    page = as_user(world.deputy).get(url(world.grey), headers={"accept-language": "en"})
    assert page.context["page"].top[0].data.missing[0].who == "supervisors, rounds in the quality system"
    assert "supervisors, rounds in the quality system" in text(page)


def test_missing_figures_are_no_data_never_zero(world, as_user):
    figures = as_user(world.deputy).get(url(world.grey)).context["page"].top[1].data.figures
    values = {figure.key: figure.value for figure in figures}
    assert values["quality"] == ""
    assert values["csat"] == ""
    assert values["complaints"] == "0"  # the register is loaded and holds none: a true zero


def test_staff_see_the_directory_part_only(world, as_user):
    response = as_user(world.staff).get(url(world.red))
    page = text(response)
    assert [tab.code for tab in response.context["page"].tabs] == ["overview", "people"]
    assert response.context["page"].status == ""
    for hidden in ("Punainen<", "12 345", "98,8", "Kesäpalaveri", "Olli Ostaja", "Hygienia", "R14"):
        assert hidden not in page
    asked = text(as_user(world.staff).get(url(world.red), {"tab": "contracts"}))
    assert "S-77" not in asked


def test_a_supervisor_sees_care_without_money(world, as_user):
    supervisor = make_user("Sanna Esimies", role="supervisor")
    site = world.red.sites.first()
    site.supervisions.update(supervisor=supervisor.person)
    response = as_user(supervisor).get(url(world.red), headers={"accept-language": "en"})
    page = text(response)
    assert "3 complaints overdue" in page
    assert {figure.key for figure in response.context["page"].top[1].data.figures} == {"quality", "complaints", "csat"}
    assert "4 321" not in page
    assert "Revenue against target" in page  # the rule is named, its figures are not
    contracts = text(as_user(supervisor).get(url(world.red), {"tab": "contracts"}))
    assert "S-77" in contracts
    assert "1 000" not in contracts


def test_the_stand_in_of_today_is_on_the_first_screen(world, as_user):
    helper = make_person("Tiina Tuuraaja", phone="+358 00 555 000")
    Absence.objects.create(person=world.director.person, stand_in=helper, starts_on=TODAY, ends_on=day("9-18"))
    page = text(as_user(world.staff).get(url(world.red)))
    assert "Tiina Tuuraaja" in page
    assert "tel:+35800555000" in page


def test_an_account_without_anything_says_so_in_every_panel(as_user):
    chair = make_portfolio().chair
    bare = make_account("Tyhjä Oy")
    for tab in TABS:
        response = as_user(chair).get(url(bare), {"tab": tab})
        assert response.status_code == 200
        assert "Tyhjä Oy" in response.content.decode()


def test_the_timeline_filters_by_kind(world, as_user):
    client = as_user(world.director)
    everything = client.get(url(world.red), {"tab": "timeline"}).context["page"].main[0].data
    assert {event.kind.value for event in everything.events} == {"status", "meeting", "complaint"}
    assert [event.on for event in everything.events] == sorted((event.on for event in everything.events), reverse=True)
    only = client.get(url(world.red), {"tab": "timeline", "kind": "meeting"}).context["page"].main[0].data
    assert {event.kind.value for event in only.events} == {"meeting"}


def test_critical_and_worst_sites_come_first(world, as_user):
    sites = as_user(world.director).get(url(world.red), {"tab": "sites"}).context["page"].main[0].data
    assert [site.name for site in sites.sites] == ["Koivula", "Mittaamaton"]
    assert (sites.total, sites.below, sites.unmeasured) == (2, 1, 1)


def test_the_owner_of_yesterday_sees_the_directory_only(world, as_user):
    world.red.assignments.filter(role="owner").update(ends_on=TODAY - datetime.timedelta(days=1))
    response = as_user(world.director).get(url(world.red))
    assert response.context["page"].rights.money is False
    assert response.context["page"].status == ""
    assert LONG_AGO < TODAY


@pytest.mark.parametrize("who", ["director", "chair", "staff", "supervisor"])
@pytest.mark.parametrize("tab", TABS)
def test_at_most_twenty_queries(world, as_user, django_assert_max_num_queries, who, tab):
    world.supervisor = make_user("Sanna Esimies", role="supervisor")
    world.red.sites.first().supervisions.update(supervisor=world.supervisor.person)
    client = as_user(getattr(world, who))
    client.get(url(world.red), {"tab": tab})
    with django_assert_max_num_queries(20):
        client.get(url(world.red), {"tab": tab})


def test_judged_by_accumulation_says_so(world, as_user):
    account = make_account("Kasa Oy", owner=world.director.person)
    judge(account, "RED", by="accumulation")
    page = text(as_user(world.director).get(url(account), headers={"accept-language": "en"}))
    assert "Four or more dimensions are amber" in page

"""Complaints logged by hand: their numbers, deadlines and categories."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from accounts_app.actions.complaints import next_number
from accounts_app.models import Complaint
from tests.factories import make_account, make_complaint, make_site
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 3)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def log(world: SimpleNamespace, **typed: Any) -> Any:
    plain = {"received_at": "2026-09-10T09:15", "category": "Siivous", "severity": "ordinary"}
    return Desk(world.supervisor, world.account, "complaint").write(**(plain | typed))


def test_numbers_run_within_the_account_and_the_year(world: SimpleNamespace) -> None:
    for moment in ("2026-09-10T09:15", "2026-09-10T10:15", "2025-12-31T10:15"):
        assert log(world, received_at=moment).status_code == 302
    pk = f"{world.account.pk:04d}"
    numbers = list(Complaint.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [f"K-2026-{pk}-01", f"K-2026-{pk}-02", f"K-2025-{pk}-01"]


def test_a_number_is_not_given_again(world: SimpleNamespace) -> None:
    prefix = f"K-2026-{world.account.pk:04d}-"
    make_complaint(world.account, AUGUST, number=f"{prefix}99")
    make_complaint(world.account, AUGUST, number=f"{prefix}100")
    make_complaint(make_account(), AUGUST, number="K-2026-9999-500")
    assert next_number(world.account, 2026) == f"{prefix}101"
    make_complaint(world.account, AUGUST, number=f"{prefix}viimeinen")
    assert next_number(world.account, 2026) == f"{prefix}04"


@pytest.mark.parametrize(
    ("severity", "due_on"),
    [
        ("critical", datetime.date(2026, 9, 11)),
        ("serious", datetime.date(2026, 9, 17)),
        ("ordinary", datetime.date(2026, 9, 24)),
    ],
)
def test_a_deadline_left_empty_follows_from_the_severity(
    world: SimpleNamespace, severity: str, due_on: datetime.date
) -> None:
    log(world, severity=severity)
    assert Complaint.objects.get().due_on == due_on


def test_a_given_deadline_is_kept(world: SimpleNamespace) -> None:
    log(world, due_on="2026-09-30")
    assert Complaint.objects.get().due_on == datetime.date(2026, 9, 30)


def test_a_known_category_keeps_its_spelling(world: SimpleNamespace) -> None:
    make_complaint(world.account, AUGUST, category="Siivouksen laatu")
    make_complaint(make_account(), AUGUST, category="Muiden luokka")
    page = text_of(Desk(world.supervisor, world.account, "complaint").form())
    assert '<option value="Siivouksen laatu">' in page
    assert "Muiden luokka" not in page
    log(world, category="siivouksen LAATU")
    assert Complaint.objects.filter(category="Siivouksen laatu").count() == 2


def test_a_site_of_another_account_cannot_be_chosen(world: SimpleNamespace) -> None:
    other = make_site(make_account(), "Vieras kohde")
    assert log(world, site=str(other.pk)).status_code == 422
    assert log(world, site=str(world.site.pk)).status_code == 302
    assert "Vieras kohde" not in text_of(Desk(world.supervisor, world.account, "complaint").form())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"received_at": "2026-09-12T08:00"}, "Päivä on vasta edessä."),
        ({"first_response_at": "2026-09-12T08:00"}, "Päivä on vasta edessä."),
        ({"due_on": "2026-09-09"}, "Päivä on ennen reklamaation saapumista."),
        ({"closed_on": "2026-09-09"}, "Päivä on ennen reklamaation saapumista."),
        ({"closed_on": "2026-09-12"}, "Päivä on vasta edessä."),
        ({"is_accepted": "true"}, "Hyväksytty reklamaatio on suljettu. Anna sulkemispäivä."),
        ({"category": ""}, "Tämä kenttä vaaditaan."),
    ],
)
def test_things_happen_in_their_order(world: SimpleNamespace, typed: dict[str, str], says: str) -> None:
    response = log(world, **typed)
    assert response.status_code == 422
    assert says in text_of(response)
    assert Complaint.objects.count() == 0


def test_a_complaint_is_closed_and_accepted(world: SimpleNamespace) -> None:
    log(world)
    row = Complaint.objects.get()
    page = text_of(Desk(world.supervisor, world.account, "complaint").form(row.pk))
    assert 'value="2026-09-10T09:15"' in page
    done = Desk(world.supervisor, world.account, "complaint").write(
        row.pk,
        received_at="2026-09-10T09:15",
        category="Siivous",
        severity="ordinary",
        first_response_at="2026-09-10T11:00",
        due_on="2026-09-24",
        closed_on="2026-09-11",
        is_accepted="true",
    )
    assert done.status_code == 302
    number = row.number
    row.refresh_from_db()
    assert (row.number, row.closed_on, row.is_accepted) == (number, datetime.date(2026, 9, 11), True)


def test_only_owner_and_deputy_take_a_complaint_away(world: SimpleNamespace) -> None:
    row = make_complaint(world.account, AUGUST, category="Siivous")
    assert Desk(world.supervisor, world.account, "complaint").take_away(row.pk).status_code == 403
    assert Desk(world.owner, world.account, "complaint").take_away(row.pk).status_code == 302
    assert Complaint.objects.count() == 0

"""Absences and pools as they are written (domain.md 4.6)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from teams.actions.absences import add_absence, change_absence, delete_absence, end_absence
from teams.actions.pools import add_to_pool, end_pool
from teams.forms.absence import AbsenceForm
from teams.models import Absence, AuditEvent, Company, Person, PoolDeputy, Region
from tests.factories import make_person

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
WEEK = {"starts_on": datetime.date(2026, 9, 14), "ends_on": datetime.date(2026, 9, 18)}


def acts() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("act", flat=True))


def test_absence_from_the_first_to_the_last_act_leaves_its_trace() -> None:
    person, stand_in = make_person(), make_person()
    absence = add_absence(person=person, by=None, **WEEK)
    change_absence(absence=absence, stand_in=stand_in, by=None, **WEEK)
    end_absence(absence=absence, on=datetime.date(2026, 9, 15), by=None)
    assert Absence.objects.get().ends_on == datetime.date(2026, 9, 15)
    delete_absence(absence=absence, by=None)
    assert not Absence.objects.exists()
    assert acts() == ["absence.add", "absence.change", "absence.end", "absence.delete"]


def test_period_upside_down_is_refused() -> None:
    with pytest.raises(ValidationError):
        add_absence(person=make_person(), starts_on=TODAY, ends_on=TODAY - datetime.timedelta(days=1), by=None)


def test_nobody_stands_in_for_themselves() -> None:
    person = make_person()
    with pytest.raises(ValidationError):
        add_absence(person=person, stand_in=person, by=None, **WEEK)


def test_end_before_the_first_day_is_refused() -> None:
    absence = add_absence(person=make_person(), by=None, **WEEK)
    with pytest.raises(ValidationError):
        end_absence(absence=absence, on=TODAY, by=None)


def form(person: Person, absence: Absence | None = None, **values: object) -> AbsenceForm:
    data = {"person": person.pk, **WEEK, **values}
    return AbsenceForm(data, people=Person.objects.all(), on=TODAY, absence=absence)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "fits"),
    [
        ("2026-09-01", "2026-09-13", True),
        ("2026-09-01", "2026-09-14", False),
        ("2026-09-18", "", False),
        ("2026-09-19", "", True),
        ("2026-09-01", "", False),
    ],
)
def test_two_absences_of_a_person_do_not_overlap(starts_on: str, ends_on: str, fits: bool) -> None:
    person = make_person()
    add_absence(person=person, by=None, **WEEK)
    assert form(person, starts_on=starts_on, ends_on=ends_on).is_valid() is fits


def test_absence_may_be_moved_over_its_own_days() -> None:
    person = make_person()
    absence = add_absence(person=person, by=None, **WEEK)
    assert form(person, absence, ends_on="2026-09-20").is_valid()


def test_person_outside_the_offered_ones_is_refused() -> None:
    stranger = make_person()
    asked = AbsenceForm({"person": stranger.pk, **WEEK}, people=Person.objects.none(), on=TODAY)
    assert "person" in asked.errors


def region() -> Region:
    return Region.objects.create(company=Company.objects.create(name="Emo Oy"), name="Uusimaa")


def test_pool_deputy_is_named_once_for_the_same_days() -> None:
    place, person = region(), make_person()
    add_to_pool(region=place, person=person, starts_on=TODAY, by=None)
    with pytest.raises(ValidationError):
        add_to_pool(region=place, person=person, starts_on=TODAY + datetime.timedelta(days=9), by=None)


def test_pool_ends_on_a_day_and_a_place_that_never_began_disappears() -> None:
    place = region()
    begun = add_to_pool(region=place, person=make_person(), starts_on=TODAY - datetime.timedelta(days=9), by=None)
    future = add_to_pool(region=place, person=make_person(), starts_on=TODAY, by=None)
    for row in (begun, future):
        end_pool(row=row, on=TODAY - datetime.timedelta(days=1), by=None)
    assert list(PoolDeputy.objects.values_list("pk", "ends_on")) == [(begun.pk, datetime.date(2026, 9, 10))]

"""Replace by key: what is new, changed, gone and as it was."""

import datetime
from decimal import Decimal

import pytest
from django.db.models import Q

from accounts_app.models import HourlyPrice
from teams.actions.deliveries import Changes, ensure_named, replace_by_key
from teams.models import Absence, Town
from tests.factories import make_person
from tests.factories.people import make_town

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 1)


def prices(town, values, *, delete=True):
    return replace_by_key(
        model=HourlyPrice,
        key=("town_id", "staff_group", "starts_on"),
        records={(town.pk, group, DAY): {"price_eur": price, "ends_on": None} for group, price in values.items()},
        scope=Q(town_id=town.pk),
        by=None,
        delete=delete,
    )


def test_counts_and_rows():
    town = make_town()
    assert prices(town, {"A": Decimal(10), "B": Decimal("20.00")}) == Changes(created=2)
    assert prices(town, {"A": Decimal("10.000"), "B": Decimal(21)}) == Changes(updated=1, unchanged=1)
    assert prices(town, {"B": Decimal(21)}) == Changes(deleted=1, unchanged=1)
    assert list(HourlyPrice.objects.values_list("staff_group", "price_eur")) == [("B", Decimal(21))]


def test_what_is_not_delivered_stays_unless_deleting_was_asked():
    town = make_town()
    prices(town, {"A": Decimal(10)})
    assert prices(town, {"B": Decimal(10)}, delete=False) == Changes(created=1)
    assert HourlyPrice.objects.count() == 2


def test_other_scopes_are_untouched():
    prices(make_town("Espoo"), {"A": Decimal(10)})
    assert prices(make_town("Turku"), {}) == Changes()
    assert HourlyPrice.objects.count() == 1


def test_fields_only_for_new_rows_keep_what_people_wrote():
    person, stand_in, other = make_person(), make_person(), make_person()

    def absences(ends_on, deputy):
        return replace_by_key(
            model=Absence,
            key=("person_id", "starts_on"),
            records={(person.pk, DAY): {"ends_on": ends_on, "stand_in_id": deputy.pk}},
            scope=Q(person=person),
            by=None,
            only_new=("stand_in_id",),
        )

    assert absences(DAY, stand_in) == Changes(created=1)
    assert absences(DAY, other) == Changes(unchanged=1)
    assert absences(DAY + datetime.timedelta(days=1), other) == Changes(updated=1)
    assert Absence.objects.get().stand_in == stand_in


def test_questions_do_not_grow_with_rows(django_assert_max_num_queries):
    town = make_town()
    prices(town, {f"G{number}": Decimal(number) for number in range(1, 400)})
    with django_assert_max_num_queries(8):
        prices(town, {f"G{number}": Decimal(number + 1) for number in range(1, 400)})


def test_names_are_made_once():
    make_town("Espoo")
    assert ensure_named(model=Town, names=["Espoo", "Turku", "", None, "Turku"], by=None) == Changes(1, 0, 0, 1)
    assert ensure_named(model=Town, names=["Turku"], by=None).any is False

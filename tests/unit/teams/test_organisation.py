"""The own organisation: each name once in its place, refused with a sentence people understand."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from teams.models import BusinessArea, Company, Region, Town, Unit

pytestmark = pytest.mark.django_db
REGION_TWICE = "The company already has a region of this name."
UNIT_TWICE = "The company already has a unit of this name."


@pytest.fixture
def company():
    return Company.objects.create(name="Tarulinna Oy")


@pytest.mark.parametrize(("model", "sentence"), [(Region, REGION_TWICE), (Unit, UNIT_TWICE)])
def test_a_name_is_once_in_a_company(company, model, sentence):
    model.objects.create(company=company, name="Länsi")
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        model(company=company, name="Länsi").full_clean()
    assert refused.value.messages == [sentence]
    with translation.override("fi"), pytest.raises(ValidationError) as refused:
        model(company=company, name="Länsi").full_clean()
    assert refused.value.messages != [sentence], "the sentence is translated"
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(company=company, name="Länsi")


@pytest.mark.parametrize("model", [Region, Unit])
def test_another_company_may_use_the_name(company, model):
    model.objects.create(company=company, name="Länsi")
    sister = Company.objects.create(name="Satumaa Oy", parent=company)
    model(company=sister, name="Länsi").full_clean()
    assert list(company.subsidiaries.all()) == [sister]


@pytest.mark.parametrize("model", [Company, Town, BusinessArea])
def test_a_name_is_once_in_the_register(model):
    model.objects.create(name="Pilvilinna")
    with translation.override("fi"), pytest.raises(ValidationError) as refused:
        model(name="Pilvilinna").full_clean()
    assert set(refused.value.message_dict) == {"name"}
    assert str(model(name="Pilvilinna")) == "Pilvilinna"


def test_a_unit_may_stand_in_a_region(company):
    region = Region.objects.create(company=company, name="Länsi")
    unit = Unit.objects.create(company=company, region=region, name="Tampere")
    assert (list(region.units.all()), str(region), str(unit)) == ([unit], "Länsi", "Tampere")

"""Numbers, hours and moments as people type them into forms."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts_app.forms.records.fields import HoursField, LinkField, MomentField, NumberField, Suggesting


def amount() -> NumberField:
    return NumberField(max_digits=12, decimal_places=2)


def hours() -> HoursField:
    return HoursField(max_digits=5, decimal_places=2)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1 234,50", "1234.50"),
        ("1\xa0234,5", "1234.5"),
        ("1234,50 €", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,2 t€", "1200"),
        ("0,5", "0.5"),
        ("−3", "-3"),
    ],
)
def test_an_amount_is_read_as_it_is_written_here(typed: str, value: str) -> None:
    assert amount().clean(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("paljon", "”paljon” ei ole luku. Kirjoita se muodossa 1 234,50."),
        ("1 23,50", "Luvun ”1 23,50” tuhatryhmissä ei ole kolmea numeroa. Kirjoita se muodossa 1 234,50."),
        ("1.234", "Luvussa ”1.234” piste voi olla tuhat- tai desimaalierotin. Kirjoita 1 234 tai 1,234."),
        ("nan", "”nan” ei ole luku. Kirjoita se muodossa 1 234,50."),
        ("", "Tämä kenttä vaaditaan."),
        ("-", "Tämä kenttä vaaditaan."),
    ],
)
def test_what_is_no_amount_is_answered_with_how_to_write_it(typed: str, says: str) -> None:
    with translation.override("fi"), pytest.raises(ValidationError) as caught:
        amount().clean(typed)
    assert caught.value.messages == [says]


def test_more_decimals_than_cents_are_refused() -> None:
    with pytest.raises(ValidationError):
        amount().clean("1,2345")


@pytest.mark.parametrize(("typed", "value"), [("7,5", "7.5"), ("7:30", "7.5"), ("7:20", "7.33"), ("2 h", "2")])
def test_hours_are_read_as_a_number_or_as_a_time(typed: str, value: str) -> None:
    assert hours().clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["7:75", "aamupäivä"])
def test_what_is_no_time_is_answered_with_how_to_write_it(typed: str) -> None:
    with translation.override("fi"), pytest.raises(ValidationError) as caught:
        hours().clean(typed)
    assert caught.value.messages == [f"”{typed}” ei ole tuntimäärä. Kirjoita se muodossa 7,5 tai 7:30."]


def test_a_stored_number_is_shown_as_it_would_be_typed() -> None:
    assert amount().prepare_value(Decimal("1234.50")) == "1\xa0234,50"
    assert hours().prepare_value(Decimal("7.50")) == "7,5"
    assert amount().prepare_value("pal,jon") == "pal,jon"


def test_an_unchanged_number_is_no_change() -> None:
    assert not amount().has_changed(Decimal("1234.50"), "1 234,50")
    assert amount().has_changed(Decimal("1234.50"), "1 234,51")


def test_a_moment_is_read_in_helsinki_time() -> None:
    read = MomentField().clean("2026-09-10T09:15")
    assert read.astimezone(datetime.UTC) == datetime.datetime(2026, 9, 10, 6, 15, tzinfo=datetime.UTC)


def test_an_address_without_a_scheme_is_taken_for_https() -> None:
    assert LinkField().clean("example.org/raportti") == "https://example.org/raportti"
    with pytest.raises(ValidationError):
        LinkField().clean("javascript:alert(1)")


def test_suggestions_stand_in_a_list_named_by_the_control() -> None:
    class Form(forms.Form):
        category = forms.CharField(widget=Suggesting())

    form = Form()
    form.fields["category"].widget.suggest(["Siivous", "<Ovi>"])  # type: ignore[attr-defined]
    page = str(form["category"])
    assert 'list="category-suggestions"' in page
    assert '<datalist id="category-suggestions">' in page
    assert '<option value="&lt;Ovi&gt;">' in page

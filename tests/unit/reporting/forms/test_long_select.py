"""The long drop-down prints what Django's own would print."""

import pytest
from django import forms
from django.test.html import parse_html

from reporting.forms.long_select import LongSelect

CHOICES = [("", "Kaikki"), (1, "Aino <b>Mallinen</b>"), (2, 'Väinö "Ville" Näyte')]


class Plain(forms.Form):
    owner = forms.TypedChoiceField(choices=CHOICES, required=False, coerce=int)


class Long(forms.Form):
    owner = forms.TypedChoiceField(choices=CHOICES, required=False, coerce=int, widget=LongSelect)


@pytest.mark.parametrize(
    "data", [None, {}, {"owner": "1"}, {"owner": "2"}, {"owner": "nonsense"}, {"owner": "<script>"}]
)
def test_it_prints_the_same_as_djangos(data):
    assert parse_html(str(Long(data)["owner"])) == parse_html(str(Plain(data)["owner"]))


def test_names_are_escaped():
    assert "<b>" not in str(Long()["owner"])

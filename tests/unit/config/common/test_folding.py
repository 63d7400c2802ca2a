"""Folded text finds names however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.common.folding import fold, trigrams


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hämeenlinnan Sähkö Oy", "hameenlinnan sahko oy"),
        ("ÅÄÖ åäö", "aao aao"),
        ("  Pikku-Sadun   Leikkimaailma,\u00a0Oy. ", "pikku sadun leikkimaailma oy"),
        ("STRASSE Straße", "strasse strasse"),
        ("Øre Łódź Æon", "ore lodz aeon"),
        ("a\u0308", "a"),
        ("1234567-1", "1234567 1"),
        ("Волков", "волков"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_settles(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(text).strip()


def test_trigrams_are_padded_per_word():
    assert trigrams("Äly") == {"  a", " al", "aly", "ly "}
    assert trigrams("") == frozenset()


def test_typo_shares_most_trigrams():
    name, typed = trigrams("Hämeenlinnan Sähkö"), trigrams("hamenlinan sahk")
    assert len(name & typed) / len(typed) > 0.5

"""The same content is always the same bytes; binary numbers never get in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.cards.canonical import canonical_json, checksum

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.text(), plain))
def test_the_order_of_keys_does_not_matter(content):
    assert checksum(content) == checksum(dict(reversed(list(content.items()))))


def test_letters_stay_letters():
    assert canonical_json({"b": "ä", "a": 1}) == '{"a":1,"b":"ä"}'.encode()


def test_the_checksum_is_sha256():
    assert checksum({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize("content", [{"a": 1.5}, {"a": {"b": [1, 0.1]}}, {"a": float("nan")}])
def test_a_binary_number_is_refused_by_its_place(content):
    with pytest.raises(TypeError, match=r"card\.a"):
        canonical_json(content)

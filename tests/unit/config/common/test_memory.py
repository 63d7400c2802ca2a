"""The search for reference cycles rests during large work and goes on afterwards."""

import gc

import pytest

from config.common.memory import no_search_for_cycles


def fail_without_a_search() -> None:
    with no_search_for_cycles():
        raise ValueError(f"searching: {gc.isenabled()}")


def test_the_search_rests_and_goes_on_even_after_a_fault() -> None:
    with pytest.raises(ValueError, match="searching: False"):
        fail_without_a_search()
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    with no_search_for_cycles():
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

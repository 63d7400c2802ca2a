"""Small questions of the account list: a month ago, direction, columns and heads."""

from datetime import date

import pytest

from reporting.dashboards.portfolio import ColourCounts, direction, month_ago
from reporting.dashboards.portfolio_columns import columns_for, heads


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2026, 9, 11), date(2026, 8, 11)),
        (date(2026, 3, 31), date(2026, 2, 28)),
        (date(2026, 1, 5), date(2025, 12, 5)),
    ],
)
def test_month_ago(on, before):
    assert month_ago(on) == before


@pytest.mark.parametrize(
    ("previous", "now", "expected"),
    [
        (None, "RED", "new"),
        ("", "RED", "new"),
        ("GREEN", "GREY", "worse"),
        ("RED", "AMBER", "better"),
        ("RED", "RED", "same"),
    ],
)
def test_direction(previous, now, expected):
    assert direction(previous, now) == expected


def counts(care: int, money: int) -> ColourCounts:
    """Counts of ten accounts."""
    return ColourCounts({}, 10, care, money)


def test_columns_open_only_when_some_row_opens_them():
    assert [column.code for column in columns_for(counts(0, 0))] == ["name", "owner", "town", "care_model"]
    assert "revenue" not in [column.code for column in columns_for(counts(5, 0))]
    assert len(columns_for(counts(5, 5))) == 9


def test_a_second_click_turns_the_order():
    marked = {head.code: head for head in heads(columns_for(counts(5, 5)), "name")}
    assert (marked["name"].next_sort, marked["name"].aria_sort) == ("-name", "ascending")
    assert (marked["owner"].next_sort, marked["owner"].aria_sort) == ("owner", "")
    assert marked["reason"].next_sort == ""
    turned = {head.code: head for head in heads(columns_for(counts(5, 5)), "-name")}
    assert (turned["name"].next_sort, turned["name"].aria_sort) == ("name", "descending")

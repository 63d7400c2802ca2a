"""Columns of months: every number has its block, and the table says the same."""

import datetime

from reporting.charts.stacked import HEIGHT, LEFT, TOP, WIDTH, Stacked, stacked

JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 1)


def chart(**parts):
    return Stacked(key="k", title="t", sentence="s", months=(JUNE, JULY), parts=parts)


def test_the_blocks_lie_on_each_other_from_the_last_part_upwards():
    picture = stacked(chart(RED=(1, 0), GREEN=(3, 4)))
    assert [(block.level, block.label) for block in picture.blocks] == [("GREEN", "3"), ("RED", "1"), ("GREEN", "4")]
    green, red, full = picture.blocks
    assert float(red.y) + float(red.height) == float(green.y)
    assert (float(red.y), float(full.y)) == (TOP, TOP)
    assert float(green.height) == 3 * float(red.height)
    assert LEFT < float(green.x) < float(full.x) < WIDTH
    assert float(full.y) + float(full.height) <= HEIGHT


def test_a_number_without_room_is_only_in_the_table():
    made = chart(RED=(1, 0), GREEN=(99, 100))
    assert [block.label for block in stacked(made).blocks] == ["99", "", "100"]
    assert made.rows == (("6/2026", (1, 99)), ("7/2026", (0, 100)))


def test_nothing_known_is_no_picture():
    assert stacked(chart(RED=(0, 0), GREEN=(0, 0))) is None


def test_the_newest_month_always_has_its_words():
    months = tuple(datetime.date(2025 + place // 12, place % 12 + 1, 1) for place in range(24))
    picture = stacked(Stacked(key="k", title="t", sentence="s", months=months, parts={"RED": (1,) * 24}))
    assert picture.ticks[-1][1] == "12/2026"
    assert len(picture.ticks) == 8

"""Property tests of the .xlsx reader: whatever the file holds, it is read right or refused by name."""

import io
from datetime import date, datetime

import openpyxl
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.imports.reader import process
from reporting.imports.workbook import read_workbook
from reporting.imports.workbook.errors import SENTENCES
from reporting.imports.workbook.reading import _unpacked


def small_workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Data").write_row(0, 0, ["Asiakas", 1, 2.5])
    return out.getvalue()


GOOD = small_workbook()


def in_process(data):
    """The lines of the reader, read in this process: what the reader process would print."""
    lines = []
    process.run(data, lines.append)
    return lines


cell_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12).map(lambda value: round(value, 4)),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)).map(lambda value: value.replace(microsecond=0)),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=20),
)


def written(rows):
    """The rows as a workbook of openpyxl; a text stays a text, also one that looks like a formula."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = book.active.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(cell_values, max_size=6), max_size=8))
def test_reads_the_same_as_openpyxl(rows):
    data = written(rows)
    theirs = {
        (cell.row, cell.column): cell.value
        for row in openpyxl.load_workbook(io.BytesIO(data), data_only=True).active.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    ours = {}
    for line in in_process(data):
        if isinstance(line, list):
            ours |= {
                (line[0], place): plain(value) for place, value in enumerate(line[1], start=1) if value is not None
            }
    assert ours == {place: value for place, value in theirs.items()}


def plain(value):
    return _unpacked(value) if isinstance(value, dict) else value


table_values = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300).map(lambda value: float(f"{value:.15g}")),  # Excel keeps 15 digits
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
)


def without_blank_end(values, blank):
    """The values up to the last one that is not blank."""
    kept = list(values)
    while kept and kept[-1] in blank:
        kept.pop()
    return kept


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(table_values, max_size=5), max_size=6))
def test_a_written_table_reads_back_equal(rows):
    table = [["Otsikko"], *([None if value == "" else value for value in row] for row in rows)]
    expected = without_blank_end((tuple(without_blank_end(row, [None])) for row in table), [()])
    read = read_workbook(written(table), "taulukko.xlsx").sheets[0].rows
    assert read == expected
    assert [[type(value) is date for value in row] for row in read] == [
        [type(value) is date for value in row] for row in expected
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_is_read_or_named(place, noise):
    lines = in_process(GOOD[:place] + noise + GOOD[place + len(noise) :])
    errors = {line["error"] for line in lines if isinstance(line, dict) and "error" in line}
    assert errors <= set(SENTENCES)

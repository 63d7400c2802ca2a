"""Reading of .xlsx files: values, formats, hidden parts (domain.md 7.1, 7.2)."""

import io
import json
import subprocess
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from openpyxl.xml.constants import SHEET_MAIN_NS

from config.common.parsing import ParseError, parse_date, parse_percent
from reporting.imports.reader import process
from reporting.imports.workbook import PercentNumber, WorkbookError, read_workbook

FORMATS = [
    ("d.m.yyyy", date(2026, 8, 31)),
    ("[$-40B]d. mmmm yyyy;@", date(2026, 8, 31)),
    ('d"." mmmm"ta" yyyy', date(2026, 8, 31)),
    ("yyyy-mm-dd hh:mm", datetime(2026, 8, 31)),
    ("mmm yy", date(2026, 8, 31)),
    ("m/yyyy", date(2026, 8, 31)),
    ("0.00", 46265),
    ("# ##0 [$€-40B]", 46265),
    ('0 "kpl"', 46265),
    ("[Red]-0;0", 46265),
    ("General", 46265),
    ("@", 46265),
    ("0.00E+00", 46265),
    ("0.0 %", 46265.0),
    ("h:mm", datetime(2026, 8, 31)),
    ("mm:ss", datetime(2026, 8, 31)),
]


@pytest.fixture(autouse=True, params=["own process", "this process"])
def place_of_reading(request, monkeypatch):
    """Each test reads in the real reader process, and once more in this one, where coverage sees it."""
    if request.param == "this process":

        def run(*args, input, **_options):
            lines = []
            process.run(input, lambda line: lines.append(json.dumps(line)))
            return subprocess.CompletedProcess(args, 0, "\n".join(lines).encode(), b"")

        monkeypatch.setattr(subprocess, "run", run)


def build(fill, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book)
    return out.getvalue()


def one_sheet(rows):
    def fill(book):
        sheet = book.add_worksheet("Laskutus")
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(number, place, value)

    return build(fill)


def test_values_and_types():
    data = one_sheet([["Otsikko"], [], [None, "004513", 1999.95, 7, True, " väli "]])
    sheet = read_workbook(data, "a.xlsx").sheet("laskutus")
    assert sheet.rows == [("Otsikko",), (), (None, "004513", 1999.95, 7, True, " väli ")]
    assert sheet.value(3, 1) == "004513"
    assert sheet.value(1, 5) is None
    assert sheet.last_row_number == 3


@pytest.mark.parametrize(("code", "expected"), FORMATS)
def test_number_formats(code, expected):
    data = build(lambda book: book.add_worksheet().write(0, 0, 46265, book.add_format({"num_format": code})))
    value = read_workbook(data, "a.xlsx").sheets[0].value(1, 0)
    assert value == expected
    assert isinstance(value, type(expected))


@pytest.mark.parametrize("index", [14, 15, 16, 17, 22])
def test_built_in_date_formats(index):
    data = build(lambda book: book.add_worksheet().write(0, 0, 46265, book.add_format({"num_format": index})))
    value = read_workbook(data, "a.xlsx").sheets[0].value(1, 0)
    assert parse_date(value).value == date(2026, 8, 31)


@pytest.mark.parametrize("index", [9, 10])
def test_percent_cells_are_marked(index):
    data = build(lambda book: book.add_worksheet().write(0, 0, 0.162, book.add_format({"num_format": index})))
    value = read_workbook(data, "a.xlsx").sheets[0].value(1, 0)
    assert isinstance(value, PercentNumber)
    assert str(parse_percent(value).value) == "16.2"


def test_times_durations_and_moments():
    def fill(book):
        sheet = book.add_worksheet()
        for place, (value, code) in enumerate([(0.3125, "h:mm"), (1.25, "[h]:mm"), (46265.25, "d.m.yyyy h:mm")]):
            sheet.write(0, place, value, book.add_format({"num_format": code}))

    row = read_workbook(build(fill), "a.xlsx").sheets[0].row(1)
    assert row == (time(7, 30), timedelta(hours=30), datetime(2026, 8, 31, 6))


@pytest.mark.filterwarnings("ignore:Cell E1 is marked as a date")
def test_early_and_impossible_serials():
    def fill(book):
        style = book.add_format({"num_format": "d.m.yyyy"})
        book.add_worksheet().write_row(0, 0, [1, 59, 61, -5, 9_999_999], style)

    row = read_workbook(build(fill), "a.xlsx").sheets[0].row(1)
    assert row[:3] == (date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1))
    for impossible, code in zip(row[3:], ("year_range", "error_cell"), strict=True):
        with pytest.raises(ParseError) as caught:
            parse_date(impossible)
        assert caught.value.code == code


def test_workbook_counted_from_1904():
    def fill(book):
        book.add_worksheet().write_datetime(0, 0, datetime(2026, 8, 31), book.add_format({"num_format": "d.m.yyyy"}))

    book = read_workbook(build(fill, date_1904=True), "a.xlsx")
    assert book.date1904
    assert book.sheets[0].value(1, 0) == date(2026, 8, 31)


def test_error_cells_stay_visible_and_stored_results_are_read():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=NA()", None, "#N/A")
        sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 2, "=1+1", None, 2)
        sheet.write(0, 3, "loppu")

    assert read_workbook(build(fill), "a.xlsx").sheets[0].row(1) == ("#N/A", "#DIV/0!", 2, "loppu")


def test_formula_without_a_stored_result_is_refused_with_its_cell():
    book = openpyxl.Workbook()
    book.active.title = "Kate"
    book.active.append(["Asiakas", "Kate"])
    book.active.append(["Keksitty Oy", "=1+1"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(WorkbookError) as caught:
        read_workbook(out.getvalue(), "kate.xlsx")
    assert (caught.value.code, caught.value.sheet, caught.value.values) == (
        "formulas_without_values",
        "Kate",
        {"cell": "B2"},
    )
    assert "kate.xlsx taulukon Kate solussa B2" in caught.value.text("fi")
    assert "Excelissä" in caught.value.text("fi")


def test_text_starting_like_a_formula_is_text():
    def fill(book):
        book.add_worksheet().write_string(0, 0, "=1+1")

    assert read_workbook(build(fill), "a.xlsx").sheets[0].row(1) == ("=1+1",)


def test_rich_text_and_escaped_control_characters():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_rich_string(0, 0, "alku ", book.add_format({"bold": True}), "loppu")
        sheet.write_string(0, 1, "a\x01b")
        sheet.write_string(0, 2, "kirjaimellinen _x0041_")

    assert read_workbook(build(fill), "a.xlsx").sheets[0].row(1) == (
        "alku loppu",
        "a\x01b",
        "kirjaimellinen _x0041_",
    )


def test_hidden_parts_are_noted():
    def fill(book):
        sheet = book.add_worksheet("Data")
        for number in range(4):
            sheet.write_row(number, 0, [number, number])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("Apu").hide()
        book.worksheets()[1].write(0, 0, "x")

    book = read_workbook(build(fill), "a.xlsx")
    assert book.sheets[0].hidden_rows == {3}
    assert book.sheets[0].hidden_columns == {1}
    assert [sheet.name for sheet in book.visible_sheets] == ["Data"]
    assert {note.code for note in book.notes} == {"hidden_rows", "hidden_columns", "hidden_sheet"}
    assert all(note.text(lang) for note in book.notes for lang in ("fi", "en", "sv"))
    assert "Apu" in next(note for note in book.notes if note.code == "hidden_sheet").text("fi")


def test_unknown_sheet_lists_those_there_are():
    with pytest.raises(WorkbookError, match="Its sheets are: Laskutus"):
        read_workbook(one_sheet([["a"]]), "a.xlsx").sheet("Kate")


@pytest.mark.parametrize("rows", [[], [[None]], [[""]]])
def test_empty_workbook(rows):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(one_sheet(rows), "a.xlsx")
    assert caught.value.code == "empty"


def test_far_columns_have_letters():
    def fill(book):
        book.add_worksheet().write_row(0, 0, range(60))
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$A$1:$C$1"})
        book.add_chartsheet().set_chart(chart)

    book = read_workbook(build(fill), "a.xlsx")
    assert book.sheets[0].row(1) == tuple(range(60))
    assert len(book.sheets) == 1


def test_phonetic_aids_are_no_part_of_the_text():
    shared = f'<sst xmlns="{SHEET_MAIN_NS}"><si><t>kohde</t><rPh sb="0" eb="1"><t>apu</t></rPh></si></sst>'
    assert read_workbook(with_part("xl/sharedStrings.xml", shared), "a.xlsx").sheets[0].row(1) == ("kohde",)


def test_rows_beyond_the_declared_dimension_are_read():
    source = one_sheet([[number] for number in range(9)])
    part = "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(source)).read(part)
    data = with_part(part, xml.replace(b'ref="A1:A9"', b'ref="A1:A3"'), source)
    assert len(read_workbook(data, "a.xlsx").sheets[0].rows) == 9


def with_part(name, content, data=None):
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or one_sheet([["x"]]))) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, content if part == name else source.read(part))
    return out.getvalue()

"""Exports are formula-safe and hold real numbers and dates (stack.md traps 3 and 17)."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from config.common.exports import Column, Table, safe_text, write_book, write_csv, write_xlsx

COLUMNS = [
    Column("Asiakas"),
    Column("Liikevaihto €", "money"),
    Column("Kate-%", "percent"),
    Column("Kohteita", "number"),
    Column("Alkaen", "date"),
    Column("Saapunut", "datetime"),
]
ROWS = [
    ["Näennäis Vakuutus Oyj", Decimal("1234.565"), Decimal("16.2"), 12, date(2026, 8, 31),
     datetime(2026, 8, 31, 3, 5, tzinfo=UTC)],
    ["Rivi;\n\"toinen\"", Decimal("-450"), None, Decimal("2.5"), None, None],
]  # fmt: skip
SIGNS = "=+-@\t\r\n＝＋－＠"


def cells(data):
    return list(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows())


def records(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_is_finnish():
    heading, first, second = records(write_csv(COLUMNS, ROWS))
    assert heading == ["Asiakas", "Liikevaihto €", "Kate-%", "Kohteita", "Alkaen", "Saapunut"]
    assert first == ["Näennäis Vakuutus Oyj", "1234,57", "16,2", "12", "31.8.2026", "31.8.2026 6.05"]
    assert second == ['Rivi;\n"toinen"', "-450,00", "", "2,5", "", ""]


def test_xlsx_holds_real_values():
    heading, first, second = cells(write_xlsx("Asiakkuudet", COLUMNS, ROWS))
    assert [cell.value for cell in heading] == [column.label for column in COLUMNS]
    assert [cell.value for cell in first] == [
        "Näennäis Vakuutus Oyj", 1234.57, 0.162, 12, datetime(2026, 8, 31), datetime(2026, 8, 31, 6, 5),
    ]  # fmt: skip
    assert [cell.value for cell in second] == ['Rivi;\n"toinen"', -450, None, 2.5, None, None]
    assert [cell.number_format for cell in first][1:] == [
        '#,##0.00 "€"', "#,##0.0 %", "General", "d.m.yyyy", "d.m.yyyy h:mm",
    ]  # fmt: skip


@pytest.mark.parametrize("sign", list(SIGNS))
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\x01", "\u200b \x00", "\ufeff"])
def test_formula_signs_are_escaped(sign, before):
    assert safe_text(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["Oy", "1-8/2026", "a=b", "–", "–5", "'x", ""])
def test_plain_text_is_left_alone(text):
    assert safe_text(text) == text


def test_headings_are_escaped_too():
    columns = [Column("=1+1")]
    assert records(write_csv(columns, [["x"]]))[0] == ["'=1+1"]
    assert cells(write_xlsx("x", columns, []))[0][0].value == "'=1+1"


def test_negative_numbers_stay_numbers():
    columns = [Column("€", "money"), Column("n", "number", decimals=1)]
    assert records(write_csv(columns, [[Decimal(-5), Decimal("-0.04")]]))[1] == ["-5,00", "0,0"]
    assert [cell.value for cell in cells(write_xlsx("x", columns, [[-5, Decimal("-0.25")]]))[1]] == [-5, -0.3]


@given(st.text(max_size=40))
@example('=HYPERLINK("http://paha.example";"avaa")')
@example("\x00=1+1")
@example(" \t@SUM(A1)")
@example("http://paha.example")
@example("{=1+1}")
def test_no_text_becomes_a_formula(text):
    columns = [Column("Teksti")]
    rows = [[text]]
    exported = records(write_csv(columns, rows))[1:]
    assert all(not value.lstrip("\x00 \u00a0").startswith(tuple(SIGNS)) for record in exported for value in record)
    written = cells(write_xlsx("x", columns, rows))[1:]
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in written for cell in row)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Asiakkuudet 8/2026", "Asiakkuudet 8 2026"),
        ("a" * 40, "a" * 31),
        ("[*]", "Sheet1"),
        ("'Lista'", "Lista"),
    ],
)
def test_sheet_names_are_allowed_ones(title, name):
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx(title, COLUMNS, []))).sheetnames == [name]


def test_rows_may_be_a_generator_and_must_fit_the_columns():
    assert len(records(write_csv([Column("n", "number")], ([value] for value in range(3))))) == 4
    with pytest.raises(ValueError, match="argument"):
        write_csv(COLUMNS, [["only one"]])


def test_long_text_is_cut_to_what_a_cell_holds():
    assert len(cells(write_xlsx("x", [Column("t")], [["a" * 40_000]]))[1][0].value) == 32_767


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("config.common.exports.MAX_ROWS", 2)
    with pytest.raises(ValueError, match="at most 2 rows"):
        write_xlsx("x", [Column("n", "number")], [[1], [2], [3]])


def test_a_book_has_a_sheet_for_each_table():
    data = write_book([Table("Yksi", [Column("A")], [["=1"]]), Table("Kaksi", [Column("B", "number")], [[2]])])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Yksi", "Kaksi"]
    assert (book["Yksi"]["A2"].value, book["Kaksi"]["A2"].value) == ("'=1", 2)

"""Headings under titles, rows that are no data, days and years printed in titles."""

import datetime

import pytest

from reporting.imports.columns import Column, code, number, text
from reporting.imports.table import Sheet, find_heading, other_row, printed_on, year_of

COLUMNS = (
    Column("no", ("Asiakasnro", "As.nro"), code, must="value"),
    Column("name", ("Asiakas",), text()),
    Column("amount", ("Veroton €", "Netto"), number, must="value"),
)
TODAY = datetime.date(2026, 9, 11)


def heading(*rows):
    sheet = Sheet("X", [(place, row) for place, row in enumerate(rows, start=1)])
    return find_heading(sheet, COLUMNS)


def test_the_heading_is_found_under_titles_in_any_case_and_order():
    found = heading(("Raportti",), (), ("VEROTON  €", "as.nro", "Muu"), ("1", "2", "3"))
    assert (found.row, found.places, found.missing) == (3, {"no": 1, "amount": 0}, ())


def test_missing_columns_are_named():
    assert heading(
        ("Asiakasnro", "Asiakas"),
    ).missing == ("Veroton €",)
    assert (
        heading(
            ("Aika", "Paikka"),
        )
        is None
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((None, " ", ""), "blank_row"),
        (("Yhteensä", None, 5), "total_row"),
        ((None, "Kaikki yhteensä", 5), "total_row"),
        (("Välisumma", None, 5), "subtotal_row"),
        (("004513 yhteensä", None, 5), "subtotal_row"),
        (("Asiakasnro", "Asiakas", "Veroton €"), "repeated_header"),
        (("* Luvut alustavia", None, None), "note_row"),
        (("004513", "Summanen Oy", 5), None),
    ],
)
def test_rows_that_are_no_data(cells, expected):
    found = heading(
        ("Asiakasnro", "Asiakas", "Veroton €"),
    )
    assert other_row(cells, found) == expected


def test_the_newest_printed_day_counts_but_never_a_coming_one():
    assert printed_on("Raportti ajettu 8.9.2026 06:12", TODAY) == datetime.date(2026, 9, 8)
    assert printed_on("(CRM-vienti 10.9.2026)\ntilanne 9.9.2026", TODAY) == datetime.date(2026, 9, 10)
    assert printed_on("Tulostettu 12.9.2026", TODAY) is None
    assert printed_on("Reklamaatiot 1.9.2024–11.9.2026", TODAY) is None


@pytest.mark.parametrize(
    ("name", "titles", "year"),
    [
        ("Katelaskelma 2025", "Raportti ajettu 8.9.2026\nKausi: 1–12/2025   EUR", 2025),
        ("Budjetti 2026", "hyväksytty 12.12.2025", 2026),
        ("Taulukko", "Budjetti 2027", 2027),
        ("Taulukko", "Kausi: jotain muuta", None),
    ],
)
def test_the_year_of_a_wide_sheet(name, titles, year):
    assert year_of(name, titles) == year

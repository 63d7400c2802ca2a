"""Reading of .csv files (domain.md 7.1, 7.4)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.imports.workbook import WorkbookError, read_workbook

TEXT = (
    "Asiakasnro;Asiakas;Veroton €\r\n004706;Vaahtopää Kylpylät Oy;1 250,50\r\n004573;Näennäis Vakuutus Oyj;300,00\r\n"
)
ROWS = [
    ("Asiakasnro", "Asiakas", "Veroton €"),
    ("004706", "Vaahtopää Kylpylät Oy", "1 250,50"),
    ("004573", "Näennäis Vakuutus Oyj", "300,00"),
]


def failure(data, name="tiedosto.csv"):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(data, name)
    assert all(name in caught.value.text(lang) for lang in ("fi", "en", "sv"))
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    book = read_workbook(TEXT.encode(encoding), "laskutus.csv")
    assert book.encoding == encoding
    assert book.delimiter == ";"
    assert book.sheets[0].rows == ROWS
    assert book.sheets[0].name == "laskutus"
    assert not book.notes


def test_garbled_letters_are_repaired_and_noted():
    book = read_workbook(TEXT.replace("€", "").encode().decode("cp1252").encode(), "laskutus.csv")
    assert book.sheets[0].value(2, 1) == "Vaahtopää Kylpylät Oy"
    assert [note.code for note in book.notes] == ["encoding_repaired"]
    assert "TyÃ¶" in book.notes[0].text("fi")


def test_lost_letters_are_noted():
    book = read_workbook("Nimi;Työ\nTy\ufffd;1\n".encode(), "a.csv")
    assert [note.code for note in book.notes] == ["encoding_lost"]
    half = read_workbook("Nimi\nTyÃ¶ ☃\n".encode(), "a.csv")
    assert [note.code for note in half.notes] == ["encoding_lost"]


def test_quotes_hold_delimiters_and_line_breaks():
    data = b'a;b\r\n"x;y";"eka\r\ntoka ""lainaus"""\r\n1;2\r\n'
    sheet = read_workbook(data, "a.csv").sheets[0]
    assert sheet.row(2) == ("x;y", 'eka\r\ntoka "lainaus"')
    assert sheet.row(3) == ("1", "2")


def test_stray_quote_inside_a_value_is_kept():
    assert read_workbook(b'a;b\n17" laatta;2\n', "a.csv").sheets[0].row(2) == ('17" laatta', "2")


def test_unclosed_quote_names_its_row():
    error = failure(b'a;b\n1;2\n"auki;3\n4;5\n6;7\n')
    assert (error.code, error.values["row"]) == ("unclosed_quote", 3)
    assert "rivillä 3" in error.text("fi")


def test_huge_field_is_refused():
    assert failure(b'a;b\n"' + b"x" * 1_100_000 + b'";1\n').code == "unclosed_quote"


@pytest.mark.parametrize(
    ("text", "delimiter", "row"),
    [
        ("a;b\n1,5;2\n", ";", ("1,5", "2")),
        ("a\tb\n1,5\t2\n", "\t", ("1,5", "2")),
        ("a,b\n1,2\n", ",", ("1", "2")),
        ("sep=,\na,b\n1,2\n", ",", ("a", "b")),
        ('"a;b",c\n"d;e",f\n', ",", ("d;e", "f")),
        ("a\n1\n", ";", ("1",)),
    ],
)
def test_delimiters(text, delimiter, row):
    book = read_workbook(text.encode(), "a.csv")
    assert book.delimiter == delimiter
    assert book.sheets[0].row(2) == row


def test_blank_lines_keep_row_numbers_and_tail_is_dropped():
    sheet = read_workbook(b"a;b\n\n1;2\n;\n\n", "a.csv").sheets[0]
    assert list(sheet.numbered_rows(2)) == [(2, ()), (3, ("1", "2"))]
    assert sheet.last_row_number == 3
    assert sheet.row(0) == sheet.row(99) == ()


@pytest.mark.parametrize("data", [b"", b"  \r\n\r\n", b"\xef\xbb\xbf", b";;\n;;\n"])
def test_empty(data):
    assert failure(data).code == "empty"


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr("reporting.imports.workbook.reading.MAX_ROWS", 2)
    error = failure(b"a\n1\n2\n")
    assert (error.code, error.values["limit"]) == ("too_many_rows", 2)


@pytest.mark.parametrize(
    ("data", "name", "code", "what"),
    [
        (b"<html><table></table></html>", "raportti.xls", "unknown_format", "html"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "raportti.csv", "unknown_format", "html"),
        (b"%PDF-1.7 ...", "raportti.csv", "unknown_format", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "vanha.xls", "unknown_format", "xls"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2\3" * 50, "kuva.csv", "unknown_format", "binary"),
        (b"hei vaan", "kirje.docx", "unknown_format", "text"),
        (b"hei vaan", "luvut.xlsx", "damaged", None),
    ],
)
def test_other_kinds_are_named(data, name, code, what):
    error = failure(data, name)
    assert error.code == code
    assert error.values.get("what") == what


def test_unknown_character_set():
    assert failure(b"a;b\n\x81\x8d;1\n").code == "encoding"
    assert failure("a;b\n".encode("utf-16") + b"\x00").code == "encoding"


def test_password_protected_workbook():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    error = failure(data, "salattu.xlsx")
    assert error.code == "password_protected"
    assert "Poista salasana" in error.text("fi")


def test_missing_and_large_files(tmp_path, monkeypatch):
    with pytest.raises(WorkbookError, match="does not exist"):
        read_workbook(tmp_path / "puuttuu.csv")
    monkeypatch.setattr("reporting.imports.workbook.reading.MAX_BYTES", 10)
    path = tmp_path / "iso.csv"
    path.write_bytes(b"a;b\n" * 10)
    with pytest.raises(WorkbookError, match=r"over 50 MB"):
        read_workbook(path)
    assert failure(b"a;b\n" * 10).code == "too_large"


def test_same_bytes_have_the_same_fingerprint(tmp_path):
    path = tmp_path / "laskutus.csv"
    path.write_bytes(TEXT.encode())
    assert read_workbook(str(path)).sha256 == read_workbook(TEXT.encode(), "kopio.csv").sha256


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xls", "a.txt"]))
def test_any_bytes_read_or_say_why(data, name):
    try:
        book = read_workbook(data, name)
    except WorkbookError as error:
        sentence = error.text("fi")
    else:
        sentence = book.filename
        assert book.sheets[0].rows
    assert name in sentence

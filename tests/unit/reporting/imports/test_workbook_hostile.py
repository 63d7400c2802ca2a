"""Damaged and hostile workbooks end in one clear sentence (stack.md trap 16)."""

import io
import json
import subprocess
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.xml.constants import PKG_REL_NS, REL_NS, SHEET_MAIN_NS

from reporting.imports.reader import preflight, process
from reporting.imports.workbook import WorkbookError, read_workbook
from reporting.imports.workbook.errors import SENTENCES, sentence

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True, params=["own process", "this process"])
def place_of_reading(request, monkeypatch):
    """Each test reads in the real reader process, and once more in this one, where coverage sees it."""
    if request.param == "this process":

        def run(*args, input, **_options):
            lines = []
            process.run(input, lambda line: lines.append(json.dumps(line)))
            return subprocess.CompletedProcess(args, 0, "\n".join(lines).encode(), b"")

        monkeypatch.setattr(subprocess, "run", run)


def workbook():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Asiakas", "Kausi"])
        sheet.write(1, 0, 1, book.add_format({"num_format": "d.m.yyyy"}))
    return out.getvalue()


GOOD = workbook()


def changed(*, without=(), replace=None, add=None, compression=zipfile.ZIP_DEFLATED):
    """The good workbook with parts left out, replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w", compression) as target:
        for name in source.namelist():
            if name not in without:
                target.writestr(name, (replace or {}).get(name, source.read(name)))
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows):
    return f'<?xml version="1.0"?><worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def failure(data):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(data, "outo.xlsx")
    error = caught.value
    assert all("outo.xlsx" in error.text(lang) and "{" not in error.text(lang) for lang in ("fi", "en", "sv"))
    return error


def code_in_process(data):
    """The error code of a reading in this process."""
    lines = []
    process.run(data, lines.append)
    return next((line["error"] for line in lines if isinstance(line, dict) and "error" in line), None)


def test_the_good_workbook_is_read():
    assert read_workbook(GOOD, "hyvä.xlsx").sheets[0].row(1) == ("Asiakas", "Kausi")


@pytest.mark.parametrize("cut", [4, 100, len(GOOD) // 2, len(GOOD) - 10])
def test_truncated_file(cut):
    assert failure(GOOD[:cut]).code == "damaged"


def test_changed_bytes():
    assert failure(changed(compression=zipfile.ZIP_STORED).replace(b"Asiakas", b"Asiakaz")).code == "damaged"


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/styles.xml"]
)
def test_missing_part(part):
    assert failure(changed(without=[part])).code == "damaged"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>NaN</v></c></row>',
        '<row r="1"><c r="A1"><v>INF</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>999</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>eilen</v></c></row>',
        '<row r="1"><c',
    ],
)
def test_broken_sheet(rows):
    assert code_in_process(changed(replace={SHEET: sheet_xml(rows)})) == "damaged"


def test_cells_without_references_and_own_kinds():
    rows = (
        '<row><c><v>1</v></c><c t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
        '<c t="b"><v>0</v></c></row>'
        '<row><c t="d"><v>2026-08-31T06:00:00Z</v></c><c t="s"/><c t="str"><v>b</v></c></row>'
    )
    sheet = read_workbook(changed(replace={SHEET: sheet_xml(rows)}), "a.xlsx").sheets[0]
    assert sheet.row(1) == (1, "a", False)
    assert [str(value) for value in sheet.row(2)] == ["2026-08-31 06:00:00", "None", "b"]


def test_formula_with_an_empty_result_is_an_empty_cell():
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert read_workbook(changed(replace={SHEET: sheet_xml(rows)}), "a.xlsx").sheets[0].row(1) == (None, 1)


def test_workbook_without_styles_needs_none():
    plain = sheet_xml('<row r="1"><c r="A1"><v>46265</v></c></row>')
    link = f'<Relationship Id="rId1" Type="{REL_NS}/worksheet" Target="worksheets/sheet1.xml"/>'
    rels = f'<Relationships xmlns="{PKG_REL_NS}">{link}</Relationships>'
    parts = {SHEET: plain, "xl/_rels/workbook.xml.rels": rels}
    assert read_workbook(changed(without=["xl/styles.xml"], replace=parts), "a.xlsx").sheets[0].row(1) == (46265,)
    styled = {**parts, SHEET: plain.replace(b"<c ", b'<c s="1" ')}
    assert failure(changed(without=["xl/styles.xml"], replace=styled)).code == "damaged"


def test_prefixed_elements_are_read():
    rows = sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>').decode()
    rows = rows.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("<x:?", "<?")
    rows = rows.replace("worksheet xmlns=", "worksheet xmlns:x=")
    assert read_workbook(changed(replace={SHEET: rows.encode()}), "a.xlsx").sheets[0].row(1) == (5,)


def test_lone_far_cell():
    rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    error = failure(changed(replace={SHEET: sheet_xml(rows)}))
    assert (error.code, error.sheet, error.values["cell"]) == ("cell_outside", "Data", "XFD1048576")


def test_empty_far_cells_do_no_harm():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read_workbook(changed(replace={SHEET: sheet_xml(rows)}), "a.xlsx").sheets[0].rows == [(1,)]


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(preflight, "MAX_ROWS", 3)
    rows = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(4))
    assert code_in_process(changed(replace={SHEET: sheet_xml(rows)})) == "too_many_rows"


def test_too_many_cells(monkeypatch):
    monkeypatch.setattr(preflight, "MAX_CELLS", 1)
    assert code_in_process(GOOD) == "too_large"


def test_zip_bomb_is_refused_before_unpacking():
    error = failure(changed(add={"xl/media/bomb.bin": b"\0" * 201_000_000}))
    assert (error.code, error.values["what"]) == ("too_large", "unpacked")
    assert "200" in error.text("fi")


def test_too_many_parts():
    error = failure(changed(add={f"xl/media/{number}.bin": b"" for number in range(2001)}))
    assert (error.code, error.values["what"]) == ("too_large", "parts")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x "x"><!ENTITY y "&x;&x;&x;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://paha.example/a.dtd">',
    ],
)
def test_entities_are_refused(part, doctype):
    assert code_in_process(changed(replace={part: f'<?xml version="1.0"?>{doctype}<a>&x;</a>'.encode()})) == "unsafe"


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "xl\\..\\x"])
def test_paths_outside_are_refused(name):
    assert failure(changed(add={name: b"x"})).code == "unsafe"


@pytest.mark.parametrize(
    ("names", "what"),
    [
        (["mimetype", "content.xml"], "ods"),
        (["xl/workbook.bin", "[Content_Types].xml"], "xlsb"),
        (["kirje.txt"], "zip"),
    ],
)
def test_other_packages_are_named(names, what):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    error = failure(out.getvalue())
    assert (error.code, error.values["what"]) == ("unknown_format", what)


def test_strict_workbook_is_named():
    """Excel's other .xlsx form has names of its own, and openpyxl would find no sheet in it."""
    book = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'
    error = failure(changed(replace={"xl/workbook.xml": book}))
    assert (error.code, error.values["what"]) == ("unknown_format", "strict")


@pytest.mark.parametrize("content", [b"<worksheet/>", b"<html/>", b'<worksheet xmlns="urn:x"><row/></worksheet>'])
def test_sheet_of_another_kind_is_never_taken_for_an_empty_one(content):
    assert failure(changed(replace={SHEET: content})).code == "damaged"


@pytest.mark.filterwarnings("ignore:File contains an invalid specification")
def test_sheet_without_a_link_is_never_left_out():
    book = zipfile.ZipFile(io.BytesIO(GOOD)).read("xl/workbook.xml")
    assert failure(changed(replace={"xl/workbook.xml": book.replace(b' r:id="rId1"', b"")})).code == "damaged"


def test_openpyxl_refuses_entities_too():
    assert openpyxl.DEFUSEDXML


def test_same_part_twice():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = changed(add={SHEET: b"<worksheet/>"})
    assert failure(data).code == "damaged"


def test_locked_part():
    data = bytearray(changed())
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    assert failure(bytes(data)).code == "password_protected"


def test_macros_are_noted():
    book = read_workbook(changed(add={"xl/vbaProject.bin": b"x"}), "a.xlsm")
    assert [note.code for note in book.notes] == ["macros"]


def test_deep_nesting_does_no_harm():
    nested = sheet_xml("<a>" * 50_000 + "</a>" * 50_000)
    assert code_in_process(changed(replace={SHEET: nested})) is None


def test_memory_and_recursion_failures_are_the_files_fault(monkeypatch):
    for failure_of_reading in (MemoryError, RecursionError):

        def fail(*_args, kind=failure_of_reading):
            raise kind

        monkeypatch.setattr(process, "read_archive", fail)
        assert code_in_process(GOOD) == "too_large"


def finished(returncode, stdout=b"", stderr=b""):
    return lambda *args, **options: subprocess.CompletedProcess(args, returncode, stdout, stderr)


def test_killed_reader_is_the_files_fault(monkeypatch):
    monkeypatch.setattr(subprocess, "run", finished(-9))
    assert failure(GOOD).code == "too_large"


def test_slow_reader_is_the_files_fault(monkeypatch):
    def run(*args, timeout, **_options):
        raise subprocess.TimeoutExpired(args, timeout)

    monkeypatch.setattr(subprocess, "run", run)
    assert failure(GOOD).code == "too_large"


def test_failing_reader_is_our_fault(monkeypatch):
    monkeypatch.setattr(subprocess, "run", finished(1, stderr=b"ImportError: no module"))
    with pytest.raises(RuntimeError, match="ImportError"):
        read_workbook(GOOD, "a.xlsx")


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_code_has_three_different_sentences(code):
    values = {"file": "a.xlsx", "sheet": "Data", "cell": "B2", "row": 3, "what": "pdf", "limit": 5, "count": 1}
    sentences = {sentence(code, lang, **values) for lang in ("fi", "en", "sv")}
    assert len(sentences) == 3
    assert all("{" not in text and text.endswith(".") for text in sentences)
    assert sentence(code, "de", **values) == sentence(code, "fi", **values)


def test_the_process_limits_itself_before_it_reads(monkeypatch):
    done, out = [], io.StringIO()
    monkeypatch.setattr(process.resource, "setrlimit", lambda kind, limits: done.append((kind, limits[0])))
    monkeypatch.setattr(process.sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    monkeypatch.setattr(process.sys, "stdout", out)
    process.main()
    assert (process.resource.RLIMIT_AS, process.MAX_MEMORY) in done
    assert (process.resource.RLIMIT_CPU, process.MAX_SECONDS) in done
    assert json.loads(out.getvalue().splitlines()[0]) == {"book": {"date1904": False, "macros": False}}

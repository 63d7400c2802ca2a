"""Reading of .csv: character set, delimiter, quotes with line breaks (domain.md 7.1, 7.4)."""

import codecs
import csv
import io
import re
from dataclasses import dataclass

from reporting.imports.workbook.errors import WorkbookError
from reporting.imports.workbook.sheets import Note, Row

MAX_FIELD = 1_000_000
DELIMITERS = ";\t,|"
SAMPLE_LINES = 20

csv.field_size_limit(MAX_FIELD)  # the module's own 128 kB stops at long free texts

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|table|meta|body)", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_QUOTED = re.compile(r'"[^"]*"')

# UTF-8 read as Windows-1252 and saved again: two-letter remains of å ä ö and their capitals.
_GARBLED = re.compile("Ã[¤¶¥„–…\u00a4\u00b6\u00a5\u0084\u0096\u0085]|â‚¬|Â[\u00a0²]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The records of a file as rows, and how it was written."""

    rows: list[Row]
    encoding: str
    delimiter: str
    notes: tuple[Note, ...]


def is_html(data: bytes) -> bool:
    """Whether the file is a web page, whatever its name (reporting tools save HTML as .xls)."""
    return bool(_HTML.match(data[:1000].removeprefix(codecs.BOM_UTF8)))


def is_binary(data: bytes) -> bool:
    """Whether the file is no text: more than one control character in a hundred, and no UTF-16."""
    sample = data[:20_000]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    return len(_CONTROL.findall(sample)) * 100 > len(sample)


def read_csv(data: bytes, filename: str, max_rows: int) -> CsvTable:
    """Decode and split a file; record n is row n. Raises WorkbookError: encoding, unclosed_quote, too_many_rows."""
    text, encoding = decode(data, filename)
    text, notes = repaired(text)
    delimiter = find_delimiter(text)
    rows: list[Row] = []
    last_start, start = 1, 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for record in reader:
            rows.append(tuple(value if value != "" else None for value in record))
            last_start, start = start, reader.line_num + 1
            if len(rows) > max_rows:
                raise WorkbookError("too_many_rows", filename, sheet=filename, limit=max_rows)
    except csv.Error:
        raise WorkbookError("unclosed_quote", filename, row=len(rows) + 1) from None
    if text.count('"') % 2 and start - last_start > 1:
        raise WorkbookError("unclosed_quote", filename, row=len(rows))
    while rows and not any(rows[-1]):
        rows.pop()
    return CsvTable(rows, encoding, delimiter, notes)


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """The text and its character set: by its mark, else UTF-8 when it is valid, else Windows-1252."""
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise WorkbookError("encoding", filename)


def repaired(text: str) -> tuple[str, tuple[Note, ...]]:
    """Text with `TyÃ¶` turned back to `Työ` when that works for the whole file, and a note to confirm it."""
    if _GARBLED.search(text):
        try:
            return text.encode("cp1252").decode("utf-8"), (Note("encoding_repaired"),)
        except UnicodeError:
            return text, (Note("encoding_lost"),)
    return text, (Note("encoding_lost"),) if "\ufffd" in text else ()


def find_delimiter(text: str) -> str:
    """The delimiter: named by a line `sep=;`, else the one that splits the first lines; semicolon wins."""
    lines = text.lstrip("\ufeff").splitlines()[:SAMPLE_LINES]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        return lines[0][-1]
    bare = [_QUOTED.sub("", line) for line in lines if line.strip()]
    counts = {delimiter: sum(delimiter in line for line in bare) for delimiter in DELIMITERS}
    if counts[";"]:
        return ";"
    best = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else ";"

"""What is looked at in an .xlsx before openpyxl reads it: what the archive holds, and how far its sheets reach."""

import zipfile
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_WORKBOOK, ARC_WORKBOOK_RELS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

MAX_UNPACKED = 200 * 1000 * 1000
MAX_PARTS = 2000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 3_000_000

_STRICT = b"http://purl.oclc.org/ooxml/"
_SHEET, _COL, _ROW, _VALUE, _INLINE, _FORMULA = (
    f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("worksheet", "col", "row", "v", "is", "f")
)
_YES = {"1", "true"}


class RefusedError(Exception):
    """The file breaks a limit or its own form; `code` and `values` become the sentence for people."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def check_archive(archive: zipfile.ZipFile) -> set[str]:
    """Check sizes, names, kind and document types of the parts; gives the paths of the sheets.

    Raises RefusedError, or what damaged files raise.
    """
    names = {part.filename for part in archive.infolist()}
    _check_limits(archive.infolist(), names)
    _check_kind(names)
    for name in names:
        if name.endswith((".xml", ".rels")):
            _refuse_document_type(archive, name)
    if _STRICT in archive.read(ARC_WORKBOOK):
        raise RefusedError("unknown_format", what="strict")
    links = [link for link in get_dependents(archive, ARC_WORKBOOK_RELS) if link.TargetMode != "External"]
    if {link.target for link in links} - names or len(names) < len(archive.infolist()):
        raise RefusedError("damaged")
    return {link.target for link in links if link.Type.endswith("/worksheet")}


def _check_limits(parts: list[zipfile.ZipInfo], names: set[str]) -> None:
    if len(parts) > MAX_PARTS:
        raise RefusedError("too_large", what="parts")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedError("too_large", what="unpacked")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("password_protected")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise RefusedError("unsafe")


def _check_kind(names: set[str]) -> None:
    for part, kind in (("mimetype", "ods"), ("xl/workbook.bin", "xlsb")):
        if part in names:
            raise RefusedError("unknown_format", what=kind)
    if not {ARC_CONTENT_TYPES, ARC_WORKBOOK} <= names:
        foreign = ARC_CONTENT_TYPES not in names and not any(name.startswith("xl/") for name in names)
        raise RefusedError("unknown_format", what="zip") if foreign else RefusedError("damaged")


def _refuse_document_type(archive: zipfile.ZipFile, name: str) -> None:
    """Entities live in document types, and workbooks have neither."""

    def refuse(*_declaration: object) -> None:
        raise RefusedError("unsafe")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(name) as stream:
        parser.ParseFile(stream)


@dataclass
class Reach:
    """Where the content of a sheet ends, and what of the sheet openpyxl does not tell when it streams."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def reach_of(stream: IO[bytes]) -> Reach:
    """Read a sheet to its end, keeping nothing of it. Raises RefusedError, or what damaged files raise."""
    reach, number, element = Reach(), 0, None
    for _, element in iterparse(stream):
        if element.tag == _ROW:
            before, number = number, int(element.get("r") or number + 1)
            if number <= before:
                raise RefusedError("damaged")
            _add_row(reach, number, element)
            element.clear()
        elif element.tag == _COL and element.get("hidden") in _YES:
            first, last = int(element.get("min")), min(int(element.get("max")), MAX_COLUMNS)
            reach.hidden_columns.extend(range(first - 1, last))
    if element is None or element.tag != _SHEET:
        raise RefusedError("damaged")
    return reach


def _add_row(reach: Reach, number: int, row: Any) -> None:
    column = 0
    for cell in row:
        address = cell.get("r") or f"{get_column_letter(column + 1)}{number}"
        column = coordinate_to_tuple(address)[1]
        if cell.findtext(_VALUE) or cell.find(_INLINE) is not None:
            reach.cells += 1
            reach.last_row, reach.last_column = number, max(reach.last_column, column)
            _check_reach(reach, number, column, address)
        elif cell.find(_FORMULA) is not None and cell.get("t") != "str":
            raise RefusedError("formulas_without_values", cell=address)
    if reach.last_row == number and row.get("hidden") in _YES:
        reach.hidden_rows.append(number)


def _check_reach(reach: Reach, number: int, column: int, address: str) -> None:
    if column > MAX_COLUMNS or (number > MAX_ROWS and reach.cells <= MAX_ROWS // 2):
        raise RefusedError("cell_outside", cell=address)
    if number > MAX_ROWS:
        raise RefusedError("too_many_rows", limit=MAX_ROWS)
    if reach.cells > MAX_CELLS:
        raise RefusedError("too_large", what="cells")

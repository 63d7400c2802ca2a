"""The only reader of workbook files (domain.md 7.1, stack.md trap 16).

`read_workbook` takes an .xlsx or .csv file from anywhere and gives plain rows; whatever is wrong with the file becomes
a `WorkbookError` with a sentence that says what to do. What rows mean is the business of the importers.
"""

from config.common.parsing import PercentNumber
from reporting.imports.workbook.errors import WorkbookError
from reporting.imports.workbook.reading import read_workbook
from reporting.imports.workbook.sheets import Cell, Note, Row, Sheet, Workbook

__all__ = ["Cell", "Note", "PercentNumber", "Row", "Sheet", "Workbook", "WorkbookError", "read_workbook"]

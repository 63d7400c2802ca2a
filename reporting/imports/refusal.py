"""Why a delivery must not be loaded as it is: the first reason, as one sentence (domain.md 7.4)."""

from config.common import formats
from reporting.imports.base import Judged, Problem, Verdict
from reporting.imports.delivery import Delivery, ReadFile
from reporting.imports.fault import DeliveryFault
from reporting.imports.judging import Control
from reporting.imports.sentences import sentence


def refusal(delivery: Delivery, *, accept_rejected: bool) -> DeliveryFault | None:
    """A broken total or another blocker, then rejected rows unless they are accepted; None when all is well."""
    for file in delivery.files:
        if file.broken:
            return broken_total(file.name, file.broken[0])
        if file.blockers:
            return blocked_by(file.name, file.blockers[0])
    if accept_rejected or not delivery.rejected:
        return None
    return rejected_rows(delivery)


def broken_total(name: str, control: Control) -> DeliveryFault:
    """The file's own total differs from its rows."""
    return DeliveryFault(
        "total_broken",
        file=name,
        sheet=control.sheet,
        row=control.row,
        column=control.column,
        expected=formats.number(control.expected, 2),
        found=formats.number(control.found, 2),
        difference=formats.number(control.difference, 2),
    )


def blocked_by(name: str, problem: Problem) -> DeliveryFault:
    """Something the database tells, such as vanished sites."""
    return _Reasoned("blocked_by", problem, file=name)


def rejected_rows(delivery: Delivery) -> DeliveryFault:
    """The first rejected row and how many there are."""
    file, row = next(
        (file, row) for file in delivery.files for row in file.judgement.rows if row.verdict is Verdict.REJECTED
    )
    return _Reasoned("rows_rejected", hard_problem(row), **_place(file, row), count=delivery.rejected)


def hard_problem(row: Judged) -> Problem:
    """The problem that rejected the row."""
    return next(problem for problem in row.problems if problem.hard)


def problem_text(problem: Problem, lang: str) -> str:
    """The sentence of a problem."""
    values = {"raw": problem.raw, "column": problem.column, **problem.values}
    return sentence(problem.code, lang, **values)


def _place(file: ReadFile, row: Judged) -> dict[str, object]:
    return {"file": file.name, "sheet": row.record.sheet, "row": row.record.row}


class _Reasoned(DeliveryFault):
    """A fault whose sentence holds the sentence of a problem, in the same language."""

    def __init__(self, code: str, problem: Problem, **values: object) -> None:
        self.problem = problem
        super().__init__(code, **values)

    def text(self, lang: str) -> str:
        """The whole sentence in fi, en or sv."""
        return sentence(self.code, lang, **{**self.values, "reason": problem_text(self.problem, lang)})

"""What judges a mutant: every worked case and every collected test of the engine, and which function each reaches."""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from reporting.rules import Limits
from reporting.worked_cases import evaluate, read_document

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/acceptance/worked_cases.json"
RULE_TESTS = ROOT / "tests/unit/reporting/rules"
SHARED = {"registry", "finding", "thresholds", "limit_names", "sentences", "changes"}  # not the tests of one rule
OWN_TESTS = {path.stem.removeprefix("test_") for path in RULE_TESTS.glob("test_*.py")} - SHARED

Check = tuple[str, Callable[[], bool]]  # name, and whether it passes


def all_checks(items: Sequence[pytest.Item]) -> list[Check]:
    """The worked cases, judged directly, and the collected tests."""
    text = CASES.read_text(encoding="utf-8")
    expected: dict[str, Any] = {case["id"]: case["expect"] for case in json.loads(text)["cases"]}
    cases = read_document(text)
    return [*(_worked_case(case, expected[case.id]) for case in cases), *(_test(item) for item in items)]


def _worked_case(case: Any, expect: Any) -> Check:
    return case.id, lambda: evaluate(case, Limits()) == {"id": case.id, **expect}


def _test(item: pytest.Item) -> Check:
    return item.nodeid, lambda: all(report.passed for report in runtestprotocol(item, log=False, nextitem=item.session))


def passes(check: Check) -> bool:
    """Whether the check passes; an error is a failure."""
    try:
        return check[1]()
    except Exception:
        return False


class Reach:
    """Which checks reach which function, the quickest first. Raises SystemExit when one fails as things are."""

    def __init__(self, checks: list[Check]) -> None:
        self.checks = checks
        self.by_function: dict[tuple[str, str], list[int]] = defaultdict(list)
        spent = []
        for number, check in enumerate(checks):
            start = time.process_time()
            seen = _functions_called(check)
            spent.append(time.process_time() - start)
            for code in seen:
                numbers = self.by_function[code.co_filename, scope_of(code)]
                if number not in numbers[-1:]:
                    numbers.append(number)
        for numbers in self.by_function.values():
            numbers.sort(key=spent.__getitem__)

    def of_function(self, file: str, scope: str) -> list[int]:
        """Checks that reach the function; of a file with one rule or a few only those that are about them."""
        numbers = self.by_function.get((file, scope), [])
        return [number for number in numbers if _is_near(self.checks[number][0], Path(file).stem)]

    def of_module(self, file: str) -> list[int]:
        """Every check, those that are about the file first."""
        reached = {n: None for key, numbers in self.by_function.items() if key[0] == file for n in numbers}
        near = [number for number in reached if _is_near(self.checks[number][0], Path(file).stem)]
        return list(dict.fromkeys([*near, *range(len(self.checks))]))


def scope_of(code: CodeType) -> str:
    """The function of a piece of code as its source names it: a lambda belongs to what it stands in."""
    return code.co_qualname.split(".<locals>.<")[0].replace(".<locals>", "")


def _is_near(check: str, stem: str) -> bool:
    """A rule is judged by its own tests, the sentences, the engine and the worked cases, not by the tests of others."""
    own = f"/test_{stem}.py" in check or "/test_sentences" in check or "/test_limit" in check
    return stem not in OWN_TESTS or own or "/rules/" not in check


def _functions_called(check: Check) -> set[CodeType]:
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "/reporting/" in frame.f_code.co_filename:
            seen.add(frame.f_code)

    sys.setprofile(note)
    try:
        passed = passes(check)
    finally:
        sys.setprofile(None)
    if not passed:
        raise SystemExit(f"{check[0]} fails before anything was changed")
    return seen

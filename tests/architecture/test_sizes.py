"""Habits with a number (architecture.md "Habits with a number"): small files, small functions, small templates."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "teams", "accounts_app", "reporting")


def sources() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def function_lengths() -> dict[str, int]:
    lengths = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                name = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                lengths[name] = (node.end_lineno or node.lineno) - node.lineno + 1
    return lengths


def test_no_file_is_crowded() -> None:
    sizes = {str(path.relative_to(ROOT)): lines(path) for path in sources()}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    filled = [size for size in sizes.values() if size > 2]
    assert statistics.median(filled) <= 90


def test_no_function_is_long() -> None:
    lengths = function_lengths()
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    ordered = sorted(lengths.values())
    assert statistics.median(ordered) <= 9
    assert ordered[int(len(ordered) * 0.95)] <= 40


def test_no_template_is_long() -> None:
    sizes = {str(path.relative_to(ROOT)): lines(path) for path in (ROOT / "templates").rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > 200} == {}
    assert statistics.median(sizes.values()) <= 30


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils.py", "helpers.py", "misc.py", "services.py"}
    assert [str(path.relative_to(ROOT)) for path in sources() if path.name in drawers] == []

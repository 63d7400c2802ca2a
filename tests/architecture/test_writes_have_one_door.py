"""Rows are written in `actions` only: not in views, forms, tasks, commands or templates' tags."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = ("views", "forms", "templatetags", "dashboards", "charts", "exports", "facts", "rules", "metrics")
READING_FILES = (
    "tasks.py",
    "urls.py",
    "search.py",
    "ownership.py",
    "permissions.py",
    "availability.py",
    "freshness.py",
)
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}


def readers() -> list[Path]:
    files = [path for room in ("teams", "accounts_app", "reporting") for path in (ROOT / room).rglob("*.py")]
    return [path for path in files if set(READERS) & set(path.parts) or path.name in READING_FILES]


def is_queryset_write(call: ast.Call) -> bool:
    """`x.objects.filter().update()` and `row.save()` write; `mapping.update()` on a plain name does not count."""
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in WRITES:
        return False
    if function.attr == "update":
        return isinstance(function.value, ast.Call) or (
            isinstance(function.value, ast.Attribute) and function.value.attr == "objects"
        )
    return True


def test_only_actions_write() -> None:
    assert len(readers()) > 10
    found = []
    for path in readers():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_queryset_write(node):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []

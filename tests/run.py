"""Runs the whole suite: on SQLite, then on PostgreSQL where it answers, and says what was left out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import services
from tests.migrated import VARIABLE as TEMPLATE
from tests.migrated import postgres_database, sqlite_file

PARALLEL = ("-n", "2", "--dist", "loadfile")
ORDINARY = "not browser and not worker and not heavy"
HEAVY = (
    "tests/integration/test_barrier.py",
    "tests/integration/test_access_table.py",
    "tests/integration/test_crawler.py",
    "tests/unit/reporting/demo/test_full_stories.py",
)
# The tests of the status engine alone run every branch of it; they are run once, with coverage.
ENGINE_TESTS = (
    "tests/acceptance/test_worked_cases.py",
    "tests/unit/reporting/rules",
    *(f"tests/unit/reporting/test_status{name}.py" for name in ("", "_history", "_memory", "_override", "_properties")),
)
# What no database can change: pure functions, and what takes minutes: the stories of the full demo, and everybody's
# way through all pages (which rows anybody sees is asked on both databases elsewhere).
SAME_ON_EVERY_DATABASE = (
    *ENGINE_TESTS,
    "tests/unit/config/common",
    "tests/unit/reporting/charts",
    "tests/unit/reporting/cards/test_pdf.py",
    "tests/unit/reporting/cards/test_sheet.py",
    *(f"tests/unit/reporting/imports/test_workbook_{kind}.py" for kind in ("any", "csv", "hostile", "xlsx")),
    *(f"tests/architecture/test_{name}.py" for name in ("sizes", "templates", "writes_have_one_door")),
    "tests/unit/reporting/metrics",
    "tests/unit/reporting/demo",
    "tests/integration/test_access_table.py",
    "tests/integration/test_barrier.py",
    "tests/integration/test_crawler.py",
    "tests/integration/test_money_barrier.py",
)
ENGINE = "reporting/rules/*,reporting/status.py,reporting/status_*.py"


def run(title: str, *arguments: str, **environment: str) -> bool:
    """One pytest run with its own environment; True when all passed."""
    print(f"\n== {title} ==", flush=True)
    return subprocess.run(pytest(arguments), env=os.environ | environment, check=False).returncode == 0


def run_side_by_side(title: str, first: Sequence[str], second: Sequence[str], **environment: str) -> bool:
    """Two pytest runs at once; the output of the first is printed after the second."""
    print(f"\n== {title} ==", flush=True)
    own = os.environ | environment
    with tempfile.TemporaryFile() as kept:
        started = subprocess.Popen(pytest(first), env=own, stdout=kept, stderr=kept)
        passed = subprocess.run(pytest(second), env=own, check=False).returncode == 0
        also_passed = started.wait() == 0
        kept.seek(0)
        sys.stdout.write(kept.read().decode(errors="replace"))
    return passed and also_passed


def pytest(arguments: Sequence[str]) -> list[str]:
    """The command of one run."""
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def missing_services() -> list[str]:
    """The services this machine does not offer, in words."""
    offers = {"PostgreSQL": services.postgres(), "Redis": services.redis(), "chromium": bool(services.chromium())}
    return [name for name, is_there in offers.items() if not is_there]


def engine_is_covered(**environment: str) -> bool:
    """Whether every branch of the status engine is run by its tests; `make mutation` asks whether they also look."""
    include = f"--include={ENGINE}"
    measure = [sys.executable, "-m", "coverage"]
    return run(
        "Status engine, every branch", *ENGINE_TESTS, "--cov", "--cov-report=", "--cov-fail-under=0", **environment
    ) and (subprocess.run([*measure, "report", include, "--fail-under=100"], check=False).returncode == 0)


def on_sqlite() -> bool:
    """The engine with coverage, everything ordinary, then what takes minutes beside the browser."""
    with tempfile.TemporaryDirectory() as folder, sqlite_file(Path(folder)) as file:
        environment = {"DATABASE_URL": "", "REDIS_URL": "", TEMPLATE: file}
        passed = [
            engine_is_covered(**environment),
            run("SQLite", *PARALLEL, "-m", ORDINARY, *(f"--ignore={path}" for path in ENGINE_TESTS), **environment),
            run_side_by_side(
                "SQLite, the long ones, beside the browser",
                [*PARALLEL[:-1], "load", "-m", "heavy", *HEAVY],
                ["-m", "browser", "tests/browser"],
                **environment,
            ),
        ]
    return all(passed)


def on_postgres() -> bool:
    """What a database could change, beside the tests with a real worker, which mostly wait."""
    left_out = [f"--ignore={path}" for path in SAME_ON_EVERY_DATABASE]
    with postgres_database() as name:
        return run_side_by_side(
            "PostgreSQL, beside the worker on Redis",
            ["-m", "worker", "tests/worker"],
            [*PARALLEL, "-m", "not browser and not worker", *left_out],
            **{"DATABASE_URL": services.POSTGRES_URL, TEMPLATE: name},
        )


def main() -> int:
    """Exit code 0 only when every run passed and nothing required was missing."""
    missing = missing_services()
    if missing and services.REQUIRED:
        print("Required but missing: " + ", ".join(missing))
        return 1
    passed = [on_sqlite()]
    if services.postgres():
        passed.append(on_postgres())
    for name in missing:
        print(f"Left out, because it was not found: {name}")
    print("\nALL PASSED" if all(passed) else "\nFAILED")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())

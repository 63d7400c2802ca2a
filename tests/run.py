"""Runs the whole suite: on SQLite, then on PostgreSQL where it answers, and says what was left out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tests import services

ORDINARY = "not browser and not worker and not heavy"
HEAVY = ("tests/integration/test_barrier.py", "tests/unit/reporting/demo/test_full_stories.py")
# What no database can change: pure functions, and the stories of the full demo, which take minutes.
SAME_ON_EVERY_DATABASE = (
    "tests/acceptance",
    "tests/unit/config/common",
    "tests/unit/reporting/charts",
    "tests/unit/reporting/metrics",
    "tests/unit/reporting/rules",
    "tests/unit/reporting/test_status_properties.py",
    "tests/unit/reporting/demo/test_full_stories.py",
)
ENGINE = "reporting/rules/*,reporting/status.py,reporting/status_*.py"


def run(title: str, *arguments: str, **environment: str) -> bool:
    """One pytest run with its own environment; True when all passed."""
    print(f"\n== {title} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode == 0


def run_side_by_side(first: Sequence[str], second: Sequence[str], **environment: str) -> bool:
    """Two pytest runs at once, each with one process; the output of the first is printed after the second."""
    print("\n== SQLite, the long ones, beside the browser ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-q"]
    with tempfile.TemporaryFile() as kept:
        started = subprocess.Popen([*command, *first], env=os.environ | environment, stdout=kept, stderr=kept)
        passed = subprocess.run([*command, *second], env=os.environ | environment, check=False).returncode == 0
        also_passed = started.wait() == 0
        kept.seek(0)
        sys.stdout.write(kept.read().decode(errors="replace"))
    return passed and also_passed


def missing_services() -> list[str]:
    """The services this machine does not offer, in words."""
    offers = {"PostgreSQL": services.postgres(), "Redis": services.redis(), "chromium": bool(services.chromium())}
    return [name for name, is_there in offers.items() if not is_there]


def engine_is_covered() -> bool:
    """Whether every branch of the status engine was run; `make mutation` asks whether the tests also look."""
    print("\n== Branches of the status engine: 100 % ==", flush=True)
    command = [sys.executable, "-m", "coverage", "report", f"--include={ENGINE}", "--fail-under=100"]
    return subprocess.run(command, check=False).returncode == 0


def main() -> int:
    """Exit code 0 only when every run passed and nothing required was missing."""
    missing = missing_services()
    if missing and services.REQUIRED:
        print("Required but missing: " + ", ".join(missing))
        return 1
    parallel = ["-n", "2", "--dist", "loadfile"]
    environment = {"DATABASE_URL": "", "REDIS_URL": ""}
    passed = [
        run("SQLite", *parallel, "-m", ORDINARY, "--cov", **environment),
        engine_is_covered(),
        run_side_by_side(["-m", "heavy", *HEAVY], ["-m", "browser", "tests/browser"], **environment),
    ]
    if services.postgres():
        left_out = [f"--ignore={path}" for path in SAME_ON_EVERY_DATABASE]
        marks = ["-m", "not browser and not worker"]
        passed.append(run("PostgreSQL", *parallel, *marks, *left_out, DATABASE_URL=services.POSTGRES_URL))
        passed.append(run("Worker on Redis", "-m", "worker", "tests/worker", DATABASE_URL=services.POSTGRES_URL))
    for name in missing:
        print(f"Left out, because it was not found: {name}")
    print("\nALL PASSED" if all(passed) else "\nFAILED")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())

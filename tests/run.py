"""Runs the whole suite: on SQLite, then on PostgreSQL where it answers, and says what was left out."""

import os
import subprocess
import sys

from tests import services

ENGINE = "reporting/rules/*,reporting/status.py,reporting/status_*.py"


def run(title: str, *arguments: str, **environment: str) -> bool:
    """One pytest run with its own environment; True when all passed."""
    print(f"\n== {title} ==", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, env=os.environ | environment, check=False).returncode == 0


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
        run("SQLite", *parallel, "-m", "not browser and not worker", "--cov", **environment),
        engine_is_covered(),
        run("Browser", "-m", "browser", **environment),
    ]
    if services.postgres():
        passed.append(
            run("PostgreSQL", *parallel, "-m", "not browser and not worker", DATABASE_URL=services.POSTGRES_URL)
        )
        passed.append(run("Worker on Redis", "-m", "worker", DATABASE_URL=services.POSTGRES_URL))
    for name in missing:
        print(f"Left out, because it was not found: {name}")
    print("\nALL PASSED" if all(passed) else "\nFAILED")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())

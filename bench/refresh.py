"""Measures the judgement of all accounts beside the time the database alone needs to read the same rows.

First every account is judged with the reading statements written down; then the same statements are run bare,
without models, rules and writes. Printed per size: accounts per second, the whole refresh as a multiple of the bare
reading, for a first refresh (everything is written) and for one that finds nothing new, the number of statements, and
the peak memory.
"""

import os
import resource
import tempfile
import time
from collections.abc import Callable
from typing import Any

SIZES = (1_000, 5_000, 10_000)
Statement = tuple[str, Any]


def reading_statements(work: Callable[[], object]) -> list[Statement]:
    """The SELECT statements the work sends, with their parameters."""
    from django.db import connection

    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip("( ").upper().startswith("SELECT"):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return found


def read_bare(statements: list[Statement]) -> float:
    """Seconds the database and its driver need to hand over the rows of the statements."""
    from django.db import connection

    started = time.perf_counter()
    for sql, params in statements:
        with connection.cursor() as cursor:
            cursor.execute(sql.replace(" FOR UPDATE", ""), params)
            cursor.fetchall()
    return time.perf_counter() - started


def timed(work: Callable[[], object]) -> float:
    """Seconds the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print one line per size."""
    import datetime

    import django
    from django.core.management import call_command

    django.setup()
    from bench.seed import add_facts, grow_to
    from reporting.actions.status import refresh

    today = datetime.date(2026, 9, 11)

    def judge_all() -> object:
        return refresh(as_of=today, by=None)

    call_command("migrate", verbosity=0)
    print(f"{'accounts':>9} {'acc/s':>7} {'bare s':>7} {'first ×':>8} {'again ×':>8} {'reads':>6} {'MB peak':>8}")
    for size in SIZES:
        grow_to(size)
        add_facts()
        first = timed(judge_all)
        statements = reading_statements(judge_all)
        bare = min(read_bare(statements) for _ in range(3))
        again = min(timed(judge_all) for _ in range(2))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>9} {size / again:>7.0f} {bare:>7.2f} {first / bare:>8.1f} {again / bare:>8.1f} "
            f"{len(statements):>6} {peak:>8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["KAM_TODAY"] = "2026-09-11"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        main()

"""Measures the monthly build of the cards, and their publication, at 100, 1 000 and 10 000 accounts.

Built as the schedule does it, in pieces, in one process: cards per second of a first build and of one that finds
nothing new, of the publication, statements of one piece, and the peak memory of the process. Linear means that the
rates stay, bounded that the memory does.
"""

import datetime
import os
import resource
import tempfile
import time
from collections.abc import Callable

SIZES = (100, 1_000, 10_000)
MONTH, TODAY = datetime.date(2026, 8, 1), datetime.date(2026, 9, 11)


def timed(work: Callable[[], object]) -> float:
    """Seconds the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run(kind: str, arguments: dict[str, object]) -> None:
    """One job from being owed to its end, all pieces here. SystemExit: it did not end well."""
    from reporting import jobs
    from reporting.models import JobRun

    job = jobs.record(kind=kind, key=f"{time.time_ns()}", arguments=arguments, by=None)
    jobs.run_here(job.pk)
    job = JobRun.objects.get(pk=job.pk)
    if job.state != JobRun.State.DONE or job.result.get("failed"):
        raise SystemExit(f"{kind}: {job.state} {job.error} {job.result}")


def statements_of_a_piece() -> int:
    """Statements that build one piece of accounts anew."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts_app.models import Account
    from reporting.actions import cards

    ids = list(Account.objects.order_by("pk").values_list("pk", flat=True)[: settings.CARD_CHUNK])
    with CaptureQueriesContext(connection) as captured:
        cards.build(month=MONTH, as_of=TODAY - datetime.timedelta(days=1), accounts=ids, by=None)
    return len(captured)


def empty() -> None:
    """No card and no job; the guard of frozen cards is lifted for it."""
    from django.db import connection

    from reporting import freeze
    from reporting.models import CardEvidence, JobRun, MonthClose, QualityCard

    with freeze.lifted(connection):
        for table in (CardEvidence, QualityCard, MonthClose, JobRun):
            table.objects.all()._raw_delete(using="default")


def main() -> None:
    """Print one line per size."""
    import django
    from django.core.management import call_command

    django.setup()
    from bench.seed import add_facts, grow_to
    from reporting.due import card_arguments, publish_arguments

    call_command("migrate", verbosity=0)
    print(
        f"{'accounts':>9} {'first/s':>8} {'again/s':>8} {'published/s':>12} {'statements':>11} "
        f"{'MB before':>10} {'MB peak':>8}"
    )
    for size in SIZES:
        grow_to(size)
        add_facts()
        empty()
        before = _peak()
        first = timed(lambda: run("build_cards", card_arguments(MONTH, TODAY)))
        again = timed(lambda: run("build_cards", card_arguments(MONTH, TODAY)))
        statements = statements_of_a_piece()
        published = timed(lambda: run("publish_cards", publish_arguments(MONTH)))
        print(
            f"{size:>9} {size / first:>8.0f} {size / again:>8.0f} {size / published:>12.0f} {statements:>11} "
            f"{before:>10.0f} {_peak():>8.0f}",
            flush=True,
        )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["KAM_TODAY"] = TODAY.isoformat()
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        main()

"""Measures the pack of a meeting beside the time typst needs for the bare pages of the same cards.

Bare: the cards alone, set in one run, every text ready. The pack: reading and printing the texts from the database,
then one run with contents, page numbers, links and the pages before the cards. Typst keeps what it set before, so each
run is a process of its own; the best of three counts.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable

CARDS = int(os.environ.get("BENCH_CARDS", "100"))
REPEATS = 3
BARE = """#let pack = json(bytes(sys.inputs.pack))
#for entry in pack.cards { layout-of(entry.sheet) }
#set document(title: pack.title)
"""
Source = tuple[str, dict[str, str]]


def seconds_of_typst(source: Source) -> float:
    """One run in this process, which nobody used before."""
    import datetime

    import django
    import typst  # noqa: F401  the import is not what is measured

    django.setup()
    from reporting.board.pack_pdf import typeset

    started = time.perf_counter()
    typeset(*source, made_at=datetime.datetime.now(tz=datetime.UTC))
    return time.perf_counter() - started


def best(source: Source) -> float:
    """The quickest of some runs, each in a fresh process."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, maxtasksperchild=1) as pool:
        return min(pool.apply(seconds_of_typst, (source,)) for _ in range(REPEATS))


def timed(work: Callable[[], object]) -> float:
    """Seconds the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def fill() -> object:
    """So many accounts with facts, their cards of August published, and the pack frozen; gives the pack."""
    import datetime

    from bench.seed import add_facts, grow_to
    from config.common.clock import HELSINKI
    from reporting.actions import card_publishing, cards, meetings
    from reporting.models import QualityCard

    month, on = datetime.date(2026, 8, 1), datetime.date(2026, 9, 11)
    at = datetime.datetime.combine(on, datetime.time(12), tzinfo=HELSINKI)
    grow_to(CARDS)
    add_facts()
    cards.build(month=month, as_of=on, by=None)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=at)
    meeting = meetings.plan(month=month, meets_at=at, place="", by=None, on=on)
    return meetings.freeze(meeting=meeting, by=None, at=at)


def main() -> None:
    """Print one line: pages, seconds, and the pack as a multiple of the bare pages."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from reporting.board.pack_pdf import pack_source
    from reporting.board.records import visible_part
    from reporting.cards import version
    from reporting.cards.layouts import layouts

    pack = fill()
    part = visible_part(pack.content, {row["account"] for row in pack.content["cards"]})  # type: ignore[attr-defined]
    texts = min(timed(lambda: pack_source(part, "fi")) for _ in range(REPEATS))
    source, inputs = pack_source(part, "fi")
    bare = best((layouts([version.FORM]) + BARE, inputs))
    whole = best((source, inputs))
    print(f"{'cards':>6} {'bare s':>8} {'texts s':>8} {'pack s':>8} {'pack ×':>7}")
    print(f"{len(part['cards']):>6} {bare:>8.1f} {texts:>8.2f} {texts + whole:>8.1f} {(texts + whole) / bare:>7.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["KAM_TODAY"] = "2026-09-11"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        main()

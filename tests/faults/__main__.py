"""Rehearses crashes in the middle of a monthly build, with servers of its own, and counts what is left.

    python -m tests.faults --rounds 50            # 50 times kill -9, ten times each other fault
    python -m tests.faults --short                # a few of each, for the suite

Exit code 1 when a card is missing, doubled or half-written, or when something does not heal.
"""

import argparse
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Sequence

from tests.faults import own

LEASE = {"KAM_JOB_LEASE": "5", "KAM_JOB_SENDING_GRACE": "1", "KAM_JOB_QUEUE_GRACE": "5"}


def options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="times the worker is killed")
    parser.add_argument("--others", type=int, default=10, help="times each of the other faults")
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--chunk", type=int, default=20, help="accounts in one piece of the build")
    parser.add_argument("--seed", type=int, default=None, help="the moments of an earlier run again")
    parser.add_argument("--short", action="store_true", help="2 kills, each other fault once, 40 accounts")
    parser.add_argument("--database", default="", help="URL of a migrated database without accounts to use instead")
    chosen = parser.parse_args(arguments)
    if chosen.short:
        chosen.rounds, chosen.others, chosen.accounts, chosen.chunk = 2, 1, 40, 8
    if chosen.seed is None:
        chosen.seed = random.SystemRandom().randrange(1_000_000)
    return chosen


def main(arguments: Sequence[str]) -> int:
    chosen = options(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # our servers are stopped also when somebody ends this
    redis, postgres = own.Redis(), own.postgres(chosen.database)
    os.environ |= {
        "DATABASE_URL": postgres.url,
        "REDIS_URL": redis.url,
        "KAM_TODAY": "2026-09-11",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "KAM_CARD_CHUNK": str(chosen.chunk),
        **LEASE,
    }
    try:
        return rehearse(chosen, postgres, redis)
    finally:
        from django.db import connections

        connections.close_all()
        postgres.stop()
        redis.stop()


def rehearse(chosen: argparse.Namespace, postgres: own.Postgres | own.Borrowed, redis: own.Redis) -> int:
    import django
    from django.core.management import call_command

    django.setup()
    from accounts_app.models import Account
    from bench.seed import add_facts, grow_to
    from tests.faults import scenarios
    from tests.faults.stage import Stage

    began = time.monotonic()
    if not chosen.database:
        call_command("migrate", verbosity=0)
    if Account.objects.exists():
        raise SystemExit("The database holds accounts. Only an empty one is used for a rehearsal.")
    grow_to(chosen.accounts)
    add_facts()
    stage = Stage(postgres, redis, dict(os.environ), random.Random(chosen.seed))
    try:
        stage.learn()
        print(
            f"{chosen.accounts} accounts in pieces of {chosen.chunk}, undisturbed {stage.usual:.1f} s; "
            f"seed {chosen.seed}; Redis without memory; PostgreSQL: {postgres.words}"
        )
        print(f"{'fault':<20} {'rounds':>6} {'mid':>4} {'missing':>7} {'doubled':>7} {'half':>5} {'attempts':>8} "
              f"{'healed s':>8} {'worst s':>7}", flush=True)  # fmt: skip
        plan = [(scenarios.KILL, chosen.rounds), *((one, chosen.others) for one in scenarios.OTHERS)]
        if not chosen.short:
            plan.append((scenarios.SLOW, 1))
        fine = [play(stage, scenario, rounds) for scenario, rounds in plan if rounds]
    finally:
        stage.stop_beats()
        stage.stop_worker()
    print(f"{'ALL HEALED' if all(fine) else 'NOT HEALED'} in {time.monotonic() - began:.0f} s", flush=True)
    return 0 if all(fine) else 1


def play(stage, scenario, rounds: int) -> bool:
    """Some rounds of one fault, told in one line; every round that did not heal is told by itself."""
    found = []
    for number in range(1, rounds + 1):
        try:
            found.append(scenario(stage))
        except TimeoutError as problem:
            print(f"  {scenario.__name__}, round {number}: {problem}")
            return False
        if not found[-1].is_well:
            print(f"  {scenario.__name__}, round {number}: {found[-1]}")
    total = len(stage.expected)
    middle = sum(0 < one.at_fault < total for one in found)
    healed = [one.healed for one in found]
    print(
        f"{scenario.__name__:<20} {rounds:>6} {middle:>4} {sum(one.missing for one in found):>7} "
        f"{sum(one.doubled for one in found):>7} {sum(one.half for one in found):>5} "
        f"{max(one.attempts for one in found):>8} {statistics.median(healed):>8.1f} {max(healed):>7.1f}",
        flush=True,
    )
    return all(one.is_well for one in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

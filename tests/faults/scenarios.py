"""The faults, one function each: it begins a build, does the damage at a random moment, and waits for the healing."""

import threading
import time
from collections.abc import Callable

from reporting import jobs
from reporting.models import JobRun
from tests.faults.stage import Outcome, Stage, ask, count_cards

Scenario = Callable[[Stage], Outcome]


def _disturbed(stage: Stage, damage: Callable[[], object]) -> Outcome:
    """A build, the damage at a random moment of it, and what is left."""
    _ready(stage)
    stage.build()
    time.sleep(stage.chance.uniform(0, stage.usual))
    at_fault = ask(count_cards)
    damage()
    _ready(stage, reset=False)
    return stage.outcome(at_fault, stage.wait(stage.is_over))


def _ready(stage: Stage, *, reset: bool = True) -> None:
    if reset:
        stage.reset()
    if stage.worker is None or not stage.worker.is_alive:
        stage.start_worker()


def worker_killed(stage: Stage) -> Outcome:
    """kill -9 of the whole worker, of its parent alone, or of one child."""

    def damage() -> None:
        worker = stage.worker
        assert worker is not None
        how = stage.chance.choice(("everything", "main", "child"))
        if how == "everything":
            worker.kill_everything()
        elif how == "main":
            worker.kill_main()
        else:
            worker.kill_child(stage.chance.randrange(2))

    return _disturbed(stage, damage)


def redis_emptied(stage: Stage) -> Outcome:
    """FLUSHALL in the middle."""
    return _disturbed(stage, stage.redis.empty)


def redis_restarted(stage: Stage) -> Outcome:
    """kill -9 of Redis, some seconds of silence, a new one without any memory."""
    return _disturbed(stage, lambda: stage.redis.restart(down=stage.chance.uniform(0, 3)))


def postgres_restarted(stage: Stage) -> Outcome:
    """A fast restart, or a crash with recovery."""
    return _disturbed(stage, lambda: stage.postgres.restart(crash=stage.chance.random() < 0.5))


def two_beats(stage: Stage) -> Outcome:
    """Two schedules side by side ask for the same build, once a second each; nobody else does."""
    _ready(stage)
    stage.start_beats(2)
    try:
        healed = stage.wait(stage.is_over, reconciling=False)
        time.sleep(3)  # both ask several times more
        stage.wait(stage.is_over, reconciling=False)
    finally:
        stage.stop_beats()
    return stage.outcome(0, healed)


def delivered_twice(stage: Stage) -> Outcome:
    """Every message two to five times, from several senders at once."""
    _ready(stage)
    job = stage.build()
    over = threading.Event()

    def send_again() -> None:
        while not over.is_set():
            for pk in ask(lambda: list(JobRun.objects.values_list("pk", flat=True))):
                for _ in range(stage.chance.randint(2, 5)):
                    jobs.current_app.send_task("reporting.run_job", args=[pk], retry=False)
            time.sleep(0.2)

    senders = [threading.Thread(target=send_again, daemon=True) for _ in range(2)]
    for sender in senders:
        sender.start()
    try:
        healed = stage.wait(stage.is_over)
    finally:
        over.set()
        for sender in senders:
            sender.join(timeout=20)
    found = stage.outcome(0, healed)
    pieces = ask(lambda: list(job.pieces.values_list("attempts", flat=True)))
    if set(pieces) != {1}:
        found.problems.append(f"attempts of the pieces: {pieces}")
    return found


def everything_at_once(stage: Stage) -> Outcome:
    """The worker and Redis die together, PostgreSQL soon after."""

    def damage() -> None:
        assert stage.worker is not None
        stage.worker.kill_everything()
        stage.redis.restart(down=0.5)
        stage.start_worker()
        time.sleep(stage.chance.uniform(2, 5))
        stage.postgres.restart(crash=True)

    return _disturbed(stage, damage)


def poisoned_account(stage: Stage) -> Outcome:
    """One account kills whoever builds it. The others get their cards, and it alone is told as failed."""
    stage.stop_worker()
    poison = stage.chance.choice(sorted(stage.expected))
    stage.start_worker(KAM_POISON=str(poison))
    stage.reset()
    stage.build()
    try:
        return stage.outcome(0, stage.wait(stage.is_over), allowed_to_fail=poison)
    finally:
        stage.stop_worker()


KILL: Scenario = worker_killed
OTHERS: tuple[Scenario, ...] = (
    redis_emptied, redis_restarted, postgres_restarted, two_beats, delivered_twice, everything_at_once,
)  # fmt: skip
SLOW: Scenario = poisoned_account

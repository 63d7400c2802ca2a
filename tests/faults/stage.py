"""The stage of a rehearsal: 200 accounts, one build, and the question what is there when it is over."""

import dataclasses
import datetime
import random
import time
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from reporting import due, jobs
from reporting.actions import cards
from reporting.cards.canonical import checksum
from reporting.models import BuildFailure, CardEvidence, JobRun, QualityCard
from tests.faults.own import Borrowed, Postgres, Process, Redis

MONTH, TODAY = datetime.date(2026, 8, 1), datetime.date(2026, 9, 11)
LIMIT = 180  # seconds in which everything must have healed, more on a machine where the build itself takes long
LOST = (OperationalError, InterfaceError)


@dataclasses.dataclass
class Outcome:
    """What was found after a round. All but `at_fault`, `healed` and `attempts` must be nothing."""

    at_fault: int  # cards that were there when the fault came
    healed: float  # seconds from the fault to the end of the build
    attempts: int  # most attempts of one piece
    missing: int
    doubled: int
    half: int  # cards that differ from those of an undisturbed build, or without the rows behind their numbers
    problems: list[str]

    @property
    def is_well(self) -> bool:
        return not (self.missing or self.doubled or self.half or self.problems)


class Stage:
    """Our own servers, a worker, the accounts, and how each card looks when nothing goes wrong."""

    def __init__(self, postgres: Postgres | Borrowed, redis: Redis, environment: dict[str, str], chance: random.Random):
        self.postgres, self.redis, self.environment, self.chance = postgres, redis, environment, chance
        self.worker: Process | None = None
        self.former: list[Process] = []
        self.beats: list[Process] = []
        self.number = 0
        self.expected: dict[int, str] = {}
        self.usual = 0.0  # seconds of an undisturbed build

    def learn(self) -> None:
        """An undisturbed build in this process, then one by the worker for its usual time."""
        cards.build(month=MONTH, as_of=TODAY, by=None)
        self.expected = seen()
        self.reset()
        self.start_worker()
        for _ in range(2):  # the first one also warms the worker up
            self.reset()
            began = time.monotonic()
            self.build()
            self.wait(self.is_over, reconciling=False)
            self.usual = time.monotonic() - began

    def start_worker(self, **more: str) -> None:
        self.worker = Process("worker", "--concurrency", "2", environment=self.environment | more)
        self.former.append(self.worker)

    def stop_worker(self) -> None:
        """No worker any more, nor a child that outlived one."""
        for worker in self.former:
            worker.kill_everything()
        self.worker, self.former = None, []

    def start_beats(self, count: int) -> None:
        for number in range(count):
            file = f"{self.redis.folder}/beat{self.number}.{number}"
            self.beats.append(Process("beat", "--schedule", file, environment=self.environment))

    def stop_beats(self) -> None:
        for beat in self.beats:
            beat.kill_everything()
        self.beats = []

    def reset(self) -> None:
        """No card, no job, an empty queue."""
        self.number += 1
        self.redis.empty()
        for table in (CardEvidence, BuildFailure, QualityCard, JobRun):
            ask(lambda table=table: table.objects.all().delete())

    def build(self) -> JobRun:
        """Somebody presses the button."""
        arguments = due.card_arguments(MONTH, TODAY)
        return ask(lambda: jobs.owe(kind="build_cards", key=f"round {self.number}", arguments=arguments, by=None))

    def is_over(self) -> bool:
        states = ask(lambda: list(JobRun.objects.filter(parent=None).values_list("kind", "state")))
        return bool(states) and all(state in ("done", "failed") for _, state in states)

    def wait(self, until: Callable[[], bool], *, reconciling: bool = True) -> float:
        """Seconds until it is so, with the reconciler of the schedule looking twice a second."""
        began = time.monotonic()
        while not until():
            if time.monotonic() - began > max(LIMIT, 20 * self.usual):
                raise TimeoutError(f"not healed after {time.monotonic() - began:.0f} s: {ask(states)}")
            if reconciling:
                reconcile()
            time.sleep(0.25)
        return time.monotonic() - began

    def outcome(self, at_fault: int, healed: float, allowed_to_fail: int | None = None) -> Outcome:
        """Look at everything that is there. The piece of an account that may fail is not held against the rest."""
        accounts = ask(lambda: list(QualityCard.objects.values_list("account", flat=True)))
        found, expected = ask(seen), dict(self.expected)
        expected.pop(allowed_to_fail or 0, None)
        pieces = ask(lambda: list(JobRun.objects.filter(kind="build_chunk").values_list("attempts", flat=True)))
        return Outcome(
            at_fault=at_fault,
            healed=healed,
            attempts=max(pieces, default=0),
            missing=len(expected.keys() - found.keys()),
            doubled=len(accounts) - len(found),
            half=sum(found[pk] != expected.get(pk) for pk in found),
            problems=ask(lambda: problems(len(self.expected), allowed_to_fail)),
        )


def seen() -> dict[int, str]:
    """By account what its draft says, with the rows behind its numbers; a card of another state says that instead."""
    rows = QualityCard.objects.filter(month=MONTH, version=1).select_related("evidence")
    return {card.account_id: _said(card) for card in rows}


def _said(card: QualityCard) -> str:
    if card.state != QualityCard.State.DRAFT or card.frozen_at is not None:
        return card.state
    evidence = getattr(card, "evidence", None)
    return checksum({"card": card.snapshot, "rows": evidence.content if evidence else None, "status": card.status})


def problems(accounts: int, allowed_to_fail: int | None) -> list[str]:
    """What the jobs and failures say that they should not."""
    found = []
    wholes = list(JobRun.objects.filter(kind="build_cards"))
    wanted = "failed" if allowed_to_fail else "done"
    if [job.state for job in wholes] != [wanted]:
        found.append(f"builds: {[(job.key, job.state, job.error) for job in wholes]}")
    for job in wholes:
        counted = sum(job.result.get(name, 0) for name in ("built", "unchanged", "failed"))
        if (job.total, counted) != (accounts, accounts):
            found.append(f"{counted} of {accounts} accounts counted, total {job.total}: {job.result}")
    failures = set(BuildFailure.objects.values_list("account", flat=True))
    if failures != ({allowed_to_fail} if allowed_to_fail else set()):
        found.append(f"failures of {sorted(failures)}")
    return found


def reconcile() -> None:
    try:
        jobs.reconcile(timezone.now())
    except LOST:
        connection.close()


def ask(question: Callable[[], Any]) -> Any:
    """The answer of the database, also when it is just coming back."""
    last = time.monotonic() + LIMIT
    while True:
        try:
            close_old_connections()
            return question()
        except LOST:
            connection.close()
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def states() -> list[tuple[str, str, int]]:
    return list(JobRun.objects.exclude(state="done").values_list("kind", "state", "attempts"))


def count_cards() -> int:
    return QualityCard.objects.count()

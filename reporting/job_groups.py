"""Large jobs in pieces: who divides them, how far they are together, and what becomes of a piece that keeps dying.

The large job writes its pieces down in one transaction and does nothing else. A piece is a job like any other: claimed
once, sent again when lost, given up after three attempts. The large job ends with the last of its pieces.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop

from reporting.models import JobRun

STOPPED = gettext_noop("Stopped after three attempts without an end. Look at the log of the worker.")
SOME_FAILED = gettext_noop("A part of the work could not be done. Look at the log of the worker.")
SPLIT_INTO = 10  # parts of a piece that kept dying, until the one account it dies of is alone
OPEN = (JobRun.State.OWED, JobRun.State.RUNNING)


@dataclass(frozen=True)
class Group:
    """A kind of job that is done in pieces of accounts; the two functions are looked up when they are needed."""

    piece: str  # the kind of the pieces; their arguments are those of the large job with the accounts of the piece
    divide: str  # (arguments) -> the ids of the accounts of each piece
    gather: str  # (arguments, ended pieces) -> the result


GROUPS: Mapping[str, Group] = {
    "build_cards": Group("build_chunk", "reporting.card_work.build_chunks", "reporting.card_work.gather_build"),
    "publish_cards": Group("publish_chunk", "reporting.card_work.publish_chunks", "reporting.card_work.gather_publish"),
}
PIECES = frozenset(group.piece for group in GROUPS.values())


def divide(job: JobRun, attempt: int, *, here: bool) -> list[int]:
    """Write the pieces down, all or none, and give those that wait; none when another attempt holds the job.

    `here`: they are done in this process, so nobody need be told of them.
    """
    group = GROUPS[job.kind]
    parts: Sequence[Sequence[int]] = import_string(group.divide)(job.arguments)
    with transaction.atomic():
        mine = JobRun.objects.select_for_update().filter(pk=job.pk, attempts=attempt, state=JobRun.State.RUNNING)
        if not mine.exists():
            return []
        if not job.pieces.exists():
            sent_at = timezone.now() if here else None
            _write(job, group.piece, f"{job.pk}", parts, sent_at)
            mine.update(total=sum(len(part) for part in parts), heard_at=timezone.now())
    return list(job.pieces.filter(state=JobRun.State.OWED).order_by("pk").values_list("pk", flat=True))


def _write(
    group: JobRun, kind: str, key: str, parts: Sequence[Sequence[int]], sent_at: datetime.datetime | None = None
) -> None:
    JobRun.objects.bulk_create(
        JobRun(
            kind=kind,
            key=f"{key}.{number}",
            parent=group,
            arguments={**group.arguments, "accounts": list(part)},
            total=len(part),
            created_by_id=group.created_by_id,
            sent_at=sent_at,
        )
        for number, part in enumerate(parts, 1)
    )


def settle(group_id: int) -> None:
    """How far the large job is; with its last piece it ends. Called as often as one likes.

    The row is held, so of two pieces that end at once the later one sees the other.
    """
    with transaction.atomic():
        group = JobRun.objects.select_for_update().get(pk=group_id)
        if group.state != JobRun.State.RUNNING:
            return
        sums = group.pieces.aggregate(
            done=Sum("progress", default=0), of=Sum("total", default=0), open=Count("pk", filter=Q(state__in=OPEN))
        )
        group.progress, group.total, group.heard_at = sums["done"], sums["of"], timezone.now()
        if not sums["open"]:
            _end(group, list(group.pieces.order_by("pk")))
        group.save(update_fields=["progress", "total", "heard_at", "state", "error", "result", "finished_at"])


def _end(group: JobRun, pieces: Sequence[JobRun]) -> None:
    failed = any(piece.state == JobRun.State.FAILED for piece in pieces)
    group.result = import_string(GROUPS[group.kind].gather)(group.arguments, pieces)
    group.state = JobRun.State.FAILED if failed else JobRun.State.DONE
    group.error = SOME_FAILED if failed else ""
    group.finished_at = timezone.now()


def settle_all() -> None:
    """What a worker that died between the end of a piece and the end of the whole left open."""
    running = JobRun.objects.filter(state=JobRun.State.RUNNING, kind__in=GROUPS, pieces__isnull=False)
    for group_id in running.order_by("pk").values_list("pk", flat=True).distinct():
        settle(group_id)


def split(stopped: QuerySet[JobRun], now: datetime.datetime) -> int:
    """Pieces that stopped for good become smaller ones, so that one account never takes the others with it.

    Gives the number of pieces that were split. A piece of a single account is left to be given up.
    """
    return sum(_split(piece, now) for piece in stopped.filter(kind__in=PIECES).order_by("pk"))


def _split(piece: JobRun, now: datetime.datetime) -> bool:
    accounts = piece.arguments["accounts"]
    if len(accounts) < 2 or piece.parent is None:
        return False
    size = -(-len(accounts) // SPLIT_INTO)
    with transaction.atomic():
        same = JobRun.objects.filter(pk=piece.pk, attempts=piece.attempts, state=JobRun.State.RUNNING)
        taken = same.update(state=JobRun.State.DONE, progress=0, total=0, result={"split": True}, finished_at=now)
        if taken:
            _write(piece.parent, piece.kind, piece.key, list(portions(accounts, size)))
    return bool(taken)


def portions(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """The ids in portions of at most `size`."""
    return (ids[start : start + size] for start in range(0, len(ids), size))

"""Owed work: written down first, sent after commit, claimed once, found again when lost (stack.md 19).

The message in the queue carries only the number of the row, so a lost message, a double message and a dead worker
are all harmless: whoever claims the row by a conditional update does the work. Large jobs are done in pieces, each a
row of its own (reporting/job_groups.py).
"""

import datetime
import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError as BrokerError

from reporting import job_groups
from reporting.job_groups import GROUPS, STOPPED
from reporting.models import JobRun
from teams.models import User

Progress = Callable[[int, int], None]  # (done so far, of all)
Work = Callable[[Mapping[str, Any], Progress], dict[str, Any]]

# What each kind of job does; the functions are looked up when a job runs, so a page need not load them.
KINDS: Mapping[str, str] = {
    "refresh_status": "reporting.work.refresh_status",
    "refresh_account": "reporting.work.refresh_account",
    "refresh_accounts": "reporting.work.refresh_accounts",
    "close_month": "reporting.work.close_month",
    "build_chunk": "reporting.card_work.build_chunk",
    "publish_chunk": "reporting.card_work.publish_chunk",
    "remind_cards": "reporting.card_work.remind_cards",
    "verify_cards": "reporting.card_work.verify_frozen",
}
MAX_ATTEMPTS = 3
TRANSIENT = (OperationalError, InterfaceError)  # the database went away or was locked; worth another try

log = logging.getLogger(__name__)


def record(*, kind: str, key: str, arguments: Mapping[str, Any], by: User | None) -> JobRun:
    """Write the work down without sending it. The same kind and key give the same row, however often asked."""
    if kind not in KINDS and kind not in GROUPS:
        raise ValueError(f"There is no job {kind!r}. Known jobs: {', '.join(sorted([*KINDS, *GROUPS]))}.")
    job, _ = JobRun.objects.get_or_create(kind=kind, key=key, defaults={"arguments": dict(arguments), "created_by": by})
    return job


def owe(*, kind: str, key: str, arguments: Mapping[str, Any], by: User | None) -> JobRun:
    """Write the work down and send it once the transaction is safe. A broker that fails leaves it owed."""
    job = record(kind=kind, key=key, arguments=arguments, by=by)
    if job.state == JobRun.State.OWED:
        transaction.on_commit(lambda: send(job.pk))
    return job


def owe_again(*, kind: str, subject: str, arguments: Mapping[str, Any], by: User | None) -> JobRun:
    """Owe work that follows a write in the same transaction: once for many writes, but never before any of them.

    A job of the same subject that still waits is used again. Its row is held until the write is committed, so whoever
    claims it sees the write; once it was claimed, a new one is owed.
    """
    waiting = JobRun.objects.filter(kind=kind, key__startswith=f"{subject} ", state=JobRun.State.OWED)
    with transaction.atomic():
        job = waiting.select_for_update().order_by("pk").first()
        if job is None:
            return owe(kind=kind, key=f"{subject} {uuid.uuid4().hex}", arguments=arguments, by=by)
        transaction.on_commit(lambda: send(job.pk))
        return job


def send(job_id: int) -> bool:
    """Hand the number of the job to a worker, or do it here when there is no queue. False: it stays owed."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return run_here(job_id)
    try:
        current_app.send_task("reporting.run_job", args=[job_id], retry=False)
    except (BrokerError, OSError) as problem:
        log.warning("job %s is owed, the queue does not answer: %s", job_id, problem)
        return False
    JobRun.objects.filter(pk=job_id).update(sent_at=timezone.now())
    return True


def send_each(job_ids: Iterable[int]) -> int:
    """Send one after the other, and stop at the first that cannot be sent: the rest stays owed as well."""
    sent = 0
    for job_id in job_ids:
        if not send(job_id):
            break
        sent += 1
    return sent


def run_here(job_id: int) -> bool:
    """Do the job and all its pieces in this process. False: the database went away, and something stays owed."""
    try:
        run(job_id, here=True)
    except TRANSIENT as problem:
        log.warning("job %s is owed, the database does not answer: %s", job_id, problem)
        return False
    return True


def claim(job_id: int) -> int:
    """Take the job by a conditional update. Gives the number of the attempt, 0 when somebody else has it."""
    now = timezone.now()
    taken = JobRun.objects.filter(pk=job_id, state=JobRun.State.OWED, attempts__lt=MAX_ATTEMPTS).update(
        state=JobRun.State.RUNNING, attempts=F("attempts") + 1, claimed_at=now, heard_at=now, error=""
    )
    return int(JobRun.objects.values_list("attempts", flat=True).get(pk=job_id)) if taken else 0


def run(job_id: int, *, here: bool = False) -> bool:
    """Do the job if nobody else has it; result or error end up on the row. True when it was done here.

    A large job is divided; its pieces are sent, or done at once when `here`. Raises one of TRANSIENT after putting the
    job back, so that a queue tries again later.
    """
    attempt = claim(job_id)
    if not attempt:
        return False
    job = JobRun.objects.get(pk=job_id)
    try:
        if job.kind in GROUPS:
            _run_pieces(job, attempt, here=here)
        else:
            result = _work(job.kind)(job.arguments, _progress_of(job_id, attempt))
            _finish(job_id, attempt, state=JobRun.State.DONE, result=result)
    except TRANSIENT as problem:
        _give_back(job_id, attempt, problem)
        raise
    except Exception as problem:
        log.exception("job %s failed", job_id)
        _finish(job_id, attempt, state=JobRun.State.FAILED, error=_in_words(problem))
    if job.parent_id is not None:
        job_groups.settle(job.parent_id)
    return True


def _run_pieces(job: JobRun, attempt: int, *, here: bool) -> None:
    pieces = job_groups.divide(job, attempt, here=here)
    if here:
        for piece in pieces:
            run_here(piece)
    else:
        transaction.on_commit(lambda: send_each(pieces))
    job_groups.settle(job.pk)


def _work(kind: str) -> Work:
    work: Work = import_string(KINDS[kind])
    return work


def _mine(job_id: int, attempt: int) -> Any:
    """The row as long as this attempt holds it; a run taken for dead no longer writes."""
    return JobRun.objects.filter(pk=job_id, attempts=attempt, state=JobRun.State.RUNNING)


def _progress_of(job_id: int, attempt: int) -> Progress:
    def report(done: int, total: int) -> None:
        _mine(job_id, attempt).update(progress=done, total=total, heard_at=timezone.now())

    return report


def _finish(job_id: int, attempt: int, **values: Any) -> None:
    _mine(job_id, attempt).update(finished_at=timezone.now(), **values)


def _give_back(job_id: int, attempt: int, problem: Exception) -> None:
    """Owed again, or failed when it was the last attempt."""
    last = attempt >= MAX_ATTEMPTS
    state = JobRun.State.FAILED if last else JobRun.State.OWED
    values: dict[str, Any] = {"finished_at": timezone.now()} if last else {"sent_at": None}
    _mine(job_id, attempt).update(state=state, error=_in_words(problem), **values)


def _in_words(problem: Exception) -> str:
    text = " ".join(str(part) for part in problem.args) or type(problem).__name__
    return text[:2000]


def reconcile(now: datetime.datetime) -> dict[str, int]:
    """Ask the database what is owed and send it again: never sent, lost in the queue, or silent for too long.

    Gives the number of jobs revived, stopped and sent. Harmless to run at any time and in several places at once.
    """
    silent = _silent(now)
    worn_out = silent.filter(attempts__gte=MAX_ATTEMPTS)
    split = job_groups.split(worn_out, now)
    stopped = worn_out.update(state=JobRun.State.FAILED, error=STOPPED, finished_at=now)
    revived = silent.update(state=JobRun.State.OWED, sent_at=None)
    job_groups.settle_all()
    never_sent = Q(sent_at__isnull=True) & (Q(created_at__lt=now - settings.JOB_SENDING_GRACE) | Q(attempts__gt=0))
    lost = Q(sent_at__lt=now - settings.JOB_QUEUE_GRACE)
    owed = JobRun.objects.filter(never_sent | lost, state=JobRun.State.OWED).order_by("created_at")
    sent = send_each(list(owed.values_list("pk", flat=True)))
    return {"revived": revived + split, "stopped": stopped, "sent": sent}


def _silent(now: datetime.datetime) -> QuerySet[JobRun]:
    """Running jobs without a sign of life; of a divided one the pieces speak.

    The conditions stand on the row itself, so a run that ends or speaks at this very moment is left alone.
    """
    heard_before = {"state": JobRun.State.RUNNING, "heard_at__lt": now - settings.JOB_LEASE}
    undivided = JobRun.objects.filter(**heard_before, pieces__isnull=True)
    return JobRun.objects.filter(**heard_before, pk__in=list(undivided.values_list("pk", flat=True)))

"""A real Celery worker on Redis: owed work is done once, also after a crash in the middle (security.md 1.5)."""

import datetime
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from reporting.models import JobRun, QualityCard
from tests import services
from tests.factories import TODAY_TEXT, make_account, make_figure

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PATIENCE = 90  # seconds
ACCOUNTS = 12


@pytest.fixture
def environment(database_url: str) -> dict[str, str]:
    """The environment of another process on the database of this test and an empty queue."""
    redis.Redis.from_url(services.REDIS_URL).flushdb()
    return os.environ | {
        "DATABASE_URL": database_url,
        "REDIS_URL": services.REDIS_URL,
        "KAM_TODAY": TODAY_TEXT,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }


@pytest.fixture
def accounts() -> None:
    for _ in range(ACCOUNTS):
        make_figure(make_account(), datetime.date(2026, 8, 1))


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A worker with one child; killed with its children at the end of the block if it still runs."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1", "--loglevel", "WARNING"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """Kill -9 of the worker and its children, as when the machine goes away."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def run_due(environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "run_due"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, timeout=PATIENCE)


def wait_until(question: Callable[[], bool], what: str) -> None:
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if question():
            return
        time.sleep(0.2)
    pytest.fail(f"{what} did not happen in {PATIENCE} s: {list(JobRun.objects.values('kind', 'state', 'error'))}")


def state(kind: str) -> str:
    return JobRun.objects.get(kind=kind).state


def all_done() -> bool:
    return set(JobRun.objects.values_list("state", flat=True)) == {"done"}


def waits_for_the_cards() -> bool:
    with connection.cursor() as cursor:
        table = QualityCard._meta.db_table
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table])
        return cursor.fetchone()[0] > 0


def test_owed_work_is_done_by_the_worker(environment, accounts):
    run_due(environment)
    assert set(JobRun.objects.values_list("state", flat=True)) == {"owed"}
    assert not JobRun.objects.filter(sent_at=None).exists()
    with worker(environment):
        wait_until(all_done, "the work of the day")
    assert QualityCard.objects.count() == ACCOUNTS


def test_the_same_message_five_times_is_done_once(environment, accounts):
    run_due(environment)
    job = JobRun.objects.get(kind="build_cards")
    send = f"from config.celery import app; [app.send_task('reporting.run_job', args=[{job.pk}]) for _ in range(5)]"
    subprocess.run([sys.executable, "-c", send], cwd=settings.BASE_DIR, env=environment, check=True, timeout=PATIENCE)
    queue = redis.Redis.from_url(services.REDIS_URL)
    with worker(environment):
        wait_until(lambda: all_done() and not queue.llen("celery") and not queue.hlen("unacked"), "the queue")
    job.refresh_from_db()
    assert (job.attempts, job.pieces.get().attempts, QualityCard.objects.count()) == (1, 1, ACCOUNTS)


def test_a_worker_killed_in_mid_build_loses_nothing(environment, accounts):
    with transaction.atomic(), connection.cursor() as cursor, worker(environment) as first:
        cursor.execute("LOCK TABLE reporting_qualitycard IN SHARE MODE")
        run_due(environment)
        wait_until(waits_for_the_cards, "the middle of the build")
        assert (state("build_cards"), state("build_chunk")) == ("running", "running")
        kill(first)
    assert QualityCard.objects.count() == 0
    JobRun.objects.filter(state="running").update(heard_at=timezone.now() - datetime.timedelta(hours=1))
    with worker(environment):
        run_due(environment)
        wait_until(all_done, "the work after the crash")
    assert QualityCard.objects.count() == ACCOUNTS
    attempts = dict(JobRun.objects.filter(kind__in=["build_cards", "build_chunk"]).values_list("kind", "attempts"))
    assert attempts == {"build_cards": 1, "build_chunk": 2}


def test_without_redis_the_work_stays_owed_and_nothing_hangs(environment, accounts):
    began = time.monotonic()
    run_due(environment | {"REDIS_URL": "redis://127.0.0.1:1/0"})
    assert time.monotonic() - began < 40
    assert set(JobRun.objects.values_list("state", "sent_at")) == {("owed", None)}
    with worker(environment):
        JobRun.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))
        run_due(environment)
        wait_until(all_done, "the work after Redis came back")
    assert QualityCard.objects.count() == ACCOUNTS

"""Owed work: once, never lost, never endless (stack.md 19, security.md 1.5)."""

import datetime
import threading

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError as BrokerError

from accounts_app.models import Risk
from accounts_app.signals import account_touched
from reporting import due, jobs, work
from reporting.job_groups import GROUPS
from reporting.models import JobRun, MonthClose, QualityCard
from reporting.tasks import (
    build_cards,
    close_month,
    keep_house,
    publish_cards,
    reconcile_jobs,
    refresh_status,
    remind_cards,
    run_job,
    send_mails,
)
from teams.models import OwnerReview
from tests.factories import make_account, make_complaint, make_person, make_user

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
LATER = datetime.timedelta(hours=1)


@pytest.fixture
def done(monkeypatch):
    """The work of `close_month` replaced by a list of its calls."""
    calls = []

    def act(arguments, progress):
        progress(1, 2)
        calls.append(dict(arguments))
        return {"closed": 2}

    monkeypatch.setattr(work, "close_month", act)
    return calls


def record(key="a", **values):
    return jobs.record(**{"kind": "close_month", "key": key, "arguments": {"n": 1}, "by": None} | values)


def state_of(job):
    job.refresh_from_db()
    return job.state


def test_the_same_work_is_written_down_once():
    assert record().pk == record().pk
    assert record("b").pk != record("a").pk


def test_unknown_work_is_refused():
    with pytest.raises(ValueError, match="Known jobs: build_cards, build_chunk"):
        record(kind="bake_a_cake")


def test_it_is_sent_only_after_commit(done, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.owe(kind="close_month", key="a", arguments={"n": 1}, by=None)
        assert done == []
    assert done == [{"n": 1}]
    assert (state_of(job), job.result, job.progress, job.total) == ("done", {"closed": 2}, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_rollback_owes_and_sends_nothing(done):
    def owe_and_fail():
        with transaction.atomic():
            jobs.owe(kind="close_month", key="a", arguments={}, by=None)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        owe_and_fail()
    assert done == []
    assert not JobRun.objects.exists()


def test_double_delivery_is_done_once(done):
    job = record()
    for _ in range(5):
        run_job(job.pk)
    assert len(done) == 1
    assert (state_of(job), job.attempts) == ("done", 1)


def test_only_one_can_claim():
    job = record()
    assert [jobs.claim(job.pk), jobs.claim(job.pk)] == [1, 0]


def test_a_failure_is_kept_in_words(monkeypatch):
    def broken(arguments, progress):
        raise ValueError("Kuukautta 13 ei ole")

    monkeypatch.setattr(work, "close_month", broken)
    job = record()
    assert jobs.run(job.pk)
    assert (state_of(job), job.error) == ("failed", "Kuukautta 13 ei ole")
    assert job.finished_at is not None
    assert not jobs.run(job.pk)


def test_a_failure_without_words_tells_its_kind(monkeypatch):
    def broken(arguments, progress):
        raise RuntimeError

    monkeypatch.setattr(work, "close_month", broken)
    job = record()
    jobs.run(job.pk)
    assert (state_of(job), job.error) == ("failed", "RuntimeError")


def test_a_lost_database_is_tried_three_times(monkeypatch):
    def lost(arguments, progress):
        raise OperationalError("yhteys katkesi")

    monkeypatch.setattr(work, "close_month", lost)
    job = record()
    for expected in ("owed", "owed", "failed"):
        with pytest.raises(OperationalError):
            jobs.run(job.pk)
        assert state_of(job) == expected
    assert (job.attempts, job.error) == (3, "yhteys katkesi")
    assert not jobs.run(job.pk)


def test_without_a_queue_a_lost_database_leaves_the_job_owed(monkeypatch):
    def lost(arguments, progress):
        raise OperationalError("yhteys katkesi")

    monkeypatch.setattr(work, "close_month", lost)
    job = record()
    assert not jobs.send(job.pk)
    assert state_of(job) == "owed"


@pytest.mark.parametrize("problem", [BrokerError("poikki"), ConnectionRefusedError(), TimeoutError()])
def test_a_broker_that_fails_leaves_the_job_owed(monkeypatch, problem):
    def refuse(*args, **values):
        raise problem

    monkeypatch.setattr(jobs.current_app, "send_task", refuse)
    job = record()
    with override_settings(CELERY_TASK_ALWAYS_EAGER=False):
        assert not jobs.send(job.pk)
    assert (state_of(job), job.sent_at) == ("owed", None)


def test_the_message_carries_only_the_number(monkeypatch):
    sent = []
    monkeypatch.setattr(jobs.current_app, "send_task", lambda name, args, **options: sent.append((name, args)))
    job = record()
    with override_settings(CELERY_TASK_ALWAYS_EAGER=False):
        assert jobs.send(job.pk)
    assert sent == [("reporting.run_job", [job.pk])]
    assert state_of(job) == "owed"
    assert job.sent_at is not None


def test_what_was_never_sent_is_sent(done):
    job = record()
    assert jobs.reconcile(timezone.now())["sent"] == 0
    assert jobs.reconcile(timezone.now() + 2 * MINUTE) == {"revived": 0, "stopped": 0, "sent": 1}
    assert state_of(job) == "done"


def test_what_the_queue_lost_is_sent_again(done):
    job = record()
    JobRun.objects.update(sent_at=timezone.now())
    assert jobs.reconcile(timezone.now() + 2 * MINUTE)["sent"] == 0
    assert jobs.reconcile(timezone.now() + LATER)["sent"] == 1
    assert state_of(job) == "done"


def test_a_dead_run_is_done_again(done):
    job = record()
    jobs.claim(job.pk)
    assert jobs.reconcile(timezone.now() + MINUTE)["revived"] == 0
    assert jobs.reconcile(timezone.now() + LATER) == {"revived": 1, "stopped": 0, "sent": 1}
    assert (state_of(job), job.attempts, len(done)) == ("done", 2, 1)


def test_a_run_that_reports_is_alive():
    job = record()
    attempt = jobs.claim(job.pk)
    JobRun.objects.update(claimed_at=timezone.now() - LATER, heard_at=timezone.now() - LATER)
    jobs._progress_of(job.pk, attempt)(1, 9)
    assert jobs.reconcile(timezone.now() + MINUTE)["revived"] == 0


def test_a_job_that_kills_its_worker_stops_at_three():
    job = record()
    for _ in range(3):
        assert jobs.claim(job.pk)
        JobRun.objects.filter(attempts__lt=3).update(state="owed")
    assert jobs.reconcile(timezone.now() + LATER)["stopped"] == 1
    assert (state_of(job), job.error) == ("failed", jobs.STOPPED)
    assert not jobs.claim(job.pk)


def test_a_run_taken_for_dead_writes_nothing_any_more():
    job = record()
    first = jobs.claim(job.pk)
    JobRun.objects.update(state="owed")
    jobs.claim(job.pk)
    jobs._finish(job.pk, first, state="done", result={"old": True})
    jobs._progress_of(job.pk, first)(7, 7)
    assert (state_of(job), job.result, job.progress) == ("running", {}, 0)


def nightly_twice(task, execute):
    for _ in range(2):
        with execute(execute=True):
            task()


def test_the_nightly_status_is_owed_once_a_day(django_capture_on_commit_callbacks):
    make_account()
    nightly_twice(refresh_status, django_capture_on_commit_callbacks)
    job = JobRun.objects.get()
    assert (job.kind, job.key, job.state) == ("refresh_status", "2026-09-11", "done")
    assert job.result["accounts"] == 1


def test_the_nightly_cards_are_owed_once_a_day(django_capture_on_commit_callbacks):
    make_account()
    nightly_twice(build_cards, django_capture_on_commit_callbacks)
    job, piece = JobRun.objects.order_by("pk")
    assert (job.kind, job.key, job.state) == ("build_cards", "2026-08 2026-09-11", "done")
    assert (piece.kind, piece.parent, piece.attempts) == ("build_chunk", job, 1)
    assert QualityCard.objects.filter(month="2026-08-01").count() == 1


def test_reconciling_twice_does_the_work_once(done):
    record()
    JobRun.objects.update(created_at=timezone.now() - LATER)
    reconcile_jobs()
    reconcile_jobs()
    assert len(done) == 1


def test_a_button_pressed_twice_in_a_minute_is_one_job(done):
    user, pressed_at = make_user(), timezone.now()
    on = datetime.date(2026, 9, 11)
    first = due.cards_now(month=datetime.date(2026, 8, 1), on=on, pressed_at=pressed_at, by=user)
    second = due.cards_now(month=datetime.date(2026, 8, 1), on=on, pressed_at=pressed_at, by=user)
    assert (first.pk, first.created_by) == (second.pk, user)
    assert due.status_now(on=on, pressed_at=pressed_at, by=user).pk != first.pk


def test_every_kind_of_job_has_its_function():
    assert all(callable(jobs._work(kind)) for kind in jobs.KINDS)
    assert all(callable(import_string(path)) for group in GROUPS.values() for path in (group.divide, group.gather))
    assert all(group.piece in jobs.KINDS for group in GROUPS.values())


def touch(account, **values):
    account_touched.send(sender=Risk, account_id=account.pk, **values)


def test_a_write_about_an_account_has_it_judged_after_the_commit(django_capture_on_commit_callbacks):
    account = make_account()
    with django_capture_on_commit_callbacks(execute=True):
        make_complaint(account, datetime.date(2026, 9, 8), severity="critical")
        touch(account)
        account.refresh_from_db()
        assert account.status_since_on is None
    job = JobRun.objects.get()
    account.refresh_from_db()
    assert (job.kind, job.state, job.result["accounts"], account.status) == ("refresh_account", "done", 1, "RED")
    assert job.arguments == {"account": account.pk, "on": "2026-09-11"}


def test_many_writes_before_the_job_are_one_job(django_capture_on_commit_callbacks):
    account, other = make_account(), make_account()
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            touch(account)
        touch(other)
    assert sorted(JobRun.objects.values_list("arguments__account", flat=True)) == [account.pk, other.pk]


def test_a_write_after_the_job_within_the_same_minute_is_judged_again(django_capture_on_commit_callbacks):
    account = make_account()
    for severity in ("minor", "critical"):
        with django_capture_on_commit_callbacks(execute=True):
            make_complaint(account, datetime.date(2026, 9, 8), severity=severity)
            touch(account)
    account.refresh_from_db()
    assert (JobRun.objects.filter(state="done").count(), account.status) == (2, "RED")


def test_a_job_somebody_took_up_is_not_used_again():
    account = make_account()
    on = datetime.date(2026, 9, 11)
    first = due.status_of_account(account_id=account.pk, on=on)
    assert due.status_of_account(account_id=account.pk, on=on).pk == first.pk
    jobs.claim(first.pk)
    assert due.status_of_account(account_id=account.pk, on=on).pk != first.pk


def test_the_writer_may_name_the_day(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        touch(make_account(), on=datetime.date(2026, 9, 9))
    assert JobRun.objects.get().arguments["on"] == "2026-09-09"


def test_an_account_that_has_ended_is_not_judged(django_capture_on_commit_callbacks):
    account = make_account(ended_on=datetime.date(2026, 9, 10))
    with django_capture_on_commit_callbacks(execute=True):
        touch(account)
    assert JobRun.objects.get().result["accounts"] == 0
    assert not account.status_changes.exists()


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_up_a_reused_job_sees_the_write():
    """The row of the job is held until the write is committed, so it cannot be claimed before."""
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time holds the whole database")
    account = make_account()
    on = datetime.date(2026, 9, 11)
    with override_settings(CELERY_TASK_ALWAYS_EAGER=False):
        job = jobs.record(
            kind="refresh_account", key=f"{account.pk} 2026-09-11 x", arguments={"account": account.pk}, by=None
        )
        claimed = []
        worker = threading.Thread(target=lambda: (claimed.append(jobs.claim(job.pk)), connections.close_all()))
        with transaction.atomic():
            assert due.status_of_account(account_id=account.pk, on=on).pk == job.pk
            worker.start()
            worker.join(timeout=1)
            assert claimed == []
        worker.join(timeout=20)
    assert claimed == [1]


@pytest.mark.parametrize(
    ("on", "is_owed"),
    [("2026-09-08", False), ("2026-09-09", True), ("2026-09-11", True), ("2026-10-02", True)],
)
def test_the_month_is_closed_from_working_day_seven_of_the_next(on, is_owed):
    make_account()
    assert (due.nightly_close(on=datetime.date.fromisoformat(on)) is not None) is is_owed


def test_a_month_is_closed_once(django_capture_on_commit_callbacks):
    account = make_account()
    nightly_twice(close_month, django_capture_on_commit_callbacks)
    job = JobRun.objects.get()
    assert (job.kind, job.key, job.result["closed"]) == ("close_month", "2026-08 2026-09-11", 1)
    assert due.nightly_close(on=datetime.date(2026, 9, 14)) is None
    MonthClose.objects.filter(account=account).delete()
    assert due.nightly_close(on=datetime.date(2026, 9, 14)) is not None


def test_everything_is_closed_when_nobody_was_a_customer():
    make_account(relationship_started_on=datetime.date(2026, 9, 1))
    assert due.nightly_close(on=datetime.date(2026, 9, 14)) is None


def test_the_schedule_knows_every_task_of_the_night():
    from config.celery import app

    planned = {entry["task"] for entry in app.conf.beat_schedule.values()}
    tasks = (
        refresh_status, close_month, build_cards, remind_cards, publish_cards, keep_house, send_mails, reconcile_jobs,
    )  # fmt: skip
    assert {task.name for task in tasks} == planned


def test_nothing_is_planned_in_the_hour_that_the_clock_skips_or_repeats():
    """Europe/Helsinki has no 03.30 on the last Sunday of March and two of them on that of October."""
    from config.celery import app

    assert [name for name, entry in app.conf.beat_schedule.items() if 3 in entry["schedule"].hour] == []


@pytest.mark.django_db
def test_keeping_house_twice_is_once(monkeypatch):
    monkeypatch.setenv("KAM_TODAY", "2026-11-22")  # the round of the yearly reviews is open
    owner = make_person(line_manager=make_person())
    make_account(owner=owner)
    for _ in range(2):
        keep_house.apply(throw=True)
        assert OwnerReview.objects.filter(owner=owner).count() == 1

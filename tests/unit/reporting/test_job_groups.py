"""Large jobs in pieces: written together, done once each, gathered when the last one ends (security.md 3.2)."""

import datetime

import pytest
from django.db import OperationalError
from django.test import override_settings
from django.utils import timezone

from reporting import card_work, due, job_groups, jobs
from reporting.actions import cards
from reporting.models import BuildFailure, JobRun, QualityCard
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
ON = datetime.date(2026, 9, 11)
LATER = datetime.timedelta(hours=1)
IN_QUEUE = {"CELERY_TASK_ALWAYS_EAGER": False, "CARD_CHUNK": 2}


@pytest.fixture
def accounts():
    return [make_account() for _ in range(5)]


@pytest.fixture
def sent(monkeypatch):
    """The numbers of the jobs handed to a queue; nobody takes them up."""
    numbers = []
    monkeypatch.setattr(jobs.current_app, "send_task", lambda _name, args, **_options: numbers.extend(args))
    with override_settings(**IN_QUEUE):
        yield numbers


def owed_build(key="a", ids=None, by=None):
    return jobs.record(kind="build_cards", key=key, arguments=due.card_arguments(AUGUST, ON, ids), by=by)


def pieces_of(job):
    return list(job.pieces.order_by("pk"))


def fresh(job):
    job.refresh_from_db()
    return job


def dead(job, attempts=1):
    """A run that has been silent for long."""
    JobRun.objects.filter(pk=job.pk).update(
        state="running", attempts=attempts, heard_at=timezone.now() - LATER, sent_at=timezone.now()
    )


def test_the_large_job_only_writes_its_pieces_down(accounts, sent, django_capture_on_commit_callbacks):
    user = make_user()
    job = owed_build(by=user)
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.run(job.pk)
        assert sent == []
    pieces = pieces_of(job)
    assert [len(piece.arguments["accounts"]) for piece in pieces] == [2, 2, 1]
    assert [pk for piece in pieces for pk in piece.arguments["accounts"]] == [account.pk for account in accounts]
    assert {(piece.kind, piece.state, piece.created_by) for piece in pieces} == {("build_chunk", "owed", user)}
    assert sent == [piece.pk for piece in pieces]
    assert (fresh(job).state, job.progress, job.total) == ("running", 0, 5)
    assert not QualityCard.objects.exists()


def test_the_last_piece_ends_the_whole(accounts, sent):
    job = owed_build()
    jobs.run(job.pk)
    progress = []
    for piece in pieces_of(job):
        assert jobs.run(piece.pk)
        progress.append((fresh(job).state, job.progress))
    assert progress == [("running", 2), ("running", 4), ("done", 5)]
    assert job.result == {"built": 5, "unchanged": 0, "failed": 0}
    assert job.finished_at is not None
    assert QualityCard.objects.count() == 5


def test_a_piece_delivered_twice_is_done_once(accounts, sent):
    job = owed_build()
    jobs.run(job.pk)
    for piece in pieces_of(job):
        assert [jobs.run(piece.pk), jobs.run(piece.pk)] == [True, False]
    assert not jobs.run(job.pk)
    assert {piece.attempts for piece in pieces_of(job)} == {1}


def test_without_a_queue_everything_is_done_here(accounts):
    job = owed_build()
    with override_settings(CARD_CHUNK=2):
        assert jobs.send(job.pk)
    assert (fresh(job).state, job.result["built"], len(pieces_of(job))) == ("done", 5, 3)


def test_nothing_to_do_is_done_at_once(sent):
    job = owed_build()
    jobs.run(job.pk)
    assert (fresh(job).state, job.result) == ("done", {"built": 0, "unchanged": 0, "failed": 0})


def test_the_pieces_are_written_together_or_not_at_all(accounts, sent, monkeypatch):
    job = owed_build()

    def lost(*_args, **_values):
        raise OperationalError("yhteys katkesi")

    with monkeypatch.context() as patch:
        patch.setattr(job_groups, "_write", lost)
        with pytest.raises(OperationalError):
            jobs.run(job.pk)
    assert (fresh(job).state, pieces_of(job)) == ("owed", [])
    jobs.run(job.pk)
    assert len(pieces_of(job)) == 3


def test_a_job_divided_twice_has_its_pieces_once(accounts, sent):
    job = owed_build()
    jobs.run(job.pk)
    make_account()
    again = job_groups.divide(fresh(job), job.attempts, here=False)
    assert again == [piece.pk for piece in pieces_of(job)]
    assert len(again) == 3


def test_a_run_taken_for_dead_divides_nothing(accounts, sent):
    job = owed_build()
    attempt = jobs.claim(job.pk)
    JobRun.objects.filter(pk=job.pk).update(attempts=attempt + 1)
    assert job_groups.divide(job, attempt, here=False) == []
    assert pieces_of(job) == []


def test_silence_of_a_divided_job_is_no_death(accounts, sent):
    job = owed_build()
    jobs.run(job.pk)
    JobRun.objects.filter(pk=job.pk).update(heard_at=timezone.now() - LATER)
    assert jobs.reconcile(timezone.now())["revived"] == 0
    assert (fresh(job).state, job.attempts) == ("running", 1)


def test_a_job_that_died_before_dividing_is_done_again(accounts, sent):
    job = owed_build()
    dead(job)
    sent.clear()
    assert jobs.reconcile(timezone.now()) == {"revived": 1, "stopped": 0, "sent": 1}
    assert sent == [job.pk]


def test_pieces_the_queue_lost_are_sent_again(accounts, sent, django_capture_on_commit_callbacks):
    job = owed_build()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.run(job.pk)
    sent.clear()
    assert jobs.reconcile(timezone.now())["sent"] == 0
    assert jobs.reconcile(timezone.now() + LATER)["sent"] == 3
    assert sent == [piece.pk for piece in pieces_of(job)]


def test_a_dead_piece_is_done_again_and_the_others_are_not(accounts, sent):
    job = owed_build()
    jobs.run(job.pk)
    first, *others = pieces_of(job)
    for piece in others:
        jobs.run(piece.pk)
    dead(first)
    assert jobs.reconcile(timezone.now())["revived"] == 1
    jobs.run(first.pk)
    assert (fresh(job).state, fresh(first).attempts) == ("done", 2)
    assert [piece.attempts for piece in pieces_of(job)] == [2, 1, 1]


def test_a_worker_that_died_between_the_last_piece_and_the_end(accounts, sent, monkeypatch):
    job = owed_build()
    jobs.run(job.pk)
    with monkeypatch.context() as patch:
        patch.setattr(job_groups, "settle", lambda _group_id: None)
        for piece in pieces_of(job):
            jobs.run(piece.pk)
    assert fresh(job).state == "running"
    jobs.reconcile(timezone.now())
    assert (fresh(job).state, job.result["built"]) == ("done", 5)


def test_a_piece_that_keeps_dying_becomes_smaller_ones(accounts, sent):
    """An account that kills whoever builds it is left alone with itself; the others get their cards."""
    poison = accounts[1]
    job = owed_build()
    jobs.run(job.pk)
    for _ in range(20):
        for piece in JobRun.objects.filter(kind="build_chunk", state="owed"):
            if poison.pk in piece.arguments["accounts"]:
                dead(piece, attempts=jobs.MAX_ATTEMPTS)
            else:
                jobs.run(piece.pk)
        jobs.reconcile(timezone.now())
    assert fresh(job).state == "failed"
    assert job.error == job_groups.SOME_FAILED
    assert job.result == {"built": 4, "unchanged": 0, "failed": 1}
    assert (job.progress, job.total) == (4, 5)
    failure = BuildFailure.objects.get()
    assert (failure.account, failure.month, failure.reason) == (poison, AUGUST, job_groups.STOPPED)
    assert set(QualityCard.objects.values_list("account", flat=True)) == {account.pk for account in accounts} - {
        poison.pk
    }


def test_the_failure_goes_with_the_next_build_that_succeeds(accounts, monkeypatch):
    good = cards._content

    def content(case, context):
        if context.account_id == accounts[0].pk:
            raise ZeroDivisionError("nollalla ei jaeta")
        return good(case, context)

    with monkeypatch.context() as patch:
        patch.setattr(cards, "_content", content)
        first = owed_build("a")
        jobs.run_here(first.pk)
    assert (fresh(first).state, first.result) == ("done", {"built": 4, "unchanged": 0, "failed": 1})
    failure = BuildFailure.objects.get()
    assert (failure.account, failure.reason) == (accounts[0], "ZeroDivisionError: nollalla ei jaeta")
    second = owed_build("b")
    jobs.run_here(second.pk)
    assert fresh(second).result == {"built": 1, "unchanged": 4, "failed": 0}
    assert not BuildFailure.objects.exists()


def test_a_job_names_no_account(accounts, monkeypatch):
    accounts[0].name = "Salainen Hanke Oy"
    accounts[0].save()

    def broken(_case, _context):
        raise ValueError("rivi (Salainen Hanke Oy) on outo")

    monkeypatch.setattr(cards, "_content", broken)
    job = owed_build()
    jobs.run_here(job.pk)
    told = JobRun.objects.values_list("key", "arguments", "result", "error")
    assert "Hanke" not in str(list(told))
    assert BuildFailure.objects.count() == 5


def test_a_queue_that_fails_in_the_middle_leaves_the_rest_owed(accounts, monkeypatch):
    numbers = []

    def send_task(_name, args, **_options):
        if numbers:
            raise ConnectionRefusedError
        numbers.extend(args)

    monkeypatch.setattr(jobs.current_app, "send_task", send_task)
    with override_settings(**IN_QUEUE):
        job = owed_build()
        jobs.run(job.pk)
        assert jobs.send_each([piece.pk for piece in pieces_of(job)]) == 1
    assert [piece.sent_at is None for piece in pieces_of(job)] == [False, True, True]


def test_a_lost_database_leaves_the_piece_owed_and_the_others_are_done(accounts, monkeypatch):
    build, calls = card_work.build_chunk, []

    def chunk(arguments, progress):
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("yhteys katkesi")
        return build(arguments, progress)

    monkeypatch.setattr(card_work, "build_chunk", chunk)
    job = owed_build()
    with override_settings(CARD_CHUNK=2):
        jobs.run_here(job.pk)
        assert (fresh(job).state, QualityCard.objects.count()) == ("running", 3)
        jobs.reconcile(timezone.now() + LATER)
    assert (fresh(job).state, QualityCard.objects.count()) == ("done", 5)


def test_only_the_named_accounts(accounts):
    job = owed_build(ids=[accounts[2].pk, accounts[0].pk])
    jobs.run_here(job.pk)
    assert set(QualityCard.objects.values_list("account", flat=True)) == {accounts[0].pk, accounts[2].pk}

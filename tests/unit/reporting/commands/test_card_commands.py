"""build_cards, publish_cards and run_due: twice is once, plain sentences, exit codes."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from reporting import card_work
from reporting.actions import cards
from reporting.models import BuildFailure, JobRun, MonthClose, QualityCard
from tests.factories import make_account, make_figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    made = make_account("Esimerkkihoiva Oy")
    make_figure(made, datetime.date(2026, 8, 1))
    return made


def cards_now():
    return list(QualityCard.objects.order_by("pk").values())


def test_build_twice_is_the_same(account, capsys):
    call_command("build_cards", month="2026-08")
    before = cards_now()
    call_command("build_cards", month="2026-08")
    assert cards_now() == before
    assert capsys.readouterr().out.splitlines() == [
        "Cards of 8/2026: 1 built, 0 unchanged, 0 failed.",
        "Cards of 8/2026: 0 built, 1 unchanged, 0 failed.",
    ]
    assert set(JobRun.objects.values_list("kind", "state")) == {("build_cards", "done"), ("build_chunk", "done")}


def test_build_for_one_account_as_of_a_day(account):
    make_account()
    call_command("build_cards", month="2026-07", account=[account.pk], as_of="2026-08-13")
    card = QualityCard.objects.get()
    assert (card.account, card.snapshot["as_of"]) == (account, "2026-08-13")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"month": "2026-13"}, "is not a month"),
        ({"month": "elokuu"}, "Write 2026-08"),
        ({"month": "2026-09"}, "9/2026 is not closed yet on 2026-09-11; the newest closed month is 8/2026"),
        ({"month": "2026-08", "as_of": "11.9.2026"}, "Write --as-of as YYYY-MM-DD"),
        ({"month": "2026-08", "account": [999]}, "No account has the number 999"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(db, options, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("build_cards", **options)
    assert refused.value.returncode == 2
    assert not QualityCard.objects.exists()


def test_a_failing_account_is_listed_and_gives_exit_code_1(account, monkeypatch, capsys):
    def content(facts, context):
        raise ZeroDivisionError("nollalla ei jaeta")

    monkeypatch.setattr(cards, "_content", content)
    with pytest.raises(CommandError, match="reasons are above") as refused:
        call_command("build_cards", month="2026-08")
    assert refused.value.returncode == 1
    assert "Esimerkkihoiva Oy" in capsys.readouterr().err


def test_a_failing_piece_gives_exit_code_1(account, monkeypatch, capsys):
    def broken(arguments, progress):
        raise ValueError("levy on täynnä")

    monkeypatch.setattr(card_work, "build_chunk", broken)
    with pytest.raises(CommandError, match="reasons are above") as refused:
        call_command("build_cards", month="2026-08")
    assert refused.value.returncode == 1
    assert "Esimerkkihoiva Oy" in capsys.readouterr().err
    assert BuildFailure.objects.get().reason == "levy on täynnä"


def test_publish_twice_is_once(account, capsys):
    call_command("build_cards", month="2026-08")
    capsys.readouterr()
    call_command("publish_cards", month="2026-08")
    before = cards_now()
    call_command("publish_cards", month="2026-08")
    assert cards_now() == before
    assert capsys.readouterr().out.splitlines() == [
        "Cards of 8/2026: 1 published, 0 were published before.",
        "Cards of 8/2026: 0 published, 1 were published before.",
    ]


@pytest.mark.parametrize(("month", "sentence"), [("8.2026", "is not a month"), ("2026-08", "Build them first")])
def test_nothing_to_publish_is_said(db, month, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("publish_cards", month=month)
    assert refused.value.returncode == 2


def test_run_due_twice_does_the_day_once(account, capsys, django_capture_on_commit_callbacks):
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("run_due")
    whole = JobRun.objects.filter(parent=None)
    assert set(whole.values_list("kind", "key", "attempts", "state")) == {
        ("refresh_status", "2026-09-11", 1, "done"),
        ("close_month", "2026-08 2026-09-11", 1, "done"),
        ("build_cards", "2026-08 2026-09-11", 1, "done"),
        ("remind_cards", "2026-08 2026-09-11", 1, "done"),
    }
    assert JobRun.objects.filter(kind="build_chunk").count() == 1
    assert (QualityCard.objects.count(), MonthClose.objects.count()) == (1, 1)
    assert "refresh_status 2026-09-11" in capsys.readouterr().out


def test_run_due_tells_of_a_failed_job(account, monkeypatch, capsys, django_capture_on_commit_callbacks):
    def broken(arguments, progress):
        raise ValueError("levy on täynnä")

    monkeypatch.setattr(card_work, "build_chunk", broken)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("run_due")
    with pytest.raises(CommandError, match="A job failed") as refused:
        call_command("run_due")
    assert refused.value.returncode == 1
    assert "A part of the work could not be done" in capsys.readouterr().err


def test_run_due_publishes_at_noon_of_working_day_ten(account, monkeypatch, django_capture_on_commit_callbacks):
    for today, published in (("2026-09-11", 0), ("2026-09-14", 1), ("2026-09-14", 1)):
        monkeypatch.setenv("KAM_TODAY", today)
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                call_command("run_due")
        assert QualityCard.objects.filter(state="published").count() == published
    assert JobRun.objects.filter(kind="publish_cards").count() == 1


def test_publishing_what_is_due(account, monkeypatch, capsys):
    call_command("build_cards", month="2026-08")
    capsys.readouterr()
    call_command("publish_cards")
    monkeypatch.setenv("KAM_TODAY", "2026-09-14")
    call_command("publish_cards")
    call_command("publish_cards")
    assert capsys.readouterr().out.splitlines() == [
        "No cards are due to be published now.",
        "Cards of 8/2026: 1 published, 0 were published before.",
        "No cards are due to be published now.",
    ]


def test_a_publication_that_fails_gives_exit_code_1(account, monkeypatch):
    def broken(arguments, progress):
        raise ValueError("levy on täynnä")

    call_command("build_cards", month="2026-08")
    monkeypatch.setattr(card_work, "publish_chunk", broken)
    with pytest.raises(CommandError, match="not all published") as refused:
        call_command("publish_cards", month="2026-08")
    assert refused.value.returncode == 1

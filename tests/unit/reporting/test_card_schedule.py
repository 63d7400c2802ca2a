"""Drafts, publication and judgement by the calendar: each once, whoever asks how often (domain.md 1.8)."""

import datetime

import pytest
from django.test import override_settings

from config.common import clock
from reporting import due, jobs
from reporting.actions import card_publishing, card_words, cards
from reporting.models import AccountJudgement, JobRun, QualityCard
from reporting.tasks import publish_cards
from tests.factories import make_account, make_card, make_user

pytestmark = pytest.mark.django_db
AUGUST, JULY = datetime.date(2026, 8, 1), datetime.date(2026, 7, 1)
NOON = datetime.datetime(2026, 9, 14, 12, tzinfo=clock.HELSINKI)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def account():
    return make_account(owner=make_user("Aino Mallinen").person)


@pytest.fixture
def draft(account):
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 9), by=None)
    return account.quality_cards.get()


def fresh(card):
    card.refresh_from_db()
    return card


def publish_at(at, monkeypatch, execute):
    monkeypatch.setattr(clock, "now", lambda: at)
    with execute(execute=True):
        publish_cards()


@pytest.mark.parametrize(
    ("on", "is_owed"),
    [("2026-09-08", False), ("2026-09-09", True), ("2026-09-11", True), ("2026-09-30", True), ("2026-10-01", False)],
)
def test_drafts_are_owed_from_working_day_seven(account, on, is_owed):
    job = due.nightly_cards(on=datetime.date.fromisoformat(on))
    assert (job is not None) is is_owed
    assert job is None or job.arguments["month"] == "2026-08-01"


def test_no_drafts_are_owed_once_all_are_published(draft):
    on = datetime.date(2026, 9, 15)
    assert due.nightly_cards(on=on) is not None
    card_publishing.publish(cards=[draft], by=None, at=NOON)
    assert due.nightly_cards(on=on) is None
    card_publishing.correct(card=fresh(draft), reason="Laskutus oikaistu", by=None, at=NOON)
    assert due.nightly_cards(on=on) is not None, "the figures of an open correction follow the facts"


def test_at_noon_the_card_is_published_without_a_comment(draft, monkeypatch, django_capture_on_commit_callbacks):
    publish_at(NOON - SECOND, monkeypatch, django_capture_on_commit_callbacks)
    assert fresh(draft).state == "draft"
    publish_at(NOON, monkeypatch, django_capture_on_commit_callbacks)
    assert (fresh(draft).state, draft.frozen_at, draft.frozen_by_id) == ("published", NOON, None)
    assert (draft.comment, draft.snapshot["summary"]["comment"]) == ("", "")


def test_a_comment_given_in_time_is_published_with_it(account, draft, monkeypatch, django_capture_on_commit_callbacks):
    owner = account.assignments.get(role="owner").person.user
    card_words.comment(card=draft, text="Näin on.", by=owner, at=NOON - SECOND)
    publish_at(NOON, monkeypatch, django_capture_on_commit_callbacks)
    assert fresh(draft).snapshot["summary"]["comment"] == "Näin on."


def test_published_once_however_often_it_is_asked(draft, monkeypatch, django_capture_on_commit_callbacks):
    for minutes in (0, 5, 10, 600):
        publish_at(NOON + datetime.timedelta(minutes=minutes), monkeypatch, django_capture_on_commit_callbacks)
    assert fresh(draft).frozen_at == NOON
    assert JobRun.objects.filter(kind="publish_cards").count() == 1


def test_a_missed_noon_is_caught_up(draft, monkeypatch, django_capture_on_commit_callbacks):
    late = datetime.datetime(2026, 10, 2, 12, 5, tzinfo=clock.HELSINKI)
    publish_at(late, monkeypatch, django_capture_on_commit_callbacks)
    assert fresh(draft).frozen_at == late


def test_a_draft_made_after_the_noon_waits_for_the_next_one(
    account, draft, monkeypatch, django_capture_on_commit_callbacks
):
    publish_at(NOON, monkeypatch, django_capture_on_commit_callbacks)
    later = make_account()
    cards.build(month=AUGUST, as_of=NOON.date(), accounts=[later], by=None)
    publish_at(NOON + datetime.timedelta(hours=2), monkeypatch, django_capture_on_commit_callbacks)
    assert later.quality_cards.get().state == "draft"
    publish_at(NOON + datetime.timedelta(days=1), monkeypatch, django_capture_on_commit_callbacks)
    assert later.quality_cards.get().state == "published"


def test_an_open_correction_is_left_to_whoever_began_it(draft, monkeypatch, django_capture_on_commit_callbacks):
    card_publishing.publish(cards=[draft], by=None, at=NOON - SECOND)
    second = card_publishing.correct(card=fresh(draft), reason="Laskutus oikaistu", by=None, at=NOON - SECOND)
    publish_at(NOON, monkeypatch, django_capture_on_commit_callbacks)
    assert fresh(second).state == "draft"
    assert not JobRun.objects.filter(kind="publish_cards").exists()


def test_the_publication_goes_in_pieces_and_each_is_done_once(account):
    for _ in range(4):
        make_account()
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 9), by=None)
    with override_settings(CARD_CHUNK=2):
        arguments = due.publish_arguments(AUGUST)
        job = jobs.record(kind="publish_cards", key="a", arguments=arguments, by=None)
        jobs.run_here(job.pk)
        first = list(QualityCard.objects.order_by("pk").values_list("checksum", flat=True))
        again = jobs.record(kind="publish_cards", key="b", arguments=arguments, by=None)
        jobs.run_here(again.pk)
    job.refresh_from_db()
    again.refresh_from_db()
    assert (job.pieces.count(), job.result, again.result) == (3, {"published": 5}, {"published": 0})
    assert list(QualityCard.objects.order_by("pk").values_list("checksum", flat=True)) == first


def test_a_published_card_has_its_account_judged_again(account, draft, django_capture_on_commit_callbacks):
    """July is published late: R23 speaks as soon as that is known."""
    make_card(account, JULY)
    late = datetime.datetime(2026, 9, 14, 12, tzinfo=clock.HELSINKI)
    july = QualityCard.objects.filter(month=JULY)
    july.update(snapshot=draft.snapshot | {"month": "2026-07-01"})
    with django_capture_on_commit_callbacks(execute=True):
        card_publishing.publish(cards=july, by=None, at=late)
    (job,) = JobRun.objects.all()
    assert (job.kind, job.state, job.arguments["on"]) == ("refresh_account", "done", "2026-09-14")
    findings = {row["rule"]: row["level"] for row in AccountJudgement.objects.get(account=account).findings}
    assert findings["R23"] == "AMBER"


def test_many_published_cards_are_one_job(account, django_capture_on_commit_callbacks):
    others = [make_account() for _ in range(3)]
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 9), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=NOON)
    job = JobRun.objects.get()
    assert (job.kind, job.state, job.result["accounts"]) == ("refresh_accounts", "done", 4)
    assert set(job.arguments["accounts"]) == {row.pk for row in (account, *others)}


def test_writing_history_judges_nobody(draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        card_publishing.publish(cards=[draft], by=None, at=NOON, judge_again=False)
    assert not JobRun.objects.exists()

"""The button that checks what is frozen: what it finds stands beside the job, and tells nothing of hidden accounts."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse, reverse_lazy

from accounts_app.models import Account
from reporting import freeze
from reporting.actions import card_publishing, cards, meetings
from reporting.models import BoardMeeting, JobRun, MeetingRecord, QualityCard
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db
JOBS, VERIFY = reverse_lazy("reporting:job_list"), reverse_lazy("reporting:job_verify_cards")
AUGUST = datetime.date(2026, 8, 1)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)


@pytest.fixture
def accounts() -> list[Account]:
    """An open account and a secret one with a published card each, and a pack of the board."""
    made = [make_account("Esimerkkihoiva Oy"), make_account("Zyxsalainen Oy", confidentiality="secret")]
    cards.build(month=AUGUST, as_of=datetime.date(2026, 9, 11), by=None)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    meetings.freeze(meeting=BoardMeeting.objects.create(month=AUGUST, meets_at=AT), by=None, at=AT)
    return made


@pytest.fixture
def check(as_user: Callable[..., Any], django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[[], str]:
    def press() -> str:
        client = as_user(make_user(role="administrator"))
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(VERIFY).status_code == 302
        assert JobRun.objects.get(kind="verify_cards").state == JobRun.State.DONE
        text: str = client.get(JOBS).content.decode()
        return text

    return press


def alter(table: str, pk: int, change: str) -> None:
    with freeze.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [pk])


def test_everything_is_as_it_was(accounts: list[Account], check: Callable[[], str]) -> None:
    assert "Kaikki on niin kuin se jäädytettiin." in check()


def test_an_altered_card_is_named(accounts: list[Account], check: Callable[[], str]) -> None:
    alter("reporting_qualitycard", accounts[0].quality_cards.get().pk, "status = 'GREEN'")
    said = check()
    assert "Muuttunut jäädyttämisen jälkeen: Esimerkkihoiva Oy 8/2026 v1." in said
    assert "Kaikki on niin kuin" not in said


def test_a_hidden_card_is_not_named(accounts: list[Account], check: Callable[[], str]) -> None:
    alter("reporting_qualitycard", accounts[1].quality_cards.get().pk, "status = 'GREEN'")
    said = check()
    assert "Myös kortti, jota et saa nähdä, on muuttunut" in said
    assert "Zyx" not in said


def test_a_record_of_the_board_is_counted(accounts: list[Account], check: Callable[[], str]) -> None:
    alter("reporting_meetingrecord", MeetingRecord.objects.get().pk, "version = 7")
    assert "1 johtoryhmän asiakirja on muuttunut." in check()


def test_the_check_is_for_those_who_see_the_jobs(as_user: Callable[..., Any]) -> None:
    client = as_user(make_user())
    assert client.post(reverse("reporting:job_verify_cards")).status_code == 403
    assert client.get(reverse("reporting:job_verify_cards")).status_code == 405
    assert not JobRun.objects.exists()

"""Anybody can say that the wrong person stands as owner; those who can put it right answer."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts_app.models import Account, OwnerReport
from accounts_app.notices.reports import ANSWERED, REPORTED, SENTENCES
from teams.models import AuditEvent, Notice, User
from tests.factories import make_account, make_person, make_user

pytestmark = pytest.mark.django_db
LIST = reverse("accounts:owner_reports")
TEXT = "Aino siirtyi muualle, oikea on Eero."


@pytest.fixture
def owner() -> User:
    return make_user("Aino Mallinen", role="account_director")


@pytest.fixture
def staff() -> User:
    return make_user("Pekka Projekti", role="project_staff")


@pytest.fixture
def keeper() -> User:
    return make_user("Pirjo Prosessi", role="process_owner")


@pytest.fixture
def account(owner: User) -> Account:
    return make_account("Tarulinnan Hoivakodit Oy", owner=owner.person, deputy=make_person("Eero Vara"))


def send(client: Client, user: User, account: Account, text: str = TEXT) -> int:
    client.force_login(user)
    return client.post(reverse("accounts:owner_report_new", args=[account.pk]), {"text": text}).status_code


def give_answer(client: Client, user: User, report: OwnerReport, text: str = "Korjattu.") -> int:
    client.force_login(user)
    address = reverse("accounts:owner_report_answer", args=[report.pk])
    return client.post(address, {f"r{report.pk}-answer": text}).status_code


@pytest.fixture
def report(account: Account, staff: User) -> OwnerReport:
    return OwnerReport.objects.create(account=account, reported_by=staff.person, text=TEXT)


def test_report_is_kept_and_everybody_concerned_is_told(
    client: Client, account: Account, staff: User, keeper: User
) -> None:
    assert send(client, staff, account) == 302
    assert OwnerReport.objects.get().reported_by == staff.person
    told = set(Notice.objects.filter(kind=REPORTED).values_list("person__name", flat=True))
    assert told == {"Aino Mallinen", "Eero Vara", "Pirjo Prosessi"}
    assert AuditEvent.objects.filter(act="owner_report.add", account_no=account.pk).exists()


def test_empty_report_is_refused_beside_the_field(client: Client, account: Account, staff: User) -> None:
    assert send(client, staff, account, " ") == 422
    assert not OwnerReport.objects.exists()


def test_too_long_report_keeps_what_was_typed(client: Client, account: Account, staff: User) -> None:
    client.force_login(staff)
    answer = client.post(reverse("accounts:owner_report_new", args=[account.pk]), {"text": "pitkä" * 100})
    assert answer.status_code == 422
    assert "pitkä" * 100 in answer.content.decode()


def test_owner_answers_and_the_reporter_is_told(client: Client, owner: User, staff: User, report: OwnerReport) -> None:
    client.force_login(owner)
    assert TEXT in client.get(LIST).content.decode()
    assert give_answer(client, owner, report) == 302
    report.refresh_from_db()
    assert (report.answer, report.answered_by) == ("Korjattu.", owner.person)
    (notice,) = Notice.objects.filter(person=staff.person)
    assert notice.kind == ANSWERED
    client.force_login(staff)
    assert "Korjattu." in client.get(LIST).content.decode()


def test_only_the_first_answer_counts(client: Client, owner: User, keeper: User, report: OwnerReport) -> None:
    give_answer(client, owner, report)
    give_answer(client, keeper, report, "Toinen vastaus")
    report.refresh_from_db()
    assert report.answer == "Korjattu."


def test_answer_without_words_is_refused(client: Client, owner: User, report: OwnerReport) -> None:
    assert give_answer(client, owner, report, "") == 422
    report.refresh_from_db()
    assert report.answered_at is None


def test_who_may_not_answer_is_refused(client: Client, staff: User, report: OwnerReport) -> None:
    assert give_answer(client, staff, report) == 403


def test_right_to_nominate_answers_for_every_open_account(client: Client, keeper: User, report: OwnerReport) -> None:
    assert give_answer(client, keeper, report) == 302


def test_secret_account_and_its_reports_are_absent(
    client: Client, account: Account, staff: User, keeper: User, report: OwnerReport
) -> None:
    Account.objects.filter(pk=account.pk).update(confidentiality="secret")
    assert send(client, staff, account) == 404
    assert give_answer(client, keeper, report) == 404
    assert TEXT not in client.get(LIST).content.decode()


def test_process_owner_is_not_told_of_a_secret_account(
    client: Client, account: Account, owner: User, keeper: User
) -> None:
    Account.objects.filter(pk=account.pk).update(confidentiality="secret")
    assert send(client, owner, account) == 302
    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Eero Vara"}


def test_empty_list_says_what_to_do(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert reverse("accounts:lookup") in client.get(LIST).content.decode().split("<main", 1)[1]


def test_sentences_name_every_value() -> None:
    assert "X" in str(SENTENCES[REPORTED]) % {"who": "X", "account": "Y"}
    assert "Y" in str(SENTENCES[ANSWERED]) % {"answer": "Z", "account": "Y"}

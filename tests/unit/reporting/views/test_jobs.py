"""The page of jobs and its buttons."""

import pytest
from django.urls import reverse, reverse_lazy

from reporting.models import JobRun, QualityCard
from tests.factories import make_account, make_board_chair, make_user

pytestmark = pytest.mark.django_db
JOBS = reverse_lazy("reporting:job_list")
REFRESH, BUILD = reverse_lazy("reporting:job_refresh_status"), reverse_lazy("reporting:job_build_cards")
BUTTONS = [REFRESH, BUILD]


@pytest.mark.parametrize("role", ["controller", "administrator"])
def test_who_sees_the_jobs(as_user, role):
    assert as_user(make_user(role=role)).get(JOBS).status_code == 200


@pytest.mark.parametrize("role", ["project_staff", "account_director"])
def test_who_does_not(as_user, role):
    client = as_user(make_user(role=role))
    assert client.get(JOBS).status_code == 403
    for button in BUTTONS:
        assert client.post(button, {"month": "2026-08"}).status_code == 403
    assert not JobRun.objects.exists()


def test_without_a_login(client):
    assert client.get(JOBS).status_code == 302
    assert [client.post(button).status_code for button in BUTTONS] == [302, 302]


def test_a_button_is_no_link(as_user):
    client = as_user(make_user(role="controller"))
    assert [client.get(button).status_code for button in BUTTONS] == [405, 405]


def test_refreshing_the_statuses(as_user, django_capture_on_commit_callbacks):
    make_account()
    client = as_user(make_user(role="controller"))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(REFRESH).status_code == 302
    job = JobRun.objects.get()
    assert (job.kind, job.state, job.result["accounts"]) == ("refresh_status", "done", 1)


def test_building_the_cards(as_user, django_capture_on_commit_callbacks):
    make_account("Esimerkkihoiva Oy")
    user = make_user("Kaisa Kontrolleri", role="controller")
    client = as_user(user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(BUILD, {"month": "2026-08"})
    assert QualityCard.objects.count() == 1
    page = client.get(JOBS).content.decode()
    assert "Kaisa Kontrolleri" in page
    assert "100" in page
    assert "1/1" not in page, "the number of all accounts would tell of hidden ones"


@pytest.mark.parametrize("month", ["2026-09", "elokuu", ""])
def test_cards_are_made_only_of_closed_months(as_user, month):
    client = as_user(make_board_chair())
    assert client.post(BUILD, {"month": month}).status_code == 302
    assert not JobRun.objects.exists()


def test_the_chair_who_sees_no_jobs_comes_back_to_the_cards(as_user):
    answer = as_user(make_board_chair()).post(BUILD, {"month": "2026-08"})
    assert answer["Location"] == reverse("reporting:card_list")


def test_a_failed_job_says_why(as_user):
    account = make_account("Rikki Oy")
    failed = {"failed": [{"account": account.pk, "name": account.name, "reason": "nollalla ei jaeta"}]}
    JobRun.objects.create(kind="build_cards", key="a", state="failed", error="levy on täynnä")
    JobRun.objects.create(kind="build_cards", key="b", state="done", result=failed)
    page = as_user(make_user(role="administrator")).get(JOBS).content.decode()
    assert "levy on täynnä" in page
    assert "Rikki Oy: nollalla ei jaeta" in page


def test_a_failed_job_does_not_name_a_secret_account(as_user):
    owner = make_user(role="administrator")
    account = make_account("Salainen Hanke Oy", owner=owner.person, confidentiality="secret")
    failed = {"failed": [{"account": account.pk, "name": account.name, "reason": "nollalla ei jaeta"}]}
    JobRun.objects.create(kind="build_cards", key="b", state="done", result=failed)
    JobRun.objects.create(kind="refresh_status", key="a", state="failed", error="rivi (Salainen Hanke Oy) on jo")
    page = as_user(make_user(role="administrator")).get(JOBS).content.decode()
    assert "Hanke" not in page
    assert "nollalla" not in page
    assert page.count("<tr>") == 3
    assert as_user(owner).get(JOBS).content.decode().count("Salainen Hanke Oy") == 2

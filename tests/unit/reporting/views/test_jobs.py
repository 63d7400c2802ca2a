"""The page of jobs and its buttons."""

import pytest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from reporting.job_groups import SOME_FAILED
from reporting.models import BuildFailure, JobRun, MonthClose, QualityCard
from tests.factories import make_account, make_board_chair, make_user

pytestmark = pytest.mark.django_db
JOBS = reverse_lazy("reporting:job_list")
ROWS = reverse_lazy("reporting:job_rows")
REFRESH, BUILD = reverse_lazy("reporting:job_refresh_status"), reverse_lazy("reporting:job_build_cards")
CLOSE = reverse_lazy("reporting:job_close_month")
BUTTONS = [REFRESH, CLOSE, BUILD]


@pytest.mark.parametrize("role", ["controller", "administrator"])
def test_who_sees_the_jobs(as_user, role):
    client = as_user(make_user(role=role))
    assert [client.get(page).status_code for page in (JOBS, ROWS)] == [200, 200]


@pytest.mark.parametrize("role", ["project_staff", "account_director"])
def test_who_does_not(as_user, role):
    client = as_user(make_user(role=role))
    assert [client.get(page).status_code for page in (JOBS, ROWS)] == [403, 403]
    for button in BUTTONS:
        assert client.post(button, {"month": "2026-08"}).status_code == 403
    assert not JobRun.objects.exists()


def test_without_a_login(client):
    assert [client.get(page).status_code for page in (JOBS, ROWS)] == [302, 302]
    assert [client.post(button).status_code for button in BUTTONS] == [302, 302, 302]


def test_a_button_is_no_link(as_user):
    client = as_user(make_user(role="controller"))
    assert [client.get(button).status_code for button in BUTTONS] == [405, 405, 405]


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


def build_job(key, **values):
    arguments = {"month": "2026-08-01", "as_of": "2026-09-11", "accounts": None}
    return JobRun.objects.create(kind="build_cards", key=key, arguments=arguments, **values)


def not_built(account, month="2026-08-01"):
    now = timezone.now()
    return BuildFailure.objects.create(account=account, month=month, reason="nollalla ei jaeta", failed_at=now)


def test_a_failed_job_says_why(as_user):
    build_job("a", state="failed", error="levy on täynnä")
    build_job("b", state="failed", error=SOME_FAILED)
    page = as_user(make_user(role="administrator")).get(JOBS).content.decode()
    assert "levy on täynnä" in page
    assert "Osaa työstä ei saatu tehtyä." in page
    assert "A part of the work" not in page


def test_the_newest_build_of_a_month_tells_how_many_cards_are_not_built(as_user):
    not_built(make_account("Rikki Oy"))
    not_built(make_account("Vanha Oy"), "2026-07-01")
    build_job("a", state="done")
    build_job("b", state="done")
    answer = as_user(make_user(role="controller")).get(JOBS)
    assert [row.not_built for row in answer.context["table"].rows] == [1, 0]
    page = answer.content.decode()
    assert page.count(f"{reverse('reporting:card_list')}?month=2026-08") == 1
    assert "1 kortti tekemättä" in page
    assert "Rikki Oy" not in page


def test_a_failed_job_does_not_name_a_secret_account(as_user):
    owner = make_user(role="administrator")
    account = make_account("Salainen Hanke Oy", owner=owner.person, confidentiality="secret")
    not_built(account)
    build_job("b", state="done")
    JobRun.objects.create(kind="refresh_status", key="a", state="failed", error="rivi (Salainen Hanke Oy) on jo")
    page = as_user(make_user(role="controller")).get(JOBS).content.decode()
    assert "Hanke" not in page
    assert "tekemättä" not in page
    assert page.count("<tr>") == 3
    seen = as_user(owner).get(JOBS).content.decode()
    assert seen.count("Salainen Hanke Oy") == 1
    assert "1 kortti tekemättä" in seen


def test_the_pieces_of_a_job_are_not_listed(as_user):
    """Their number would tell how many accounts there are."""
    whole = build_job("a", state="running", progress=1, total=4)
    JobRun.objects.create(kind="build_chunk", key="a.1", parent=whole, state="done", arguments={"accounts": [1]})
    JobRun.objects.create(kind="refresh_accounts", key="x", state="done", arguments={"accounts": [1]})
    answer = as_user(make_user(role="administrator")).get(JOBS)
    assert [row.job for row in answer.context["table"].rows] == [whole]
    assert answer.context["page"].paginator.count == 1


def test_closing_the_month(as_user, django_capture_on_commit_callbacks):
    make_account()
    client = as_user(make_user(role="controller"))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(CLOSE, {"month": "2026-08"}).status_code == 302
    job = JobRun.objects.get()
    assert (job.kind, job.state, job.result["closed"]) == ("close_month", "done", 1)
    assert MonthClose.objects.get().month.isoformat() == "2026-08-01"


@pytest.mark.parametrize("month", ["2026-09", "elokuu", ""])
def test_only_a_closed_month_is_closed(as_user, month):
    assert as_user(make_board_chair()).post(CLOSE, {"month": month}).status_code == 302
    assert not JobRun.objects.exists()


def test_the_page_follows_a_job_until_it_ends(as_user):
    job = JobRun.objects.create(kind="close_month", key="a", state="running", progress=1, total=4)
    client = as_user(make_user(role="administrator"))
    assert f'hx-get="{ROWS}?page=1"' in client.get(JOBS).content.decode()
    fragment = client.get(ROWS).content.decode()
    assert 'hx-trigger="every 2s"' in fragment
    assert "<html" not in fragment
    assert "25" in fragment
    JobRun.objects.filter(pk=job.pk).update(state="done")
    assert "hx-get" not in client.get(ROWS).content.decode()


def account_jobs(*accounts):
    for account in accounts:
        arguments = {"account": account.pk, "on": "2026-09-11"}
        JobRun.objects.create(kind="refresh_account", key=f"{account.pk} 2026-09-11 x", arguments=arguments)


def test_a_job_of_one_account_names_it(as_user):
    account_jobs(make_account("Esimerkkihoiva Oy"))
    page = as_user(make_user(role="administrator")).get(JOBS)
    (row,) = page.context["table"].rows
    assert (row.about, row.error, row.not_built) == ("Esimerkkihoiva Oy", "", 0)
    assert row.asked_by
    assert b"Esimerkkihoiva Oy" in page.content


def test_a_job_of_a_secret_account_is_not_there(as_user):
    owner = make_user(role="administrator")
    account_jobs(make_account("Salainen Hanke Oy", owner=owner.person, confidentiality="secret"))
    outsider = as_user(make_user(role="administrator"))
    for address in (JOBS, ROWS):
        answer = outsider.get(address)
        assert answer.context["table"].rows == ()
        assert answer.context["page"].paginator.count == 0
        assert b"hx-get" not in answer.content.split(b'id="jobs"')[1]
    assert b"Salainen Hanke Oy" in as_user(owner).get(JOBS).content


def refresh_of(account):
    return reverse("reporting:account_refresh", args=[account.pk])


@pytest.mark.parametrize("role", ["owner", "deputy"])
def test_those_in_charge_refresh_their_account(as_user, role, django_capture_on_commit_callbacks):
    user = make_user()
    account = make_account(**{role: user.person})
    client = as_user(user)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(refresh_of(account))
    assert answer["Location"] == reverse("reporting:account", args=[account.pk])
    job = JobRun.objects.get()
    assert (job.kind, job.created_by, job.state) == ("refresh_account", user, "done")
    assert refresh_of(account) in client.get(answer["Location"]).content.decode()


def test_who_may_refresh_all_refreshes_one(as_user):
    account = make_account()
    assert as_user(make_user(role="process_owner")).post(refresh_of(account)).status_code == 302


def test_nobody_else_refreshes_an_account(as_user, client):
    mine, other = make_user(), make_user()
    own, strange = make_account(owner=mine.person), make_account(owner=other.person)
    assert client.post(refresh_of(own)).status_code == 302
    asked = as_user(mine)
    assert asked.get(refresh_of(own)).status_code == 405
    assert asked.post(refresh_of(strange)).status_code == 403
    assert refresh_of(strange) not in asked.get(reverse("reporting:account", args=[strange.pk])).content.decode()
    assert not JobRun.objects.exists()


def test_an_account_nobody_may_know_of_is_not_found(as_user):
    secret = make_account(owner=make_user().person, confidentiality="secret")
    asked = as_user(make_user(role="administrator"))
    assert asked.post(refresh_of(secret)).status_code == 404
    assert asked.post(reverse("reporting:account_refresh", args=[987654321])).status_code == 404

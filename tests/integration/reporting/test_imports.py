"""The import pages: who gets in, upload → preview → confirm, cancel, rejected rows back, repeated files."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.models import ImportBatch
from teams.models import Person
from tests.factories import make_user
from tests.unit.reporting.imports import workbooks as made

pytestmark = pytest.mark.django_db
PAGES = ["reporting:import_list", "reporting:import_new"]


@pytest.fixture
def controller():
    return make_user("Kirsi Koe", role="controller")


def uploads(**replaced):
    return [SimpleUploadedFile(file.name, file.content) for file in made.tiny_delivery(**replaced)]


def upload(client, **replaced):
    return client.post(reverse("reporting:import_new"), {"workbooks": uploads(**replaced)})


def bad_revenue():
    return made.csv(made.revenue(made.invoice(100), made.invoice(5, "004999", Palvelu="=1+1")))


def test_it_works(controller, as_user):
    client = as_user(controller)
    assert client.get(reverse("reporting:import_list")).status_code == 200
    response = upload(client)
    batch = ImportBatch.objects.get()
    assert response["Location"] == reverse("reporting:import_batch", args=[batch.pk])
    page = client.get(response["Location"], headers={"accept-language": "fi"}).content.decode()
    assert "Y-tunnuksen" in page
    assert "revenue.csv" in page
    assert Person.objects.count() == 1
    client.post(reverse("reporting:import_confirm", args=[batch.pk]))
    assert Person.objects.count() == 7
    assert str(batch.pk) in client.get(reverse("reporting:import_list")).content.decode()
    after = client.get(reverse("reporting:import_batch", args=[batch.pk]))
    assert after.context["is_waiting"] is False


@pytest.mark.parametrize("page", PAGES)
def test_it_checks_access(page, client, as_user, controller):
    address = reverse(page)
    assert client.get(address).status_code == 302
    assert as_user(make_user()).get(address).status_code == 403
    assert as_user(make_user(role="account_director")).get(address).status_code == 403
    assert as_user(controller).get(address).status_code == 200


def test_a_batch_is_seen_by_its_uploader_and_by_those_who_see_all_money(as_user, controller):
    first = make_user(role="administrator")
    upload(as_user(first))
    address = reverse("reporting:import_batch", args=[ImportBatch.objects.get().pk])
    assert as_user(first).get(address).status_code == 200
    assert as_user(controller).get(address).status_code == 200
    stranger = as_user(make_user(role="administrator"))
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}confirm/").status_code == 404
    assert stranger.post(f"{address}cancel/").status_code == 404
    assert stranger.get(reverse("reporting:import_list")).context["page"].paginator.count == 0
    assert as_user(make_user()).get(address).status_code == 403
    assert Person.objects.filter(name=made.PEOPLE[1][1]).exists() is False


def test_the_button_names_the_rejected_rows_and_they_come_back_as_a_workbook(as_user, controller):
    client = as_user(controller)
    upload(client, revenue=bad_revenue())
    batch = ImportBatch.objects.get()
    address = reverse("reporting:import_batch", args=[batch.pk])
    page = client.get(f"{address}?verdict=rejected", headers={"accept-language": "en"})
    assert "leave out 1 rejected row" in page.content.decode()
    assert [row.row for row in page.context["rows"]] == [6]
    assert client.get(f"{address}?verdict=nonsense").status_code == 200
    file = batch.files.get(kind="revenue")
    rejected = reverse("reporting:import_rejected", args=[batch.pk, file.pk])
    answer = client.get(f"{rejected}?sheet=revenue", headers={"accept-language": "fi"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    cells = dict(zip([cell.value for cell in rows[0]], rows[1], strict=True))
    assert cells["Asiakasnro"].value == "004999"
    assert cells["Palvelu"].data_type == "s", "text of a file never becomes a formula"
    assert "004999" in rows[1][-1].value
    assert client.get(f"{rejected}?sheet=other").status_code == 404
    client.post(reverse("reporting:import_confirm", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.LOADED


def test_cancel_leaves_everything_and_only_once(as_user, controller):
    client = as_user(controller)
    upload(client)
    batch = ImportBatch.objects.get()
    cancel = reverse("reporting:import_cancel", args=[batch.pk])
    assert client.get(cancel).status_code == 405
    assert client.post(cancel)["Location"] == reverse("reporting:import_list")
    assert client.post(cancel)["Location"] == reverse("reporting:import_batch", args=[batch.pk])
    client.post(reverse("reporting:import_confirm", args=[batch.pk]))
    assert Person.objects.count() == 1


def test_a_broken_total_is_shown_and_cannot_be_confirmed(as_user, controller):
    client = as_user(controller)
    address = upload(client, revenue=made.csv(made.revenue(made.invoice(1), total=9)))["Location"]
    page = client.get(address)
    assert page.context["is_blocked"]
    assert page.context["controls"][0].holds is False
    assert reverse("reporting:import_confirm", args=[ImportBatch.objects.get().pk]) not in page.content.decode()


def test_unreadable_files_are_one_sentence(as_user, controller):
    client = as_user(controller)
    answer = upload(client, extra=made.csv([["Aika", "Paikka"], [1, 2]]))
    assert answer.status_code == 422
    assert "extra.csv" in answer.content.decode()
    assert not ImportBatch.objects.exists()
    assert "workbooks" in client.post(reverse("reporting:import_new"), {}).context["form"].errors


def test_too_large_too_many_and_same_named_files(as_user, controller, monkeypatch):
    client = as_user(controller)
    address = reverse("reporting:import_new")
    twice = [SimpleUploadedFile("a.csv", b"x"), SimpleUploadedFile("a.csv", b"y")]
    assert client.post(address, {"workbooks": twice}).context["form"].errors
    monkeypatch.setattr("reporting.forms.imports.LARGEST_BYTES", 0)
    assert client.post(address, {"workbooks": [SimpleUploadedFile("a.csv", b"x")]}).context["form"].errors
    monkeypatch.setattr("reporting.forms.imports.MOST_FILES", 1)
    files = [SimpleUploadedFile("a.csv", b"x"), SimpleUploadedFile("b.csv", b"y")]
    assert client.post(address, {"workbooks": files}).context["form"].errors


def test_a_repeated_delivery_leads_to_its_batch(as_user, controller):
    client = as_user(controller)
    upload(client)
    batch = ImportBatch.objects.get()
    client.post(reverse("reporting:import_confirm", args=[batch.pk]))
    answer = upload(client)
    assert answer.status_code == 422
    assert reverse("reporting:import_batch", args=[batch.pk]) in answer.content.decode()


def test_questions_of_the_pages(as_user, controller, django_assert_max_num_queries):
    client = as_user(controller)
    upload(client)
    batch = ImportBatch.objects.get()
    client.get(reverse("reporting:import_list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("reporting:import_list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("reporting:import_batch", args=[batch.pk]))

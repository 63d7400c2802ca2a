"""Who writes a figure by hand, of which month, and when it is refused (domain.md 1.7)."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts_app.models import ManualFigure
from tests.factories import make_account, make_figure, make_user

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2026, 7, 1), datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
WHY = "Laskutuksen siirto on poikki palvelimen vaihdon takia."


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def account(owner):
    return make_account(owner=owner.person)


@pytest.fixture
def controller():
    return make_user("Kaisa Kontrolleri", role="controller")


def send(client, account, **changes):
    address = reverse("accounts:record_new", args=[account.pk, "manual-figure"])
    return client.post(address, {"measure": "revenue", "amount_eur": "1 234,50", "reason": WHY} | changes)


def test_the_controller_writes_the_last_closed_month(as_user, account, controller):
    assert send(as_user(controller), account).status_code == 302
    row = ManualFigure.objects.get()
    assert (row.month, row.measure, row.amount_eur) == (AUGUST, "revenue", Decimal("1234.50"))
    assert (row.reason, row.entered_by, row.entered_on) == (WHY, controller.person, TODAY)
    page = as_user(controller).get(reverse("accounts:record_list", args=[account.pk, "manual-figure"]))
    for words in (WHY, "Kaisa Kontrolleri", "8/2026"):
        assert words in page.content.decode()


def test_the_owner_reads_it_and_does_not_write_it(as_user, account, owner):
    assert as_user(owner).get(reverse("accounts:record_list", args=[account.pk, "manual-figure"])).status_code == 200
    assert send(as_user(owner), account).status_code == 403


@pytest.mark.parametrize("reason", ["", "Rikki", "x" * 301])
def test_the_import_is_declared_broken_in_words(as_user, account, controller, reason):
    answer = send(as_user(controller), account, reason=reason)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"reason"}


def test_not_beside_what_the_import_brought(as_user, account, controller):
    make_figure(account, AUGUST, 100)
    answer = send(as_user(controller), account)
    assert answer.context["form"].errors.keys() == {"measure"}
    assert not ManualFigure.objects.exists()


@pytest.mark.parametrize(("mended", "code"), [(False, 422), (True, 302)])
def test_never_two_months_running(as_user, account, controller, mended, code):
    ManualFigure.objects.create(
        account=account, month=JULY, measure="revenue", amount_eur=1, reason=WHY, entered_on=JULY
    )
    if mended:
        make_figure(account, JULY, 100)
    assert send(as_user(controller), account).status_code == code


def test_once_a_month_and_measure(as_user, account, controller):
    client = as_user(controller)
    assert [send(client, account).status_code for _ in range(2)] == [302, 422]
    assert send(client, account, measure="margin").status_code == 302

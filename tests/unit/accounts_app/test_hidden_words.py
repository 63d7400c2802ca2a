"""A text that names an account the reader may not know of is recognised, even with a typing error."""

import datetime

import pytest

from accounts_app.hidden_words import mentions_hidden
from tests.factories import make_account, make_contract, make_site, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)


def secret(**values: object) -> None:
    account = make_account("Salainen Hanke Oy", confidentiality="secret", business_id="7654321-9", **values)
    account.customer_numbers.update(number="004321")
    make_site(account, "Piilopaikka")
    make_contract(account, contract_no="S-9/2026")


@pytest.mark.parametrize(
    "text",
    [
        "Salainen Hanke Oy",
        "rivi: SALAINEN HANKE, 12 €",
        "Maksaja: Salainen Hnke Oy",
        "asiakas 004321",
        "asiakas 4321",
        "FI 76543219",
        "Y-tunnus 7654321-9",
        "kohde Piilopaikka, Espoo",
        "sopimus S-9/2026",
    ],
)
def test_it_is_recognised(text: str) -> None:
    secret()
    assert mentions_hidden(make_user(), on=DAY)(text)


@pytest.mark.parametrize("text", ["", "Oy", "Avoin Asiakas Oy", "rivi 43210", "Hanke", "levy on täynnä"])
def test_other_texts_stay(text: str) -> None:
    secret()
    make_account("Avoin Asiakas Oy")
    assert not mentions_hidden(make_user(), on=DAY)(text)


def test_a_member_reads_everything() -> None:
    owner = make_user()
    secret(owner=owner.person)
    assert not mentions_hidden(owner, on=DAY)("Salainen Hanke Oy")


def test_without_hidden_accounts_it_is_one_question(django_assert_num_queries: object) -> None:
    make_account("Avoin Asiakas Oy")
    user = make_user()
    with django_assert_num_queries(1):  # type: ignore[operator]
        mentions = mentions_hidden(user, on=DAY)
    assert not mentions("Avoin Asiakas Oy")

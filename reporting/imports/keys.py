"""From natural keys to database keys, one question per table; asked when the earlier files are already applied."""

from typing import NamedTuple

from accounts_app.models import CustomerNumber, Service, Site
from accounts_app.models.account import Account
from teams.models import Person, Town


class Owned(NamedTuple):
    """A row that belongs to an account."""

    pk: int
    account_id: int


def people() -> dict[str, int]:
    """Person number to key."""
    return dict(Person.objects.values_list("person_no", "pk"))


def towns() -> dict[str, int]:
    """Name of a town to key."""
    return dict(Town.objects.values_list("name", "pk"))


def services() -> dict[str, int]:
    """Name of a service to key."""
    return dict(Service.objects.values_list("name", "pk"))


def accounts() -> dict[str, int]:
    """Name of an account to key."""
    return dict(Account.objects.order_by().values_list("name", "pk"))


def customers() -> dict[str, Owned]:
    """Customer number to its key and account."""
    rows = CustomerNumber.objects.values_list("number", "pk", "account_id")
    return {number: Owned(pk, account_id) for number, pk, account_id in rows}


def sites() -> dict[str, Owned]:
    """Site number to its key and account."""
    rows = Site.objects.values_list("site_no", "pk", "account_id")
    return {number: Owned(pk, account_id) for number, pk, account_id in rows}

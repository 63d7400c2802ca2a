"""The people around one account, and the addresses of its records, for the tests of the kinds."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts_app.models import Account
from teams.models import User
from tests.factories import make_account, make_site, make_town, make_user


def make_world(**values: Any) -> SimpleNamespace:
    """An account with its owner, deputy, a supervisor and an area director; a controller and somebody from outside."""
    people = {name: make_user(name) for name in ("Oili Omistaja", "Ville Varalla", "Saara Esimies", "Aulis Alue")}
    owner, deputy, supervisor, director = people.values()
    values.setdefault("name", "Esimerkki Oy")
    account = make_account(owner=owner.person, deputy=deputy.person, **values)
    site = make_site(
        account, "Kohde A", supervisor=supervisor.person, area_director=director.person, town=make_town("Turku")
    )
    return SimpleNamespace(
        account=account,
        site=site,
        owner=owner,
        deputy=deputy,
        supervisor=supervisor,
        director=director,
        controller=make_user("Kaisa Kontrolleri", role="controller"),
        outsider=make_user("Pekka Projekti"),
    )


class Desk:
    """A person at a browser, in front of the records of one account."""

    def __init__(self, user: User, account: Account, kind: str) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.account, self.kind = account, kind

    def list(self) -> HttpResponse:
        """Open the list."""
        return self.client.get(reverse("accounts:record_list", args=[self.account.pk, self.kind]))

    def form(self, row: int | None = None) -> HttpResponse:
        """Open the form of a new row or of an existing one."""
        return self.client.get(self._address(row))

    def write(self, row: int | None = None, **typed: Any) -> HttpResponse:
        """Send the form."""
        return self.client.post(self._address(row), {"next": "", **typed})

    def take_away(self, row: int) -> HttpResponse:
        """Press the button that takes a row away."""
        return self.client.post(reverse("accounts:record_delete", args=[self.account.pk, self.kind, row]))

    def _address(self, row: int | None) -> str:
        if row is None:
            return reverse("accounts:record_new", args=[self.account.pk, self.kind])
        return reverse("accounts:record_edit", args=[self.account.pk, self.kind, row])


def text_of(response: HttpResponse) -> str:
    """What the page says, with plain blanks."""
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")

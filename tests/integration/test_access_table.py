"""Every address × everybody × own, foreign and secret account answers what the reviewed table says (security.md A1)."""

import re
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client

from accounts_app.records.register_all import KINDS
from tests.integration.access_table import (
    ACCOUNT,
    ELSEWHERE,
    NOBODY,
    NUMBERED,
    OPEN,
    PERSONAL,
    PLAIN,
    RECORDS,
    Row,
    Who,
)
from tests.integration.rights_world import EVERYBODY, make_rights_world
from tests.integration.test_barrier import own_routes

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]

FORBIDDEN, ABSENT, NOT_TAKEN = 403, 404, 405
REFUSED = (FORBIDDEN, ABSENT, NOT_TAKEN)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Only the answer counts here: what the pages look like is asked of each of them elsewhere."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args, **_kwargs: "")
    return make_rights_world()


def test_every_address_has_a_row() -> None:
    known = {f"accounts/<int:pk>/{end}" for end in ACCOUNT} | {*PLAIN, *OPEN, *NUMBERED, *PERSONAL, *ELSEWHERE}
    known |= {f"accounts/<int:pk>/records/<slug:kind>/{end}" for end in ("", "new/", "<int:row>/", "<int:row>/delete/")}
    assert known == set(own_routes())
    assert set(RECORDS) == set(KINDS)


def filled(route: str, names: tuple[str, ...], rows: dict[str, int | str]) -> str:
    """The address with the numbers of the rows in place of its parameters."""
    numbers = iter(names)
    return re.sub(r"<\w+:\w+>", lambda _match: str(rows[next(numbers)]), route)


def status(client: Client, method: str, address: str) -> int:
    """The answer, with whatever it wrote taken back."""
    with transaction.atomic():
        code: int = getattr(client, method)(f"/{address}").status_code
        transaction.set_rollback(True)
    return code


def expected(row: Row, who: str, method: str, which: str) -> int | None:
    """403, 404 or 405; None for any other answer."""
    if which == "secret":
        taken = row.gets if method == "get" else row.post_own is not None
        return ABSENT if taken else NOT_TAKEN
    allowed = (row.own if which == "own" else row.other) if row.gets else None
    if method == "post":
        allowed = row.post_own if which == "own" else row.post_other
    if allowed is None:
        return NOT_TAKEN
    return None if who in allowed else FORBIDDEN


def asked(world: SimpleNamespace) -> list[tuple[str, Row, str]]:
    """Address, its row, and which account it is about."""
    found = [(route, row, "own") for route, row in PLAIN.items()]
    found += [(filled(route, names, world.rows["own"]), row, "own") for route, (names, row) in PERSONAL.items()]
    for which, rows in world.rows.items():
        place = f"accounts/{rows['account']}/"
        found += [(f"{place}{end}", row, which) for end, row in ACCOUNT.items()]
        found += [(filled(route, names, rows), row, which) for route, (names, row) in NUMBERED.items()]
        # A secret account is not there before anybody asks for a kind of record: one kind stands for all.
        kinds = list(RECORDS)[:1] if which == "secret" else list(RECORDS)
        for kind in kinds:
            listed, added = RECORDS[kind]
            found += [(f"{place}records/{kind}/", listed, which), (f"{place}records/{kind}/new/", added, which)]
    return found


def methods(row: Row, who: str) -> list[str]:
    """Ways the address takes; what it does not take is tried by one reader only."""
    taken = {"get": row.gets, "post": row.post_own is not None}
    return [method for method, takes in taken.items() if takes or who == "staff"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_answer_is_what_the_table_says(world: SimpleNamespace, who: str) -> None:
    client = Client()
    client.force_login(world.users[who])
    wrong = []
    for address, row, which in asked(world):
        for method in methods(row, who):
            want, got = expected(row, who, method, which), status(client, method, address)
            if got >= 500 or (got != want if want is not None else got in REFUSED):
                wrong.append(f"{method} {which} {address}: {got}, not {want or 'an answer'}")
    for method, address, allowed in changing(world):
        got = status(client, method, address)
        if got >= 500 or (got in REFUSED) == (who in allowed):
            wrong.append(f"{method} {address}: {got}")
    assert not wrong, "\n".join([who, *wrong])


def changing(world: SimpleNamespace) -> list[tuple[str, str, Who]]:
    """The form and the button of one row of a record, and who may use them: those who may add one."""
    found = []
    for which, rows in world.rows.items():
        added = RECORDS["contact"][1]
        allowed = {"own": added.post_own, "other": added.post_other}.get(which) or NOBODY
        place = f"accounts/{rows['account']}/records/contact/{rows['contact']}/"
        found += [("get", place, allowed), ("post", place, allowed), ("post", f"{place}delete/", allowed)]
    return found


def test_no_address_takes_other_verbs(world: SimpleNamespace) -> None:
    """PUT, PATCH, DELETE and OPTIONS change and tell nothing, whoever asks; HEAD answers what GET does."""
    client = Client()
    client.force_login(world.users["administrator"])
    wrong = []
    for address, row, which in asked(world):
        if which != "own":  # what an address takes stands before the account is read
            continue
        taken = [(verb, NOT_TAKEN) for verb in ("put", "patch", "delete", "options")]
        taken += [("head", status(client, "get", address))] if row.gets else []
        for verb, want in taken:
            if (got := status(client, verb, address)) != want:
                wrong.append(f"{verb} {address}: {got}, not {want}")
    assert not wrong, "\n".join(wrong)

"""A supervisor changed by `import_delivery` gains and loses access by the next run, without any manual upkeep."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts_app.models import Account
from accounts_app.permissions import rights, with_care
from teams.models import Person, User
from tests.unit.reporting.imports import workbooks as made

pytestmark = pytest.mark.django_db
BEFORE, CHANGED = datetime.date(2026, 9, 10), datetime.date(2026, 9, 11)
SINI, TIMO = "000201", "000202"


def load(folder: Path, name: str, **replaced: bytes) -> None:
    """One month-end delivery."""
    target = folder / name
    target.mkdir()
    for file in made.tiny_delivery(**replaced):
        (target / file.name).write_bytes(file.content)
    call_command("import_delivery", str(target), "--accept-rejected", stdout=StringIO())


def sites(*changed: list[object]) -> bytes:
    """The site list of the billing system with the row of site 30103 replaced."""
    return made.csv([row for row in made.SITES if not row or row[0] != "30103"] + list(changed))


def login(number: str) -> User:
    """The supervisor with a fresh login, as of a new request."""
    person = Person.objects.get(person_no=number)
    if person.user is None:
        person.user = User.objects.create_user(f"user{number}")
        person.save()
    return User.objects.get(pk=person.user.pk)


def sees(number: str, on: datetime.date) -> bool:
    """Whether the supervisor reads the care of the account, on its page and in lists alike."""
    account, user = Account.objects.get(name=made.TWO), login(number)
    on_page = rights(user, account, on).care
    assert on_page == with_care(Account.objects.filter(pk=account.pk), user, on=on).exists()
    return on_page


def test_the_next_run_moves_the_access_with_the_site(tmp_path: Path) -> None:
    load(tmp_path, "elokuu")
    assert [sees(SINI, CHANGED), sees(TIMO, CHANGED)] == [True, False]
    moved = {"Esimies": "Timo Taru", "Esimiehen hlönro": TIMO, "Esimies alkaen": made.day(2026, 9, 11)}
    load(tmp_path, "syyskuu", sites=sites(made.site("30103", "004528", **moved)))
    assert [sees(SINI, CHANGED), sees(TIMO, CHANGED)] == [False, True]
    assert [sees(SINI, BEFORE), sees(TIMO, BEFORE)] == [True, False]
    after = CHANGED + datetime.timedelta(days=1)
    assert [sees(SINI, after), sees(TIMO, after)] == [False, True]


def test_the_access_ends_with_the_site(tmp_path: Path) -> None:
    load(tmp_path, "elokuu")
    assert sees(SINI, CHANGED)
    load(tmp_path, "syyskuu", sites=sites(made.site("30103", "004528", Loppupvm=made.day(2026, 9, 10))))
    assert not sees(SINI, CHANGED)
    assert sees(SINI, BEFORE)

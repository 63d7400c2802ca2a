"""The trail: what a reader may know of, in words; views are written down once a day."""

import datetime
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from accounts_app.act_words import ACTS, known_acts, words_of
from accounts_app.actions import views_of
from accounts_app.models import Account
from accounts_app.trail import Asked, lines, narrowed, trail, trail_of
from config.common.clock import HELSINKI
from teams.actions.audit_events import record
from teams.models import AuditEvent, User
from tests.factories import make_account, make_contact, make_person, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 11)


@pytest.fixture
def world() -> SimpleNamespace:
    owner, admin = make_user("Oili Omistaja"), make_user("Aino Ylläpito", role="administrator")
    account = make_account("Avoin Oy", owner=owner.person)
    secret = make_account("Salainen Oy", owner=owner.person, confidentiality="secret")
    for each in (account, secret):
        contact = make_contact(each)
        record(act="contact.change", subject=contact, by=owner, account=each.pk, fields=["name", "phone"])
    return SimpleNamespace(owner=owner, admin=admin, account=account, secret=secret)


def found(user: User, **asked: object) -> list[str]:
    visible = Account.objects.visible_to(user, on=DAY)
    return [line.account for line in lines(trail(visible, Asked(**asked)))]


def test_rows_of_a_hidden_account_are_not_there(world: SimpleNamespace) -> None:
    assert found(world.admin) == ["Avoin Oy"]
    assert set(found(world.owner)) == {"Avoin Oy", "Salainen Oy"}
    assert found(world.admin, account="Salainen") == []


def test_rows_without_an_account_tell_no_details(world: SimpleNamespace) -> None:
    record(act="grant_role", subject=make_person(), by=world.admin, reason="Salainen Oy tarvitsee")
    record(act="load_demo", subject=world.secret, by=world.admin)
    rows = list(lines(trail(Account.objects.visible_to(world.admin, on=DAY), Asked())))
    assert [row.act for row in rows] == [words_of("grant_role"), words_of("contact.change")]
    assert rows[0].details == ""


def test_the_line_says_who_what_and_for_whom(world: SimpleNamespace) -> None:
    record(
        act="goal.change",
        subject=world.account,
        by=world.admin,
        behalf_of=world.owner.person,
        account=world.account.pk,
        before="open",
        after="secret",
    )
    line = next(lines(trail_of(world.account)))
    assert (line.by, line.behalf_of) == ("Aino Ylläpito", "Oili Omistaja")
    assert "→" in line.details
    assert next(lines(trail_of(world.secret))).details.endswith("nimi, puhelin")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"account": "avoin"}, 1),
        ({"account": "muu"}, 0),
        ({"person": "omistaja"}, 1),
        ({"person": "ylläpito"}, 0),
        ({"act": "contact.change"}, 1),
        ({"act": "view.card"}, 0),
    ],
)
def test_it_is_searched_by_account_person_and_act(world: SimpleNamespace, asked: dict[str, str], count: int) -> None:
    assert len(found(world.admin, **asked)) == count


def test_it_is_searched_by_days_both_included(world: SimpleNamespace) -> None:
    late = datetime.datetime(2026, 9, 10, 23, 59, tzinfo=HELSINKI)
    AuditEvent.objects.update(at=late)
    day = late.date()
    before, after = day - datetime.timedelta(days=1), day + datetime.timedelta(days=1)
    rows = trail_of(world.account)
    counts = [
        narrowed(rows, Asked(first=first, last=last)).count()
        for first, last in ((day, day), (None, before), (after, None))
    ]
    assert counts == [1, 0, 0]


def test_a_view_is_written_down_once_a_day(world: SimpleNamespace) -> None:
    for day in (DAY, DAY, DAY + datetime.timedelta(days=1)):
        views_of.note(user=world.owner, account=world.account, what=views_of.CARD, on=day)
        views_of.note_export(user=world.owner, on=day)
    views_of.note(user=world.admin, account=world.account, what=views_of.CARD, on=DAY)
    assert AuditEvent.objects.filter(act="view.card", account_no=world.account.pk).count() == 3
    assert AuditEvent.objects.filter(act="view.export").count() == 2


def test_acts_are_said_in_words() -> None:
    assert [words for act, words in known_acts() if words in ("", act)] == []
    assert words_of("risk.add") != "risk.add"
    assert words_of("made_up.act") == "made up: act"
    assert len({str(words) for words in ACTS.values()}) == len(ACTS)


def test_every_act_the_code_writes_has_its_words() -> None:
    rooms = [path for room in ("accounts_app", "reporting", "teams") for path in Path(room).rglob("*.py")]
    written = {act for path in rooms for act in re.findall(r'act="([a-z_.]+)"', path.read_text(encoding="utf-8"))}
    named = {act for act, _words in known_acts()}
    assert len(written) > 40
    assert written - named == set()

"""The brief of an account: what is shown to everybody, who has read it and who may know that."""

import datetime
from types import SimpleNamespace

import pytest

from accounts_app.models import Account, AccountBrief, BriefAcknowledgement
from teams.models import AuditEvent
from tests.factories import make_acknowledgement, make_brief, make_person, make_site, make_user
from tests.unit.accounts_app.records.own_people import Desk, make_world, text_of

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
AUGUST = datetime.date(2026, 8, 3)


@pytest.fixture
def world() -> SimpleNamespace:
    return make_world()


def shown(world: SimpleNamespace) -> str:
    return Account.objects.get(pk=world.account.pk).brief


def test_publishing_shows_the_newest_brief_in_the_directory(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "brief")
    desk.write(text="Uusin", published_on="2026-09-11")
    assert shown(world) == "Uusin"
    desk.write(text="Vanhempi", published_on="2026-09-01")
    assert shown(world) == "Uusin"
    assert AuditEvent.objects.filter(act="brief.add").count() == 2


def test_correcting_the_newest_brief_corrects_the_directory_and_keeps_its_day(world: SimpleNamespace) -> None:
    brief = make_brief(world.account, AUGUST)
    Desk(world.owner, world.account, "brief").write(brief.pk, text="Korjattu", published_on="2026-09-11")
    assert shown(world) == "Korjattu"
    brief.refresh_from_db()
    assert brief.published_on == AUGUST


def test_a_second_brief_of_a_day_is_refused_with_a_sentence(world: SimpleNamespace) -> None:
    make_brief(world.account, TODAY)
    response = Desk(world.owner, world.account, "brief").write(text="Toinen", published_on="2026-09-11")
    assert response.status_code == 422
    assert "Tänä päivänä on jo julkaistu perehdytys." in text_of(response)
    assert AccountBrief.objects.count() == 1


def test_a_brief_has_at_most_4000_characters(world: SimpleNamespace) -> None:
    desk = Desk(world.owner, world.account, "brief")
    assert desk.write(text="a" * 4001, published_on="2026-09-11").status_code == 422
    assert desk.write(text="a" * 4000, published_on="2026-09-11").status_code == 302


def test_a_brief_is_not_taken_away(world: SimpleNamespace) -> None:
    brief = make_brief(world.account, AUGUST)
    assert Desk(world.owner, world.account, "brief").take_away(brief.pk).status_code == 403


def test_a_supervisor_acknowledges_the_newest_brief_with_one_button(world: SimpleNamespace) -> None:
    make_brief(world.account, datetime.date(2026, 5, 4))
    newest = make_brief(world.account, AUGUST)
    lists = Desk(world.supervisor, world.account, "brief")
    assert "Olen lukenut perehdytyksen" in text_of(lists.list())
    desk = Desk(world.supervisor, world.account, "acknowledgement")
    assert newest.text in text_of(desk.form())
    assert desk.write(person=str(make_person().pk)).status_code == 302
    given = BriefAcknowledgement.objects.get()
    assert (given.brief, given.person, given.acknowledged_on) == (newest, world.supervisor.person, TODAY)
    page = text_of(lists.list())
    assert "Kuittasit sen 11.9.2026" in page
    assert "Olen lukenut perehdytyksen" not in page


def test_it_is_acknowledged_once(world: SimpleNamespace) -> None:
    make_brief(world.account, AUGUST, world.supervisor.person)
    response = Desk(world.supervisor, world.account, "acknowledgement").write()
    assert response.status_code == 422
    assert "Perehdytys on jo kuitattu." in text_of(response)
    assert BriefAcknowledgement.objects.count() == 1


def test_without_a_brief_there_is_nothing_to_acknowledge(world: SimpleNamespace) -> None:
    response = Desk(world.supervisor, world.account, "acknowledgement").write()
    assert response.status_code == 422
    assert "Perehdytystä ei ole julkaistu" in text_of(response)


def test_only_who_supervises_an_active_site_acknowledges(world: SimpleNamespace) -> None:
    make_brief(world.account, AUGUST)
    for user in (world.owner, world.deputy, world.director, world.controller, world.outsider):
        assert Desk(user, world.account, "acknowledgement").write().status_code == 403
    world.site.ends_on = AUGUST
    world.site.save()
    assert Desk(world.supervisor, world.account, "acknowledgement").write().status_code == 403
    assert BriefAcknowledgement.objects.count() == 0


def test_an_acknowledgement_stays(world: SimpleNamespace) -> None:
    given = make_acknowledgement(make_brief(world.account, AUGUST), world.supervisor.person, AUGUST)
    desk = Desk(world.supervisor, world.account, "acknowledgement")
    assert desk.form(given.pk).status_code == 403
    assert desk.take_away(given.pk).status_code == 403


def test_owner_and_area_director_see_who_has_read_it_and_others_do_not(world: SimpleNamespace) -> None:
    reader, slow = make_user("Lauri Lukija"), make_user("Hilkka Hidas")
    for user in (reader, slow):
        make_site(world.account, supervisor=user.person)
    make_brief(world.account, AUGUST, reader.person)
    for user in (world.owner, world.deputy, world.director):
        page = text_of(Desk(user, world.account, "brief").list())
        assert page.index("Hilkka Hidas") < page.index("Lauri Lukija")
        assert "ei vielä" in page
        assert "Lauri Lukija" in text_of(Desk(user, world.account, "acknowledgement").list())
    for user in (world.supervisor, world.controller):
        for kind in ("brief", "acknowledgement"):
            page = text_of(Desk(user, world.account, kind).list())
            assert "Lauri Lukija" not in page
            assert "Hilkka Hidas" not in page


def test_the_text_of_a_brief_cannot_carry_markup(world: SimpleNamespace) -> None:
    make_brief(world.account, AUGUST, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in text_of(Desk(world.owner, world.account, "brief").list())

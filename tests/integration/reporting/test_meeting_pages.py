"""The pages of the meetings: planned, frozen, walked through, noted, closed; each by those who may (domain.md 1.8)."""

import datetime
import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts_app.models import BoardRequest, Instruction, PathAction, StatusChange
from accounts_app.templatetags.kam import undo_address
from reporting import freeze
from reporting.models import BoardMeeting, MeetingRecord, QualityCard, Stance
from tests.factories import make_account, make_instruction, make_person
from tests.factories.published import make_published
from tests.integration.reporting.meeting_world import (
    JULY,
    JUNE,
    TODAY,
    card_of,
    make_meeting_world,
    with_cards,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_meeting_world()


def open_as(user):
    client = Client()
    client.force_login(user)
    return client


def at(world, end=""):
    return f"/board/meetings/{world.meeting.pk}/{end}"


def card_page(world, name, end=""):
    return at(world, f"cards/{card_of(world.accounts[name]).pk}/{end}")


def test_the_addresses_have_names(world):
    pk = world.meeting.pk
    assert reverse("reporting:meeting_list") == "/board/meetings/"
    assert reverse("reporting:meeting", args=[pk]) == at(world)
    assert reverse("reporting:meeting_pack_pdf", args=[pk]) == at(world, "pack/pdf/")


def test_a_meeting_is_planned_with_a_suggestion_and_mistakes_beside_the_fields():
    world = make_meeting_world(packed=False)
    client = open_as(world.secretary)
    form = client.get("/board/meetings/new/").context["form"]
    assert form.initial["month"] == "2026-08"
    assert form.initial["day"] == datetime.date(2026, 9, 16)
    wrong = client.post("/board/meetings/new/", {"month": "2026-07", "day": "2026-09-16", "time": "yhdeksältä"})
    assert wrong.status_code == 422
    assert "time" in wrong.context["form"].errors
    twice = client.post("/board/meetings/new/", {"month": "2026-07", "day": "2026-09-16", "time": "09:00"})
    assert twice.status_code == 422
    made = client.post("/board/meetings/new/", {"month": "2026-08", "day": "2026-09-16", "time": "09:00", "place": "A"})
    meeting = BoardMeeting.objects.get(month="2026-08-01")
    assert made["Location"] == f"/board/meetings/{meeting.pk}/"
    edited = client.post(
        f"/board/meetings/{meeting.pk}/edit/", {"month": "2026-08", "day": "2026-09-17", "time": "10:30", "place": "B"}
    )
    meeting.refresh_from_db()
    assert (edited.status_code, meeting.place, meeting.meets_at.hour) == (302, "B", 7)


def test_before_the_pack_the_agenda_follows_the_cards():
    world = make_meeting_world(packed=False)
    client = open_as(world.chair)
    page = client.get(at(world)).context["page"]
    assert (page.is_live, page.total) == (True, 9)
    assert [section.code for section in page.sections] == ["new_red", "long_red", "grey", "new_amber", "raised", "rest"]
    assert client.get(at(world, "pack/pdf/")).status_code == 404
    assert client.get(card_page(world, "Vihreä Oy")).status_code == 404
    client.post(at(world, "freeze/"), {"after": "0"})
    client.post(at(world, "freeze/"), {"after": "0"})
    assert MeetingRecord.objects.count() == 1
    assert client.get(at(world)).context["page"].packs[0].version == 1


def test_every_reader_sees_the_agenda_and_only_some_the_buttons(world):
    for user, runs in ((world.chair, True), (world.secretary, True), (world.member, False)):
        page = open_as(user).get(at(world))
        assert page.context["page"].may_run is runs
        assert (at(world, "edit/") in page.content.decode()) is runs
    for user in (world.owner, world.staff):
        assert open_as(user).get(at(world)).status_code == 403


def test_a_correction_offers_a_new_version_of_the_pack(world):
    client = open_as(world.chair)
    assert client.get(at(world)).context["page"].changed == 0
    make_published(world.accounts["Vihreä Oy"], JULY, "AMBER", version=2)
    assert client.get(at(world)).context["page"].changed == 1
    client.post(at(world, "freeze/"), {"after": "1"})
    page = client.get(at(world)).context["page"]
    assert ([pack.version for pack in page.packs], page.changed) == ([2, 1], 0)


def test_the_walk_leads_through_the_cards_in_their_order(world):
    client = open_as(world.chair)
    page = client.get(card_page(world, "Uusipunainen Oy"))
    walk = page.context["walk"]
    assert (walk.place, walk.total, walk.previous) == (1, 9, None)
    assert walk.following == card_of(world.accounts["Pitkäpunainen Oy"]).pk
    text = page.content.decode()
    assert text.index("Syy suomeksi, Uusipunainen Oy.") < text.index("Talous")
    assert page.context["form"].fields["responsible"].initial == world.owner.person


def test_a_card_shows_what_was_asked_told_and_requested(world):
    account = world.accounts["Uusipunainen Oy"]
    PathAction.objects.create(
        account=account, month=JULY, what="Lisää käyntejä", owner=world.owner.person, due_on=TODAY, decider="board",
        metric="Q2", expected_effect="+2", made_on=JULY,
    )  # fmt: skip
    BoardRequest.objects.create(
        account=account, kind="decision", text="Saako palkata?", asked_at=world.meeting.meets_at
    )
    make_published(account, JULY, "RED", version=2)
    client = open_as(world.chair)
    client.post(at(world, "freeze/"), {"after": "1"})
    page = client.get(card_page(world, "Uusipunainen Oy"))
    line = page.context["line"]
    assert line.decisions[:2] == ("Päätä polun toimenpide 1: Lisää käyntejä", "Vastattava: Saako palkata?")
    assert "Lisää käyntejä" in page.content.decode()


def test_a_stance_is_recorded_and_leads_on_and_is_undone(world):
    client = open_as(world.chair)
    page = client.post(card_page(world, "Uusipunainen Oy", "stance/"), {"kind": "noted"}, follow=True)
    assert page.redirect_chain[-1][0] == card_page(world, "Pitkäpunainen Oy")
    message = next(iter(page.context["messages"]))
    assert undo_address(message) == card_page(world, "Uusipunainen Oy", "undo/")
    back = client.post(undo_address(message), follow=True)
    assert back.redirect_chain[-1][0] == card_page(world, "Uusipunainen Oy")
    assert not Stance.objects.filter(withdrawn_at__isnull=True).exists()
    assert client.post(undo_address(message)).status_code == 302


def test_an_instruction_needs_its_fields_and_what_was_typed_stays(world):
    client, address = open_as(world.chair), card_page(world, "Uusipunainen Oy", "stance/")
    values = {"kind": "instructed", "instruction": "Sovi tapaaminen", "metric": "Q2", "accepted_until": "hölynpöly"}
    wrong = client.post(address, values)
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"responsible", "due_on", "expected_effect"}
    assert "Sovi tapaaminen" in wrong.content.decode()
    values |= {"responsible": world.owner.person.pk, "due_on": "2026-10-01", "expected_effect": "+2"}
    assert client.post(address, values).status_code == 302
    row = Instruction.objects.get()
    assert (row.text, row.responsible, row.metric) == ("Sovi tapaaminen", world.owner.person, "Q2")
    assert "Sovi tapaaminen" in client.get(card_page(world, "Uusipunainen Oy")).content.decode()


def test_a_plan_is_due_in_ten_working_days_by_itself(world):
    values = {"kind": "plan", "responsible": world.owner.person.pk}
    open_as(world.member).post(card_page(world, "Uusipunainen Oy", "stance/"), values)
    row = Instruction.objects.get()
    assert (row.due_on, row.text) == (
        datetime.date(2026, 9, 25),
        "Laadi toimintasuunnitelma ja esitä se johtoryhmälle.",
    )


@pytest.mark.parametrize(
    ("kind", "field"), [("risk", "accepted_until"), ("escalated", "escalated_to"), ("returned", "text")]
)
def test_each_stance_asks_for_its_own_field(world, kind, field):
    wrong = open_as(world.chair).post(card_page(world, "Uusipunainen Oy", "stance/"), {"kind": kind})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, [field])


def test_a_day_that_passed_is_told_beside_its_field(world):
    values = {
        "kind": "instructed",
        "instruction": "Sovi",
        "responsible": world.owner.person.pk,
        "due_on": "2026-01-01",
        "metric": "Q2",
        "expected_effect": "+2",
    }
    wrong = open_as(world.chair).post(card_page(world, "Uusipunainen Oy", "stance/"), values)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["due_on"])


def test_nobody_judges_an_own_account(world):
    client = open_as(world.chair)
    page = client.get(card_page(world, "Oma Vihreä Oy"))
    assert (page.context["form"], page.context["is_own"]) == (None, True)
    for end in ("stance/", "undo/"):
        assert client.post(card_page(world, "Oma Vihreä Oy", end), {"kind": "noted"}).status_code == 403
    assert open_as(world.secretary).get(card_page(world, "Oma Vihreä Oy")).context["form"] is not None


def test_a_returned_card_somebody_wrote_in_is_said_to_stay(world):
    client, name = open_as(world.chair), "Uusipunainen Oy"
    shown = card_of(world.accounts[name]).pk
    client.post(at(world, f"cards/{shown}/stance/"), {"kind": "returned", "text": "Kerro syy"})
    QualityCard.objects.filter(supersedes=shown).update(comment="Uusi", commented_at=world.meeting.meets_at)
    page = client.post(at(world, f"cards/{shown}/undo/"), follow=True)
    assert "Uusi versio jää" in page.content.decode()


def test_the_rest_is_shown_noted_and_undone(world):
    client = open_as(world.chair)
    shown = client.get(at(world, "rest/")).context["rows"]
    assert "Oma Vihreä Oy" not in [row.name for row in shown]
    cards = [row.card for row in shown]
    page = client.post(at(world, "rest/"), {"card": cards}, follow=True)
    client.post(at(world, "rest/"), {"card": [*cards, "x"]})
    assert Stance.objects.count() == len(cards)
    assert page.context["rows"] == []
    address = undo_address(next(iter(page.context["messages"])))
    assert address == at(world, "rest/undo/")
    client.post(address)
    assert [row.card for row in client.get(at(world, "rest/")).context["rows"]] == cards
    assert open_as(world.member).get(at(world, "rest/")).status_code == 403


def test_the_minutes_are_kept_closed_and_printed(world):
    client = open_as(world.secretary)
    client.post(card_page(world, "Uusipunainen Oy", "stance/"), {"kind": "approved", "text": "Hyvä suunta"})
    client.post(at(world, "rest/"), {"card": [row.card for row in client.get(at(world, "rest/")).context["rows"]]})
    present = [world.chair.person.pk, world.secretary.person.pk]
    client.post(at(world, "minutes/"), {"attendees": present, "notes": "Sovittiin seuraava kokous."})
    page = client.get(at(world, "minutes/"))
    assert page.context["may_close"]
    assert "Hyvä suunta" in page.content.decode()
    assert client.get(at(world, "minutes/pdf/")).status_code == 404
    assert client.post(at(world, "minutes/"), {"notes": "x" * 4001}).status_code == 422
    client.post(at(world, "minutes/close/"))
    client.post(at(world, "minutes/close/"))
    assert MeetingRecord.objects.filter(kind="minutes").count() == 1
    page = client.get(at(world, "minutes/"))
    assert (page.context["form"], page.context["may_close"]) == (None, False)
    assert client.post(at(world, "minutes/"), {"notes": "myöhässä"}).status_code == 302
    for lang, word in (("fi", "Läsnä"), ("en", "Present"), ("sv", "Närvarande")):
        made = PdfReader(io.BytesIO(client.get(at(world, f"minutes/pdf/?lang={lang}")).content))
        text = " ".join(made.pages[0].extract_text().split())
        assert word in text
        assert "Hyvä suunta" in text
        assert "Sovittiin seuraava kokous." in text
    assert client.get(at(world, "minutes/pdf/?lang=xx")).status_code == 404


def test_the_pack_is_one_pdf_with_contents_and_every_card(world):
    account = world.accounts["Uusipunainen Oy"]
    make_instruction(account, JUNE, text="Vanha ohje", due_on=JULY)
    make_published(account, JULY, "RED", version=2)
    client = open_as(world.chair)
    client.post(at(world, "freeze/"), {"after": "1"})
    answer = client.get(at(world, "pack/pdf/"))
    assert answer["Content-Disposition"] == 'attachment; filename="pack-2026-07-v2-fi.pdf"'
    made = PdfReader(io.BytesIO(answer.content))
    texts = [" ".join(page.extract_text().split()) for page in made.pages]
    front = next(place for place, text in enumerate(texts) if "Johtajan kommentti" in text)
    assert len(texts) == front + 9
    assert made.metadata.title == "Kokousaineisto 7/2026"
    assert b"pdfuaid" in made.trailer["/Root"]["/Metadata"].get_object().get_data()
    contents = " ".join(texts[:front])
    for word in ("Uudet punaiset", "Loput, luettelona tiedoksi", "Vanha ohje", "Pyydetty päätös:", "Muuttuneet värit"):
        assert word in contents, word
    assert "Uusipunainen Oy ● Vihreä" in contents or "Uusipunainen Oy" in contents
    assert "Uusipunainen Oy" in texts[front]
    assert texts[front].endswith(f"Luottamuksellinen · {front + 1}")
    assert "Syy suomeksi, Pitkäpunainen Oy." in texts[front + 1]


@pytest.mark.parametrize(("lang", "title"), [("en", "Meeting pack 7/2026"), ("sv", "Mötesmaterial 7/2026")])
def test_the_pack_speaks_every_language(world, lang, title):
    made = PdfReader(io.BytesIO(open_as(world.chair).get(at(world, f"pack/pdf/?lang={lang}")).content))
    assert made.metadata.title == title
    assert made.trailer["/Root"]["/Lang"] == lang


def test_the_workbook_holds_the_same_figures_and_runs_nothing(world):
    evil = with_cards(make_account("=HYPERLINK(1) Oy", owner=make_person()), "GREEN", "GREEN", 1)
    client = open_as(world.chair)
    client.post(at(world, "freeze/"), {"after": "1"})
    content = client.get(at(world, "pack/xlsx/")).content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = book.namelist()
        texts = "".join(book.read(name).decode() for name in sorted(names) if name.startswith("xl/"))
    assert sum(name.startswith("xl/worksheets/sheet") for name in names) == 5
    assert "'=HYPERLINK(1) Oy" in texts
    assert "<f>" not in texts
    assert "3126500" in texts
    assert card_of(evil).checksum


def test_the_list_counts_only_what_the_reader_sees(world):
    with_cards(make_account("Salainen Oy", owner=make_person(), confidentiality="secret"), "RED", "RED", 2)
    row = open_as(world.member).get("/board/meetings/").context["rows"][0]
    assert (row.cards, row.stances, row.colours) == (9, 0, {"RED": 2, "AMBER": 3, "GREEN": 3, "GREY": 1})


def test_what_changed_names_rule_cause_and_instructions(world):
    account = world.accounts["Uusipunainen Oy"]
    card = card_of(account)
    finding = next(row for row in card.snapshot["findings"] if row["level"] == "AMBER")
    other = with_cards(make_account("Sääntö Oy", owner=make_person()), "GREEN", "AMBER", 1)
    june = card_of(other, JUNE)
    calm = [row | {"level": "GREEN"} if row["rule"] == finding["rule"] else row for row in june.snapshot["findings"]]
    make_published(other, JUNE, "GREEN", version=2)
    second = card_of(other, JUNE)
    assert second.version == 2
    with freeze.lifted(connection):
        QualityCard.objects.filter(pk=second.pk).update(snapshot=second.snapshot | {"findings": calm})
    StatusChange.objects.create(
        account=other, scope="rule", key=finding["rule"], changed_on=datetime.date(2026, 8, 1), old="GREEN",
        new="AMBER", cause="limits",
    )  # fmt: skip
    make_instruction(other, datetime.date(2026, 8, 1), text="Uusi ohje", closed_on=datetime.date(2026, 8, 10))
    page = open_as(world.member).get("/board/movements/?then=2026-06&now=2026-07")
    rows = {row.name: row for row in page.context["found"].rows}
    assert rows["Uusipunainen Oy"].movement == "worse"
    moved = rows["Sääntö Oy"]
    assert [(rule.rule, rule.new, rule.was) for rule in moved.rules] == [(finding["rule"], "AMBER", "vihreä")]
    assert moved.rules[0].cause
    assert (moved.given, moved.closed) == (("Uusi ohje",), ("Uusi ohje",))
    assert "Vanhakeltainen Oy" not in rows
    csv = open_as(world.member).get("/board/movements/?then=2026-06&now=2026-07&format=csv").content.decode()
    assert "Sääntö Oy" in csv
    assert open_as(world.owner).get("/board/movements/").status_code == 403


def test_the_trend_counts_the_published_cards(world):
    chart = open_as(world.chair).get("/board/movements/").context["chart"]
    assert chart.rows == (("6/2026", (1, 3, 0, 5)), ("7/2026", (2, 3, 1, 3)))
    assert "punaisia 2" in chart.sentence


def test_without_cards_the_page_says_what_it_is(client):
    world = make_meeting_world(packed=False)
    BoardMeeting.objects.all().delete()
    page = open_as(world.chair).get("/board/meetings/").content.decode()
    assert "Ei vielä kokouksia" in page


def test_the_phase_stands_on_the_list_and_on_the_card(world):
    client = open_as(world.chair)
    client.post(card_page(world, "Uusipunainen Oy", "stance/"), {"kind": "noted"})
    assert "Johtoryhmän kanta annettu" in client.get("/cards/?month=2026-07").content.decode()
    card = card_of(world.accounts["Uusipunainen Oy"])
    assert "Johtoryhmän kanta annettu" in client.get(f"/cards/{card.pk}/").content.decode()


ADDRESSES = ("", "rest/", "minutes/", "pack/xlsx/")


@pytest.mark.heavy
def test_the_same_queries_for_10_and_for_100_cards():
    def counts(world):
        client = open_as(world.chair)
        asked = [at(world, end) for end in ADDRESSES]
        asked += ["/board/meetings/", "/board/movements/", card_page(world, "Uusipunainen Oy")]
        found = {}
        for place, address in enumerate(asked):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200, address
            found[place] = len(caught)
        return found

    few = make_meeting_world(packed=False)
    with_cards(make_account("Kymmenes Oy", owner=few.owner.person), "GREEN", "RED", 1)
    open_as(few.chair).post(at(few, "freeze/"), {"after": "0"})
    for_ten = counts(few)
    for number in range(90):
        account = make_account(f"Lisä {number} Oy", owner=few.owner.person)
        with_cards(account, ("GREEN", "AMBER")[number % 2], ("RED", "AMBER", "GREEN")[number % 3], 2)
        make_instruction(account, JUNE)
    open_as(few.chair).post(at(few, "freeze/"), {"after": "1"})
    for_hundred = counts(few)
    assert for_hundred == for_ten
    assert max(for_ten.values()) <= 30, for_ten

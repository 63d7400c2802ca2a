"""verify_cards names whatever was altered behind the application's back: cards, rows behind them, the board's chain."""

import datetime
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reporting import freeze
from reporting.actions import card_publishing, cards, meetings
from reporting.actions.card_retention import redact_old
from reporting.cards.canonical import checksum
from reporting.cards.verify import Altered, verify
from reporting.models import BoardMeeting, CardEvidence, MeetingRecord, QualityCard
from tests.factories import make_account, make_complaint, make_figure

pytestmark = pytest.mark.django_db
JULY, AUGUST = datetime.date(2026, 7, 1), datetime.date(2026, 8, 1)
TODAY = datetime.date(2026, 9, 11)
AT = datetime.datetime(2026, 9, 14, 9, tzinfo=datetime.UTC)
CARDS, EVIDENCE, RECORDS = (row._meta.db_table for row in (QualityCard, CardEvidence, MeetingRecord))


@pytest.fixture
def published() -> QualityCard:
    """Two published cards and a draft; the card of the first account."""
    for name in ("Esimerkkihoiva Oy", "Toinen Oy"):
        account = make_account(name)
        make_figure(account, AUGUST)
        make_complaint(account, datetime.date(2026, 8, 3))
    cards.build(month=AUGUST, as_of=TODAY, by=None)
    card_publishing.publish(cards=QualityCard.objects.all(), by=None, at=AT)
    return QualityCard.objects.get(account__name="Esimerkkihoiva Oy")


@pytest.fixture
def chain(published: QualityCard) -> list[MeetingRecord]:
    """The packs and minutes of two meetings about the cards, in the order they were written."""
    for number in range(2):
        at = AT + datetime.timedelta(days=number + 1)
        meeting = BoardMeeting.objects.create(month=AUGUST, meets_at=at)
        meetings.freeze(meeting=meeting, by=None, at=at)
        meetings.close(meeting=meeting, by=None, at=at)
    return list(MeetingRecord.objects.order_by("pk"))


def sql(statement: str, *values: Any) -> None:
    """By hand, with the guard taken away."""
    with freeze.lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)


def alter(card: QualityCard, column: str, value: object) -> None:
    sql(f"UPDATE {CARDS} SET {column} = %s WHERE id = %s", value, card.pk)


def found(month: datetime.date | None = None) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.kind, one.pk, one.differs) for one in verify(month).altered]


def test_what_is_as_it_was_frozen_passes(chain: list[MeetingRecord], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_cards")
    said = (
        "2 published cards (2 with the rows behind them) and 4 records of the board: every one is as it was frozen.\n"
    )
    assert capsys.readouterr().out == said


def test_a_figure_changed_in_the_database_is_named(published: QualityCard, capsys: pytest.CaptureFixture[str]) -> None:
    alter(published, "snapshot", json.dumps({**published.snapshot, "currency": "SEK"}))
    with pytest.raises(CommandError, match="1 of 2") as refused:
        call_command("verify_cards", month="2026-08")
    assert refused.value.returncode == 1
    assert capsys.readouterr().err == f"ALTERED: Esimerkkihoiva Oy, 8/2026, version 1 (card {published.pk}): checksum\n"


def test_the_result_can_be_read_by_programs(published: QualityCard, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_cards", json=True)
    assert json.loads(capsys.readouterr().out) == {"cards": 2, "evidence": 2, "records": 0, "altered": []}
    alter(published, "status", "GREEN")
    with pytest.raises(CommandError):
        call_command("verify_cards", json=True)
    (altered,) = json.loads(capsys.readouterr().out)["altered"]
    assert altered["name"] == "Esimerkkihoiva Oy"
    assert (altered["month"], altered["version"], altered["differs"]) == ("2026-08-01", 1, ["status"])


@pytest.mark.parametrize(
    ("column", "value", "differs"),
    [
        ("status", "GREEN", ("status",)),
        ("month", "2026-07-01", ("month",)),
        ("version", 2, ("version",)),
        ("frozen_at", "2026-09-15 09:00:00+00:00", ("frozen_at", "evidence")),
        ("checksum", "0" * 64, ("checksum",)),
    ],
)
def test_a_column_that_says_something_else_than_the_card_is_named(
    published: QualityCard, column: str, value: object, differs: tuple[str, ...]
) -> None:
    alter(published, column, value)
    assert found() == [("card", published.pk, differs)]


def test_a_card_given_to_another_account_is_named(published: QualityCard) -> None:
    alter(published, "account_id", make_account().pk)
    assert found() == [("card", published.pk, ("account_id",))]


def test_a_snapshot_and_checksum_written_anew_still_contradict_the_rows(published: QualityCard) -> None:
    """Whoever changes a card and computes its checksum again has not changed the rows its numbers were counted from."""
    forged = {**published.snapshot, "evidence_checksum": "0" * 64}
    alter(published, "snapshot", json.dumps(forged))
    alter(published, "checksum", checksum(forged))
    assert found() == [("card", published.pk, ("evidence",))]


def test_a_snapshot_that_cannot_be_read_is_named(published: QualityCard) -> None:
    alter(published, "snapshot", "{}")
    assert found() == [("card", published.pk, ("checksum", "snapshot"))]


def test_a_card_put_back_to_draft_is_named(published: QualityCard) -> None:
    sql(f"UPDATE {CARDS} SET state = 'draft', frozen_at = NULL, checksum = '' WHERE id = %s", published.pk)
    ((kind, pk, differs),) = found()
    assert (kind, pk) == ("card", published.pk)
    assert {"checksum", "frozen_at", "state"} <= set(differs)


def test_a_row_behind_a_card_changed_is_named(published: QualityCard) -> None:
    content = CardEvidence.objects.get(card=published).content
    content["tables"]["complaints_received"]["rows"][0][1] = "2026-08-04"
    sql(f"UPDATE {EVIDENCE} SET content = %s WHERE card_id = %s", json.dumps(content), published.pk)
    assert found() == [("card", published.pk, ("evidence",))]


def test_rows_taken_away_are_named(published: QualityCard) -> None:
    sql(f"DELETE FROM {EVIDENCE} WHERE card_id = %s", published.pk)
    assert found() == [("card", published.pk, ("evidence missing",))]


def test_rows_of_a_card_that_names_none_are_named(published: QualityCard) -> None:
    bare = {key: value for key, value in published.snapshot.items() if key != "evidence_checksum"}
    alter(published, "snapshot", json.dumps(bare))
    alter(published, "checksum", checksum(bare))
    assert found() == [("card", published.pk, ("evidence",))]
    sql(f"DELETE FROM {EVIDENCE} WHERE card_id = %s", published.pk)
    assert found() == []  # a card of the time before rows were kept


def test_a_card_without_names_answers_to_its_own_checksum(published: QualityCard) -> None:
    redact_old(on=datetime.date(2032, 9, 15), by=None)
    assert found() == []
    published.refresh_from_db()
    alter(published, "snapshot", json.dumps({**published.snapshot, "currency": "SEK"}))
    assert found() == [("card", published.pk, ("checksum",))]


def test_a_card_cannot_be_passed_off_as_one_without_names(published: QualityCard) -> None:
    forged = {**published.snapshot, "currency": "SEK"}
    alter(published, "snapshot", json.dumps(forged))
    taken_out = f"UPDATE {CARDS} SET redacted_checksum = %s, redacted_at = frozen_at WHERE id = %s"
    sql(taken_out, checksum(forged), published.pk)
    told = ("checksum before the names were removed", "names removed too early", "names removed without a trail")
    assert found() == [("card", published.pk, told)]


def test_minutes_written_anew_are_named(chain: list[MeetingRecord], capsys: pytest.CaptureFixture[str]) -> None:
    minutes = chain[1]
    forged = json.dumps({**minutes.content, "notes": "Ei mitään."})
    sql(f"UPDATE {RECORDS} SET content = %s WHERE id = %s", forged, minutes.pk)
    with pytest.raises(CommandError):
        call_command("verify_cards")
    said = f"ALTERED: minutes of the meeting about 8/2026, version 1 (record {minutes.pk}): checksum\n"
    assert capsys.readouterr().err == said


def test_a_record_with_a_fresh_checksum_breaks_the_chain_behind_it(chain: list[MeetingRecord]) -> None:
    forged = {**chain[1].content, "notes": "Ei mitään."}
    values = (json.dumps(forged), checksum(forged), chain[1].pk)
    sql(f"UPDATE {RECORDS} SET content = %s, checksum = %s WHERE id = %s", *values)
    assert found() == [("record", chain[2].pk, ("chain",))]


def test_a_record_taken_out_of_the_middle_is_noticed(chain: list[MeetingRecord]) -> None:
    sql(f"UPDATE {RECORDS} SET previous_id = NULL WHERE id = %s", chain[2].pk)
    sql(f"DELETE FROM {RECORDS} WHERE id = %s", chain[1].pk)
    assert found() == [("record", chain[2].pk, ("chain",)), ("meeting", chain[1].meeting_id, ("missing",))]


def test_the_last_record_taken_away_is_noticed(chain: list[MeetingRecord], capsys: pytest.CaptureFixture[str]) -> None:
    sql(f"DELETE FROM {RECORDS} WHERE id = %s", chain[3].pk)
    with pytest.raises(CommandError):
        call_command("verify_cards")
    said = f"ALTERED: minutes of the meeting about 8/2026 (meeting {chain[3].meeting_id}): missing\n"
    assert capsys.readouterr().err == said


def test_a_pack_names_a_card_that_is_gone_or_another(chain: list[MeetingRecord], published: QualityCard) -> None:
    alter(published, "checksum", "0" * 64)
    assert [differs for kind, _pk, differs in found() if kind == "record"] == [(f"card {published.pk}",)] * 4


def test_a_month_is_looked_at_alone_but_its_chain_reaches_back(chain: list[MeetingRecord]) -> None:
    assert found(JULY) == []
    assert (verify(JULY).cards, verify(JULY).records) == (0, 0)
    assert (verify(AUGUST).cards, verify(AUGUST).records) == (2, 4)


def test_drafts_are_left_out(published: QualityCard) -> None:
    cards.build(month=JULY, as_of=TODAY, by=None)
    assert verify().cards == 2
    assert verify().altered == ()


def test_it_says_how_far_it_is(published: QualityCard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.cards.verify.CHUNK", 1)
    told: list[tuple[int, int]] = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_what_was_altered_names_the_account(published: QualityCard) -> None:
    alter(published, "status", "GREEN")
    (altered,) = verify().altered
    assert altered == Altered("card", published.pk, AUGUST, "Esimerkkihoiva Oy", 1, ("status",), published.account_id)

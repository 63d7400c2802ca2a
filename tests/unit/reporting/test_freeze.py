"""All doors to a published card, its rows and the board's records are shut by the database itself (domain.md 1.9)."""

import datetime
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.transaction import TransactionManagementError

from reporting import freeze
from reporting.models import BoardMeeting, CardEvidence, MeetingRecord, QualityCard
from tests.factories import make_account

NOW = datetime.datetime(2026, 9, 14, 12, tzinfo=datetime.UTC)
AUGUST = datetime.date(2026, 8, 1)
TABLE = QualityCard._meta.db_table


def make_card(**values) -> QualityCard:
    values = {
        "account": make_account(),
        "month": AUGUST,
        "status": "RED",
        "built_at": NOW,
        "snapshot": {"a": 1},
    } | values
    return QualityCard.objects.create(**values)


@pytest.fixture
def frozen(db) -> QualityCard:
    return make_card(state="published", frozen_at=NOW, checksum="0" * 64)


def by_save(card):
    card.comment = "muutos"
    card.save()


def by_update(card):
    QualityCard.objects.filter(pk=card.pk).update(status="GREEN")


def by_bulk_update(card):
    card.status = "GREEN"
    QualityCard.objects.bulk_update([card], ["status"])


def by_thawing(card):
    QualityCard.objects.filter(pk=card.pk).update(frozen_at=None, state="draft", checksum="")


def by_delete(card):
    card.delete()


def by_queryset_delete(card):
    QualityCard.objects.all().delete()


def by_raw_delete(card):
    QualityCard.objects.filter(pk=card.pk)._raw_delete(using="default")


def by_sql_update(card):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET status = 'GREEN' WHERE id = %s", [card.pk])


def by_sql_delete(card):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id = %s", [card.pk])


def by_upsert(card):
    twin = QualityCard(account=card.account, month=card.month, version=card.version, status="GREEN", built_at=NOW)
    QualityCard.objects.bulk_create(
        [twin], update_conflicts=True, unique_fields=["account", "month", "version"], update_fields=["status"]
    )


def by_force_insert(card):
    card.status = "GREEN"
    card.save(force_insert=True)


DOORS = [
    by_save, by_update, by_bulk_update, by_thawing, by_delete, by_queryset_delete, by_raw_delete, by_sql_update,
    by_sql_delete, by_upsert, by_force_insert,
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_frozen_card_cannot_be_changed_or_removed(door, frozen):
    with pytest.raises(IntegrityError), transaction.atomic():
        door(frozen)
    kept = QualityCard.objects.get(pk=frozen.pk)
    assert (kept.status, kept.comment, kept.snapshot, kept.frozen_at) == ("RED", "", {"a": 1}, NOW)


def test_the_refusal_is_in_plain_words(frozen):
    with pytest.raises(IntegrityError, match="A published quality card is frozen"), transaction.atomic():
        by_update(frozen)


def test_an_account_with_cards_cannot_be_removed(frozen):
    with pytest.raises(ProtectedError):
        frozen.account.delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE account_id = %s", [frozen.account_id])


@pytest.mark.parametrize("words", ["INSERT OR REPLACE INTO", "UPDATE OR REPLACE"])
def test_sqlite_cannot_replace_a_frozen_card(words, frozen):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has OR REPLACE")
    draft = make_card(month=datetime.date(2026, 7, 1))
    columns = ", ".join(field.column for field in QualityCard._meta.concrete_fields)
    if words.startswith("INSERT"):
        sql = f"{words} {TABLE} ({columns}) SELECT {columns} FROM {TABLE} WHERE id = {frozen.pk}"
    else:
        sql = f"{words} {TABLE} SET account_id = {frozen.account_id}, month = '2026-08-01' WHERE id = {draft.pk}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert QualityCard.objects.filter(pk=frozen.pk, status="RED").exists()


def test_postgresql_cannot_truncate_frozen_cards(frozen):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")


def test_a_draft_is_free(db):
    card = make_card()
    by_save(card)
    by_sql_update(card)
    by_delete(card)
    assert not QualityCard.objects.exists()


def test_a_new_version_beside_a_frozen_card_is_free(frozen):
    second = make_card(account=frozen.account, version=2, supersedes=frozen)
    by_update(second)
    assert QualityCard.objects.get(pk=second.pk).status == "GREEN"


def test_installing_twice_changes_nothing(frozen):
    freeze.install(connection)
    freeze.install(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_update(frozen)


def test_the_guard_is_back_after_it_was_lifted(frozen):
    with freeze.lifted(connection):
        by_update(frozen)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_delete(frozen)


def test_migrating_puts_a_lost_guard_back(frozen):
    freeze.remove(connection)
    call_command("migrate", "reporting", verbosity=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_update(frozen)


def test_another_database_is_refused():
    class Other:
        vendor = "oracle"

    with pytest.raises(NotImplementedError, match="oracle"):
        freeze.install(Other())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_number", [1, 2])
def test_the_runner_can_empty_the_tables_between_committing_tests(round_number):
    assert not QualityCard.objects.exists()
    make_card(state="published", frozen_at=NOW, checksum="0" * 64)


def make_evidence(**values) -> CardEvidence:
    card = make_card(month=values.pop("month", AUGUST), state="published", frozen_at=NOW, checksum="0" * 64)
    return CardEvidence.objects.create(card=card, **{"content": {"a": 1}} | values)


def make_record(**values) -> MeetingRecord:
    meeting = values.pop("meeting", None) or BoardMeeting.objects.create(month=AUGUST, meets_at=NOW)
    return MeetingRecord.objects.create(
        **{"meeting": meeting, "kind": "pack", "content": {"a": 1}, "checksum": "0" * 64, "frozen_at": NOW} | values
    )


@pytest.fixture(params=["evidence", "record"])
def frozen_row(request, db):
    """A frozen row of each of the other two tables."""
    return make_evidence(frozen_at=NOW) if request.param == "evidence" else make_record()


def row_save(row):
    row.content = {"a": 2}
    row.save()


def row_update(row):
    type(row).objects.filter(pk=row.pk).update(content={"a": 2})


def row_bulk_update(row):
    row.content = {"a": 2}
    type(row).objects.bulk_update([row], ["content"])


def row_upsert(row):
    row.content = {"a": 2}
    type(row).objects.bulk_create([row], update_conflicts=True, unique_fields=["pk"], update_fields=["content"])


def row_thaw(row):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET frozen_at = NULL WHERE id = %s", [row.pk])


def row_delete(row):
    row.delete()


def row_raw_delete(row):
    type(row).objects.filter(pk=row.pk)._raw_delete(using="default")


def row_sql_delete(row):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


ROW_DOORS = [
    row_save, row_update, row_bulk_update, row_upsert, row_thaw, row_delete, row_raw_delete, row_sql_delete,
]  # fmt: skip


@pytest.mark.parametrize("door", ROW_DOORS)
def test_frozen_rows_and_records_cannot_be_changed_or_removed(door, frozen_row):
    before = type(frozen_row).objects.filter(pk=frozen_row.pk).values().get()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        door(frozen_row)
    assert type(frozen_row).objects.filter(pk=frozen_row.pk).values().get() == before


def test_postgresql_cannot_truncate_frozen_rows_and_records(frozen_row):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {frozen_row._meta.db_table} CASCADE")


def test_sqlite_cannot_replace_frozen_rows_and_records(frozen_row):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has OR REPLACE")
    table = frozen_row._meta.db_table
    columns = ", ".join(field.column for field in type(frozen_row)._meta.concrete_fields)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")


def test_a_frozen_card_cannot_be_removed_through_its_rows_nor_a_meeting_with_records(db):
    evidence = make_evidence(frozen_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        evidence.card.delete()
    record = make_record()
    with pytest.raises(ProtectedError):
        record.meeting.delete()
    assert CardEvidence.objects.filter(pk=evidence.pk).exists()


def test_rows_that_are_not_frozen_yet_are_free(db):
    evidence = make_evidence(month=datetime.date(2026, 7, 1))
    row_update(evidence)
    row_delete(evidence)
    assert not CardEvidence.objects.exists()


def test_a_record_after_a_frozen_one_is_free(db):
    first = make_record()
    second = make_record(meeting=first.meeting, version=2, previous=first)
    assert second.previous == first
    with pytest.raises(IntegrityError), transaction.atomic():
        make_record(meeting=first.meeting, version=2)


def test_the_door_for_names_is_open_inside_a_transaction_only_and_shut_after_it(frozen):
    connection.check_constraints()
    with transaction.atomic():
        with freeze.opened(connection, "quality_card"):
            by_update(frozen)
        connection.check_constraints()
        with pytest.raises(IntegrityError), transaction.atomic():
            by_delete(frozen)
    evidence = make_evidence(month=datetime.date(2026, 7, 1), frozen_at=NOW)
    connection.check_constraints()
    with transaction.atomic(), freeze.opened(connection, "quality_card"):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            row_update(evidence)
        by_update(frozen)


def test_the_door_does_not_open_outside_a_transaction():
    class Outside:
        in_atomic_block = False

    with pytest.raises(TransactionManagementError), freeze.opened(Outside(), "quality_card"):
        raise AssertionError("it opened")


def test_only_the_retention_opens_the_door():
    """Nothing else in the product takes the guard away; migrations and the test runner aside."""
    root = Path(freeze.__file__).resolve().parents[1]
    rooms = [path for room in ("config", "teams", "accounts_app", "reporting") for path in (root / room).rglob("*.py")]
    opens = re.compile(r"freeze\.(opened|lifted|remove)\(")
    found = {path.relative_to(root).as_posix() for path in rooms if opens.search(path.read_text(encoding="utf-8"))}
    assert {path for path in found if "/migrations/" not in path} == {
        "reporting/actions/card_retention.py",
        "reporting/actions/meeting_retention.py",
    }

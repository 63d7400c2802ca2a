"""All doors to a published card are shut by the database itself (domain.md 1.9)."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from reporting import freeze
from reporting.models import QualityCard
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

"""The guard of frozen rows: the database itself refuses to change or remove them (domain.md 1.9, docs/adr/0005).

Published cards, the rows behind their numbers, and the packs and minutes of the board. Installed by a migration and
again after every migration, because SQLite rebuilds a table without its triggers.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError


@dataclass(frozen=True)
class Guarded:
    """A table whose rows no longer change once their `frozen_at` is set; `key` names a row beside its number."""

    name: str
    table: str
    key: tuple[str, ...]
    message: str


GUARDED = (
    Guarded(
        "quality_card",
        "reporting_qualitycard",
        ("account_id", "month", "version"),
        "A published quality card is frozen: it is never changed or removed. Make a correction as a new version.",
    ),
    Guarded(
        "card_evidence",
        "reporting_cardevidence",
        ("card_id",),
        "The rows behind a published quality card are frozen with it: they are never changed or removed.",
    ),
    Guarded(
        "meeting_record",
        "reporting_meetingrecord",
        ("meeting_id", "kind", "version"),
        "A pack or minutes of the board are frozen: they are never changed or removed.",
    ),
)

POSTGRESQL_INSTALL = """
CREATE OR REPLACE FUNCTION $name$_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '$message$' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION $name$_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM $table$ WHERE frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION '$message$' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER $name$_keep BEFORE UPDATE OR DELETE ON $table$
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION $name$_refuse();
CREATE OR REPLACE TRIGGER $name$_keep_all BEFORE TRUNCATE ON $table$
    FOR EACH STATEMENT EXECUTE FUNCTION $name$_refuse_truncate();
"""
POSTGRESQL_REMOVE = """
DROP TRIGGER IF EXISTS $name$_keep ON $table$;
DROP TRIGGER IF EXISTS $name$_keep_all ON $table$;
DROP FUNCTION IF EXISTS $name$_refuse();
DROP FUNCTION IF EXISTS $name$_refuse_truncate();
"""
# INSERT OR REPLACE and UPDATE OR REPLACE remove the old row without a delete trigger: the last two close that door.
SQLITE_TRIGGERS = {
    "keep_update": "BEFORE UPDATE ON $table$ FOR EACH ROW WHEN OLD.frozen_at IS NOT NULL",
    "keep_delete": "BEFORE DELETE ON $table$ FOR EACH ROW WHEN OLD.frozen_at IS NOT NULL",
    "keep_insert": """BEFORE INSERT ON $table$ FOR EACH ROW WHEN EXISTS (
        SELECT 1 FROM $table$ WHERE frozen_at IS NOT NULL AND (id = NEW.id OR ($same_key$)))""",
    "keep_replace": """BEFORE UPDATE ON $table$ FOR EACH ROW WHEN EXISTS (
        SELECT 1 FROM $table$ WHERE frozen_at IS NOT NULL AND id <> OLD.id AND (id = NEW.id OR ($same_key$)))""",
}


ALL = tuple(guarded.name for guarded in GUARDED)


def install(connection: BaseDatabaseWrapper, names: Collection[str] = ALL) -> None:
    """Put the guard in place on every table that is there; running it twice changes nothing.

    Other databases than the two are refused with NotImplementedError.
    """
    for guarded in _present(connection, names):
        if connection.vendor == "postgresql":
            _execute(connection, _filled(POSTGRESQL_INSTALL, guarded))
            continue
        for name, when in SQLITE_TRIGGERS.items():
            refuse = f"BEGIN SELECT RAISE(ABORT, '{guarded.message}'); END"
            begin = f"CREATE TRIGGER IF NOT EXISTS {guarded.name}_{name} "
            _execute(connection, f"{begin}{_filled(when, guarded)} {refuse}")


def remove(connection: BaseDatabaseWrapper, names: Collection[str] = ALL) -> None:
    """Take the guard away, for the way back of the migration and for emptying a test database."""
    for guarded in _present(connection, names):
        if connection.vendor == "postgresql":
            _execute(connection, _filled(POSTGRESQL_REMOVE, guarded))
            continue
        for name in SQLITE_TRIGGERS:
            _execute(connection, f"DROP TRIGGER IF EXISTS {guarded.name}_{name}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The guard is away inside the block, for the test runner, which empties tables between tests."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


@contextmanager
def opened(connection: BaseDatabaseWrapper, *names: str) -> Iterator[None]:
    """The one door for names of people after the time of keeping (reporting/actions/card_retention.py), no other.

    Open inside a transaction only: other connections meet the guard or wait, and when anything fails the rollback puts
    it back. TransactionManagementError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("Frozen rows are opened inside a transaction only.")
    remove(connection, names)
    yield
    install(connection, names)


def install_after_migrate(*, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate: the guard stands whatever a migration did to the tables."""
    from django.db import connections

    install(connections[using])


def _present(connection: BaseDatabaseWrapper, names: Collection[str]) -> list[Guarded]:
    if connection.vendor not in ("postgresql", "sqlite"):
        raise NotImplementedError(f"Frozen rows cannot be guarded on {connection.vendor}.")
    tables = set(connection.introspection.table_names())
    return [guarded for guarded in GUARDED if guarded.name in names and guarded.table in tables]


def _filled(sql: str, guarded: Guarded) -> str:
    same_key = " AND ".join(f"{column} = NEW.{column}" for column in guarded.key)
    words = {"name": guarded.name, "table": guarded.table, "message": guarded.message, "same_key": same_key}
    for word, text in words.items():
        sql = sql.replace(f"${word}$", text)
    return sql


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

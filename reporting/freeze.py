"""The guard of published cards: the database itself refuses to change or remove a frozen row (domain.md 1.9).

Installed by a migration and again after every migration, because SQLite rebuilds a table without its triggers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "reporting_qualitycard"
MESSAGE = "A published quality card is frozen: it is never changed or removed. Make a correction as a new version."

POSTGRESQL_INSTALL = """
CREATE OR REPLACE FUNCTION quality_card_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '$message$' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION quality_card_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM reporting_qualitycard WHERE frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION '$message$' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER quality_card_keep BEFORE UPDATE OR DELETE ON reporting_qualitycard
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION quality_card_refuse();
CREATE OR REPLACE TRIGGER quality_card_keep_all BEFORE TRUNCATE ON reporting_qualitycard
    FOR EACH STATEMENT EXECUTE FUNCTION quality_card_refuse_truncate();
"""
POSTGRESQL_REMOVE = """
DROP TRIGGER IF EXISTS quality_card_keep ON reporting_qualitycard;
DROP TRIGGER IF EXISTS quality_card_keep_all ON reporting_qualitycard;
DROP FUNCTION IF EXISTS quality_card_refuse();
DROP FUNCTION IF EXISTS quality_card_refuse_truncate();
"""
# INSERT OR REPLACE and UPDATE OR REPLACE remove the old row without a delete trigger: the last two close that door.
SQLITE_TRIGGERS = {
    "quality_card_keep_update": "BEFORE UPDATE ON reporting_qualitycard FOR EACH ROW WHEN OLD.frozen_at IS NOT NULL",
    "quality_card_keep_delete": "BEFORE DELETE ON reporting_qualitycard FOR EACH ROW WHEN OLD.frozen_at IS NOT NULL",
    "quality_card_keep_insert": """BEFORE INSERT ON reporting_qualitycard FOR EACH ROW WHEN EXISTS (
        SELECT 1 FROM reporting_qualitycard WHERE frozen_at IS NOT NULL AND (
            id = NEW.id OR (account_id = NEW.account_id AND month = NEW.month AND version = NEW.version)))""",
    "quality_card_keep_replace": """BEFORE UPDATE ON reporting_qualitycard FOR EACH ROW WHEN EXISTS (
        SELECT 1 FROM reporting_qualitycard WHERE frozen_at IS NOT NULL AND id <> OLD.id AND (
            id = NEW.id OR (account_id = NEW.account_id AND month = NEW.month AND version = NEW.version)))""",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the guard in place; running it twice changes nothing. Other databases than these two are refused."""
    if connection.vendor == "postgresql":
        _execute(connection, POSTGRESQL_INSTALL.replace("$message$", MESSAGE))
    elif connection.vendor == "sqlite":
        for name, when in SQLITE_TRIGGERS.items():
            refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            _execute(connection, f"CREATE TRIGGER IF NOT EXISTS {name} {when} {refuse}")
    else:
        raise NotImplementedError(f"Frozen cards cannot be guarded on {connection.vendor}.")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away, for the way back of the migration and for emptying a test database."""
    if connection.vendor == "postgresql":
        _execute(connection, POSTGRESQL_REMOVE)
    else:
        for name in SQLITE_TRIGGERS:
            _execute(connection, f"DROP TRIGGER IF EXISTS {name}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The guard is away inside the block. For the test runner, which empties tables between tests."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def install_after_migrate(*, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate: the guard stands whatever a migration did to the table."""
    from django.db import connections

    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        install(connection)


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

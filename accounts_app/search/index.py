"""The trigram index of each database: made by a migration, and again when a table has been rebuilt.

Django rebuilds a SQLite table for some schema changes and drops its triggers with it. A migration that does so to
`accounts_app_account` or `teams_person` calls `install` again as its last step.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models

SEARCHED = ("accounts_app_account", "teams_person", "accounts_app_site", "accounts_app_contact")


def fts_table(model: type[models.Model]) -> str:
    """The FTS5 table beside the table of a model."""
    return f"{model._meta.db_table}_search"


def install(schema_editor: Any, tables: Sequence[str] = SEARCHED) -> None:
    """Make the index for the searched tables; what is already there is made anew."""
    vendor = schema_editor.connection.vendor
    for table in tables:
        for statement in (_sqlite if vendor == "sqlite" else _postgresql)(table):
            schema_editor.execute(statement, params=None)


def remove(schema_editor: Any, tables: Sequence[str] = SEARCHED) -> None:
    """Take the index away."""
    for table in tables:
        if schema_editor.connection.vendor == "sqlite":
            statements = [*_drop_triggers(table), f"DROP TABLE IF EXISTS {table}_search"]
        else:
            statements = [f"DROP INDEX IF EXISTS {table}_trigrams"]
        for statement in statements:
            schema_editor.execute(statement, params=None)


def _postgresql(table: str) -> list[str]:
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"DROP INDEX IF EXISTS {table}_trigrams",
        f"CREATE INDEX {table}_trigrams ON {table} USING gin (search_text gin_trgm_ops)",
    ]


def _sqlite(table: str) -> list[str]:
    index = f"{table}_search"
    add = f"INSERT INTO {index}(rowid, name, rest) VALUES (new.id, {_name('new')}, {_rest('new')})"  # noqa: S608 own names
    drop = f"DELETE FROM {index} WHERE rowid = old.id"  # noqa: S608 own names
    return [
        *_drop_triggers(table),
        f"DROP TABLE IF EXISTS {index}",
        f"CREATE VIRTUAL TABLE {index} USING fts5(name, rest, tokenize='trigram')",
        f"INSERT INTO {index}(rowid, name, rest) "  # noqa: S608 own names
        f"SELECT id, {_name(table)}, {_rest(table)} FROM {table}",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add}; END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop}; END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF search_text ON {table} "
        f"WHEN old.search_text <> new.search_text BEGIN {drop}; {add}; END",
    ]


def _name(row: str) -> str:
    """The first line with its line feed; together with the rest the text unchanged."""
    return f"substr({row}.search_text, 1, instr({row}.search_text || char(10), char(10)))"


def _rest(row: str) -> str:
    return f"substr({row}.search_text, instr({row}.search_text || char(10), char(10)) + 1)"


def _drop_triggers(table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_search_{act}" for act in ("insert", "delete", "update")]

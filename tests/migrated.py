"""A database migrated once and copied by every run of the suite: migrating takes longer than most files of tests."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from tests import services

VARIABLE = "KAM_TEST_TEMPLATE"  # a file of SQLite or the name of a database of PostgreSQL; without it all migrate


@contextmanager
def sqlite_file(folder: Path) -> Iterator[str]:
    """A migrated file."""
    file = folder / "migrated.sqlite3"
    _migrate(f"sqlite:///{file}")
    yield str(file)


@contextmanager
def postgres_database() -> Iterator[str]:
    """The name of a migrated database, which is gone afterwards."""
    name = f"kam_migrated_{os.getpid()}"
    _ask_postgres(f"CREATE DATABASE {name}")
    try:
        _migrate(f"{services.POSTGRES_URL.rpartition('/')[0]}/{name}")
        yield name
    finally:
        _ask_postgres(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _migrate(url: str) -> None:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    environment.pop(VARIABLE, None)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=environment, check=True)


def _ask_postgres(sql: str) -> None:
    connection = psycopg2.connect(services.POSTGRES_URL)
    connection.autocommit = True  # a database is never made in a transaction
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(sql)


def fill_memory(*, connection: Any, **_kwargs: object) -> None:
    """Receiver of connection_created: an empty database in memory begins as a copy of the migrated file."""
    file = os.environ.get(VARIABLE, "")
    if not file or connection.vendor != "sqlite" or not connection.is_in_memory_db():
        return
    if connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        with closing(sqlite3.connect(file)) as migrated:
            migrated.backup(connection.connection)

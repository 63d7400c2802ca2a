"""Asks the services this installation stands on whether they answer."""

from collections.abc import Iterator
from dataclasses import dataclass

import redis
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

TIMEOUT_S = 2


@dataclass(frozen=True)
class Finding:
    """One service: its name, whether it is as it should be, and a sentence saying so."""

    name: str
    is_fine: bool
    sentence: str


def redis_problem(url: str) -> str | None:
    """Why Redis cannot be used, or None when it answers."""
    client = redis.Redis.from_url(url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S)
    try:
        client.ping()
    except redis.RedisError as error:
        return str(error)
    finally:
        client.close()
    return None


def examine() -> Iterator[Finding]:
    """Database, its tables, the queue, the worker: each with a sentence."""
    database = _database()
    yield database
    if database.is_fine:
        yield _tables()
    if not settings.REDIS_URL:
        yield Finding("queue", True, "REDIS_URL is not set: jobs run at once inside the request. Fine for one user.")
        return
    problem = redis_problem(settings.REDIS_URL)
    if problem is not None:
        yield Finding("queue", False, f"Redis does not answer: {problem}. Start it or correct REDIS_URL.")
        return
    yield Finding("queue", True, "Redis answers.")
    yield _worker()


def _database() -> Finding:
    label = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}.get(connection.vendor, connection.vendor)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding("database", False, f"{label} does not answer: {error} Correct DATABASE_URL or start it.")
    return Finding("database", True, f"{label} answers: {connection.settings_dict['NAME']}.")


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    owed = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if owed:
        return Finding("tables", False, f"{len(owed)} migrations are missing: run manage.py migrate.")
    return Finding("tables", True, "All tables are up to date.")


def _worker() -> Finding:
    answers = current_app.control.ping(timeout=TIMEOUT_S)
    if not answers:
        return Finding("worker", False, "No Celery worker answers: start celery -A config worker.")
    return Finding("worker", True, f"{len(answers)} Celery worker(s) answer.")

"""Rows that share trigrams with a query, by the index of each database.

SQLite keeps an FTS5 trigram table beside the searched table, in step by triggers; PostgreSQL has a pg_trgm index on
`search_text`. Both are made by `accounts_app/search/index.py`. The rows somebody may see are part of the same
statement, so what is hidden can neither appear nor take the place of what is visible (security.md 2.5).
"""

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accounts_app.search.index import fts_table
from accounts_app.search.query import Query

MOST = 200
TRIGRAM = 3
MOST_TRIGRAMS = 36
# Of a longer word every second trigram is asked for: half the work, and one wrong letter still leaves the others.
LONG_WORD = 6
# On SQLite a trigram of the name counts as many of the other lines: names answer before towns.
NAME_WEIGHT = 10.0

Candidate = tuple[int, str]


def candidates(allowed: QuerySet[Any], query: Query) -> list[Candidate]:
    """Id and searchable text of at most 200 allowed rows that resemble the query. One statement."""
    if query.is_empty or allowed.query.is_empty():  # nothing asked, or nothing this reader may know
        return []
    if not query.keys:
        return _by_beginning(allowed, query)
    statement, params = (_sqlite if connection.vendor == "sqlite" else _postgresql)(allowed, trigrams(query.keys))
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def trigrams(keys: tuple[str, ...]) -> list[str]:
    """Trigrams of words with the space before them, in order, each once; long input gives the first ones."""
    found = [
        f" {key}"[at : at + TRIGRAM]
        for key in keys
        for at in range(0, len(key) + 2 - TRIGRAM, 2 if len(key) >= LONG_WORD else 1)
    ]
    return list(dict.fromkeys(found))[:MOST_TRIGRAMS]


def _by_beginning(allowed: QuerySet[Any], query: Query) -> list[Candidate]:
    """One or two letters: words that begin with them."""
    begins = allowed.filter(search_text__contains=f" {query.words[0]}")
    return list(begins.order_by("search_text").values_list("pk", "search_text")[:MOST])


def _sqlite(allowed: QuerySet[Any], asked: list[str]) -> tuple[str, list[Any]]:
    """Rows with any trigram, most and rarest first. Trigrams hold only letters, digits and a space."""
    index = fts_table(allowed.model)
    subquery, params = _allowed_ids(allowed)
    # The plus keeps SQLite from asking the index anew for every allowed row.
    statement = (
        f"SELECT rowid, name || rest FROM {index} WHERE {index} MATCH %s AND +rowid IN ({subquery}) "  # noqa: S608 own names
        f"ORDER BY bm25({index}, {NAME_WEIGHT}, 1.0) LIMIT {MOST}"
    )
    return statement, [" OR ".join(f'"{trigram}"' for trigram in asked), *params]


def _postgresql(allowed: QuerySet[Any], asked: list[str]) -> tuple[str, list[Any]]:
    """Rows with any trigram, most first; among equals those whose name begins a word like the first one typed.

    Counting is several times faster than `word_similarity` on texts with many towns.
    """
    table = allowed.model._meta.db_table
    subquery, params = _allowed_ids(allowed)
    shared = " + ".join("(strpos(search_text, %s) > 0)::int" for _ in asked)
    statement = (
        f"SELECT id, search_text FROM {table} WHERE search_text LIKE ANY (%s) AND id IN ({subquery}) "  # noqa: S608 own names
        f"ORDER BY {shared} DESC, strpos(split_part(search_text, chr(10), 1), %s) = 0, id LIMIT {MOST}"
    )
    return statement, [[f"%{trigram}%" for trigram in asked], *params, *asked, asked[0]]


def _allowed_ids(allowed: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    statement, params = allowed.order_by().values("pk").query.sql_with_params()
    return statement, params

"""Rows that share trigrams with a query, by the index of each database.

SQLite keeps an FTS5 trigram table beside each searched table, in step by triggers; PostgreSQL has a pg_trgm index on
`search_text`. Both are made by `accounts_app/search/index.py`. The rows somebody may see are part of the same
statement, so what is hidden can neither appear nor take the place of what is visible (security.md 2.5).
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, IntegerField, QuerySet, Value
from django.db.models.expressions import RawSQL

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
Part = tuple[str, tuple[Any, ...]]


def candidates(allowed: Mapping[str, QuerySet[Any]], query: Query) -> dict[str, list[Candidate]]:
    """Id and searchable text of at most 200 allowed rows of each kind that resemble the query. One statement."""
    found: dict[str, list[Candidate]] = {kind: [] for kind in allowed}
    parts = [] if query.is_empty else [part for kind, rows in allowed.items() for part in _part(kind, rows, query)]
    if not parts:  # nothing asked, or nothing this reader may know
        return found
    statement = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{place}" for place, (sql, _) in enumerate(parts))  # noqa: S608 own names
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for _, params in parts for value in params])
        for kind, pk, text in cursor.fetchall():
            found[kind].append((pk, text))
    return found


def trigrams(keys: tuple[str, ...]) -> list[str]:
    """Trigrams of words with the space before them, in order, each once; long input gives the first ones."""
    found = [
        f" {key}"[at : at + TRIGRAM]
        for key in keys
        for at in range(0, len(key) + 2 - TRIGRAM, 2 if len(key) >= LONG_WORD else 1)
    ]
    return list(dict.fromkeys(found))[:MOST_TRIGRAMS]


def _part(kind: str, allowed: QuerySet[Any], query: Query) -> list[Part]:
    """The statement of one kind; none when no row is allowed."""
    try:
        if not query.keys:
            return [_by_beginning(kind, allowed, query)]
        ask = _sqlite if connection.vendor == "sqlite" else _postgresql
        return [ask(kind, allowed, trigrams(query.keys))]
    except EmptyResultSet:
        return []


def _by_beginning(kind: str, allowed: QuerySet[Any], query: Query) -> Part:
    """One or two letters: words that begin with them."""
    begins = allowed.filter(search_text__contains=f" {query.words[0]}").order_by("search_text")
    return _compiled(begins.values_list(Value(kind), "pk", "search_text")[:MOST])


def _sqlite(kind: str, allowed: QuerySet[Any], asked: list[str]) -> Part:
    """Rows with any trigram, most and rarest first. Trigrams hold only letters, digits and a space."""
    index = fts_table(allowed.model)
    # Asked of each row found: the allowed rows may be many, those that resemble the query are few.
    subquery, params = _compiled(allowed.order_by().filter(pk=RawSQL(f"{index}.rowid", [])).values("pk"))  # noqa: S611
    statement = (
        f"SELECT %s, rowid, name || rest FROM {index} WHERE {index} MATCH %s AND EXISTS ({subquery}) "  # noqa: S608 own names
        f"ORDER BY bm25({index}, {NAME_WEIGHT}, 1.0) LIMIT {MOST}"
    )
    return statement, (kind, " OR ".join(f'"{trigram}"' for trigram in asked), *params)


def _postgresql(kind: str, allowed: QuerySet[Any], asked: list[str]) -> Part:
    """Rows with any trigram, most first; among equals those whose name begins a word like the first one typed.

    Counting is several times faster than `word_similarity` on texts with many towns.
    """
    text = f'"{allowed.model._meta.db_table}"."search_text"'
    anyhow = [f"%{trigram}%" for trigram in asked]
    alike = RawSQL(f"{text} LIKE ANY (%s)", [anyhow], output_field=BooleanField())  # noqa: S611
    counted = " + ".join(f"(strpos({text}, %s) > 0)::int" for _ in asked)
    shared = RawSQL(counted, asked, output_field=IntegerField())  # noqa: S611 own names, typed text as parameters
    begins = RawSQL(f"strpos(split_part({text}, chr(10), 1), %s) = 0", [asked[0]], output_field=BooleanField())  # noqa: S611
    rows = allowed.order_by().filter(alike).annotate(shared=shared, elsewhere=begins)
    ordered = rows.order_by("-shared", "elsewhere", "pk")
    return _compiled(ordered.values_list(Value(kind), "pk", "search_text")[:MOST])


def _compiled(rows: QuerySet[Any]) -> Part:
    statement, params = rows.query.sql_with_params()
    return statement, tuple(params)

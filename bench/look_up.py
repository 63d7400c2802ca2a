"""Measures the look-up against the bare trigram query of the database on the same tables.

10 000 accounts, 1 000 people, 50 000 contacts and 300 000 sites are written by SQL. The bare query is what the manual
of the index shows: rows like the words, best first, twenty of them, once for each of the four tables. The look-up is
everything a reader waits for: what may be known, the ranking, and who answers. `python -m bench.look_up`
"""

import datetime
import os
import statistics
import tempfile
import time
from collections.abc import Callable

ACCOUNTS, PEOPLE, CONTACTS, SITES = 10_000, 1_000, 50_000, 300_000
REPEATS = 9
TODAY = datetime.date(2026, 9, 11)
TYPED = ("tarulinan hoivakodt", "satuman kauppa", "koivla oulu", "aino mallinn", "hameenlina", "pilvi hotelli tampere")
STARTS = (
    "tarulinnan", "satumaan", "keksityn", "pilvilinnan", "olevinaan", "naennais", "toivelaakson", "kangastus",
    "lumetehtaan", "sadunkerran", "haavekuvan", "unelmavirran", "mielikuvan", "ihmemaan", "tuulentuvan", "muka",
)  # fmt: skip
ENDS = ("hoivakodit", "kauppaketju", "logistiikka", "hotellit", "energia", "vakuutus", "terveysasemat", "optikot")
PLACES = (
    "koivula", "rantala", "niemela", "makela", "lehtola", "pihlajala", "honkala", "metsola", "kuusela", "haapala",
    "peltola", "ojala", "kivela", "leppala", "tammela", "kalliola", "suvela", "harjula", "onnela", "toivola",
)  # fmt: skip
KINDS = ("hoivakoti", "myymala", "terminaali", "toimisto", "varasto", "ravintola", "koulu")
TOWNS = ("helsinki", "espoo", "vantaa", "tampere", "turku", "oulu", "jyvaskyla", "lahti", "kuopio", "hameenlinna")
FIRST = ("aino", "eero", "helmi", "jussi", "kaisa", "lauri", "maija", "niko", "outi", "pekka", "riikka", "timo")
LAST = ("mallinen", "esimerkkila", "kuvittela", "testivaara", "satuvirta", "tarunen", "keksila", "luulonen")


def fill() -> None:
    """Write the rows; the same statements on both databases."""
    from django.db import connection

    from accounts_app.models import Account, Contact, Site
    from teams.models import Person, Town

    Town.objects.bulk_create(Town(name=name) for name in TOWNS)
    with connection.cursor() as cursor:
        _insert(cursor, Person, PEOPLE, [FIRST, LAST], ["person_no"])
        _insert(cursor, Account, ACCOUNTS, [STARTS, ENDS], [])
        _insert(cursor, Contact, CONTACTS, [FIRST, LAST], ["account_id"])
        _insert(cursor, Site, SITES, [PLACES, KINDS], ["site_no", "account_id", "town_id"])
        _assign(cursor)
        cursor.execute("ANALYZE")


def _insert(cursor, model, count, words, numbered) -> None:  # type: ignore[no-untyped-def]
    """`count` rows whose name is made of the words; every column without a value of its own gets its default."""
    towns = _choice(TOWNS, "i / 7")
    parts = [_choice(words[0], "i"), _choice(words[1], f"i / {len(words[0])}"), "CAST(i AS varchar(9))"]
    name = " || ' ' || ".join(parts)
    values = {
        "name": name,
        "search_text": f"' ' || {name} || '\n \n ' || CAST(i AS varchar(9)) || '\n ' || {towns}",
        "person_no": "'b' || CAST(i AS varchar(9))",
        "site_no": "'s' || CAST(i AS varchar(9))",
        "account_id": f"(SELECT min(id) FROM accounts_app_account) + i % {ACCOUNTS}",
        "town_id": f"(SELECT min(id) FROM teams_town) + i % {len(TOWNS)}",
    }
    made = {key: sql for key, sql in values.items() if key in {"name", "search_text", *numbered}}
    made |= {field.column: _default(field) for field in model._meta.local_fields if _needs_default(field, made)}
    columns, chosen = ", ".join(made), ", ".join(made.values())
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({columns}) WITH RECURSIVE n(i) AS "
        f"(SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) SELECT {chosen} FROM n"
    )


def _choice(words: tuple[str, ...], place: str) -> str:
    listed = " ".join(f"WHEN {at} THEN '{word}'" for at, word in enumerate(words))
    return f"CASE ({place}) % {len(words)} {listed} END"


def _needs_default(field, made) -> bool:  # type: ignore[no-untyped-def]
    return not field.null and not field.primary_key and field.column not in made


def _default(field) -> str:  # type: ignore[no-untyped-def]
    value = "2020-01-01" if field.column == "starts_on" else field.get_default()
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f"'{value or ''}'"


def _assign(cursor) -> None:  # type: ignore[no-untyped-def]
    """An owner and a deputy for every account."""
    for shift, role in ((0, "owner"), (1, "deputy")):
        cursor.execute(
            "INSERT INTO accounts_app_assignment (account_id, person_id, role, task, starts_on) "
            f"SELECT id, (SELECT min(id) FROM teams_person) + (id + {shift}) % {PEOPLE}, '{role}', '', '2020-01-01' "
            "FROM accounts_app_account"
        )


def bare(text: str) -> int:
    """The trigram query of the database, once for each table."""
    from django.db import connection

    from accounts_app.search.index import SEARCHED

    found = 0
    with connection.cursor() as cursor:
        for table in SEARCHED:
            if connection.vendor == "sqlite":
                pieces = sorted({f" {text}"[at : at + 3] for at in range(len(text) - 1)})
                words = " OR ".join(f'"{piece}"' for piece in pieces)
                statement = f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH %s ORDER BY rank LIMIT 20"
                cursor.execute(statement, [words])
            else:
                cursor.execute(
                    f"SELECT id FROM {table} WHERE %s <%% search_text "
                    "ORDER BY word_similarity(%s, search_text) DESC LIMIT 20",
                    [text, text],
                )
            found += len(cursor.fetchall())
    return found


def ours(text: str) -> int:
    """The look-up as the search page asks it, for somebody who may read every contact."""
    from accounts_app.search import look_up
    from bench.seed import chair

    return look_up(text, user=chair(), on=TODAY, limit=8).count


def seconds(ask: Callable[[str], int], text: str) -> float:
    """Median of some rounds after one to warm up."""
    ask(text)
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        ask(text)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print one line for each typed text and the ratio of the sums."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    print(f"{connection.vendor}: {ACCOUNTS} accounts, {PEOPLE} people, {CONTACTS} contacts, {SITES} sites")
    print(f"{'typed':>24} {'bare ms':>9} {'look-up ms':>11} {'ratio':>6}")
    sums = [0.0, 0.0]
    for text in TYPED:
        pair = [seconds(ask, text) for ask in (bare, ours)]
        sums = [total + one for total, one in zip(sums, pair, strict=True)]
        print(f"{text:>24} {pair[0] * 1000:>9.1f} {pair[1] * 1000:>11.1f} {pair[1] / pair[0]:>6.2f}", flush=True)
    print(f"{'all':>24} {sums[0] * 1000:>9.1f} {sums[1] * 1000:>11.1f} {sums[1] / sums[0]:>6.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["KAM_TODAY"] = TODAY.isoformat()
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/look_up.sqlite3")
        main()

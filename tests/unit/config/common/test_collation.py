"""Finnish sort order is the same in Python, SQLite and PostgreSQL (stack.md trap 12)."""

import random
import sqlite3

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from config.common.collation import FINNISH, compare, finnish_key, register

ORDERED = ["Ahto", "ahven", "Virta", "Väinö", "Wärtsilä", "Zeta", "Åland", "Äänekoski", "Öljy"]
NAMES = [
    *ORDERED, "ahti", "Ähtäri", "Aalto", "aalto", "Åbo", "Arvo Oy", "Arvo-Oy", "Arvo", "Arvola", "1. Apteekki",
    "10 Pistettä", "2 Pistettä", "Ylä", "Yrjö", "Müller", "Muller", "Mylly", "Élan", "Elan", "Elana", "Café", "Cafe",
    "kylä", "Kylä", "KYLÄ", "Olevinaan Energia Oy", "Olematon Pankki Oyj", "Näennäis Vakuutus", "Zorro", "Ölander",
    "St. Petri", "St Petri", "Strasse", "Straße", "Øre", "Æra", "þorn", "ŋ", "đ", "d", "n", "œ", "oe", "Волков",
    *(f"a{mark}b" for mark in "_-–—,;:!?….·'’\"“”«»()[]{}§@*/\\&#%•`´^~¨°©®+±÷×<=>|¤¢$£¥€ 1"),
]  # fmt: skip


class FakeSqlite:
    vendor = "sqlite"

    def __init__(self):
        self.connection = sqlite3.connect(":memory:")


@pytest.fixture
def shuffled():
    names = list(NAMES)
    random.Random(7).shuffle(names)
    return names


def test_order_of_the_key():
    assert sorted(reversed(ORDERED), key=finnish_key) == ORDERED


def test_small_letter_comes_before_its_capital():
    assert sorted(["KYLÄ", "Kylä", "kylä", "kylb"], key=finnish_key) == ["kylb", "kylä", "Kylä", "KYLÄ"]


def test_sqlite_sorts_like_the_key(shuffled):
    fake = FakeSqlite()
    register(fake)
    fake.connection.execute("create table t (name text)")
    fake.connection.executemany("insert into t values (?)", [(name,) for name in shuffled])
    found = [row[0] for row in fake.connection.execute(f'select name from t order by name collate "{FINNISH}"')]
    assert found == sorted(NAMES, key=finnish_key)


def test_other_databases_are_left_alone():
    class Postgres:
        vendor = "postgresql"
        connection = None

    assert register(Postgres()) is None


@pytest.mark.django_db
def test_postgresql_sorts_like_the_key(shuffled):
    if connection.vendor != "postgresql":
        register(connection)
    union = " union all ".join(["select %s as name"] * len(shuffled))
    with connection.cursor() as cursor:
        cursor.execute(f'select name from ({union}) t order by name collate "{FINNISH}"', shuffled)
        found = [row[0] for row in cursor.fetchall()]
    assert found == sorted(NAMES, key=finnish_key)


@given(st.text(), st.text(), st.text())
def test_it_is_an_order(first, second, third):
    assert compare(first, second) == -compare(second, first)
    assert (compare(first, second) == 0) == (first == second)
    ordered = sorted([first, second, third], key=finnish_key)
    assert compare(ordered[0], ordered[2]) <= 0

"""The rows behind the metrics of a card as they are kept with it: read for many accounts, put together for one.

Pure data: the same rows give the same content, byte for byte, in whatever order the database gives them.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from reporting.cards.evidence.registry import READERS, Chunk, Table, Tables
from reporting.facts.period import Period
from reporting.facts.types import AccountFacts
from reporting.metrics import METRICS

FORM = 1  # layout of the content
Content = dict[str, Any]


def read_rows(facts: Iterable[AccountFacts], *, month: datetime.date, as_of: datetime.date) -> dict[int, Tables]:
    """The rows behind every metric of each account, by account id; the number of queries is always the same."""
    known = {fact.account_id: fact for fact in facts if fact.account_id is not None}
    chunk = Chunk(known, Period(month, as_of))
    found: dict[int, dict[str, Iterable[Table]]] = {account_id: {} for account_id in known}
    for read in READERS:
        for account_id, tables in read(chunk).items():
            found[account_id].update(tables)
    return dict(found)


def content_of(card: Mapping[str, Any], tables: Tables) -> Content:
    """What is kept with a card: for each metric it prints the definition of the day, its source and its tables."""
    rows = [*card["metrics"], *card["growth"]]
    kept = {row["id"]: [one for one in tables.get(row["id"], ()) if _may_be_kept(one, row)] for row in rows}
    return {
        "form": FORM,
        "metrics": {metric_id: _metric(metric_id, own) for metric_id, own in kept.items()},
        "tables": {one.name: one.to_json() for own in kept.values() for one in own},
    }


def _may_be_kept(one: Table, row: Mapping[str, Any]) -> bool:
    """Answers of people stand behind a printed figure only: what is suppressed on the card is stored nowhere."""
    return not (one.is_guarded and row[one.of]["mark"])


def _metric(metric_id: str, tables: Iterable[Table]) -> dict[str, Any]:
    spec = METRICS[metric_id]
    return {
        "definition": dict(spec.definition.text),
        "formula": dict(spec.definition.formula),
        "source": spec.source,
        "tables": [one.name for one in tables],
    }

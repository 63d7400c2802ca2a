"""The town and the service somebody names beside the customer: "tarulinna oulu ikkunanpesu" (R033, R063)."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from accounts_app.models import Account
from accounts_app.ownership.answer_card import Asked, areas_with_services, towns_of
from accounts_app.search.query import Query, parse
from accounts_app.search.ranking import match
from config.common.folding import fold
from teams.models import BusinessArea, Town

SURE = 80.0
Named = TypeVar("Named")


def asked_of(text: str, account: Account, on: datetime.date) -> Asked:
    """What the words that are not the customer's name ask about. Three statements."""
    words = _beside_the_name(text, account)
    if not words:
        return Asked()
    town = _best(words, ((row, row.name) for row in towns_of(account, on)))
    areas = areas_with_services()
    service = _best(words, ((row, row.name) for _, services in areas for row in services))
    area: BusinessArea | None = service.business_area if service else None
    return Asked(town, service, area or _best(words, ((row, row.name) for row, _ in areas)))


def asked_by_number(account: Account, on: datetime.date, *, town: int | None, service: str) -> Asked:
    """What the address asks: a town of the account by number, a service as `s7` or a business area as `a3`."""
    found: Town | None = next((row for row in towns_of(account, on) if row.pk == town), None) if town else None
    for area, services in areas_with_services() if service else ():
        if service == f"a{area.pk}":
            return Asked(found, None, area)
        for row in services:
            if service == f"s{row.pk}":
                return Asked(found, row, area)
    return Asked(found)


def _beside_the_name(text: str, account: Account) -> list[str]:
    names = fold(f"{account.name} {account.former_names} {account.trade_name}")
    return [word for word in parse(text).words if match(Query((word,)), names).score < SURE]


def _best(words: list[str], rows: Iterable[tuple[Named, str]]) -> Named | None:
    """The row whose name is surest among the words, when sure enough."""
    scored = [(max(match(Query((word,)), fold(name)).score for word in words), row) for row, name in rows]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= SURE else None

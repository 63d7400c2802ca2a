"""Who knows a service of an account in a town: one named expert, or nobody (R063, domain.md 4.4)."""

import datetime
from dataclasses import dataclass

from accounts_app.models import Account, Assignment
from teams.availability import absences_on
from teams.models import Absence, BusinessArea, Person, Town


@dataclass(frozen=True)
class LocalExpert:
    """The expert; `is_remote` when the person helps from another town."""

    person: Person
    absence: Absence | None = None
    is_remote: bool = False


def local_expert(account: Account, area: BusinessArea, town: Town | None, on: datetime.date) -> LocalExpert | None:
    """The support person of the area: of the town first, then of the whole account, then from another town.

    From another town only where the area allows it. Of several the one who is here. Two statements.
    """
    support = Assignment.objects.current(on).filter(account=account, role=Assignment.Role.SUPPORT, business_area=area)
    rows = [
        row
        for row in support.select_related("person__town", "town").order_by("starts_on", "pk")
        if row.person.left_on is None or row.person.left_on >= on
    ]
    away = absences_on([row.person_id for row in rows], on) if rows else {}

    def distance(row: Assignment) -> int:
        if town is None or row.town_id == town.pk:
            return 0
        if row.town_id is None:
            return 1 if row.person.town_id == town.pk else 2
        return 3

    fitting = [row for row in rows if distance(row) < 3 or area.is_remote_capable]
    best = min(fitting, key=lambda row: (distance(row) == 3, row.person_id in away, distance(row)), default=None)
    if best is None:
        return None
    is_remote = town is not None and distance(best) > 1
    return LocalExpert(best.person, away.get(best.person_id), is_remote)

"""When a source is expected and who answers for it, for the cells that are missing (domain.md 1.7). Three queries."""

from datetime import date

from reporting.cards.context import SourceDue
from reporting.freshness import Loads, known_loads, known_until, next_due
from reporting.models import SourceLoad
from teams.models import RoleGrant
from teams.permissions import person_of
from teams.roles import CONTROLLER


def source_dues(as_of: date) -> dict[str, SourceDue]:
    """By source as known on the day; one that was never loaded is there too."""
    loads, keepers, loaders = known_loads(as_of), _keepers(as_of), _loaders(as_of)
    return {source: _due(source, loads, as_of, loaders.get(source) or keepers) for source in SourceLoad.Source.values}


def _due(source: str, loads: Loads, as_of: date, responsible: str) -> SourceDue:
    load = loads.get(source)
    return SourceDue(
        known_until=known_until(source, load) if load else None,
        expected_on=next_due(source, loads, as_of),
        responsible=responsible,
    )


def _keepers(as_of: date) -> str:
    """Those who bring the workbooks in."""
    grants = RoleGrant.objects.current(as_of).filter(role=CONTROLLER.code).select_related("person")
    return ", ".join(grant.person.name for grant in grants.order_by("person__name", "pk"))


def _loaders(as_of: date) -> dict[str, str]:
    """Who confirmed the newest delivery of each source."""
    rows = SourceLoad.objects.filter(as_of_on__lte=as_of, batch__created_by__isnull=False)
    found = {}
    for row in rows.select_related("batch__created_by__person").order_by("as_of_on", "pk"):
        user = row.batch.created_by if row.batch else None
        person = person_of(user) if user else None
        if person is not None:
            found[row.source] = person.name
    return found

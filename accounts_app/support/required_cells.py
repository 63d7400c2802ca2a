"""Which cells town × business area the support organisation must cover (domain.md 4.4)."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts_app.access import Data, Extent
from accounts_app.models import Account, Contact, Contract, Opportunity, Service, SupportRequirement
from accounts_app.permissions import AccountRights
from config.common.folding import fold
from teams.models import BusinessArea, Town

Cell = tuple[int, int]  # town and business area by id


@dataclass(frozen=True)
class Names:
    """Towns, business areas and services by number and name: few rows, read once for everything on the page."""

    towns: Mapping[int, Town]
    areas: Mapping[int, BusinessArea]
    services: Mapping[str, int | None]  # folded name -> business area

    @property
    def offered(self) -> set[int]:
        """The business areas something is sold in."""
        return {area for area in self.services.values() if area}


def known_towns(account: Account) -> QuerySet[Town]:
    """Towns of this account or of own people: no other town tells of an account somebody may not know."""
    own = Q(sites__account=account) | Q(accounts=account) | Q(support_requirements__account=account)
    named = Q(assignments__account=account) | Q(people__isnull=False)
    return Town.objects.filter(pk__in=Town.objects.filter(own | named).values("pk"))


def all_names(account: Account) -> Names:
    """Three queries."""
    services = {fold(name): area for name, area in Service.objects.values_list("name", "business_area_id")}
    return Names(known_towns(account).in_bulk(), BusinessArea.objects.in_bulk(), services)


def required(account: Account) -> set[Cell]:
    """The cells somebody has required. One query."""
    return set(SupportRequirement.objects.filter(account=account).values_list("town_id", "business_area_id"))


def asked_by_the_rule(
    account: Account, rights: AccountRights, on: datetime.date, served: Collection[int], names: Names
) -> set[Cell]:
    """Where the customer is served (towns `served`), where its deciders sit and where we sell: three queries.

    Only of what the reader may read anyway: without the care of the account nothing, sales only with the potential.
    """
    if not rights.care:
        return set()
    bought = _bought_areas(account, on)
    cells = {(town, area) for town in served for area in bought}
    cells |= {(town, area) for town in _decider_towns(account) for area in names.offered}
    if rights.extent(Data.POTENTIAL) is Extent.FULL:
        cells |= _sold_cells(account, names)
    return cells


def _bought_areas(account: Account, on: datetime.date) -> set[int]:
    contracts = Contract.objects.current(on).filter(account=account, services__business_area__isnull=False)
    return set(contracts.values_list("services__business_area_id", flat=True))


def _decider_towns(account: Account) -> set[int]:
    """The towns of the customer's decision makers: that of their site, else of the head office."""
    deciders = Contact.objects.filter(account=account, left_on__isnull=True, buying_role=Contact.BuyingRole.DECIDER)
    sites = set(deciders.values_list("site__town_id", flat=True))
    return {town for site in sites if (town := site or account.home_town_id)}


def _sold_cells(account: Account, names: Names) -> set[Cell]:
    """Town and service of the open opportunities, which the sales system gives as words."""
    words = set(Opportunity.objects.filter(account=account).values_list("town_name", "service_name"))
    towns = {fold(town.name): pk for pk, town in names.towns.items()}
    areas = {**names.services, **{fold(area.name): pk for pk, area in names.areas.items()}}
    found = ((towns.get(fold(town)), areas.get(fold(service))) for town, service in words)
    return {(town, area) for town, area in found if town and area}

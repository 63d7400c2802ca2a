"""Whom the board can make responsible for an instruction, and to whom it escalates."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts_app.models import Account, Assignment, Site
from teams.models import BoardMembership, Person, RoleGrant


def responsibles(account: Account, on: date) -> QuerySet[Person]:
    """Those named for the account, and who lead its sites; nobody who left."""
    named = Assignment.objects.current(on).filter(account=account)
    sites = Site.objects.current(on).filter(account=account)
    near = Q(pk__in=named.values("person")) | Q(pk__in=sites.values("area_director"))
    return _here(on).filter(near).order_by("name", "pk")


def deciders(on: date) -> QuerySet[Person]:
    """Directors of businesses, and those who sit on the board: the managing director among them."""
    directors = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.BUSINESS_DIRECTOR)
    seats = BoardMembership.objects.current(on)
    found = Q(pk__in=directors.values("person")) | Q(pk__in=seats.values("person"))
    return _here(on).filter(found).order_by("name", "pk")


def _here(on: date) -> QuerySet[Person]:
    return Person.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))

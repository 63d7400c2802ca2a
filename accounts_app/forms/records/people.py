"""Choosing a person in charge: those of the account stand first, everybody else who works here after them."""

import datetime

from django import forms
from django.db import models
from django.utils.translation import gettext

from accounts_app.models import Account, Assignment
from teams.models import Person

Choices = list[tuple[str, str | list[tuple[int, str]]]]


def people_here(on: datetime.date) -> models.QuerySet[Person]:
    """People who work here on the day, by name."""
    left = models.Q(left_on__isnull=False, left_on__lt=on)
    return Person.objects.exclude(left).order_by("name", "pk")


def grouped_people(account: Account, on: datetime.date) -> Choices:
    """The choices of a list of people in two groups: people of the account, and the others. Two queries."""
    near = set(Assignment.objects.current(on).filter(account=account).values_list("person", flat=True))
    groups: dict[bool, list[tuple[int, str]]] = {True: [], False: []}
    for pk, name in people_here(on).values_list("pk", "name"):
        groups[pk in near].append((pk, name))
    headed = ((gettext("People of the account"), groups[True]), (gettext("Others"), groups[False]))
    return [("", "–"), *((head, rows) for head, rows in headed if rows)]


def chooses_a_person(field: forms.Field) -> bool:
    """Whether the field is a list of people who work here."""
    return isinstance(field, forms.ModelChoiceField) and getattr(field.queryset, "model", None) is Person

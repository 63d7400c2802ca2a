"""Rows that hold from a date to a date: both days included, an empty end means still open."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def in_force(on: datetime.date, prefix: str = "") -> Q:
    """The condition of rows in force on a day; `prefix` walks a relation (`assignments__`)."""
    ended = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return Q(**{f"{prefix}starts_on__lte": on}) & ended


class PeriodQuerySet(models.QuerySet[Any]):
    """Questions every dated row answers."""

    def current(self, on: datetime.date) -> Self:
        """Rows in force on the day `on`."""
        return self.filter(in_force(on))


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint that a period does not end before it starts, with a sentence people understand."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message=_("The period ends before it starts."),
    )


def check_period(starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """Refuse a period that ends before it starts, before the database has to."""
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError(_("The period ends before it starts."), code="period")

"""Information barriers: teams in rival projects that must not learn of each other (requirements.md R306)."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teams.models import PeriodQuerySet, Person
from teams.models.period import ends_after_start


class BarrierGroup(models.Model):
    """One side of a barrier. Its accounts exist for its members only, whatever else anybody's role says."""

    name = models.CharField(_("barrier group"), max_length=80, unique=True)
    rivals = models.ManyToManyField("self", blank=True, verbose_name=_("rival groups"))

    class Meta:
        verbose_name = _("barrier group")
        verbose_name_plural = _("barrier groups")

    def __str__(self) -> str:
        return self.name


class BarrierMember(models.Model):
    """A person belongs to a side for a period, and to none of its rivals at the same time."""

    group = models.ForeignKey(BarrierGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="barrier_memberships")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a barrier group")
        verbose_name_plural = _("members of barrier groups")
        constraints = [ends_after_start("barrier_member_period")]

    def __str__(self) -> str:
        return f"{self.group}: {self.person}"


def barred(person: Person, on: datetime.date) -> Q:
    """The condition of accounts that lie behind a barrier for the person on the day."""
    own = BarrierMember.objects.current(on).filter(person=person).values("group")
    return Q(barrier_group__isnull=False) & ~Q(barrier_group__in=own)

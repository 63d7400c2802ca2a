"""The own organisation: companies, regions, units, towns and business areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.period import PeriodQuerySet, ends_after_start


class Company(models.Model):
    """A legal company of the own group; `parent` is empty for the parent company."""

    name = models.CharField(_("company"), max_length=120, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A part of the country under one business director."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="regions")
    name = models.CharField(_("region"), max_length=120)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"],
                name="region_once_per_company",
                violation_error_message=_("The company already has a region of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PoolDeputy(models.Model):
    """A deputy for the C and D accounts of a region that have none of their own (domain.md 4.6)."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="pool_deputies", verbose_name=_("region"))
    person = models.ForeignKey("teams.Person", models.CASCADE, related_name="pools", verbose_name=_("person"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("pool deputy")
        verbose_name_plural = _("pool deputies")
        constraints = [ends_after_start("pool_deputy_period")]

    def __str__(self) -> str:
        return f"{self.region}: {self.person}"


class Unit(models.Model):
    """A unit people work in: an area, a department, the management."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="units")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="units")
    name = models.CharField(_("unit"), max_length=120)
    manager = models.ForeignKey(
        "teams.Person", models.SET_NULL, null=True, blank=True, related_name="led_units", verbose_name=_("manager")
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"],
                name="unit_once_per_company",
                violation_error_message=_("The company already has a unit of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Town(models.Model):
    """A Finnish town; sites stand in towns and local experts answer for them."""

    name = models.CharField(_("town"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("town")
        verbose_name_plural = _("towns")

    def __str__(self) -> str:
        return self.name


class BusinessArea(models.Model):
    """A line of business a person is expert in, such as property maintenance."""

    name = models.CharField(_("business area"), max_length=120, unique=True)
    is_remote_capable = models.BooleanField(_("can be supported from another town"), default=False)

    class Meta:
        verbose_name = _("business area")
        verbose_name_plural = _("business areas")

    def __str__(self) -> str:
        return self.name

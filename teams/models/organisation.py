"""The own organisation: companies, regions, units, towns and business areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Unit(models.Model):
    """A unit people work in: an area, a department, the management."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="units")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="units")
    name = models.CharField(_("unit"), max_length=120)

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

    class Meta:
        verbose_name = _("business area")
        verbose_name_plural = _("business areas")

    def __str__(self) -> str:
        return self.name

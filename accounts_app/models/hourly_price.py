"""The price list by town and staff group."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models import PeriodQuerySet, Town
from teams.models.period import ends_after_start


class HourlyPrice(models.Model):
    """Price of an hour (EUR, no VAT) in a town for a staff group during a period."""

    town = models.ForeignKey(Town, models.PROTECT, related_name="hourly_prices")
    staff_group = models.CharField(_("staff group"), max_length=80)
    price_eur = models.DecimalField(_("€/h"), max_digits=8, decimal_places=2)
    starts_on = models.DateField(_("valid from"))
    ends_on = models.DateField(_("valid until"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("hourly price")
        verbose_name_plural = _("hourly prices")
        constraints = [
            ends_after_start("hourly_price_period"),
            models.UniqueConstraint(
                fields=["town", "staff_group", "starts_on"],
                name="hourly_price_once",
                violation_error_message=_("The list already has a price of this group from this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.town} {self.staff_group} {self.starts_on}"

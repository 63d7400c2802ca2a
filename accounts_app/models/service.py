"""Services on offer and which of them an account buys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models import BusinessArea


class Service(models.Model):
    """A service that can be sold to an account in a town."""

    name = models.CharField(_("service"), max_length=120, unique=True)
    business_area = models.ForeignKey(BusinessArea, models.SET_NULL, null=True, blank=True, related_name="services")

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return self.name

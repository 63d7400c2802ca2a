"""People of the own organisation, with or without a login."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models.organisation import BusinessArea, Town, Unit


class Person(models.Model):
    """Somebody who works here. Birth dates and reasons of absence are never stored."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")
    person_no = models.CharField(_("person number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="people")
    business_areas = models.ManyToManyField(BusinessArea, blank=True, related_name="people")
    line_manager = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="team")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    care_hours_month = models.DecimalField(
        _("hours for account care in a month"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_link(self) -> str:
        """The number in the form a phone dials: digits and a leading plus."""
        return "".join(mark for mark in self.phone if mark.isdigit() or mark == "+")

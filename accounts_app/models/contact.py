"""People on the customer's side, with their buying role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.site import Site
from teams.models import Person


class Contact(models.Model):
    """A contact of the customer; `left_on` ends it and `successor` follows. No birth dates are stored."""

    class BuyingRole(models.TextChoices):
        DECIDER = "decider", _("decision maker")
        INFLUENCER = "influencer", _("influencer")
        BUYER = "buyer", _("buyer")
        USER = "user", _("user")
        GATEKEEPER = "gatekeeper", _("gatekeeper")

    account = models.ForeignKey(Account, models.CASCADE, related_name="contacts")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="contacts")
    counterpart = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="counterparts")
    # A login of the customer's own, when the company opens the page for customers to this contact.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="contact", editable=False
    )
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    buying_role = models.CharField(_("buying role"), max_length=12, choices=BuyingRole, default=BuyingRole.USER)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    channel_wish = models.CharField(_("how to keep in touch"), max_length=160, blank=True)
    anonymised_on = models.DateField(_("anonymised on"), null=True, blank=True, editable=False)
    search_text = models.TextField(editable=False, default="")
    left_on = models.DateField(_("left on"), null=True, blank=True)
    successor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="predecessors")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.name

"""Contracts with their ends and notices, and tenders of the customer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.service import Service
from teams.models import PeriodQuerySet, Person
from teams.models.period import ends_after_start


class Contract(models.Model):
    """A contract in the register; an empty `ends_on` means until further notice."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="contracts")
    contract_no = models.CharField(
        _("contract number"),
        max_length=40,
        unique=True,
        error_messages={"unique": _("A contract of this number is already in the register.")},
    )
    services_text = models.CharField(_("services"), max_length=300, blank=True)
    services = models.ManyToManyField(Service, blank=True, related_name="contracts")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice period, months"), null=True, blank=True)
    options = models.CharField(_("options"), max_length=80, blank=True)
    monthly_price_eur = models.DecimalField(_("monthly price €"), max_digits=12, decimal_places=2, default=0)
    price_index = models.CharField(_("price index"), max_length=120, blank=True)
    price_review_month = models.PositiveSmallIntegerField(_("price review month"), null=True, blank=True)
    complaint_days = models.PositiveSmallIntegerField(_("complaint period, days"), null=True, blank=True)
    has_renewal_plan = models.BooleanField(_("renewal plan in force"), default=False)
    renewal_next_step = models.CharField(_("next step of the renewal"), max_length=200, blank=True)
    renewal_next_on = models.DateField(_("day of the next step"), null=True, blank=True)
    responsible = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="contracts")
    document_url = models.URLField(_("document"), max_length=400, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    notice_given_on = models.DateField(_("notice given on"), null=True, blank=True)
    notice_withdrawn_on = models.DateField(_("notice withdrawn on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [ends_after_start("contract_period")]

    def __str__(self) -> str:
        return self.contract_no


class Tender(models.Model):
    """The customer asks for offers on what we do today (rule R30)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tenders")
    announced_on = models.DateField(_("announced on"))
    schedule = models.CharField(_("schedule"), max_length=120, blank=True)
    has_bid_plan = models.BooleanField(_("bid plan in force"), default=False)
    responsible = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="tenders")
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("tender")
        verbose_name_plural = _("tenders")

    def __str__(self) -> str:
        return f"{self.account}: {self.schedule or self.announced_on}"

"""Sites of an account and who supervises them when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.customer_number import CustomerNumber
from teams.models import PeriodQuerySet, Person, Town
from teams.models.period import ends_after_start


class Site(models.Model):
    """A place where the service is done; `starts_on` and `ends_on` say when it is active."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sites")
    customer_number = models.ForeignKey(CustomerNumber, models.SET_NULL, null=True, blank=True, related_name="sites")
    site_no = models.CharField(
        _("site number"),
        max_length=20,
        unique=True,
        error_messages={"unique": _("This site number is already in use.")},
    )
    name = models.CharField(_("site"), max_length=160)
    town = models.ForeignKey(Town, models.PROTECT, related_name="sites")
    address = models.CharField(_("address"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    area_m2 = models.DecimalField(_("area m²"), max_digits=10, decimal_places=1, null=True, blank=True)
    quality_level = models.CharField(_("quality level"), max_length=20, blank=True)
    is_critical = models.BooleanField(_("critical site"), default=False)
    area_director = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="led_sites")
    visit_interval_months = models.PositiveSmallIntegerField(_("round interval, months"), default=1)
    monthly_value_eur = models.DecimalField(_("contract value €/month"), max_digits=12, decimal_places=2, default=0)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    search_text = models.TextField(editable=False, default="")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        indexes = [models.Index(fields=["account", "starts_on"])]
        constraints = [ends_after_start("site_period")]

    def __str__(self) -> str:
        return self.name


class SiteSupervision(models.Model):
    """A supervisor answers for a site during a period. A change is a new row with its date."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="supervisions")
    supervisor = models.ForeignKey(Person, models.PROTECT, related_name="supervisions")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("site supervision")
        verbose_name_plural = _("site supervisions")
        indexes = [models.Index(fields=["supervisor", "starts_on"])]
        constraints = [
            ends_after_start("site_supervision_period"),
            models.UniqueConstraint(
                fields=["site"],
                condition=Q(ends_on__isnull=True),
                name="site_one_open_supervision",
                violation_error_message=_("The site already has a supervisor; end that first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.supervisor}"

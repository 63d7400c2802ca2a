"""Money by month: rows as they came from the ledgers, and one summed row per account and month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.customer_number import CustomerNumber
from accounts_app.models.service import Service
from accounts_app.models.site import Site
from teams.models import Town


def first_of_month(name: str) -> models.CheckConstraint:
    """A month is stored as its first day."""
    return models.CheckConstraint(
        condition=Q(month__day=1), name=name, violation_error_message=_("A month is given by its first day.")
    )


class RevenueRow(models.Model):
    """Net invoiced sales of one month (EUR, no VAT): customer number × site or town × service × order."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="revenue_rows")
    customer_number = models.ForeignKey(CustomerNumber, models.PROTECT, related_name="revenue_rows")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="revenue_rows")
    service = models.ForeignKey(Service, models.PROTECT, related_name="revenue_rows")
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, related_name="revenue_rows")
    month = models.DateField(_("month"))
    order_no = models.CharField(_("order"), max_length=40, blank=True)
    is_credit = models.BooleanField(_("credit note"), default=False)
    is_big_project = models.BooleanField(_("big project"), default=False)
    amount_eur = models.DecimalField(_("net €"), max_digits=14, decimal_places=2)
    # Natural key of the row as text, so a reload replaces by key on both databases.
    row_key = models.CharField(max_length=160, unique=True, editable=False)

    class Meta:
        verbose_name = _("revenue row")
        verbose_name_plural = _("revenue rows")
        indexes = [models.Index(fields=["account", "month"])]
        constraints = [first_of_month("revenue_row_month")]

    def __str__(self) -> str:
        return self.row_key


class CostRow(models.Model):
    """Direct costs and ledger revenue of one account and month by account line (EUR, costs positive)."""

    class Line(models.TextChoices):
        REVENUE = "revenue", _("revenue")
        WAGES = "wages", _("wages")
        SIDE_COSTS = "side_costs", _("wage side costs")
        SUBCONTRACTING = "subcontracting", _("subcontracting")
        MATERIALS = "materials", _("materials and supplies")
        MACHINES = "machines", _("machines")
        OTHER = "other", _("other direct costs")
        MARGIN = "margin", _("gross margin")

    account = models.ForeignKey(Account, models.CASCADE, related_name="cost_rows")
    month = models.DateField(_("month"))
    line = models.CharField(_("line"), max_length=16, choices=Line)
    amount_eur = models.DecimalField(_("€"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("cost row")
        verbose_name_plural = _("cost rows")
        constraints = [
            first_of_month("cost_row_month"),
            models.UniqueConstraint(
                fields=["account", "month", "line"],
                name="cost_row_once",
                violation_error_message=_("This line of the month is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m} {self.line}"


class TargetRow(models.Model):
    """The budgeted revenue or gross margin of one account and month (EUR)."""

    class Measure(models.TextChoices):
        REVENUE = "revenue", _("revenue")
        MARGIN = "margin", _("gross margin")

    account = models.ForeignKey(Account, models.CASCADE, related_name="target_rows")
    month = models.DateField(_("month"))
    measure = models.CharField(_("measure"), max_length=8, choices=Measure)
    amount_eur = models.DecimalField(_("€"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("target row")
        verbose_name_plural = _("target rows")
        constraints = [
            first_of_month("target_row_month"),
            models.UniqueConstraint(
                fields=["account", "month", "measure"],
                name="target_row_once",
                violation_error_message=_("This target of the month is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m} {self.measure}"


class MonthlyFigure(models.Model):
    """The sums of one account and month, recomputed from the rows above; empty means nothing was delivered (EUR)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="monthly_figures")
    month = models.DateField(_("month"))
    revenue_eur = models.DecimalField(_("revenue €"), max_digits=14, decimal_places=2, null=True, blank=True)
    big_project_eur = models.DecimalField(_("of which big projects €"), max_digits=14, decimal_places=2, default=0)
    cost_revenue_eur = models.DecimalField(
        _("ledger revenue €"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    margin_eur = models.DecimalField(_("gross margin €"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_revenue_eur = models.DecimalField(
        _("target revenue €"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target_margin_eur = models.DecimalField(
        _("target margin €"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("monthly figure")
        verbose_name_plural = _("monthly figures")
        constraints = [
            first_of_month("monthly_figure_month"),
            models.UniqueConstraint(
                fields=["account", "month"],
                name="monthly_figure_once",
                violation_error_message=_("The month of this account is already summed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.month:%Y-%m}"

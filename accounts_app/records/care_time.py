"""The time a year has for caring for an account, and the time spent (rule R22)."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear, TruncMonth
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.access import Tie
from accounts_app.forms.records.care_time import CareHoursForm, HoursBudgetForm
from accounts_app.models import CareHours, HoursBudget
from accounts_app.records.invoices import keeps_figures
from accounts_app.records.kind import Above, Column, Context, RecordKind, register
from accounts_app.support.load import monthly_hours
from config.common.formats import day, percent, plain
from config.common.month import month_label, month_name
from config.common.rounding import ratio_pct, round_half_up
from teams.permissions import person_of

MONTHS_SHOWN = 12


def _budgets(context: Context) -> QuerySet[HoursBudget]:
    """With the hours used in the year by the day."""
    used = CareHours.objects.filter(account=context.account, worked_on__lte=context.on)
    used = used.annotate(year=ExtractYear("worked_on")).filter(year=OuterRef("year"))
    summed = used.order_by().values("year").annotate(hours_used=Sum("hours")).values("hours_used")
    none = Decimal(0)
    rows = HoursBudget.objects.filter(account=context.account).order_by("-year")
    rows = rows.annotate(used=Coalesce(Subquery(summed), none, output_field=DecimalField()))
    month = Value(context.on.month, output_field=IntegerField())
    return rows.annotate(month=month).select_related("agreed_by")


def _share(row: Any) -> str:
    return percent(ratio_pct(row.used, row.hours, 0), 0)


def _of_the_month(row: Any) -> str:
    """The share of the present month; July and December have less (domain.md 5.7)."""
    hours = plain(round_half_up(monthly_hours(row.hours, row.month), 1))
    return f"{hours} ({month_name(row.month, get_language() or 'fi')})"


def _agreed(row: HoursBudget) -> str:
    """When the line manager agreed to the hours."""
    if row.agreed_on is None:
        return gettext("not yet")
    return f"{day(row.agreed_on)} {row.agreed_by.name if row.agreed_by else ''}".strip()


def sets_the_time(context: Context) -> bool:
    """The owner and the line manager agree on the time; those who keep the figures write it too."""
    return keeps_figures(context) or Tie.LINE_MANAGER in context.rights.ties


def _where_booked(context: Context) -> Above | None:
    """The code the hours are booked on."""
    if not context.account.charge_code:
        return None
    sentence = gettext("Hours of account care are booked on the code %(code)s.")
    return Above(template="accounts_app/records/_notice.html", data=sentence % {"code": context.account.charge_code})


def is_near(context: Context) -> bool:
    """Whoever cares for the account in any part writes what happened there."""
    return context.rights.near


def _own_hours(context: Context) -> QuerySet[CareHours]:
    """Hours of a single person are for that person and for those who answer for the account (domain.md 2.3 R22)."""
    rows = CareHours.objects.filter(account=context.account).select_related("person").order_by("-worked_on", "-pk")
    return rows if context.rights.all_hours else rows.filter(person=person_of(context.user))


def _own_or_in_charge(context: Context, row: CareHours) -> bool:
    return context.rights.edit or row.person == person_of(context.user)


def _by_month(context: Context) -> Above | None:
    """The hours of everybody by month, newest first: for those who see the hours of all."""
    if not context.rights.all_hours:
        return None
    rows = CareHours.objects.filter(account=context.account, worked_on__lte=context.on)
    sums = rows.annotate(month=TruncMonth("worked_on")).order_by("-month").values_list("month")
    months = [(month_label(month), plain(hours)) for month, hours in sums.annotate(Sum("hours"))[:MONTHS_SHOWN]]
    return Above(template="accounts_app/records/_hours_by_month.html", data=months) if months else None


register(
    RecordKind(
        code="hours-budget",
        model=HoursBudget,
        form=HoursBudgetForm,
        title=_("Care hours of a year"),
        add=_("Add a budget"),
        change=_("Change the budget"),
        empty=_("No hours are agreed on. Without a budget the care time is not judged."),
        help=_(
            "Less than half or over 130 per cent of the hours used colours the account amber from March on, never red."
        ),
        columns=(
            Column(label=_("Year"), value=lambda row: str(row.year), kind="number"),
            Column(label=_("Hours in the year"), value=lambda row: plain(row.hours), kind="number"),
            Column(label=_("In this month"), value=_of_the_month, kind="number"),
            Column(label=_("Used so far"), value=lambda row: plain(row.used), kind="number"),
            Column(label=_("Share used"), value=_share, kind="number"),
            Column(label=_("Agreed with the line manager"), value=_agreed),
        ),
        rows=_budgets,
        reads="all_hours",
        may_add=sets_the_time,
        above=_where_booked,
        beside=("care-hours",),
    ),
    RecordKind(
        code="care-hours",
        model=CareHours,
        form=CareHoursForm,
        title=_("Hours of care"),
        add=_("Add hours"),
        change=_("Change the hours"),
        empty=_("You have no hours here. Hours come with the monthly delivery or are written by hand."),
        help=_("The hours are compared with the budget of the year. A delivery replaces what it brings anew."),
        columns=(
            Column(label=_("Day"), value=lambda row: row.worked_on, kind="day"),
            Column(label=_("Person"), value=lambda row: row.person),
            Column(label=_("Hours"), value=lambda row: plain(row.hours), kind="number"),
        ),
        rows=_own_hours,
        reads="hours",
        may_add=is_near,
        may_change=_own_or_in_charge,
        above=_by_month,
        beside=("hours-budget",),
    ),
)

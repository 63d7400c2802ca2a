"""Figures written by hand while an import is broken (domain.md 1.7): for those who keep the figures of all accounts."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.manual_figure import ManualFigureForm
from accounts_app.models import ManualFigure
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import eur
from config.common.month import short_month


def keeps_all_figures(context: Context) -> bool:
    """Controllers; nobody writes by hand the figures of an account one answers for."""
    return context.rights.keep_figures and not context.rights.in_charge


def _rows(context: Context) -> QuerySet[ManualFigure]:
    rows = ManualFigure.objects.filter(account=context.account).select_related("entered_by")
    return rows.order_by("-month", "measure")


register(
    RecordKind(
        code="manual-figure",
        model=ManualFigure,
        form=ManualFigureForm,
        title=_("Figures written by hand"),
        add=_("Write a figure by hand"),
        change=_("Change the figure"),
        empty=_("No figure is written by hand."),
        help=_(
            "Only while the import is broken, for the last closed month. The card prints it with ✎, who, when and why; "
            "the figure of the import takes its place as soon as it comes."
        ),
        columns=(
            Column(label=_("Month"), value=lambda row: short_month(row.month)),
            Column(label=_("Measure"), value=lambda row: row.get_measure_display()),
            Column(label=_("Amount"), value=lambda row: eur(row.amount_eur), kind="number"),
            Column(label=_("What is broken"), value=lambda row: row.reason),
            Column(label=_("Written by"), value=lambda row: row.entered_by.name if row.entered_by else ""),
            Column(label=_("Written on"), value=lambda row: row.entered_on, kind="day"),
        ),
        rows=_rows,
        reads="money",
        may_add=keeps_all_figures,
        beside=("invoice",),
    )
)

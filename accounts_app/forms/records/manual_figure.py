"""The form of a figure written by hand while its import is broken (domain.md 1.7)."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.forms.records.fields import NumberField
from accounts_app.models import ManualFigure, MonthlyFigure
from config.common.month import add_months, short_month
from config.common.working_days import last_closed_month

SHORTEST_REASON = 20  # characters
COLUMNS = {ManualFigure.Measure.REVENUE: "revenue_eur", ManualFigure.Measure.MARGIN: "margin_eur"}


class ManualFigureForm(RecordForm):
    """Revenue or margin of the last closed month, never of another one and never two months running."""

    class Meta:
        model = ManualFigure
        fields = ("measure", "amount_eur", "reason")
        field_classes = {"amount_eur": NumberField}

    def prepare(self) -> None:
        """The month is the last closed one, the writer is who is logged in."""
        if self.instance.pk is None:
            self.instance.month = last_closed_month(self.on)
        self.instance.entered_by, self.instance.entered_on = self.writer, self.on
        self.fields["reason"].help_text = _("Name the failure in at least 20 characters. It stands beside the figure.")

    def told(self) -> Iterator[Told]:
        """Which month is written."""
        yield Told(label=_("Month"), value=short_month(self.instance.month))

    def clean_reason(self) -> str:
        """The import is declared broken in words."""
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST_REASON:
            self.add_error("reason", _("Say in at least 20 characters what is broken."))
        return reason

    def clean(self) -> dict[str, Any]:
        """Not beside what the import brought, and for one month only: then the import is mended."""
        data = super().clean() or {}
        if measure := data.get("measure"):
            month = self.instance.month
            if self._brought(measure, month):
                self.add_error("measure", _("The import has brought this month: a figure by hand is not needed."))
            before = add_months(month, -1)
            hand = ManualFigure.objects.filter(account=self.account, measure=measure, month=before)
            if hand.exists() and not self._brought(measure, before):
                self.add_error("measure", _("The month before was written by hand too: mend the import first."))
        return data

    def _brought(self, measure: str, month: Any) -> bool:
        column = COLUMNS[ManualFigure.Measure(measure)]
        rows = MonthlyFigure.objects.filter(account=self.account, month=month, **{f"{column}__isnull": False})
        return rows.exists()

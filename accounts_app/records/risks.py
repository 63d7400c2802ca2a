"""Risks of an account (rule R31)."""

from django.db.models import F, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.risk import RiskForm
from accounts_app.models import Risk
from accounts_app.records.kind import Column, Context, RecordKind, register

RED_FROM, AMBER_FROM = 15, 8  # rule R31 (domain.md 2.2)


def _rows(context: Context) -> QuerySet[Risk]:
    """Open risks first, the largest on top; then the closed ones, the latest first. Internal ones are for few."""
    rows = Risk.objects.filter(account=context.account).select_related("owner")
    if not context.rights.internal_risks:
        rows = rows.filter(is_internal=False)
    return rows.order_by(F("closed_on").desc(nulls_first=True), (F("probability") * F("impact")).desc(), "name", "pk")


def _level(row: Risk) -> str:
    """The colour an open risk gives (rule R31); a closed one gives none."""
    if row.closed_on:
        return "NA"
    return "RED" if row.score >= RED_FROM else "AMBER" if row.score >= AMBER_FROM else "GREEN"


def _internal(row: Risk) -> str:
    return gettext("internal") if row.is_internal else ""


register(
    RecordKind(
        code="risk",
        model=Risk,
        form=RiskForm,
        title=_("Risks"),
        add=_("Add a risk"),
        change=_("Change the risk"),
        empty=_("No risks are recorded. A risk has a probability, an impact and a day of review."),
        help=_("The largest open risk colours the account: amber from 8 points, red from 15."),
        columns=(
            Column(label=_("Risk"), value=lambda row: row.name),
            Column(label=_("Level"), value=_level, kind="level"),
            Column(
                label=_("Probability × impact"),
                value=lambda row: f"{row.probability} × {row.impact} = {row.score}",
                kind="number",
            ),
            Column(label=_("Internal"), value=_internal, needs="internal_risks"),
            Column(label=_("Responsible"), value=lambda row: row.owner),
            Column(label=_("Next review"), value=lambda row: row.review_on, kind="day"),
            Column(label=_("Closed on"), value=lambda row: row.closed_on, kind="day"),
        ),
        rows=_rows,
        reads="risks",
    )
)

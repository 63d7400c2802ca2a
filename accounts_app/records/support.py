"""Where the support organisation of an account needs somebody, and who it is (rule R28)."""

import datetime
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import support as actions
from accounts_app.forms.records.support import RequirementForm, SupportForm
from accounts_app.models import Assignment, SupportRequirement
from accounts_app.records.kind import Above, Column, Context, RecordKind, register
from config.common.collation import FINNISH


def _holders(on: datetime.date) -> QuerySet[Assignment]:
    """Support in force for exactly the town and business area of the outer row, the first named on top."""
    return (
        Assignment.objects.current(on)
        .filter(
            role=Assignment.Role.SUPPORT,
            account=OuterRef("account"),
            town=OuterRef("town"),
            business_area=OuterRef("business_area"),
        )
        .order_by("starts_on", "pk")
    )


def _cells(context: Context) -> QuerySet[SupportRequirement]:
    held = _holders(context.on)
    rows = SupportRequirement.objects.filter(account=context.account).select_related("town", "business_area")
    rows = rows.annotate(is_filled=Exists(held), holder=Subquery(held.values("person__name")[:1]))
    return rows.order_by("is_filled", Collate("town__name", FINNISH), Collate("business_area__name", FINNISH))


def _filled_by(row: Any) -> str:
    return row.holder if row.is_filled else gettext("gap")


def _gaps(context: Context) -> Above | None:
    """The empty cells, for those who may name somebody."""
    if not context.rights.edit:
        return None
    form = reverse("accounts:record_new", args=[context.account.pk, "support"])
    back = reverse("accounts:record_list", args=[context.account.pk, "support-requirement"])
    gaps = []
    rows: Iterable[Any] = _cells(context)
    for row in (row for row in rows if not row.is_filled):
        filled = {"town": row.town_id, "business_area": row.business_area_id, "next": back}
        gaps.append((f"{row.town} · {row.business_area}", f"{form}?{urlencode(filled)}"))
    return Above(template="accounts_app/records/_gaps.html", data=gaps) if gaps else None


def _support(context: Context) -> QuerySet[Assignment]:
    """Support in force and to come first, then what has ended, the latest end first."""
    rows = Assignment.objects.filter(account=context.account, role=Assignment.Role.SUPPORT)
    rows = rows.select_related("person", "town", "business_area")
    return rows.order_by(F("ends_on").desc(nulls_first=True), "-starts_on", "pk")


HELP = _("A required town and business area without a named person colours the account amber.")

register(
    RecordKind(
        code="support-requirement",
        model=SupportRequirement,
        form=RequirementForm,
        title=_("Required support"),
        add=_("Require support"),
        change=_("Change the required support"),
        empty=_("No support is required. A row names a town and a business area that need somebody."),
        help=HELP,
        columns=(
            Column(label=_("Town"), value=lambda row: row.town),
            Column(label=_("Business area"), value=lambda row: row.business_area),
            Column(label=_("Filled by"), value=_filled_by),
        ),
        rows=_cells,
        above=_gaps,
        beside=("support",),
    ),
    RecordKind(
        code="support",
        model=Assignment,
        form=SupportForm,
        title=_("Support organisation"),
        add=_("Name a supporter"),
        change=_("End the support"),
        empty=_("Nobody is named. A supporter answers for a business area in a town, or for one matter everywhere."),
        help=HELP,
        columns=(
            Column(label=_("Person"), value=lambda row: row.person),
            Column(label=_("Town"), value=lambda row: row.town),
            Column(label=_("Business area"), value=lambda row: row.business_area),
            Column(label=_("Helps with"), value=lambda row: row.get_task_display()),
            Column(label=_("Starts on"), value=lambda row: row.starts_on, kind="day"),
            Column(label=_("Ends on"), value=lambda row: row.ends_on, kind="day"),
        ),
        rows=_support,
        may_delete=False,
        write=actions.write,
        row_link=_("End the support"),
        beside=("support-requirement",),
    ),
)

"""The page that shows every component once, in all its states."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

LEVELS = ("GREEN", "AMBER", "RED", "GREY", "NA")
TRENDS = ("better", "same", "worse", "new")
SAMPLE_DAY = datetime.date(2026, 9, 11)


class SampleForm(forms.Form):
    """Every kind of field the pages use."""

    name = forms.CharField(label=_("Name"), help_text=_("As the customer writes it."))
    day = forms.DateField(label=_("Day"), required=False)
    model = forms.ChoiceField(label=_("Care model"), choices=[("A", "A"), ("B", "B")])
    comment = forms.CharField(label=_("Comment"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label=_("The customer has agreed"), required=False)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample values; needs a login like every page."""
    return render(request, "components/gallery.html", _samples())


def _samples() -> dict[str, Any]:
    wrong = SampleForm({"name": "", "day": "31.9.2026", "model": "A"})
    return {
        "levels": LEVELS,
        "trends": TRENDS,
        "reasons": [
            SimpleNamespace(
                level="RED", rule_id="R08", url="#", sentence=_("A critical site was below the limit twice.")
            ),
            SimpleNamespace(level="AMBER", rule_id="R14", url="", sentence=_("One complaint is late.")),
        ],
        "chart": SimpleNamespace(
            key="sample",
            width=120,
            height=32,
            polyline="2,26 24,22 46,24 70,14 94,10 116,6",
            last_x=116,
            last_y=6,
            title=_("Revenue"),
            sentence=_("Revenue grew in five months of six."),
        ),
        "form": SampleForm(),
        "wrong_form": wrong,
        "page": Paginator(range(1, 120), 25).page(2),
        "day": SAMPLE_DAY,
        "amount": Decimal("1234567.89"),
        "share": Decimal("94.1"),
        "crumbs": [(_("Accounts"), "#"), (_("Key accounts"), "#")],
    }

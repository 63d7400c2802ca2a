"""Reporting that the wrong person stands as owner, and answering such a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import OwnerReport


class OwnerReportForm(forms.ModelForm):
    """What is wrong, in a sentence."""

    class Meta:
        model = OwnerReport
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"class": "form-control", "rows": 3})}
        labels = {"text": _("What is wrong, and who should it be?")}


class OwnerAnswerForm(forms.ModelForm):
    """What came of the report; its writer is told."""

    class Meta:
        model = OwnerReport
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"class": "form-control", "rows": 2})}
        labels = {"answer": pgettext_lazy("noun", "Answer")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True

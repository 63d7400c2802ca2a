"""Asking the board, and its answer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.forms.dressed import DressedForm, long_text
from accounts_app.models import BoardRequest

TEXT_LENGTH = 600
# A published card is corrected from its own page, which names the month.
ASKED_HERE = [
    (BoardRequest.Kind.HELP, pgettext_lazy("request", "Help")),
    (BoardRequest.Kind.DECISION, pgettext_lazy("request", "A decision")),
    (BoardRequest.Kind.REPORT, pgettext_lazy("request", "To tell something between the cards")),
]


class BoardRequestForm(DressedForm):
    """What the account needs of the board."""

    kind = forms.ChoiceField(label=_("What you need"), choices=ASKED_HERE)
    text = forms.CharField(
        label=_("Request"),
        max_length=TEXT_LENGTH,
        widget=long_text(5),
        help_text=_("Say what should be decided or done, and until when. It stands on the next agenda."),
    )


class BoardAnswerForm(DressedForm):
    """What the board says."""

    answer = forms.CharField(label=pgettext_lazy("noun", "Answer"), max_length=TEXT_LENGTH, widget=long_text(3))

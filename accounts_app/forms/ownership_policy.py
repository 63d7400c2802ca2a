"""Forms of the rule of directors and of confirming an account as nationwide (requirements.md R003, R034)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.dressed import DressedForm, long_text


class PolicyForm(DressedForm):
    """From when nationwide accounts belong to named directors only."""

    directors_only_from = forms.DateField(
        label=_("Directors only from"), required=False, help_text=_("Empty: the rule is not in use.")
    )
    decision = forms.CharField(
        label=_("Decision"), max_length=160, help_text=_("Who decided, when: for example the board's meeting 3/2026.")
    )


class NationwideForm(DressedForm):
    """Why the account is nationwide; needed when it does not meet the criteria."""

    reason = forms.CharField(label=_("Why nationwide"), max_length=300, required=False, widget=long_text(3))

"""The form that says who may know of an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.plain import PlainForm
from accounts_app.models import Account, BarrierGroup


class ConfidentialityForm(PlainForm):
    """Open, confidential or secret; and the side of a barrier for those who keep barriers."""

    confidentiality = forms.ChoiceField(
        label=_("Confidentiality"),
        choices=Account.Confidentiality.choices,
        widget=forms.RadioSelect({"class": "segments"}),
    )
    barrier_group = forms.ModelChoiceField(
        label=_("Side of a barrier"), queryset=BarrierGroup.objects.none(), required=False, empty_label=_("no barrier")
    )

    def __init__(self, *args: Any, account: Account, groups: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"confidentiality": account.confidentiality, "barrier_group": account.barrier_group_id}
        super().__init__(*args, **kwargs)
        self.account = account
        if groups is None:
            del self.fields["barrier_group"]
        else:
            self.fields["barrier_group"].queryset = groups  # type: ignore[attr-defined]
            self.fields["barrier_group"].help_text = _(
                "Only people of this side know of the account, whatever their role."
            )

    @property
    def group(self) -> BarrierGroup | None:
        """The chosen side; the present one for those who may not change it."""
        chosen: BarrierGroup | None = self.cleaned_data.get("barrier_group", self.account.barrier_group)
        return chosen

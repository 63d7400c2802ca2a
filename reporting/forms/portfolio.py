"""The search form of the account list and the board page: it is the filter, the sort order and the export."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app.models import Account, Assignment, Site
from accounts_app.models.account import AccountQuerySet
from config.common.folding import fold
from reporting.dashboards.portfolio import sorted_by, with_previous
from reporting.forms.long_select import LongSelect
from teams.models import in_force

ALL = pgettext_lazy("filter", "All")
MOVED = [("worse", _("Worse than last month")), ("better", _("Better than last month"))]
DEFAULT_SORT = "status"


class PortfolioForm(forms.Form):
    """Every field lives in the address, so a filtered list can be sent as a link. Bad values are ignored."""

    q = forms.CharField(label=_("Name, town or business ID"), required=False, max_length=80)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", ALL), *Account.Status.choices])
    owner = forms.TypedChoiceField(
        label=_("Account director"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    care_model = forms.ChoiceField(
        label=_("Care model"), required=False, choices=[("", ALL), *Account.CareModel.choices]
    )
    town = forms.TypedChoiceField(label=_("Town"), required=False, coerce=int, empty_value=None, widget=LongSelect)
    moved = forms.ChoiceField(label=pgettext_lazy("trend", "Change"), required=False, choices=[("", ALL), *MOVED])
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], towns: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", ALL), *owners]  # type: ignore[attr-defined]
        self.fields["town"].choices = [("", ALL), *towns]  # type: ignore[attr-defined]
        for field in self.fields.values():
            css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = css

    def asked(self, name: str) -> Any:
        """The valid value of a field, or nothing."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the sort order is asked."""
        return any(self.asked(name) for name in self.fields if name != "sort")

    @property
    def order(self) -> str:
        """The order asked, by status when none."""
        return str(self.asked("sort") or DEFAULT_SORT)

    def narrow(self, accounts: AccountQuerySet, on: datetime.date) -> AccountQuerySet:
        """The accounts that fit everything but the colour, so the colours can be counted."""
        if text := self.asked("q"):
            for word in fold(text).split():
                accounts = accounts.filter(_named(word, text))
        if owner := self.asked("owner"):
            held = Assignment.objects.filter(in_force(on), role=Assignment.Role.OWNER, person=owner)
            accounts = accounts.filter(pk__in=held.values("account"))
        if model := self.asked("care_model"):
            accounts = accounts.filter(care_model=model)
        if town := self.asked("town"):
            sites = Site.objects.filter(in_force(on), town=town)
            accounts = accounts.filter(Q(home_town=town) | Q(pk__in=sites.values("account")))
        return self._moved(accounts, on)

    def _moved(self, accounts: AccountQuerySet, on: datetime.date) -> AccountQuerySet:
        moved = self.asked("moved")
        if not moved:
            return accounts
        order = ["GREEN", "GREY", "AMBER", "RED"]  # domain.md 2.7
        changed = with_previous(accounts.filter(sees_care=True), on)
        pairs = Q()
        for old_place, old in enumerate(order):
            news = order[old_place + 1 :] if moved == "worse" else order[:old_place]
            pairs |= Q(previous_status=old, status__in=news)
        return changed.filter(pairs)

    def coloured(self, accounts: AccountQuerySet) -> AccountQuerySet:
        """Of the narrowed accounts those of the asked colour."""
        status = self.asked("status")
        return accounts.filter(sees_care=True, status=status) if status else accounts

    def ordered(self, accounts: AccountQuerySet, on: datetime.date) -> AccountQuerySet:
        """In the asked order."""
        return sorted_by(accounts, self.order, on)


def _named(word: str, text: str) -> Q:
    return Q(search_text__contains=word) | Q(business_id=text.strip()) | Q(home_town__name__istartswith=word)

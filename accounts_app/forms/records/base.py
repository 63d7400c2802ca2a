"""What every form of a record knows: the account it is about, who writes, and the day."""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.people import chooses_a_person, grouped_people, people_here
from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from teams.models import Person, User
from teams.permissions import person_of

Words = str | Promise
CHANGED_MEANWHILE = _("Somebody changed this while you were writing. Your text is kept: save again to replace theirs.")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a form with fields of its own; `columns` says how the fields stand on a wide screen."""

    title: Words = ""
    fields: tuple[BoundField, ...] = ()
    columns: str = ""  # "" two columns, "rows" one row for each pair of fields


@dataclass(frozen=True, kw_only=True)
class Told:
    """Something about the row that the writer reads but does not write here."""

    label: Words
    value: object
    kind: str = "text"  # as of a column: text, day, money, link


class RecordForm(forms.ModelForm):
    """A model form tied to one account. Days are written with the browser's own calendar.

    A person in charge is chosen among those who work here; the writer stands first in line.
    """

    intro: Words = ""  # what the form is about, above its fields
    parts: tuple[tuple[Words, tuple[str, ...]], ...] = ()  # fields under a heading of their own, after the others
    tied: tuple[str, ...] = ("account",)  # relations nobody chooses that the rules of the row need all the same

    def __init__(
        self, *args: Any, account: Account, user: User | AnonymousUser, on: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.user, self.on = account, user, on
        self.stamp = _stamp(self.instance)
        self.tie()
        self._offer_people()
        self.prepare()
        for field in self.fields.values():
            _dress(field)

    def tie(self) -> None:
        """Tie a new row to the account; a form whose row hangs on another row overrides it."""
        if hasattr(self.instance, "account_id"):
            self.instance.account = self.account

    def prepare(self) -> None:
        """Defaults and choices of the single form, before it is shown or read."""

    def _offer_people(self) -> None:
        """Lists of people hold those who work here, the people of the account first. Two queries."""
        lists = [field for field in self.fields.values() if chooses_a_person(field)]
        choices = grouped_people(self.account, self.on) if lists else []
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
                field.empty_label = "–"
        for field in lists:
            field.queryset = people_here(self.on)  # type: ignore[attr-defined]
            field.choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What somebody else wrote while this form was open is not overwritten unseen."""
        data = super().clean() or {}
        if self.data.get("stamp", self.stamp) != self.stamp:
            self.add_error(None, CHANGED_MEANWHILE)
        return data

    def outcome(self) -> str:
        """What is said when the row is saved."""
        return gettext("Saved.")

    def sections(self) -> Iterator[Section]:
        """The parts of the form as shown."""
        shown = {field.name: field for field in self.visible_fields()}
        headed = {name for _title, names in self.parts for name in names}
        yield Section(fields=tuple(field for name, field in shown.items() if name not in headed))
        for title, names in self.parts:
            if fields := tuple(shown[name] for name in names if name in shown):
                yield Section(title=title, fields=fields)

    def told(self) -> Iterator[Told]:
        """What is shown above the fields without being written here."""
        yield from ()

    def refuse_days_ahead(self, *names: str) -> None:
        """What has happened has a day that is not in the future."""
        for name in names:
            if (day := self.cleaned_data.get(name)) and day > self.on:
                self.add_error(name, _("This day is still ahead."))

    def refuse_days_before(self, first: datetime.date | None, message: Words, *names: str) -> None:
        """Days that may not lie before another one."""
        for name in names:
            if first and (day := self.cleaned_data.get(name)) and day < first:
                self.add_error(name, str(message))

    @cached_property
    def rights(self) -> AccountRights:
        """What the writer may do with the account."""
        return rights(self.user, self.account, self.on)

    @property
    def writer(self) -> Person | None:
        """The person behind the login."""
        return person_of(self.user)

    def _get_validation_exclusions(self) -> set[str]:
        """A row that may stand once in an account is looked for in the account, though no field names it."""
        unchosen = set(self.tied) - set(self.fields)
        known = {name for name in unchosen if getattr(self.instance, f"{name}_id", None) is not None}
        return set(super()._get_validation_exclusions()) - known  # type: ignore[misc]

    def default(self, name: str, value: Any) -> None:
        """What a new row starts with."""
        if self.instance.pk is None:
            self.fields[name].initial = value


def _stamp(row: models.Model) -> str:
    """A short mark of the stored row: another mark at saving time means that somebody wrote in between."""
    if row.pk is None:
        return ""
    values = [(field.attname, getattr(row, field.attname)) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _dress(field: forms.Field) -> None:
    if isinstance(field, forms.DateField) and not field.widget.is_hidden:
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={**field.widget.attrs, "type": "date"})
    css = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    if isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        css = "form-check-input"
    field.widget.attrs.setdefault("class", css)

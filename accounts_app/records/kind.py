"""A kind of record: what it is called, who may write it, its form and the columns of its list."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts_app.actions import records as actions
from accounts_app.forms.records.base import RecordForm
from accounts_app.models import Account
from accounts_app.permissions import AccountRights
from teams.models import User

Words = str | Promise
CHANGE, SAVE = _("Change"), _("Save")


@dataclass(frozen=True, kw_only=True)
class Context:
    """Who writes into which account on which day."""

    account: Account
    user: User | AnonymousUser
    on: datetime.date
    rights: AccountRights


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the list of rows."""

    label: Words
    value: Callable[[Any], object]  # of a row: text, number, day or None
    kind: str = "text"  # text, day, number, money, link, page (of ours), level
    needs: str = ""  # field of AccountRights without which the column is not shown


@dataclass(frozen=True, kw_only=True)
class Above:
    """What stands above the list of a kind: a template of the records and what it prints."""

    template: str
    data: Any


def nothing_above(_context: Context) -> Above | None:
    """Most lists begin at once."""
    return None


def nobody(_context: Context, _row: models.Model) -> bool:
    """Most rows are changed only by those who add them."""
    return False


def in_charge(context: Context) -> bool:
    """Owner and deputy write most of what happens in an account."""
    return context.rights.edit


def anyone_of_the_row(_context: Context, _row: models.Model) -> bool:
    """Whoever may write the kind may change each of its rows."""
    return True


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """One kind of record. `code` stands in the address."""

    code: str
    model: type[models.Model]
    form: type[RecordForm]
    title: Words  # heading of the list: "Risks"
    add: Words  # the button: "Add a risk"
    change: Words  # heading of the form of an existing row: "Change the risk"
    empty: Words  # what the list says when there is nothing
    help: Words = ""  # what the rows do to the colour, in one sentence
    columns: tuple[Column, ...]
    rows: Callable[[Context], models.QuerySet[Any]]  # rows of the account the reader may see, newest first
    reads: str = "care"  # field of AccountRights needed to see the list
    may_add: Callable[[Context], bool] = in_charge
    may_change: Callable[[Context, Any], bool] = anyone_of_the_row  # asked only of those who may add
    also_changes: Callable[[Context, Any], bool] = nobody  # who changes a row without adding or taking away any
    may_delete: bool = True  # rows written by mistake can be taken away
    may_take: Callable[[Context, Any], bool] = anyone_of_the_row  # ... by these of those who may change the row
    adds: bool = True  # rows come into being here; False when they come with a delivery and are only added to
    write: Callable[..., models.Model] = actions.write  # the action a valid form is given to
    row_link: Words = CHANGE  # what the link of a row in the list says
    save: Words = SAVE  # what the button of the form says
    above: Callable[[Context], Above | None] = nothing_above
    beside: tuple[str, ...] = ()  # codes of kinds linked from the head of the list

    def opens(self, context: Context) -> bool:
        """Whether the reader may see the rows."""
        return getattr(context.rights, self.reads) or self.may_add(context)

    def adds_here(self, context: Context) -> bool:
        """Whether the reader may add a row."""
        return self.adds and self.may_add(context)

    def changes(self, context: Context, row: models.Model) -> bool:
        """Whether the reader may change the row."""
        return (self.may_add(context) and self.may_change(context, row)) or self.also_changes(context, row)

    def takes(self, context: Context, row: models.Model) -> bool:
        """Whether the reader may take the row away: one of those who add rows and may change this one."""
        may_write = self.may_add(context) and self.may_change(context, row)
        return self.may_delete and may_write and self.may_take(context, row)


KINDS: dict[str, RecordKind] = {}


def register(*kinds: RecordKind) -> None:
    """Add kinds to the register. Raises ValueError when a code is taken."""
    for kind in kinds:
        if kind.code in KINDS:
            raise ValueError(f"record kind {kind.code!r} is registered twice")
        KINDS[kind.code] = kind

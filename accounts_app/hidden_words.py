"""Whether a free text names an account its reader may not know of (security.md 2.5, channels 14, 16 and 17).

Texts that are about no single account, such as the rows of a workbook or the error of a job, cannot start from
`visible_to`. They are looked through for everything that tells a hidden account instead.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from rapidfuzz import fuzz

from accounts_app.models import Account, Complaint, Contact, Contract, CustomerNumber, Site
from accounts_app.models.account import AccountQuerySet
from accounts_app.search.query import without_legal_forms
from config.common.folding import fold
from teams.models import User

Mentions = Callable[[str], bool]
NAMED = ((Site, "name"), (Contact, "name"))
NUMBERED = ((CustomerNumber, "number"), (Site, "site_no"), (Contract, "contract_no"), (Complaint, "number"))
SHORTEST = 3  # shorter words tell nothing
SHORTEST_FUZZY = 6
LIKE_ENOUGH = 85.0  # rows are rejected because of typing errors, so names are found in spite of them


@dataclass(frozen=True)
class HiddenWords:
    """Folded words of hidden accounts: names of accounts, found in spite of typing errors, and all that is exact."""

    names: frozenset[str]
    exact: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether the text has one of them. Rather once too often: a wrong yes hides a row, a wrong no tells it."""
        folded = fold(text)
        padded = f" {folded} "
        if any(f" {word} " in padded for word in self.names | self.exact):
            return True
        return any(_resembles(name, folded) for name in self.names if len(name) >= SHORTEST_FUZZY)


def mentions_hidden(user: User | AnonymousUser, *, on: datetime.date) -> Mentions:
    """The test of a text for this reader. One statement, seven when some account is hidden from the reader."""
    return _mentions_of(Account.objects.hidden_from(user, on=on))


def mentions_closed(user: User | AnonymousUser, *, on: datetime.date) -> Mentions:
    """Whether a text names an account the writer may know of and others may not: it must not be told to everybody.

    It asks nothing of accounts the writer does not know, so that a refusal tells nothing new.
    """
    is_closed = ~Q(confidentiality=Account.Confidentiality.OPEN) | Q(barrier_group__isnull=False)
    return _mentions_of(Account.objects.visible_to(user, on=on).filter(is_closed))


def _mentions_of(hidden: AccountQuerySet) -> Mentions:
    accounts = list(hidden.values_list("name", "trade_name", "former_names", "business_id"))
    if not accounts:
        return lambda _text: False
    names = [name for name, *_ in accounts] + [trade for _, trade, *_ in accounts]
    names += [former for *_, formers, _ in accounts for former in formers.split(",")]
    words = HiddenWords(
        names=frozenset(_told_by(names)),
        exact=frozenset(
            [
                *_told_by(_children(hidden, NAMED)),
                *_number_forms([number for *_, number in accounts]),
                *_number_forms(_children(hidden, NUMBERED)),
            ]
        ),
    )
    return words.are_in


def _children(hidden: AccountQuerySet, kinds: Iterable[tuple[type, str]]) -> list[str]:
    found: list[str] = []
    for model, field in kinds:
        rows = model.objects.filter(account__in=hidden.values("pk"))  # type: ignore[attr-defined]  # any model
        found += rows.values_list(field, flat=True)
    return found


def _told_by(names: Iterable[str]) -> Iterable[str]:
    """Names without the legal form, as far as they tell something."""
    told = (" ".join(without_legal_forms(fold(name).split())) for name in names)
    return (name for name in told if len(name) >= SHORTEST)


def _number_forms(numbers: Iterable[str]) -> Iterable[str]:
    """A number as written, without its marks, and without the zeros a spreadsheet drops."""
    for number in numbers:
        plain = fold(number)
        joined = plain.replace(" ", "")
        yield from (form for form in (plain, joined, joined.lstrip("0")) if len(form) >= SHORTEST)


def _resembles(name: str, text: str) -> bool:
    return len(text) >= len(name) - 2 and fuzz.partial_ratio(name, text) >= LIKE_ENOUGH

"""Keeps the searchable texts of accounts and people in step with their names, numbers and towns."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from accounts_app.models import Account, CustomerNumber, Site
from accounts_app.search.texts import account_text, person_text
from teams.models import Person

BATCH = 500


@transaction.atomic
def refresh(*, accounts: Iterable[int] | None = None, people: Iterable[int] | None = None) -> int:
    """Rewrite the searchable texts of the accounts and people (by id); with neither given, of all.

    Only rows whose text differs are written, so a second run writes nothing. Returns the number of rows written.
    """
    everything = accounts is None and people is None
    written = 0
    if everything or accounts is not None:
        written += _refresh_accounts(None if accounts is None else list(accounts))
    if everything or people is not None:
        written += _refresh_people(None if people is None else list(people))
    return written


def _refresh_accounts(ids: list[int] | None) -> int:
    numbers, towns = _numbers(ids), _towns(ids)
    rows = Account.objects.select_related("group", "home_town")
    changed = []
    for account in rows if ids is None else rows.filter(pk__in=ids):
        home = [account.home_town.name] if account.home_town else []
        text = account_text(
            name=account.name,
            other_names=[account.former_names, account.trade_name, account.group.name if account.group else ""],
            numbers=[account.business_id, *sorted(numbers[account.pk])],
            towns=[*towns[account.pk], *home],
        )
        if account.search_text != text:
            account.search_text = text
            changed.append(account)
    Account.objects.bulk_update(changed, ["search_text"], batch_size=BATCH)
    return len(changed)


def _refresh_people(ids: list[int] | None) -> int:
    rows = Person.objects.select_related("unit", "town")
    changed = []
    for person in rows if ids is None else rows.filter(pk__in=ids):
        text = person_text(
            name=person.name,
            title=person.title,
            unit=person.unit.name if person.unit else "",
            town=person.town.name if person.town else "",
        )
        if person.search_text != text:
            person.search_text = text
            changed.append(person)
    Person.objects.bulk_update(changed, ["search_text"], batch_size=BATCH)
    return len(changed)


def _numbers(ids: list[int] | None) -> dict[int, set[str]]:
    rows = CustomerNumber.objects.all() if ids is None else CustomerNumber.objects.filter(account__in=ids)
    found: dict[int, set[str]] = defaultdict(set)
    for account, number in rows.values_list("account_id", "number"):
        found[account].add(number)
    return found


def _towns(ids: list[int] | None) -> dict[int, set[str]]:
    rows = Site.objects.all() if ids is None else Site.objects.filter(account__in=ids)
    found: dict[int, set[str]] = defaultdict(set)
    for account, town in rows.values_list("account_id", "town__name").distinct():
        found[account].add(town)
    return found

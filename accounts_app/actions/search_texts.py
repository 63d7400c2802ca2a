"""Keeps the searchable texts of accounts, people, sites and contacts in step with their names, numbers and towns."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from accounts_app.models import Account, Contact, CustomerNumber, Site
from accounts_app.search.texts import account_text, contact_text, person_text, site_text
from teams.models import Person

BATCH = 500
Ids = Iterable[int] | None


@transaction.atomic
def refresh(*, accounts: Ids = None, people: Ids = None, sites: Ids = None, contacts: Ids = None) -> int:
    """Rewrite the searchable texts of the rows named (by id); with none named, of all.

    Only rows whose text differs are written, so a second run writes nothing. Returns the number of rows written.
    """
    asked: dict[Callable[[list[int] | None], int], Ids] = {
        _refresh_accounts: accounts,
        _refresh_people: people,
        _refresh_sites: sites,
        _refresh_contacts: contacts,
    }
    if all(ids is None for ids in asked.values()):
        return sum(rewrite(None) for rewrite in asked)
    return sum(rewrite(list(ids)) for rewrite, ids in asked.items() if ids is not None)


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


def _refresh_sites(ids: list[int] | None) -> int:
    def text(site: Site) -> str:
        address = f"{site.address} {site.postcode}"
        return site_text(name=site.name, address=address, site_no=site.site_no, town=site.town.name)

    fields = ("name", "address", "postcode", "site_no", "search_text", "town__name")
    return _rewrite(Site.objects.select_related("town").only(*fields), ids, text)


def _refresh_contacts(ids: list[int] | None) -> int:
    def text(contact: Contact) -> str:
        return contact_text(name=contact.name, title=contact.title)

    return _rewrite(Contact.objects.only("name", "title", "search_text"), ids, text)


def _rewrite(rows: models.QuerySet[Any], ids: list[int] | None, text_of: Callable[[Any], str]) -> int:
    """Write the rows whose text differs, read piece by piece: there may be hundreds of thousands."""
    changed = []
    for row in (rows if ids is None else rows.filter(pk__in=ids)).iterator(chunk_size=BATCH):
        text = text_of(row)
        if row.search_text != text:
            row.search_text = text
            changed.append(row)
    rows.model._default_manager.bulk_update(changed, ["search_text"], batch_size=BATCH)
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

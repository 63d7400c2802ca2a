"""Reads what a card needs beside the facts, in a fixed number of queries whatever the number of accounts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from accounts_app.models import Account, Contract, Site, SiteSupervision
from accounts_app.ownership import responsible_on
from reporting.cards.build import earlier_card
from reporting.cards.context import CardContext, ContractLine, EarlierCard, LimitException, SourceLine
from reporting.cards.follow_up_read import follow_ups
from reporting.cards.source_dues import source_dues
from reporting.closes_read import runs
from reporting.freshness import Load, known_until
from reporting.limits import exceptions_in_force
from reporting.models import LimitChange, QualityCard, SourceLoad
from reporting.overrides import card_lines
from teams.models import in_force


def contexts(accounts: Iterable[Account], *, month: date, as_of: date) -> dict[int, CardContext]:
    """The context of each account as known on `as_of`, by account id."""
    rows = list(accounts)
    ids = [account.pk for account in rows]
    responsible = responsible_on(ids, as_of)
    parts: list[Mapping[int, dict[str, Any]]] = [
        _sites(ids, as_of),
        _supervisors(ids, as_of),
        _contracts(ids, as_of),
    ]
    earlier, sources, exceptions = _earlier(ids, month), _sources(as_of), exceptions_in_force(rows, month)
    due = source_dues(as_of)
    closes_before, overrides = runs(ids, before=month), card_lines(ids, as_of)
    done_about = follow_ups(ids, month=month, as_of=as_of)
    return {
        account.pk: CardContext(
            month=month,
            as_of=as_of,
            account_id=account.pk,
            name=account.name,
            master=_master(account),
            care_model=account.care_model,
            stage=account.stage,
            owner=_name(responsible[account.pk].owner),
            deputy=_name(responsible[account.pk].deputy),
            sources=sources,
            due=due,
            earlier=earlier.get(account.pk),
            exceptions=tuple(_exception(row) for row in exceptions.get(account.pk, ())),
            runs=closes_before.get(account.pk, {}),
            override=overrides.get(account.pk),
            follow_up=done_about[account.pk],
            **{key: value for part in parts for key, value in part.get(account.pk, {}).items()},
        )
        for account in rows
    }


def _master(account: Account) -> dict[str, Any]:
    started = account.relationship_started_on
    return {
        "name": account.name,
        "business_id": account.business_id,
        "group": account.group.name if account.group else "",
        "kind": account.kind,
        "direction": account.direction,
        "industry": account.industry,
        "profile": account.profile,
        "confidentiality": account.confidentiality,
        "home_town": account.home_town.name if account.home_town else "",
        "relationship_started_on": started.isoformat() if started else None,
    }


def _name(person: Any) -> str:
    return person.name if person else ""


def _sites(ids: list[int], as_of: date) -> dict[int, dict[str, Any]]:
    """Towns with the most sites first, site ids and area directors."""
    fields = ("account_id", "pk", "town__name", "area_director__name")
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for account_id, *site in Site.objects.current(as_of).filter(account__in=ids).order_by("pk").values_list(*fields):
        found[account_id].append(tuple(site))
    return {account_id: _site_fields(sites) for account_id, sites in found.items()}


def _site_fields(sites: list[tuple[int, str, str]]) -> dict[str, Any]:
    counted = Counter(town for _, town, _ in sites)
    return {
        "towns": tuple(sorted(counted, key=lambda town: (-counted[town], town))),
        "site_ids": tuple(pk for pk, _, _ in sites),
        "area_directors": tuple(sorted({director for _, _, director in sites if director})),
    }


def _supervisors(ids: list[int], as_of: date) -> dict[int, dict[str, Any]]:
    rows = SiteSupervision.objects.current(as_of).filter(in_force(as_of, "site__"), site__account__in=ids)
    counted = rows.values_list("site__account").annotate(n=Count("supervisor", distinct=True)).order_by()
    return {account_id: {"supervisors": n} for account_id, n in counted}


def _contracts(ids: list[int], as_of: date) -> dict[int, dict[str, Any]]:
    found: dict[int, list[ContractLine]] = defaultdict(list)
    rows = Contract.objects.filter(in_force(as_of), account__in=ids).order_by("ends_on", "contract_no")
    for contract in rows:
        line = ContractLine(number=contract.contract_no, starts_on=contract.starts_on, ends_on=contract.ends_on)
        found[contract.account_id].append(line)
    return {account_id: {"contracts": tuple(contracts)} for account_id, contracts in found.items()}


def _sources(as_of: date) -> tuple[SourceLine, ...]:
    """The newest load of each source known on the day, in the order of the sources."""
    newest: dict[str, SourceLoad] = {}
    for load in SourceLoad.objects.filter(as_of_on__lte=as_of).order_by("as_of_on", "pk"):
        newest[load.source] = load
    return tuple(_source(newest[source]) for source in SourceLoad.Source.values if source in newest)


def _source(load: SourceLoad) -> SourceLine:
    return SourceLine(
        source=load.source,
        known_until=known_until(load.source, Load(load.as_of_on, load.last_month)),
        as_of_on=load.as_of_on,
        loaded_at=load.loaded_at,
        batch_id=load.batch_id,
    )


def _exception(row: LimitChange) -> LimitException:
    return LimitException(rule=row.rule, name=row.name, value=row.value or Decimal(0), ends_on=row.ends_on or date.max)


def _earlier(ids: list[int], month: date) -> dict[int, EarlierCard]:
    """The newest published card before the month, of each account."""
    published = QualityCard.objects.filter(state=QualityCard.State.PUBLISHED, month__lt=month)
    newest = published.filter(account=OuterRef("account")).order_by("-month", "-version").values("pk")[:1]
    rows = published.filter(account__in=ids, pk=Subquery(newest))
    return {card.account_id: earlier_card(card.month, card.snapshot) for card in rows}

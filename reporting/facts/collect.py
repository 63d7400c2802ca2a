"""Accounts + month + day → AccountFacts, in the same number of queries whatever the number of accounts (domain.md 2.1).

Only here rows become facts. Everything is as known on `as_of`: a later closing, meeting or change does not show.
A field stays None when its source was never loaded or when there is nothing it could be said of, such as the hours of
an account without a budget; a source that is kept and holds nothing of an account gives a true zero.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Any

from accounts_app.models import Account
from config.common.month import last_day, month_of
from reporting.facts import (
    by_hand,
    care,
    contracts,
    customer,
    growth,
    kept,
    money,
    order_book,
    people,
    projects,
    quality,
)
from reporting.facts.period import Period, full_months
from reporting.facts.types import PHASE_EXIT, PHASE_ONBOARDING, PROFILE_PROJECT, PROFILE_SERVICE, AccountFacts
from reporting.freshness import (
    AccountSigns,
    CompanySources,
    Loads,
    company_sources,
    fresh_inputs,
    known_loads,
    preliminary,
    source_dates,
)

CHUNK = 1000  # accounts read at once: bounds the memory, not the number of accounts
PHASES: Mapping[str, str] = {
    Account.Stage.ONBOARDING: PHASE_ONBOARDING,
    Account.Stage.ESTABLISHED: "vakiintunut",
    Account.Stage.DEVELOPING: "kehittyvä",
    Account.Stage.THREATENED: "uhattu",
    Account.Stage.ENDING: PHASE_EXIT,
}
PROFILE_NAMES: Mapping[str, str] = {
    Account.Profile.SERVICE: PROFILE_SERVICE,
    Account.Profile.CONSULTANCY: PROFILE_PROJECT,
}


def collect(accounts: Iterable[Account], *, month: date, as_of: date) -> list[AccountFacts]:
    """Facts of the accounts in their order, for the closed month `month` (its first day) as known on `as_of`."""
    return list(collect_each(accounts, month=month, as_of=as_of))


def collect_each(
    accounts: Iterable[Account], *, month: date, as_of: date, loads: Loads | None = None
) -> Iterator[AccountFacts]:
    """The same one by one: at most a thousand accounts are held at a time."""
    period = Period(month_of(month), as_of)
    known = known_loads(as_of) if loads is None else loads
    records = kept.read(as_of)
    for chunk in _chunks(accounts):
        yield from _collect_chunk(chunk, period, known, records)


def _chunks(accounts: Iterable[Account]) -> Iterator[list[Account]]:
    rest = iter(accounts)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _collect_chunk(
    accounts: list[Account], period: Period, loads: Loads, records: frozenset[str]
) -> Iterator[AccountFacts]:
    starts = {account.pk: account.relationship_started_on for account in accounts}
    ids = list(starts)
    hand = by_hand.read(ids, period)
    finance = money.read(starts, period, hand)
    revenue_r12 = {pk: fields["rev_r12"] for pk, fields in finance.items()}
    consultancies = [account.pk for account in accounts if account.profile == Account.Profile.CONSULTANCY]
    rounds = quality.read(ids, period, has_feed="rounds" in loads)
    voices = customer.read(ids, period, has_feed="complaints" in loads, has_survey="csat" in loads)
    cared = care.read(ids, period, has_hours="hours" in loads)
    staff = people.read(ids, period)
    agreed = contracts.read(revenue_r12, period)
    work = projects.read(_comparable(finance), consultancies, period)
    books, sales = order_book.read(ids, period), growth.read(ids, is_kept="opportunities" in records)
    early, sources = preliminary(loads, period.month), company_sources(loads, period.as_of)
    for account in accounts:
        own_rounds, voice, own_care = rounds[account.pk], voices[account.pk], cared[account.pk]
        own_work = work.get(account.pk)
        signs = AccountSigns(
            round_sign_on=own_rounds.round_sign_on,
            shortest_interval=own_rounds.shortest_interval,
            wave_month=voice.wave_month,
            has_clock=own_care.has_clock,
            projects_confirmed_on=own_work.confirmed_on if own_work else None,
        )
        yield AccountFacts(
            **_identity(account, period),
            **_known(sources, signs, period, hand.get(account.pk, {})),
            kept=records,
            preliminary=early,
            **finance[account.pk],
            **own_rounds.fields | _with_work(books.get(account.pk, {}), own_work),
            **sales[account.pk],
            **voice.fields,
            **own_care.fields,
            **staff[account.pk],
            **agreed[account.pk],
        )


def _known(sources: CompanySources, signs: AccountSigns, period: Period, hand: by_hand.Hand) -> dict[str, Any]:
    """How fresh the account's data is; a ledger written by hand for the month is known to its end (domain.md 1.7)."""
    fresh, dates = fresh_inputs(sources, signs, period.as_of), source_dates(sources, signs, period.as_of)
    if not hand:
        return {"fresh": fresh, "source_dates": MappingProxyType(dates)}
    dates = {**dates, **dict.fromkeys(hand, last_day(period.month))}
    notes = MappingProxyType({measure: written.note for measure, written in hand.items()})
    return {"fresh": fresh | hand.keys(), "source_dates": MappingProxyType(dates), "by_hand": notes}


def _comparable(finance: Mapping[int, Mapping[str, Any]]) -> dict[int, Any]:
    """Revenue of R12 without big projects, the base of the order book in months (domain.md 1.4 F4)."""
    return {pk: fields["rev_r12_comparable"] or fields["rev_r12"] for pk, fields in finance.items()}


def _with_work(book: Mapping[str, Any], work: projects.Work | None) -> dict[str, Any]:
    """The order book with the projects' part; last year's is not known of projects, so they have no comparison."""
    if work is None:
        return dict(book)
    parts = [part for part in (book.get("orderbook_eur"), work.fields["orderbook_eur"]) if part is not None]
    return {**work.fields, "orderbook_eur": sum(parts) if parts else None}


def _identity(account: Account, period: Period) -> dict[str, Any]:
    started = account.relationship_started_on
    return {
        "account_id": account.pk,
        "as_of": period.as_of,
        "month": period.month.month,
        "year": period.month.year,
        "model": account.care_model,
        "profile": PROFILE_NAMES[account.profile],
        "phase": PHASES[account.stage],
        "account_age_months": full_months(started, period.as_of) if started else None,
    }

"""Writes what the judge says: the status slot of the account, its latest judgement, and a row for every change."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from accounts_app.models import Account, StatusChange
from config.common.memory import no_search_for_cycles
from reporting import status_memory
from reporting.actions.overrides import settle
from reporting.facts.collect import collect_each
from reporting.facts.types import AccountFacts
from reporting.freshness import Loads, judged_month, known_loads
from reporting.judging import Ground, former_limits, grounds
from reporting.models import AccountJudgement
from reporting.overrides import open_overrides
from reporting.rules import Colour, Limits
from reporting.status import Judgement
from reporting.status_memory import Change, Said
from reporting.status_override import NO_OVERRIDE
from teams.actions.audit_events import record
from teams.models import User

CHUNK = 500  # accounts judged and written in one transaction
JUDGED = (
    "judged_on",
    "month",
    "shown",
    "computed",
    "decided_by",
    "override_state",
    "limits_version",
    "since",
    "dimensions",
    "findings",
    "missing_inputs",
    "coverage_pct",
    "risk_points",
)


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """How many accounts were judged, how many changed their colour, and how many show each colour now."""

    accounts: int
    changed: int
    colours: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain data for a command or a job."""
        return {"accounts": self.accounts, "changed": self.changed, "colours": dict(self.colours)}


@dataclass(slots=True)
class _Tally:
    accounts: int = 0
    changed: int = 0
    colours: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """One account as judged now, and what that changes."""

    account: Account
    judgement: Judgement
    now: Said
    changes: Sequence[Change]
    since: Mapping[str, str]

    @property
    def moves_slot(self) -> bool:
        """The colour shown is another one, or the first."""
        return self.account.status != self.now.shown or self.account.status_since_on is None


def refresh(
    *,
    accounts: Iterable[Account | int] | None = None,
    as_of: date,
    by: User | None,
    progress: Callable[[int, int], None] | None = None,
) -> RefreshResult:
    """Judge accounts as known on `as_of` and write what changed; without `accounts` all that are in care.

    The month judged is the newest closed one, or the one before while billing may still be late (domain.md 1.7). It is
    judged against the close of an earlier month, so running it again with the same data changes nothing
    (docs/adr/0011). One transaction and a fixed number of reads per chunk, a few more when limits changed; `progress`
    is told (done, of all) after each.
    """
    ids = _ids(accounts, as_of)
    loads = known_loads(as_of)
    month = judged_month(as_of, loads)
    tally = _Tally()
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic(), no_search_for_cycles():
            _refresh_chunk(ids[start : start + CHUNK], month=month, as_of=as_of, loads=loads, tally=tally)
        if progress is not None:
            progress(tally.accounts, len(ids))
    if by is not None:
        record(act="refresh_status", subject=by, by=by, accounts=tally.accounts, changed=tally.changed)
    colours = {colour.value: tally.colours[colour.value] for colour in Colour if colour is not Colour.NA}
    return RefreshResult(tally.accounts, tally.changed, colours)


def _ids(accounts: Iterable[Account | int] | None, as_of: date) -> list[int]:
    if accounts is None:
        return list(Account.objects.in_care(as_of).order_by("pk").values_list("pk", flat=True))
    return sorted({account if isinstance(account, int) else account.pk for account in accounts})


def _refresh_chunk(ids: Collection[int], *, month: date, as_of: date, loads: Loads, tally: _Tally) -> None:
    # The rows are locked first, so two refreshes at once write one change, not two.
    accounts = list(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    stored = {row.account_id: row for row in AccountJudgement.objects.filter(account__in=ids)}
    ground = grounds(accounts, month=month, as_of=as_of)
    limits = {account_id: one.limits for account_id, one in ground.items()}
    former = former_limits(accounts, limits, {pk: (row.month, row.limits_version) for pk, row in stored.items()})
    facts = collect_each(accounts, month=month, as_of=as_of, loads=loads)
    verdicts = [
        _verdict(account, known, ground[account.pk], stored.get(account.pk), former.get(account.pk))
        for account, known in zip(accounts, facts, strict=True)
    ]
    _write_judgements(verdicts, stored, month, as_of)
    tally.changed += _move_slots(verdicts, as_of)
    _write_changes(verdicts, as_of)
    tally.accounts += len(accounts)
    tally.colours.update(verdict.now.shown for verdict in verdicts)


def _verdict(
    account: Account, facts: AccountFacts, ground: Ground, stored: AccountJudgement | None, former: Limits | None
) -> _Verdict:
    judgement = ground.judge(facts)
    now = status_memory.said(judgement)
    known: Mapping[str, str] = {}
    if account.status_since_on is None:
        changes = [status_memory.first(now)]
    else:
        under_former = status_memory.said(ground.judge(facts, former)) if former is not None else None
        changes = status_memory.changes(_said_before(account, stored), now, under_former)
        known = _known_since(stored)
    since = status_memory.since(known, now, changes, facts.as_of)
    return _Verdict(account=account, judgement=judgement, now=now, changes=changes, since=since)


def _said_before(account: Account, stored: AccountJudgement | None) -> Said:
    """The judgement before. What is shown stands on the account itself; before overrides it was also the computed."""
    is_complete = stored is not None and stored.limits_version != ""
    return Said(
        shown=account.status,
        computed=stored.computed if stored is not None and is_complete else account.status,
        dimensions=stored.dimensions if stored is not None else {},
        findings={finding["rule"]: finding for finding in stored.findings} if stored is not None else {},
    )


def _known_since(stored: AccountJudgement | None) -> Mapping[str, str]:
    """Where no beginnings were kept yet, what was judged last held at least since then."""
    if stored is None:
        return {}
    known: Mapping[str, str] = stored.since
    keys = (*stored.dimensions, *(finding["rule"] for finding in stored.findings))
    return known or dict.fromkeys(keys, stored.judged_on.isoformat())


def _write_judgements(
    verdicts: Sequence[_Verdict], stored: Mapping[int, AccountJudgement], month: date, as_of: date
) -> None:
    """Insert or replace the judgements that differ from what is stored."""
    states = _override_states(verdicts, as_of)
    rows = []
    for verdict in verdicts:
        account_id = verdict.account.pk
        values = {**_values(verdict, month, as_of), "override_state": states[account_id]}
        known = stored.get(account_id)
        if known is None or any(getattr(known, name) != value for name, value in values.items()):
            rows.append(AccountJudgement(account_id=account_id, **values))
    AccountJudgement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account"], update_fields=[*JUDGED, "judged_at"]
    )


def _override_states(verdicts: Sequence[_Verdict], as_of: date) -> dict[int, str]:
    """The state of each override after those that have run out or lost their ground are ended."""
    judgements = {verdict.account.pk: verdict.judgement for verdict in verdicts}
    states = {account_id: judgement.override for account_id, judgement in judgements.items()}
    if settle(judgements=judgements, on=as_of):
        left = open_overrides(judgements.keys(), as_of)
        states = {account_id: state if account_id in left else NO_OVERRIDE for account_id, state in states.items()}
    return states


def _values(verdict: _Verdict, month: date, as_of: date) -> dict[str, Any]:
    judgement, now = verdict.judgement, verdict.now
    return {
        "judged_on": as_of,
        "month": month,
        "shown": now.shown,
        "computed": now.computed,
        "decided_by": judgement.decided_by,
        "limits_version": now.limits_version,
        "since": dict(verdict.since),
        "dimensions": dict(now.dimensions),
        "findings": list(now.findings.values()),
        "missing_inputs": list(judgement.missing_inputs),
        "coverage_pct": judgement.coverage_pct,
        "risk_points": judgement.risk_points,
    }


def _move_slots(verdicts: Iterable[_Verdict], as_of: date) -> int:
    """Move the status slot of each account whose colour changed, and give their number."""
    moved: dict[str, list[int]] = {}
    for verdict in verdicts:
        if verdict.moves_slot:
            moved.setdefault(verdict.now.shown, []).append(verdict.account.pk)
    for colour, ids in moved.items():
        Account.objects.filter(pk__in=ids).update(status=colour, status_since_on=as_of)
    return sum(len(ids) for ids in moved.values())


def _write_changes(verdicts: Iterable[_Verdict], as_of: date) -> None:
    StatusChange.objects.bulk_create(
        [
            StatusChange(
                account=verdict.account,
                scope=change.scope.value,
                key=change.key,
                changed_on=as_of,
                old=change.old,
                new=change.new,
                cause=change.cause.value,
                reasons=list(change.reasons),
                before=change.before,
                limits_version=change.limits_version,
            )
            for verdict in verdicts
            for change in verdict.changes
        ],
        batch_size=CHUNK,
    )

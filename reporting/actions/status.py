"""Writes what the judge says: the status slot of the account, its latest judgement, and a row for every change."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from accounts_app.models import Account, StatusChange
from reporting.facts.collect import collect_each
from reporting.freshness import Loads, judged_month, known_loads
from reporting.models import AccountJudgement
from reporting.previous_close import previous_states
from reporting.rules import Colour, Limits
from reporting.rules.finding import unknown
from reporting.status import Judgement, judge
from teams.actions.audit_events import record
from teams.models import User

CHUNK = 500  # accounts judged and written in one transaction
JUDGED = (
    "judged_on",
    "month",
    "decided_by",
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


def refresh(
    *,
    accounts: Iterable[Account | int] | None = None,
    as_of: date,
    by: User | None,
    progress: Callable[[int, int], None] | None = None,
) -> RefreshResult:
    """Judge accounts as known on `as_of` and write what changed; without `accounts` all that are in care.

    The month judged is the newest closed one, or the one before while billing may still be late (domain.md 1.7).
    Running it again with the same data changes nothing. One transaction and a fixed number of reads per chunk;
    `progress` is told (done, of all) after each.
    """
    ids = _ids(accounts, as_of)
    loads = known_loads(as_of)
    month = judged_month(as_of, loads)
    tally = _Tally()
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
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
    previous, limits = previous_states(ids, month=month), Limits()
    facts = collect_each(accounts, month=month, as_of=as_of, loads=loads)
    judgements = {
        account.pk: judge(known, limits, previous.get(account.pk))
        for account, known in zip(accounts, facts, strict=True)
    }
    _write_judgements(judgements, month, as_of)
    tally.changed += _write_changes(accounts, judgements, as_of)
    tally.accounts += len(accounts)
    tally.colours.update(judgement.shown.value for judgement in judgements.values())


def _write_judgements(judgements: Mapping[int, Judgement], month: date, as_of: date) -> None:
    """Insert or replace the judgements that differ from what is stored."""
    stored = {row.account_id: row for row in AccountJudgement.objects.filter(account__in=judgements.keys())}
    rows = []
    for account_id, judgement in judgements.items():
        row = AccountJudgement(account_id=account_id, **_values(judgement, month, as_of))
        known = stored.get(account_id)
        if known is None or any(getattr(known, name) != getattr(row, name) for name in JUDGED):
            rows.append(row)
    AccountJudgement.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["account"], update_fields=[*JUDGED, "judged_at"]
    )


def _values(judgement: Judgement, month: date, as_of: date) -> dict[str, Any]:
    return {
        "judged_on": as_of,
        "month": month,
        "decided_by": judgement.decided_by,
        "dimensions": {name: colour.value for name, colour in judgement.dimensions.items()},
        "findings": [finding.to_json() for finding in judgement.findings],
        "missing_inputs": list(judgement.missing_inputs),
        "coverage_pct": judgement.coverage_pct,
        "risk_points": judgement.risk_points,
    }


def _write_changes(accounts: Iterable[Account], judgements: Mapping[int, Judgement], as_of: date) -> int:
    """Move the status slot and write a row for each account whose colour changed; the first judgement is a change."""
    changed: dict[str, list[int]] = {}
    rows = []
    for account in accounts:
        judgement = judgements[account.pk]
        new, is_first = judgement.shown.value, account.status_since_on is None
        if new == account.status and not is_first:
            continue
        changed.setdefault(new, []).append(account.pk)
        old = "" if is_first else account.status
        rows.append(StatusChange(account=account, changed_on=as_of, old=old, new=new, reasons=_reasons(judgement)))
    for colour, ids in changed.items():
        Account.objects.filter(pk__in=ids).update(status=colour, status_since_on=as_of)
    StatusChange.objects.bulk_create(rows)
    return len(rows)


def _reasons(judgement: Judgement) -> list[dict[str, Any]]:
    """The amber and red findings; for a grey account also what is missing, as a finding of no single rule."""
    reasons = list(judgement.reasons)
    if judgement.shown is Colour.GREY and judgement.missing_inputs:
        reasons.append(unknown(*judgement.missing_inputs))
    return [finding.to_json() for finding in reasons]

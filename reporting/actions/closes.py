"""Closes a month: writes down what every account is judged to be, for the month after (domain.md 2.5, docs/adr/0011).

A close follows the facts until the card of its month is published. What was presented never changes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts_app.models import Account
from config.common.memory import no_search_for_cycles
from config.common.month import month_of
from reporting.cards.build import CardContent
from reporting.facts.collect import collect_each
from reporting.freshness import Loads, known_loads
from reporting.judging import accounts_of_month, grounds
from reporting.models import MonthClose, QualityCard
from reporting.status import Judgement
from teams.actions.audit_events import record
from teams.models import User

CHUNK = 500  # accounts judged and written in one transaction
SAID = (
    "shown",
    "computed",
    "decided_by",
    "dimensions",
    "rule_states",
    "risk_points",
    "coverage_pct",
    "limits_version",
)


@dataclass(slots=True)
class CloseResult:
    """Accounts closed anew or differently, closed the same before, and left as their published card says."""

    closed: int = 0
    unchanged: int = 0
    presented: int = 0

    @property
    def accounts(self) -> int:
        """How many accounts were looked at."""
        return self.closed + self.unchanged + self.presented

    def to_json(self) -> dict[str, Any]:
        """Plain data for a command or a job."""
        return {"closed": self.closed, "unchanged": self.unchanged, "presented": self.presented}


def close(
    *,
    month: date,
    as_of: date,
    accounts: Iterable[Account | int] | None = None,
    by: User | None,
    progress: Callable[[int, int], None] | None = None,
) -> CloseResult:
    """Close the month for the accounts, or for all that were customers at its end, as known on `as_of`.

    Each is judged by the limits of the month against its close of an earlier month. Accounts whose card of the month is
    published are left alone; running it again with the same data changes nothing. One transaction and a fixed number of
    reads per chunk; `progress` is told (done, of all) after each. ValueError: `month` is not the first of a month.
    """
    if month != month_of(month):
        raise ValueError("A month is given by its first day.")
    ids = _ids(month, accounts)
    loads = known_loads(as_of)
    result = CloseResult()
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic(), no_search_for_cycles():
            _close_chunk(ids[start : start + CHUNK], month, as_of, loads, result)
        if progress is not None:
            progress(result.accounts, len(ids))
    if by is not None:
        record(act="close_month", subject=by, by=by, month=month.isoformat(), **result.to_json())
    return result


def _ids(month: date, accounts: Iterable[Account | int] | None) -> list[int]:
    if accounts is None:
        return list(accounts_of_month(month).order_by("pk").values_list("pk", flat=True))
    return sorted({account if isinstance(account, int) else account.pk for account in accounts})


def _close_chunk(ids: Collection[int], month: date, as_of: date, loads: Loads, result: CloseResult) -> None:
    # The accounts are locked first, here and when a card is published, so neither overtakes the other.
    accounts = list(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    published = QualityCard.objects.filter(account__in=ids, month=month, state=QualityCard.State.PUBLISHED)
    presented = set(published.values_list("account_id", flat=True))
    open_accounts = [account for account in accounts if account.pk not in presented]
    rows = _judged(open_accounts, month, as_of, loads)
    written = _write(rows)
    result.closed += written
    result.unchanged += len(rows) - written
    result.presented += len(presented)


def _judged(accounts: Sequence[Account], month: date, as_of: date, loads: Loads) -> list[MonthClose]:
    ground = grounds(accounts, month=month, as_of=as_of)
    facts = collect_each(accounts, month=month, as_of=as_of, loads=loads)
    return [
        MonthClose(account=account, month=month, closed_on=as_of, **_said(ground[account.pk].judge(known)))
        for account, known in zip(accounts, facts, strict=True)
    ]


def _said(judgement: Judgement) -> dict[str, Any]:
    return {
        "shown": judgement.shown.value,
        "computed": judgement.computed.value,
        "decided_by": judgement.decided_by,
        "dimensions": {code: colour.value for code, colour in judgement.dimensions.items()},
        "rule_states": {rule_id: state.to_json() for rule_id, state in judgement.rule_states.items()},
        "risk_points": judgement.risk_points,
        "coverage_pct": judgement.coverage_pct,
        "limits_version": judgement.limits_version,
    }


def as_presented(cards: Iterable[QualityCard]) -> int:
    """Make the closes of published cards say what the cards say; the number of closes that did not say it yet.

    Called in the transaction that publishes them, with their accounts locked.
    """
    return _write([_of_card(card.account_id, card.month, card.snapshot) for card in cards])


def _of_card(account_id: int, month: date, content: CardContent) -> MonthClose:
    header: Mapping[str, Any] = content["header"]
    return MonthClose(
        account_id=account_id,
        month=month,
        closed_on=date.fromisoformat(content["as_of"]),
        shown=header["status"],
        computed=header["computed"],
        decided_by=header["decided_by"],
        dimensions={chip["id"]: chip["colour"] for chip in content["dimensions"]},
        rule_states=content["rule_states"],
        risk_points=content["risk_points"],
        coverage_pct=Decimal(content["coverage_pct"]),
        limits_version=content["limits"]["version"],
    )


def _write(rows: Sequence[MonthClose]) -> int:
    """Insert or replace the closes that say something else than what is stored; the number of those."""
    keys = {(row.account_id, row.month) for row in rows}
    known = MonthClose.objects.filter(account__in={account for account, _ in keys}, month__in={at for _, at in keys})
    stored = {(row.account_id, row.month): row for row in known}
    changed = [row for row in rows if _differs(stored.get((row.account_id, row.month)), row)]
    MonthClose.objects.bulk_create(
        changed,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["account", "month"],
        update_fields=["closed_on", *SAID],
    )
    return len(changed)


def _differs(stored: MonthClose | None, row: MonthClose) -> bool:
    return stored is None or any(getattr(stored, name) != getattr(row, name) for name in SAID)

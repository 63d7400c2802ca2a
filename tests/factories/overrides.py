"""Judgements and overrides as they are stored."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from accounts_app.models import Account
from accounts_app.signals import account_touched
from config.common.clock import HELSINKI
from reporting.models import AccountJudgement, StatusOverride
from reporting.rules import Finding, Level
from teams.models import User

TODAY = datetime.date(2026, 9, 11)
NOON = datetime.datetime(2026, 9, 11, 12, tzinfo=HELSINKI)
VARIANTS = {"R08": "unnamed", "R15": "open_unnamed", "R30": "notice_undated", "R31": "unnamed"}
REASON = "Kertaluonteinen syy, joka on jo korjattu."


def make_judgement(account: Account, computed: str = "AMBER", **values: Any) -> AccountJudgement:
    """The account as judged today; `reds` and `ambers` name the rules behind the colour."""
    reds, ambers = values.pop("reds", ()), values.pop("ambers", ())
    findings = [*_findings(reds, Level.RED), *_findings(ambers, Level.AMBER)]
    defaults = {
        "judged_on": TODAY,
        "month": datetime.date(2026, 8, 1),
        "shown": computed,
        "computed": computed,
        "decided_by": "worst-of",
        "findings": findings,
        "coverage_pct": 100,
    }
    judgement, _is_new = AccountJudgement.objects.update_or_create(account=account, defaults=defaults | values)
    Account.objects.filter(pk=account.pk).update(status=judgement.shown, status_since_on=TODAY)
    return judgement


def _findings(rules: Sequence[str], level: Level) -> list[dict[str, Any]]:
    """Findings whose sentence names nothing but a number."""
    return [
        Finding(
            level=level, rule_id=rule, variant=VARIANTS[rule], params={"n": 1, "score": 12, "score_limit": 80}
        ).to_json()
        for rule in rules
    ]


def make_override(account: Account, asked_by: User, **values: Any) -> StatusOverride:
    """A better colour that waits for approval; the computed one is amber."""
    defaults = {
        "colour": "GREEN",
        "computed": "AMBER",
        "category": "one_off",
        "reason": REASON,
        "asked_at": NOON,
        "starts_on": TODAY,
        "expires_on": datetime.date(2026, 10, 9),
    }
    return StatusOverride.objects.create(account=account, asked_by=asked_by, **(defaults | values))


@contextmanager
def told_accounts() -> Iterator[list[int]]:
    """The accounts that were said to be judged again; inside the block nobody else hears it."""
    kept, told = account_touched.receivers, list[int]()

    def hear(account_id: int, **_more: Any) -> None:
        told.append(account_id)

    account_touched.receivers = []
    account_touched.connect(hear)
    try:
        yield told
    finally:
        account_touched.receivers = kept

"""What changed between two judgements of an account, and why (domain.md 2.5, docs/adr/0011).

Two kinds of change are never mixed: what the facts did under the former limits is one step, what other limits did to
the same facts is another. Pure: stored findings and a new judgement in, a list of changes out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reporting.rules import RULES, Colour, Level
from reporting.rules.finding import unknown
from reporting.rules.levels import COLOUR_ORDER
from reporting.status import Judgement

FindingData = Mapping[str, Any]  # a finding in its stored form


class Scope(StrEnum):
    """What changed."""

    ACCOUNT = "account"
    DIMENSION = "dimension"
    RULE = "rule"


class Cause(StrEnum):
    """Why it changed."""

    FIRST = "first"
    FACTS = "facts"
    SILENCE = "silence"  # the data stopped coming, or came back
    LIMITS = "limits"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a judgement said, in its stored form."""

    shown: str
    computed: str
    dimensions: Mapping[str, str]  # code -> colour
    findings: Mapping[str, FindingData]  # rule id -> finding
    missing: Sequence[str] = ()
    limits_version: str = ""

    @property
    def reasons(self) -> list[FindingData]:
        """The amber and red findings; for a grey account also what is missing, as a finding of no single rule."""
        found = [finding for finding in self.findings.values() if finding["level"] in (Level.AMBER, Level.RED)]
        found.sort(key=lambda finding: (finding["level"] != Level.RED, finding["rule"]))
        grey = self.shown == Colour.GREY and self.missing
        return [*found, unknown(*self.missing).to_json()] if grey else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the account, a dimension or a rule; `reasons` explain the new state, `before` is a rule's past."""

    scope: Scope
    key: str  # rule id or code of a dimension; empty for the account
    old: str
    new: str
    cause: Cause
    reasons: Sequence[FindingData]
    before: FindingData | None = None
    limits_version: str = ""


def said(judgement: Judgement) -> Said:
    """The judgement in its stored form."""
    return Said(
        shown=judgement.shown.value,
        computed=judgement.computed.value,
        dimensions={code: colour.value for code, colour in judgement.dimensions.items()},
        findings={finding.rule_id: finding.to_json() for finding in judgement.findings},
        missing=judgement.missing_inputs,
        limits_version=judgement.limits_version,
    )


def first(now: Said) -> Change:
    """The account was judged for the first time; its rules and dimensions have no past to differ from."""
    return _account(now, "", Cause.FIRST)


def changes(before: Said, now: Said, former: Said | None = None) -> list[Change]:
    """Every change of level, rules first, then dimensions, then the account.

    `former`: what is said of the same facts under the limits `before` was judged by; None when those are still the
    limits. The step from `before` to `former` is what the facts did, the one from `former` to `now` what the limits
    did.
    """
    if former is None:
        return _step(before, now)
    return [*_step(before, former), *_step(former, now, Cause.LIMITS)]


def since(known: Mapping[str, str], now: Said, moved: Iterable[Change], on: date) -> dict[str, str]:
    """The day (ISO) on which each rule and dimension took its present level; one without a past took it today."""
    today = on.isoformat()
    new = {change.key for change in moved}
    return {key: today if key in new else known.get(key, today) for key in (*now.dimensions, *now.findings)}


def _step(before: Said, after: Said, cause: Cause | None = None) -> list[Change]:
    rules = [_rule(before, after, rule_id, cause) for rule_id in after.findings if _differs(before, after, rule_id)]
    dimensions = [
        _dimension(before, after, code, rules, cause)
        for code, colour in after.dimensions.items()
        if before.dimensions.get(code, colour) != colour
    ]
    account = []
    if before.shown != after.shown:
        account = [_account(after, before.shown, cause or _cause_of_account(before, after, dimensions))]
    return [*rules, *dimensions, *account]


def _differs(before: Said, after: Said, rule_id: str) -> bool:
    """A rule that was not carried before has no past to differ from."""
    old = before.findings.get(rule_id)
    return old is not None and old["level"] != after.findings[rule_id]["level"]


def _rule(before: Said, after: Said, rule_id: str, cause: Cause | None) -> Change:
    old, new = before.findings[rule_id], after.findings[rule_id]
    own = Cause.SILENCE if _is_silent(old) or _is_silent(new) else Cause.FACTS
    return Change(
        scope=Scope.RULE,
        key=rule_id,
        old=old["level"],
        new=new["level"],
        cause=cause or own,
        reasons=[new],
        before=old,
        limits_version=after.limits_version,
    )


def _is_silent(finding: FindingData) -> bool:
    """The rule has no data of its own: unknown, or a colour carried from an earlier close."""
    return finding["level"] == Level.UNKNOWN or finding["variant"].startswith("carry")


def _dimension(before: Said, after: Said, code: str, rules: Iterable[Change], cause: Cause | None) -> Change:
    old, new = before.dimensions[code], after.dimensions[code]
    own = [change for change in rules if RULES[change.key].dimension == code]
    return Change(
        scope=Scope.DIMENSION,
        key=code,
        old=old,
        new=new,
        cause=cause or _cause(own, old, new),
        reasons=[finding for finding in after.reasons if finding["rule"] and RULES[finding["rule"]].dimension == code],
        limits_version=after.limits_version,
    )


def _account(after: Said, old: str, cause: Cause) -> Change:
    return Change(
        scope=Scope.ACCOUNT,
        key="",
        old=old,
        new=after.shown,
        cause=cause,
        reasons=after.reasons,
        limits_version=after.limits_version,
    )


def _cause_of_account(before: Said, after: Said, dimensions: Sequence[Change]) -> Cause:
    if before.computed == after.computed:
        return Cause.OVERRIDE
    return _cause(dimensions, before.computed, after.computed)


def _cause(parts: Sequence[Change], old: str, new: str) -> Cause:
    """Silence when all that decided the colour is silence, otherwise the facts.

    What turned to the new colour decides a worsening, what left the old one an improvement. Where no part did, as in
    an accumulation, all that moved decide; and where nothing moved, a grey comes from missing data alone.
    """
    is_worse = COLOUR_ORDER[Colour(new)] > COLOUR_ORDER[Colour(old)]
    decisive = [part for part in parts if (_colour(part.new) == new if is_worse else _colour(part.old) == old)]
    if not parts:
        return Cause.SILENCE if Colour.GREY in (old, new) else Cause.FACTS
    silent = all(part.cause is Cause.SILENCE for part in decisive or parts)
    return Cause.SILENCE if silent else Cause.FACTS


def _colour(level: str) -> str:
    """An unknown rule makes its dimension grey."""
    return Colour.GREY if level == Level.UNKNOWN else level

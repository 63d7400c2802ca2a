"""What changed from one card of an account to the next: colours, rules and metrics, the worse first (domain.md 1.5).

Pure: two snapshots in, sentences out. On top of the director's page, in the comparison and in the diff of a correction.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reporting.cards.measures import move
from reporting.cards.sheet import mark
from reporting.rules import RULES, Colour
from reporting.rules.levels import COLOUR_ORDER
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import dimension_name, title
from reporting.status import trend

Content = Mapping[str, Any]
WORSE, BETTER, OTHER = "worse", "better", "other"
ORDER = (WORSE, BETTER, OTHER)
ACCOUNT, DIMENSION, RULE, METRIC = "account", "dimension", "rule", "metric"
NOT_JUDGED = ("NA",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is not as it was."""

    kind: str  # account, dimension, rule or metric
    code: str  # dimension, rule or metric; empty for the account
    name: str  # in words
    before: Mapping[str, str] | None  # colour: level, shape, word; None when the metric has none
    after: Mapping[str, str] | None
    text: str = ""  # the sentence of the rule, or the difference of the metric
    verdict: str = OTHER


def changes(before: Content, after: Content, lang: str) -> tuple[Change, ...]:
    """Everything that moved from the earlier card to the later one, the worse before the better."""
    found = [
        *_colours(before, after, lang),
        *_rules(before, after, lang),
        *_metrics(before, after, lang),
    ]
    kinds = (ACCOUNT, DIMENSION, RULE, METRIC)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), ORDER.index(one.verdict))))


def verdict_of_colours(old: str, new: str) -> str:
    """Whether the step from one colour or level to another is better or worse; left out ones are neither."""
    known = {colour.value for colour in COLOUR_ORDER}
    left, right = (("GREY" if level == "UNKNOWN" else level) for level in (old, new))
    if left not in known or right not in known or "NA" in (left, right):
        return OTHER
    step = trend(Colour(left), Colour(right))
    return step if step in (WORSE, BETTER) else OTHER


def _colours(before: Content, after: Content, lang: str) -> Iterator[Change]:
    old, new = before["header"]["status"], after["header"]["status"]
    if old != new:
        yield Change(
            kind=ACCOUNT, code="", name=after["header"]["name"], before=mark(old, lang), after=mark(new, lang),
            verdict=verdict_of_colours(old, new),
        )  # fmt: skip
    chips = {chip["id"]: chip["colour"] for chip in before["dimensions"]}
    for chip in after["dimensions"]:
        old, new = chips.get(chip["id"], "NA"), chip["colour"]
        if old != new:
            yield Change(
                kind=DIMENSION, code=chip["id"], name=dimension_name(chip["id"], lang), before=mark(old, lang),
                after=mark(new, lang), verdict=verdict_of_colours(old, new),
            )  # fmt: skip


def _rules(before: Content, after: Content, lang: str) -> Iterator[Change]:
    """Rules that turned; one that only stopped or began to concern the account is told too, as neither."""
    levels = {finding["rule"]: finding["level"] for finding in before["findings"]}
    for finding in sorted(after["findings"], key=_place):
        old, new = levels.get(finding["rule"], "NA"), finding["level"]
        if old != new and not (old in NOT_JUDGED and new == "GREEN") and not (new in NOT_JUDGED and old == "GREEN"):
            yield Change(
                kind=RULE, code=finding["rule"], name=_title(finding["rule"], lang), before=mark(old, lang),
                after=mark(new, lang), text=finding.get("text", {}).get(lang, ""), verdict=verdict_of_colours(old, new),
            )  # fmt: skip


def _place(finding: Content) -> tuple[int, str]:
    dimension = RULES[finding["rule"]].dimension if finding["rule"] in RULES else ""
    return (DIMENSIONS.index(dimension) if dimension in DIMENSIONS else len(DIMENSIONS), finding["rule"])


def _title(rule: str, lang: str) -> str:
    """Name of the rule; a rule that is not carried any more by its number."""
    return title(rule, lang) if rule in RULES else rule


def _metrics(before: Content, after: Content, lang: str) -> Iterator[Change]:
    """Metrics that moved more than chance and habit explain."""
    earlier = {row["id"]: row for row in before["metrics"]}
    for row in after["metrics"]:
        if row["id"] not in earlier:
            continue
        moved = move(earlier[row["id"]], row, lang)
        if moved.arrow:
            yield Change(
                kind=METRIC, code=row["id"], name=row["texts"][lang]["label"], before=None, after=None,
                text=moved.difference, verdict=moved.verdict or OTHER,
            )  # fmt: skip

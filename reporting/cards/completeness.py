"""What a draft still needs before it counts as commented (domain.md 1.8). Pure: the draft and the director's words.

A comment: always in care models A and B, in C and D when the card is not green. To every red reason an answer, and for
a red account a path to green with at least one open action. The automatic publication waits for none of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reporting.cards.deadlines import needs_comment

RED = "RED"


class Need(StrEnum):
    """What can be missing."""

    COMMENT = "comment"
    ANSWER = "answer"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still missing; `rule` says which red reason waits for an answer."""

    need: Need
    rule: str = ""


def missing(content: Mapping[str, Any], comment: str, answers: Mapping[str, str]) -> tuple[Missing, ...]:
    """What is still missing of the card with this content; empty when it is complete."""
    return tuple(_missing(content, comment, answers))


def _missing(content: Mapping[str, Any], comment: str, answers: Mapping[str, str]) -> Iterator[Missing]:
    header, reds = content["header"], red_rules(content)
    if not comment and needs_comment(header["care_model"], header["status"]):
        yield Missing(Need.COMMENT)
    for rule in reds:
        if not answers.get(rule):
            yield Missing(Need.ANSWER, rule)
    if needs_path(content) and not open_steps(content):
        yield Missing(Need.PATH)


def red_rules(content: Mapping[str, Any]) -> list[str]:
    """The red reasons of the card, all of them, by rule."""
    return [finding["rule"] for finding in content["findings"] if finding["level"] == RED]


def needs_path(content: Mapping[str, Any]) -> bool:
    """Red as it is shown, or red by any rule whatever is shown."""
    return content["header"]["status"] == RED or bool(red_rules(content))


def open_steps(content: Mapping[str, Any]) -> int:
    """Open actions of the path on the card."""
    return int(content["actions"].get("open", {}).get("path", 0))


def is_commented(content: Mapping[str, Any], comment: str, answers: Mapping[str, str]) -> bool:
    """Whether the director has said all that is needed, and something at all."""
    return bool(comment or answers) and not missing(content, comment, answers)

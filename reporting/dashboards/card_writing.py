"""The director's page of a draft: what changed, what was said last time, what is still missing (domain.md 1.8)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config.common.month import short_month
from reporting.cards import follow_up_read as follow_up
from reporting.cards.authors import NOBODY, Author, authors_of
from reporting.cards.changes import Change, changes
from reporting.cards.completeness import Need, missing, needs_path, red_rules
from reporting.cards.deadlines import needs_comment
from reporting.cards.draft_order import Deadlines, deadlines
from reporting.cards.sheet import Sheet
from reporting.cards.shelf import sheet_of
from reporting.models import QualityCard

ANCHORS = {Need.COMMENT: "comment", Need.PATH: "path"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the card needs, done or not, with the place on the page where it is done."""

    need: str
    rule: str
    anchor: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Red:
    """A red reason that waits for an answer."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """What the director said on the last published card."""

    card_id: int
    month: str
    comment: str
    by: str
    answers: tuple[tuple[str, str], ...]  # rule and words


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything beside the forms."""

    sheet: Sheet
    author: Author
    changes: tuple[Change, ...]
    before: Before | None
    reds: tuple[Red, ...]
    checks: tuple[Check, ...]
    asks_path: bool
    deadlines: Deadlines

    @property
    def still_missing(self) -> int:
        """How many checks are not done."""
        return sum(not check.is_done for check in self.checks)


def draft_page(card: QualityCard, *, on: datetime.date, lang: str) -> DraftPage:
    """The page of a draft as things stand on the day: states of instructions and the path are those of today."""
    follow_up.refresh([card], on=on)
    earlier = last_published(card)
    return DraftPage(
        sheet=sheet_of(card, lang),
        author=authors_of([card]).get(card.pk, NOBODY),
        changes=changes(earlier.snapshot, card.snapshot, lang) if earlier else (),
        before=_before(earlier) if earlier else None,
        reds=tuple(_reds(card, lang)),
        checks=tuple(checks(card)),
        asks_path=needs_path(card.snapshot),
        deadlines=deadlines(card.month),
    )


def last_published(card: QualityCard) -> QualityCard | None:
    """The newest published card of an earlier month."""
    published = QualityCard.objects.filter(account=card.account_id, month__lt=card.month, frozen_at__isnull=False)
    return published.order_by("-month", "-version").first()


def checks(card: QualityCard) -> Iterator[Check]:
    """Everything this card needs, in the order of the page."""
    content = card.snapshot
    lacking = {(one.need, one.rule) for one in missing(content, card.comment, card.answers)}
    header = content["header"]
    if needs_comment(header["care_model"], header["status"]):
        yield _check(Need.COMMENT, "", lacking)
    for rule in red_rules(content):
        yield _check(Need.ANSWER, rule, lacking)
    if needs_path(content):
        yield _check(Need.PATH, "", lacking)


def _check(need: Need, rule: str, lacking: set[tuple[Need, str]]) -> Check:
    anchor = f"answer-{rule}" if rule else ANCHORS[need]
    return Check(need.value, rule, anchor, (need, rule) not in lacking)


def _reds(card: QualityCard, lang: str) -> Iterator[Red]:
    findings = {finding["rule"]: finding for finding in card.snapshot["findings"]}
    for rule in red_rules(card.snapshot):
        yield Red(rule, findings[rule].get("text", {}).get(lang[:2], ""))


def _before(card: QualityCard) -> Before:
    said: dict[str, Any] = card.snapshot["summary"]
    answers = tuple((one["rule"], one["text"]) for one in said.get("answers", ()))
    return Before(card.pk, short_month(card.month), said["comment"], said["comment_by"], answers)

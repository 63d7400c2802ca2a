"""The director's own words on a draft: comment, answers to the reds, path to green, a request (domain.md 1.8).

Everything is kept in one go, complete or not; the draft counts as commented when nothing is missing any more.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts_app.actions import board_requests, path_actions
from accounts_app.models import PathAction
from accounts_app.permissions import rights
from config.common.clock import HELSINKI
from config.common.formats import moment
from reporting.cards import follow_up_read as follow_up
from reporting.cards.authors import names_of
from reporting.cards.completeness import is_commented, red_rules
from reporting.models import QualityCard
from teams.actions.audit_events import record
from teams.models import Person, User

MAX_COMMENT = 600
MAX_ANSWER = 300
WRITTEN = ("comment", "answers", "commented_at", "commented_by_id", "snapshot", "state")
KEEP, DONE, DROP = "keep", "done", "drop"  # what becomes of an action of the path
ANY = "*"  # what was seen is not told: nobody else's words are looked for


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the path as it was filled in: a new action, or an open one that is kept, done or dropped."""

    what: str
    owner: Person
    due_on: datetime.date
    decider: str
    metric: str
    expected_effect: str
    action: PathAction | None = None
    act: str = KEEP
    note: str = ""  # the evidence of what is done, the reason of what is dropped


@dataclass(frozen=True, kw_only=True)
class Words:
    """All that the director says on one draft."""

    comment: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)  # by red rule
    path: tuple[Step, ...] = ()
    request_kind: str = ""
    request_text: str = ""
    seen: str = ANY  # the mark of the words the writer had before the eyes


@transaction.atomic
def write(*, card: QualityCard, words: Words, by: User | None, at: datetime.datetime) -> QualityCard:
    """Keep everything that was written. By None: the system.

    Only those in charge write (PermissionDenied). ValidationError: too long, published, or written over meanwhile.
    """
    if by is not None and not rights(by, card.account, _day(at)).comment_card:
        raise PermissionDenied
    row = QualityCard.objects.select_for_update().get(pk=card.pk)
    if row.frozen_at is not None:
        raise ValidationError(_("The card is already published. Ask the board to correct it."), code="published")
    if words.seen not in (ANY, mark_of(row)):
        raise ValidationError(_written_over(row), code="changed")
    _write_path(row, words, by, _day(at))
    if words.request_text.strip():
        board_requests.ask(
            account=row.account, kind=words.request_kind, text=words.request_text, by=by, at=at, card_month=row.month
        )
    _write_words(row, words, by, at)
    if words.path or words.request_text.strip():
        follow_up.refresh([row], on=_day(at))
    row.state = state_of(row)
    row.save(update_fields=WRITTEN)
    if by is not None:
        record(act="card.comment", subject=row, by=by, account=row.account_id)
    for name in WRITTEN:
        setattr(card, name, getattr(row, name))
    return card


def comment(*, card: QualityCard, text: str, by: User | None, at: datetime.datetime) -> QualityCard:
    """The comment alone, at most 600 characters; an empty one takes it back."""
    return write(card=card, words=Words(comment=text, answers=card.answers), by=by, at=at)


def mark_of(card: QualityCard) -> str:
    """Changes whenever somebody writes on the draft."""
    return card.commented_at.isoformat() if card.commented_at else ""


def state_of(card: QualityCard) -> str:
    """Commented when nothing that is required is missing, otherwise a draft."""
    said = is_commented(card.snapshot, card.comment, card.answers)
    return QualityCard.State.COMMENTED if said else QualityCard.State.DRAFT


def judge_again(cards: list[QualityCard]) -> None:
    """After a rebuild: a new red may want an answer. Reads the words anew, for somebody may have written meanwhile."""
    said = QualityCard.objects.only("comment", "answers").in_bulk([card.pk for card in cards if card.pk])
    for card in cards:
        if card.pk in said:
            card.comment, card.answers = said[card.pk].comment, said[card.pk].answers
        card.state = state_of(card)


def _written_over(row: QualityCard) -> str:
    name = names_of([row.commented_by_id]).get(row.commented_by_id, _("the system"))
    said = {"name": name, "at": moment(row.commented_at)}
    return _("%(name)s wrote on this card at %(at)s, after you opened it. Your words are kept here: save again to "
             "put them in place of those, or open the card anew to read them.") % said  # fmt: skip


def _write_words(row: QualityCard, words: Words, by: User | None, at: datetime.datetime) -> None:
    said, answers = _said(words.comment), _answers(row, words.answers)
    if (said, answers) == (row.comment, row.answers):
        return
    row.comment, row.answers = said, answers
    is_said = bool(said or answers)
    row.commented_at = at if is_said else None
    row.commented_by_id = by.pk if by and is_said else None


def _said(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if len(said) > MAX_COMMENT:
        raise ValidationError(
            {
                "comment": _("The comment has %(n)s characters; at most %(max)s fit on the card.")
                % {"n": len(said), "max": MAX_COMMENT}
            },
            code="too_long",
        )
    return said


def _answers(row: QualityCard, given: Mapping[str, str]) -> dict[str, str]:
    """Answers to what is red now; those to what was red before the figures changed are kept for when it is again."""
    answers = dict(row.answers)
    for rule in red_rules(row.snapshot):
        answers[rule] = given.get(rule, "").replace("\r\n", "\n").strip()
        if len(answers[rule]) > MAX_ANSWER:
            problem = _("An answer has at most %(max)s characters.") % {"max": MAX_ANSWER}
            raise ValidationError({f"answer_{rule}": problem}, code="too_long")
    return {rule: text for rule, text in answers.items() if text}


def _write_path(row: QualityCard, words: Words, by: User | None, on: datetime.date) -> None:
    for step in words.path:
        told = {
            "what": step.what,
            "owner": step.owner,
            "due_on": step.due_on,
            "decider": step.decider,
            "metric": step.metric,
            "expected_effect": step.expected_effect,
        }
        if step.action is None:
            path_actions.add(account=row.account, month=row.month, by=by, on=on, **told)  # type: ignore[arg-type]
        elif step.act == DONE:
            path_actions.finish(action=step.action, evidence=step.note, by=by, on=on)
        elif step.act == DROP:
            path_actions.drop(action=step.action, reason=step.note, by=by, on=on)
        else:
            path_actions.change(action=step.action, by=by, on=on, **told)


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(HELSINKI).date()

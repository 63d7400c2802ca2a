"""What the board says about a card in a meeting, and taking it back until the minutes are frozen (domain.md 1.8).

The words a stance needs are its own: an instruction its responsible, day and effect, a risk its day, and so on.
"""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.actions import exits, instructions, instructions_taken_back
from accounts_app.models import Account
from accounts_app.ownership import responsible_on
from accounts_app.permissions import rights
from config.common.formats import day
from reporting.actions import card_publishing
from reporting.board.records import newest
from reporting.models import BoardMeeting, MeetingRecord, QualityCard, Stance
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, User
from teams.permissions import person_of

Kind = Stance.Kind
PLAN_WORKING_DAYS = 10
INSTRUCTING = (Kind.INSTRUCTED, Kind.PLAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What an instruction asks: kept apart from the words of the stance."""

    text: str
    responsible: Person
    due_on: datetime.date
    metric: str = ""
    expected_effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the board says of a card, with what its kind needs."""

    kind: str
    text: str = ""
    accepted_until: datetime.date | None = None
    order: Order | None = None
    escalated_to: Person | None = None

    @property
    def words(self) -> str:
        """The words of the stance; whom a matter was escalated to stands before them."""
        said = self.text.replace("\r\n", "\n").strip()
        if self.kind == Kind.ESCALATED and self.escalated_to is not None:
            return f"→ {self.escalated_to.name}: {said}" if said else f"→ {self.escalated_to.name}"
        return said


@transaction.atomic
def take(*, meeting: BoardMeeting, card: QualityCard, said: Said, by: User, at: datetime.datetime) -> Stance:
    """Record a stance and carry out what it means. The same one taken twice is one.

    Raises PermissionDenied for a card of an account one is in charge of; ValidationError when it lacks what its kind
    needs, the pack does not hold the card, the minutes are frozen or another stance is in force.
    """
    on = timezone.localdate(at)
    if not rights(by, card.account, on).take_stance:
        raise PermissionDenied
    _open(meeting)
    _refuse_outside(meeting, card)
    _refuse_unfit(said, on)
    before = Stance.objects.filter(card=card, withdrawn_at__isnull=True).first()
    if before is not None:
        if (before.kind, before.text, before.meeting_id) == (said.kind, said.words, meeting.pk):
            return before
        raise ValidationError(_("The board has already taken a stance on this card; undo that first."), code="taken")
    made = Stance(meeting=meeting, card=card, kind=said.kind, text=said.words, made_by=person_of(by), made_at=at)
    made.accepted_until = said.accepted_until if said.kind == Kind.RISK else None
    made.full_clean(exclude=["meeting", "card", "made_by"])
    made.save()
    path = _carry_out(made, said.order, by, at)
    record(act="stance.take", subject=made, by=by, account=card.account_id, kind=said.kind)
    _tell(made, path, said.escalated_to, on)
    return made


def _open(meeting: BoardMeeting) -> None:
    """The meeting is under way, and stays so until this is written."""
    found = BoardMeeting.objects.select_for_update().get(pk=meeting.pk)
    if found.state == BoardMeeting.State.CLOSED:
        raise ValidationError(_("The minutes are frozen: the stance can no longer change."), code="held")
    if found.state == BoardMeeting.State.PLANNED:
        raise ValidationError(_("Freeze the pack first: a stance is taken on a card of the pack."), code="unpacked")


def _refuse_outside(meeting: BoardMeeting, card: QualityCard) -> None:
    pack = newest(meeting, MeetingRecord.Kind.PACK)
    if pack is None or all(row["card"] != card.pk for row in pack.content["cards"]):
        raise ValidationError(_("The pack of this meeting does not hold this version of the card."), code="outside")


def _refuse_unfit(said: Said, on: datetime.date) -> None:
    errors: dict[str, str] = {}
    order = said.order
    if said.kind in INSTRUCTING and order is None:
        errors["instruction"] = _("Say what is to be done, by whom and by which day.")
    if said.kind == Kind.INSTRUCTED and order is not None and not (order.metric and order.expected_effect.strip()):
        errors["expected_effect"] = _("Say which figure of the card moves, and how much.")
    if said.kind == Kind.RISK and (said.accepted_until is None or said.accepted_until <= on):
        errors["accepted_until"] = _("A risk is accepted until a day that is still ahead.")
    if said.kind == Kind.ESCALATED and said.escalated_to is None:
        errors["escalated_to"] = _("Say to whom it is escalated.")
    if said.kind == Kind.RETURNED and not said.words:
        errors["text"] = _("Say what is to be completed.")
    if errors:
        raise ValidationError(errors)


def _carry_out(made: Stance, order: Order | None, by: User, at: datetime.datetime) -> str:
    """What follows from the stance; the address the owner is told of."""
    card, on = made.card, timezone.localdate(at)
    path = reverse("reporting:card", args=[card.pk])
    if made.kind in INSTRUCTING and order is not None:
        given = instructions.give(
            account=card.account,
            text=order.text,
            responsible=order.responsible,
            due_on=order.due_on,
            metric=order.metric,
            expected_effect=order.expected_effect,
            by=by,
            at=at,
        )
        made.instructions.add(given)
    elif made.kind == Kind.RETURNED:
        draft = card_publishing.correct(card=card, reason=made.text, by=by, at=at)
        path = reverse("reporting:card", args=[draft.pk])
    elif made.kind == Kind.EXIT:
        exits.approve(account=card.account, on=on, by=by)
    return path


def _tell(made: Stance, path: str, escalated_to: Person | None, on: datetime.date) -> None:
    """The owner and who answers today; of an instruction they are told by the instruction itself."""
    if made.kind in INSTRUCTING:
        return
    account = made.card.account
    found = responsible_on([account], on)[account.pk]
    params: dict[str, str] = {}
    if escalated_to is not None and made.kind == Kind.ESCALATED:
        params["name"] = escalated_to.name
        notify(people=[escalated_to], kind="stance_escalated_to", path=path, account_no=account.pk)
    if made.accepted_until is not None:
        params["day"] = day(made.accepted_until)
    notify(people=[found.owner, found.acting], kind=f"stance_{made.kind}", path=path, account_no=account.pk, **params)


@transaction.atomic
def undo(*, stance: Stance, by: User, at: datetime.datetime) -> bool:
    """Take the stance back with what followed from it; False when that was done already.

    Its open instructions are cancelled, an untouched new version falls away, an exit is taken back. Raises
    PermissionDenied for an account one is in charge of, ValidationError once the minutes are frozen.
    """
    on, account = timezone.localdate(at), stance.card.account
    if not rights(by, account, on).take_stance:
        raise PermissionDenied
    _open(stance.meeting)
    rows = Stance.objects.filter(pk=stance.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=at, withdrawn_by=person_of(by)):
        return False
    _undo_what_followed(stance, account, by, at)
    record(act="stance.undo", subject=stance, by=by, account=account.pk, kind=stance.kind)
    if not stance.by_list:
        found = responsible_on([account], on)[account.pk]
        path = reverse("reporting:card", args=[stance.card_id])
        notify(people=[found.owner, found.acting], kind="stance_undone", path=path, account_no=account.pk)
    return True


def _undo_what_followed(stance: Stance, account: Account, by: User, at: datetime.datetime) -> None:
    if stance.kind in INSTRUCTING:
        given = stance.instructions.all()
        instructions_taken_back.take_back(rows=given, reason=_("The stance was undone."), by=by, at=at)
    elif stance.kind == Kind.RETURNED:
        untouched = [draft.pk for draft in open_versions(stance.card) if is_untouched(draft, stance.card)]
        QualityCard.objects.filter(pk__in=untouched, frozen_at__isnull=True).delete()
    elif stance.kind == Kind.EXIT:
        exits.take_back(account=account, on=timezone.localdate(at), by=by)


def open_versions(card: QualityCard) -> QuerySet[QualityCard]:
    """The draft that was opened to replace the card."""
    return QualityCard.objects.filter(supersedes=card, frozen_at__isnull=True)


def left_behind(stance: Stance) -> bool:
    """Whether the new version an undone return had opened is still there, because somebody wrote in it."""
    return stance.kind == Kind.RETURNED and open_versions(stance.card).exists()


def is_untouched(draft: QualityCard, card: QualityCard) -> bool:
    """Nobody has written in the new version: its words are those of the old one."""
    return draft.commented_at is None and (draft.comment, draft.answers) in (
        (card.comment, card.answers),
        (card.comment, {}),
    )

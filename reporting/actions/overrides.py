"""Manual overrides: asked, approved, rejected, withdrawn, renewed and ended by themselves (domain.md 2.6).

A state is changed by one conditional update, so that two clicks are one. Every act leaves a trace and has the account
judged again.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, rights
from accounts_app.signals import account_touched
from config.common.clock import HELSINKI
from config.common.formats import day as day_in_words
from reporting.models import StatusOverride
from reporting.overrides import OPEN_STATES, computed_of, is_better, judgement_of, reds_of, refusal, step
from reporting.status import Judgement
from reporting.status_override import CANCELLED_NEW_RED, EXPIRED, REFUSED_CRITICAL
from teams.actions.audit_events import record
from teams.models import User

State = StatusOverride.State
DEFAULT_DAYS, MAX_DAYS = 30, 60
MIN_REASON, MAX_REASON, MAX_NOTE = 20, 600, 300
MAX_RENEWALS = 2
SAME_WISH_DAYS = 30  # asked again within this time after an equal one ended, it counts as its renewal
CANCELLED = "cancelled:"


@transaction.atomic
def propose(
    *, account: Account, colour: str, category: str, reason: str, expires_on: date | None, by: User, at: datetime
) -> StatusOverride:
    """Ask for another colour than the computed one.

    A worse colour is in force at once, a better one waits for approval. Without `expires_on` it ends after 30 days.
    PermissionDenied: the person may not ask for this. ValidationError: same colour, a short reason, too long a time, a
    better colour that is always refused, or an open override.
    """
    on, computed = _day(at), computed_of(account)
    held, change = rights(by, account, on), step(colour, computed)
    _check_may_ask(held, change)
    last_day = expires_on or on + timedelta(days=DEFAULT_DAYS)
    _check_words(reason, last_day, on)
    _check_wish(account, colour, change)
    row = StatusOverride(
        account=account,
        state=State.PROPOSED if change < 0 else State.IN_FORCE,
        colour=colour,
        computed=computed.value,
        category=_checked_category(category),
        reason=reason.strip(),
        asked_by=by,
        asked_at=at,
        starts_on=on,
        expires_on=last_day,
        renewals=_renewals_before(account, colour, on),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(_("The account already has an open override; end that first."), code="open") from None
    _trace(row, "propose", by, on, **_wish(row))
    return row


@transaction.atomic
def approve(*, override: StatusOverride, by: User, at: datetime) -> bool:
    """Let a better colour be shown; False when somebody decided before.

    The business director or the board chair, never of an own account or an own wish (PermissionDenied). The refusals
    hold at approval too (ValidationError); the rules red now are kept, because a new one cancels the override.
    """
    row = _to_decide(override, by, at)
    judgement, on = judgement_of(row.account), _day(at)
    if row.expires_on < on:
        raise ValidationError(_("The last day of this override has passed. It has to be asked again."), code="late")
    _check_wish(row.account, row.colour, step(row.colour, computed_of(row.account)))
    reds = reds_of(judgement)
    decided = {"decided_by": by, "decided_at": at, "reds_at_approval": reds}
    done = _move(row, State.PROPOSED, {"state": State.IN_FORCE, **decided})
    if done:
        computed = judgement.computed if judgement is not None else ""
        _trace(row, "approve", by, on, colour=row.colour, computed=computed, reds=reds)
    return done


@transaction.atomic
def reject(*, override: StatusOverride, note: str, by: User, at: datetime) -> bool:
    """Refuse a better colour, with a note at most 300 characters long; False when somebody decided before.

    The same people as in `approve` (PermissionDenied). ValidationError: the note is too long.
    """
    row, said = _to_decide(override, by, at), note.strip()
    if len(said) > MAX_NOTE:
        raise ValidationError({"note": _("At most %(n)s characters fit in the note.") % {"n": MAX_NOTE}})
    ended = {"ended_on": _day(at), "end_note": said}
    done = _move(row, State.PROPOSED, {"state": State.REJECTED, "decided_by": by, "decided_at": at, **ended})
    if done:
        _trace(row, "reject", by, _day(at), note=said)
    return done


@transaction.atomic
def withdraw(*, override: StatusOverride, by: User, at: datetime) -> bool:
    """Take an open override back; False when it had ended. Who asked for it and who is in charge (PermissionDenied)."""
    row = _again(override)
    held = rights(by, row.account, _day(at))
    if not (held.edit or (held.care and row.asked_by_id == by.pk)):
        raise PermissionDenied
    done = row.state in OPEN_STATES and _move(row, row.state, {"state": State.WITHDRAWN, "ended_on": _day(at)})
    if done:
        _trace(row, "withdraw", by, _day(at))
    return done


@transaction.atomic
def renew(*, override: StatusOverride, reason: str, expires_on: date | None, by: User, at: datetime) -> bool:
    """Give an override in force a later last day and a new reason; False when somebody changed it first.

    At most twice; a better colour needs a new approval, and until then the computed one is shown. The people of
    `propose` (PermissionDenied). ValidationError as there.
    """
    row, on = _again(override), _day(at)
    _check_may_ask(rights(by, row.account, on), step(row.colour, row.computed))
    if row.state != State.IN_FORCE:
        return False
    if row.renewals >= MAX_RENEWALS:
        raise _no_more_renewals()
    last_day = expires_on or on + timedelta(days=DEFAULT_DAYS)
    _check_words(reason, last_day, on)
    if last_day <= row.expires_on:
        raise ValidationError({"expires_on": _("A renewal ends later than the override does now.")})
    _check_wish(row.account, row.colour, step(row.colour, computed_of(row.account)))
    old = {"old_reason": row.reason, "old_expires_on": row.expires_on.isoformat()}
    changes: dict[str, Any] = {"reason": reason.strip(), "expires_on": last_day, "renewals": row.renewals + 1}
    if is_better(row):
        changes |= {"state": State.PROPOSED, "decided_by": None, "decided_at": None, "reds_at_approval": []}
    done = _move(row, State.IN_FORCE, changes)
    if done:
        row.refresh_from_db()
        _trace(row, "renew", by, on, **_wish(row), **old)
    return done


@transaction.atomic
def settle(*, judgements: Mapping[int, Judgement], on: date) -> int:
    """End the overrides that the judgements of the day found expired or cancelled, and give their number.

    An approved better colour also ends when a critical rule turned red after the approval. Again is nothing more.
    """
    ending = {pk: end for pk, judgement in judgements.items() if (end := _ending(judgement.override)) is not None}
    if not ending:
        return 0
    ended = 0
    for row in StatusOverride.objects.filter(account__in=ending.keys(), state__in=OPEN_STATES).order_by("pk"):
        state, note = ending[row.account_id]
        if note.startswith(CANCELLED_NEW_RED) and row.state == State.PROPOSED:
            continue  # not approved yet: whoever would approve is told about the red rule instead
        if _move(row, row.state, {"state": state, "ended_on": min(on, row.expires_on), "end_note": note}):
            record(act=f"override.{state}", subject=row, by=None, account=row.account_id, note=note)
            ended += 1
    return ended


def _ending(said: str) -> tuple[str, str] | None:
    """The state and the note an override ends with; None when it goes on."""
    if said == EXPIRED:
        return State.EXPIRED, said
    if said.startswith(REFUSED_CRITICAL):
        return State.CANCELLED, said.replace(REFUSED_CRITICAL, CANCELLED_NEW_RED)[:MAX_NOTE]
    return (State.CANCELLED, said[:MAX_NOTE]) if said.startswith(CANCELLED) else None


def _day(at: datetime) -> date:
    return at.astimezone(HELSINKI).date()


def _again(override: StatusOverride) -> StatusOverride:
    """The row as it stands now."""
    return StatusOverride.objects.select_related("account").get(pk=override.pk)


def _to_decide(override: StatusOverride, by: User, at: datetime) -> StatusOverride:
    """The row as it stands now, for somebody who may decide about it and is not deciding about an own wish."""
    row = _again(override)
    if not rights(by, row.account, _day(at)).approve or row.asked_by_id == by.pk:
        raise PermissionDenied
    return row


def _check_may_ask(held: AccountRights, change: int) -> None:
    """A worse colour: owner, deputy, area director of a site, board. A better one: owner and deputy."""
    may = (change >= 0 and held.worsen) or (change <= 0 and held.edit)
    if not may:
        raise PermissionDenied


def _check_words(reason: str, last_day: date, on: date) -> None:
    if not MIN_REASON <= len(reason.strip()) <= MAX_REASON:
        words = _("Write the reason in at least %(min)s and at most %(max)s characters.")
        raise ValidationError({"reason": words % {"min": MIN_REASON, "max": MAX_REASON}})
    latest = on + timedelta(days=MAX_DAYS)
    if not on <= last_day <= latest:
        words = _("The last day is today at the earliest and %(day)s at the latest (%(days)s days).")
        raise ValidationError({"expires_on": words % {"day": day_in_words(latest), "days": MAX_DAYS}})


def _check_wish(account: Account, colour: str, change: int) -> None:
    """The same colour is no override; a better one is refused in the cases of domain.md 2.6."""
    if change == 0:
        words = _("The computed colour is already %(colour)s. An override shows another one.")
        name = str(Account.Status(colour).label).lower()
        raise ValidationError({"colour": words % {"colour": name}})
    if change < 0 and (sentence := refusal(colour, judgement_of(account))):
        raise ValidationError({"colour": sentence})


def _checked_category(category: str) -> str:
    if category not in StatusOverride.Category.values:
        raise ValidationError({"category": _("Choose one of the categories.")})
    return category


def _renewals_before(account: Account, colour: str, on: date) -> int:
    """Renewals an equal wish has behind it: asking again when it just ran out or was taken back is renewing it.

    Raises ValidationError when the limit of renewals is reached.
    """
    since = on - timedelta(days=SAME_WISH_DAYS)
    ended = StatusOverride.objects.filter(
        account=account, colour=colour, state__in=(State.EXPIRED, State.WITHDRAWN), ended_on__gte=since
    )
    last = ended.order_by("-ended_on", "-pk").first()
    if last is None or (is_better(last) and last.decided_at is None):
        return 0  # nothing was shown
    if last.renewals >= MAX_RENEWALS:
        raise _no_more_renewals()
    return last.renewals + 1


def _no_more_renewals() -> ValidationError:
    words = _(
        "An override is renewed at most twice. Now discuss whether the limit of the rule is right: "
        "if it is, the account has the colour it has."
    )
    return ValidationError(words, code="renewals")


def _move(row: StatusOverride, state: str, changes: Mapping[str, Any]) -> bool:
    """Change the row if it still is in the state; whoever comes second changes nothing."""
    same = StatusOverride.objects.filter(pk=row.pk, state=state, renewals=row.renewals)
    return bool(same.update(**changes))


def _wish(row: StatusOverride) -> dict[str, Any]:
    return {
        "colour": row.colour,
        "computed": row.computed,
        "category": row.category,
        "reason": row.reason,
        "expires_on": row.expires_on.isoformat(),
        "renewals": row.renewals,
    }


def _trace(row: StatusOverride, act: str, by: User, on: date, **details: Any) -> None:
    """The trail of the act, and the sign that the account is to be judged again as of the day of the act."""
    record(act=f"override.{act}", subject=row, by=by, account=row.account_id, **details)
    account_touched.send(sender=StatusOverride, account_id=row.account_id, on=on)

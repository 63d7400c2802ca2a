"""Manual overrides as pages print them: beside a colour, with their history, and waiting for approval (domain.md 2.6).

Whatever is shown, the computed colour stands beside it.
"""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.permissions import AccountRights, in_charge_of
from config.common.clock import HELSINKI
from reporting.dashboards.portfolio import portfolio
from reporting.dashboards.reasons import why
from reporting.models import AccountJudgement, StatusOverride
from reporting.overrides import OPEN_STATES, computed_of, is_better, name_of, refusal, step
from reporting.status_override import (
    CANCELLED_EQUAL,
    CANCELLED_NEW_RED,
    CANCELLED_PASSED,
    EXPIRED,
    IN_FORCE,
    REFUSED_DATA,
)
from teams.models import User
from teams.permissions import has_permission, person_of
from teams.roles import Permission

State = StatusOverride.State


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLine:
    """One override: what was wished, why, by whom and what became of it."""

    pk: int
    state: str
    state_label: str
    colour: str
    computed: str  # when it was asked
    is_better: bool
    category: str
    reason: str
    asked_by: str
    asked_on: datetime.date
    decided_by: str
    decided_on: datetime.date | None
    starts_on: datetime.date
    until: datetime.date
    renewals: int
    ended_on: datetime.date | None
    end_words: str
    is_mine: bool  # the reader asked for it
    was_never_shown: bool  # ended before anybody approved it


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOverrideLine:
    """The open override beside the status: `is_shown` = its colour is what the account shows now."""

    line: OverrideLine
    computed: str  # now
    is_shown: bool
    is_waiting: bool
    lacks_data: bool  # in force, yet not shown while mandatory data is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingOverride:
    """An override that waits for the approval of the reader, with what the rules say."""

    account_id: int
    account: str
    line: OverrideLine
    computed: str  # now
    reasons: tuple[str, ...]
    refusal: str  # why it cannot be approved now; "" when it can


def open_override(
    account: Account,
    judgement: AccountJudgement | None,
    *,
    on: datetime.date,
    reader: User | AnonymousUser | None = None,
) -> StatusOverrideLine | None:
    """The open override of the account beside its status; None without one.

    No query when the account was read by `with_open_override` and has none.
    """
    if not getattr(account, "has_open_override", True):
        return None
    rows = StatusOverride.objects.filter(account=account, state__in=OPEN_STATES, starts_on__lte=on, expires_on__gte=on)
    row = rows.select_related("asked_by__person", "decided_by__person").first()
    if row is None:
        return None
    said = judgement.override_state if judgement is not None else ""
    return StatusOverrideLine(
        line=line_of(row, reader),
        computed=judgement.computed if judgement is not None else account.status,
        is_shown=row.state == State.IN_FORCE and said == IN_FORCE,
        is_waiting=row.state == State.PROPOSED,
        lacks_data=row.state == State.IN_FORCE and said == REFUSED_DATA,
    )


def history(account: Account, reader: User | AnonymousUser | None = None) -> tuple[OverrideLine, ...]:
    """All overrides of the account, the newest first; one query."""
    rows = StatusOverride.objects.filter(account=account).select_related("asked_by__person", "decided_by__person")
    return tuple(line_of(row, reader) for row in rows.order_by("-asked_at", "-pk"))


def pending(user: User | AnonymousUser, *, on: datetime.date, lang: str) -> tuple[PendingOverride, ...]:
    """Overrides the reader may approve, the oldest first. Own accounts and own wishes are for somebody else."""
    person = person_of(user)
    if person is None or not has_permission(user, Permission.APPROVE_OVERRIDE, on=on):
        return ()
    waiting = StatusOverride.objects.filter(state=State.PROPOSED, starts_on__lte=on, expires_on__gte=on)
    waiting = waiting.exclude(asked_by=user.pk).select_related("asked_by__person", "decided_by__person")
    rows = {row.account_id: row for row in waiting}
    if not rows:
        return ()
    own = in_charge_of(user, on=on)
    accounts = portfolio(user, on=on).filter(pk__in=rows.keys()).exclude(pk__in=own.values("pk"))
    found = [_pending(account, rows[account.pk], lang) for account in accounts.select_related("judgement")]
    return tuple(sorted(found, key=lambda item: (item.line.asked_on, item.line.pk)))


def _pending(account: Account, row: StatusOverride, lang: str) -> PendingOverride:
    judgement = getattr(account, "judgement", None)
    sees_money = bool(getattr(account, "sees_money", False))
    return PendingOverride(
        account_id=account.pk,
        account=account.name,
        line=line_of(row),
        computed=judgement.computed if judgement is not None else account.status,
        reasons=why(judgement, money=sees_money, lang=lang),
        refusal=refusal(row.colour, judgement),
    )


def colours_to_ask(account: Account, held: AccountRights) -> list[tuple[str, str]]:
    """The colours the reader may ask for now, each with what asking means; the worst first."""
    computed, judgement = computed_of(account), getattr(account, "judgement", None)
    found = []
    for code, label in Account.Status.choices:
        change = step(code, computed)
        if change > 0 and held.worsen:
            found.append((code, _("%(colour)s – worse than computed, in force at once") % {"colour": label}))
        elif change < 0 and held.edit and not refusal(code, judgement):
            found.append((code, _("%(colour)s – better than computed, waits for approval") % {"colour": label}))
    return found


def line_of(row: StatusOverride, reader: User | AnonymousUser | None = None) -> OverrideLine:
    """The row in words. Its people are read with it by those who read many."""
    return OverrideLine(
        pk=row.pk,
        state=row.state,
        state_label=row.get_state_display(),
        colour=row.colour,
        computed=row.computed,
        is_better=is_better(row),
        category=row.get_category_display(),
        reason=row.reason,
        asked_by=name_of(row.asked_by),
        asked_on=row.asked_at.astimezone(HELSINKI).date(),
        decided_by=name_of(row.decided_by),
        decided_on=row.decided_at.astimezone(HELSINKI).date() if row.decided_at else None,
        starts_on=row.starts_on,
        until=row.expires_on,
        renewals=row.renewals,
        ended_on=row.ended_on,
        end_words=_end_words(row.end_note),
        was_never_shown=_was_never_shown(row),
        is_mine=reader is not None and reader.pk is not None and reader.pk == row.asked_by_id,
    )


def _was_never_shown(row: StatusOverride) -> bool:
    """Rejected, or ended while it still waited for approval."""
    if row.state in OPEN_STATES:
        return False
    return row.state == State.REJECTED or (is_better(row) and row.decided_at is None)


def _end_words(note: str) -> str:
    """Why it ended: what the system noted is said in the reader's language, what a person wrote stays as it is."""
    if note.startswith(CANCELLED_NEW_RED):
        rules = note.removeprefix(CANCELLED_NEW_RED).strip()
        return _("a new red rule: %(rules)s") % {"rules": rules}
    words = {
        EXPIRED: _("its time ran out"),
        CANCELLED_EQUAL: _("the computed colour became the same"),
        CANCELLED_PASSED: _("the computed colour went past it"),
    }
    return words.get(note, note)

"""Manual overrides as they are read: for the judge, for a card, for whoever decides (domain.md 2.6)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts_app.models import Account
from accounts_app.models.account import AccountQuerySet
from config.common.clock import HELSINKI
from reporting.models import AccountJudgement, StatusOverride
from reporting.rules import RULES, Colour
from reporting.rules.levels import COLOUR_ORDER, Level
from reporting.rules.sentences import missing_names, title
from reporting.status_override import IN_FORCE, Override
from teams.models import User

State = StatusOverride.State
OPEN_STATES = (State.PROPOSED, State.IN_FORCE)
LIST_CHARACTERS = 140  # of a reason in a list of accounts


def open_overrides(account_ids: Collection[int], on: date) -> dict[int, Override]:
    """The open override of each account that has one, as the judge takes it; one query.

    One whose last day has passed is among them until it is ended, so that the judge can say that it expired.
    """
    rows = StatusOverride.objects.filter(account__in=account_ids, state__in=OPEN_STATES, starts_on__lte=on)
    return {row.account_id: as_override(row, on) for row in rows}


def as_override(row: StatusOverride, on: date) -> Override:
    """The row as the judge takes it on the day; an approval given after the day is not known on it."""
    approved = (
        row.state == State.IN_FORCE and row.decided_at is not None and row.decided_at.astimezone(HELSINKI).date() <= on
    )
    return Override(
        colour=Colour(row.colour),
        approved=approved,
        expires=row.expires_on,
        reds_at_approval=frozenset(row.reds_at_approval) if approved else None,
        computed_when_asked=Colour(row.computed),
    )


def card_lines(account_ids: Collection[int], on: date) -> dict[int, dict[str, Any]]:
    """The open override of each account as plain data for a card; one query.

    Keys: state ("proposed" or "in_force"), colour, category (a code of `StatusOverride.Category`), reason, asked_by and
    approved_by (names, empty when nobody), until (the last day in force, ISO).
    """
    rows = StatusOverride.objects.filter(
        account__in=account_ids, state__in=OPEN_STATES, starts_on__lte=on, expires_on__gte=on
    ).select_related("asked_by__person", "decided_by__person")
    return {row.account_id: _line(row) for row in rows}


def _line(row: StatusOverride) -> dict[str, Any]:
    return {
        "state": row.state,
        "colour": row.colour,
        "category": row.category,
        "reason": row.reason,
        "asked_by": name_of(row.asked_by),
        "approved_by": name_of(row.decided_by),
        "until": row.expires_on.isoformat(),
    }


def name_of(user: User | None) -> str:
    """The name of the person behind a login; the login itself without a person, empty when nobody is known."""
    if user is None:
        return ""
    person = getattr(user, "person", None)
    return str(person) if person is not None else user.get_username()


def with_open_override(accounts: AccountQuerySet) -> AccountQuerySet:
    """Adds `has_open_override`, so that a page asks for the override only where there is one."""
    rows = StatusOverride.objects.filter(account=OuterRef("pk"), state__in=OPEN_STATES)
    found: AccountQuerySet = accounts.annotate(has_open_override=Exists(rows))
    return found


def overridden_from(judgement: AccountJudgement | None) -> str:
    """The computed colour when another one is shown by hand, otherwise empty; for the hand beside a colour."""
    if judgement is None or judgement.override_state != IN_FORCE or judgement.computed == judgement.shown:
        return ""
    return judgement.computed


def hand_reasons(judgements: Iterable[AccountJudgement | None]) -> dict[int, str]:
    """Why accounts show another colour than the computed one, for lists; by account. No query when none does.

    Only for accounts whose care the reader sees: the text was written by a person.
    """
    ids = [judgement.account_id for judgement in judgements if judgement is not None and overridden_from(judgement)]
    if not ids:
        return {}
    rows = StatusOverride.objects.filter(account__in=ids, state=State.IN_FORCE)
    return {
        row.account_id: _("By hand (%(category)s): %(reason)s")
        % {"category": row.get_category_display(), "reason": Truncator(row.reason).chars(LIST_CHARACTERS)}
        for row in rows
    }


def computed_of(account: Account) -> Colour:
    """The colour of the rules alone as last judged; what the account shows when it is not judged yet."""
    judgement = judgement_of(account)
    return Colour(judgement.computed if judgement is not None else account.status)


def judgement_of(account: Account) -> AccountJudgement | None:
    """The judgement as it is stored now, not as it was when the account was read."""
    return AccountJudgement.objects.filter(account=account).first()


def step(colour: str, computed: str) -> int:
    """How much worse the wished colour is than the computed one: positive worse, negative better."""
    return COLOUR_ORDER[Colour(colour)] - COLOUR_ORDER[Colour(computed)]


def is_better(row: StatusOverride) -> bool:
    """Whether the override was asked to show a better colour: only such a one needs an approval."""
    return step(row.colour, row.computed) < 0


def reds_of(judgement: AccountJudgement | None) -> list[str]:
    """The rules that are red in a stored judgement, by id."""
    findings = judgement.findings if judgement is not None else []
    return sorted(finding["rule"] for finding in findings if finding["level"] == Level.RED)


def refusal(colour: str, judgement: AccountJudgement | None) -> str:
    """Why a better colour is refused now, as a sentence; empty when nothing stands in its way (domain.md 2.6)."""
    lang = get_language() or "fi"
    if judgement is None:
        return _("The account has not been assessed yet, so a better colour cannot be shown.")
    critical = [rule for rule in reds_of(judgement) if rule in RULES and RULES[rule].critical]
    if critical:
        rules = ", ".join(f"{rule} {title(rule, lang)}" for rule in critical)
        return _("A better colour is refused while a critical rule is red: %(rules)s.") % {"rules": rules}
    if judgement.missing_inputs and step(colour, Colour.GREY) < 0:
        names = missing_names(judgement.missing_inputs, lang)
        return _("A colour better than grey is refused while mandatory data is missing: %(names)s.") % {"names": names}
    return ""

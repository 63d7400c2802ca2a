"""Planning and answering the yearly reviews of owners, each side for itself (domain.md 4.5)."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from config.common.formats import day
from config.common.month import add_months as months_later
from config.common.month import last_day, month_of
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import OwnerReview, Person, User
from teams.permissions import member_of

FIRST_AFTER_MONTHS = 11
AHEAD = datetime.timedelta(days=30)  # a first review is planned so many days before it is due
MISSED = datetime.timedelta(days=60)  # a first review just missed is still held; after that the next round is enough
ENOUGH = datetime.timedelta(days=180)  # no second review so soon after the last one
ROUND_OPENS = (11, 1)  # month and day of the year before; the round is due 31 January


@transaction.atomic
def plan(*, owners: Mapping[Person, datetime.date], on: datetime.date, path: str, by: User | None) -> list[OwnerReview]:
    """Create the reviews that are due to be planned on the day; once planned, nothing more happens.

    `owners`: since when each owns accounts. `path`: the address of the list, told to owner and manager.
    """
    latest: dict[int, datetime.date] = {}
    for owner_id, due in OwnerReview.objects.filter(owner__in=owners).values_list("owner", "due_on"):
        latest[owner_id] = max(due, latest.get(owner_id, due))
    made = []
    for owner, since in owners.items():
        due_on = next_due(since, latest.get(owner.pk), on)
        if due_on is None:
            continue
        values = {"due_on": due_on, "manager": owner.line_manager}
        review, is_new = OwnerReview.objects.get_or_create(owner=owner, year=due_on.year, defaults=values)
        if is_new:
            record(act="plan_owner_review", subject=review, by=by, owner=owner.pk, due_on=due_on.isoformat())
            told = [owner, owner.line_manager]
            notify(people=told, kind="review_planned", path=path, day=day(due_on), name=owner.name)
            made.append(review)
    return made


def next_due(since: datetime.date, last: datetime.date | None, on: datetime.date) -> datetime.date | None:
    """The day of the review to plan on `on`: the first one eleven months after the start, then each 31 January."""
    first = _after_months(since, FIRST_AFTER_MONTHS)
    if last is None and on - MISSED <= first:
        return first if first - AHEAD <= on else None
    month, first_day = ROUND_OPENS
    year = on.year + 1 if on >= datetime.date(on.year, month, first_day) else on.year
    due = datetime.date(year, 1, 31)
    is_open = datetime.date(year - 1, month, first_day) <= on <= due
    return due if is_open and (last is None or due - last > ENOUGH) else None


@transaction.atomic
def answer_as_owner(
    *,
    review: OwnerReview,
    will: str,
    real_hours_month: Decimal | None,
    support_received: str,
    training_needs: str,
    on: datetime.date,
    by: User,
) -> None:
    """The owner's side; only the owner writes it."""
    _refuse_others(review.owner_id, on, by)
    if will not in OwnerReview.Will.values:
        raise ValidationError({"will": _("Choose one of the answers.")}, code="will")
    review.will, review.real_hours_month, review.owner_answered_on = will, real_hours_month, on
    review.support_received, review.training_needs = support_received.strip(), training_needs.strip()
    review.save(update_fields=["will", "real_hours_month", "owner_answered_on", "support_received", "training_needs"])
    record(act="answer_owner_review", subject=review, by=by, side="owner")


@transaction.atomic
def answer_as_manager(
    *, review: OwnerReview, is_right_person: bool, feedback: str, decision: str, on: datetime.date, by: User
) -> None:
    """The manager's side; only the manager of the review writes it."""
    _refuse_others(review.manager_id, on, by)
    if decision not in OwnerReview.Decision.values:
        raise ValidationError({"decision": _("Choose one of the answers.")}, code="decision")
    review.is_right_person, review.feedback, review.decision = is_right_person, feedback.strip(), decision
    review.manager_answered_on = on
    review.save(update_fields=["is_right_person", "feedback", "decision", "manager_answered_on"])
    record(act="answer_owner_review", subject=review, by=by, side="manager")


def _refuse_others(person_id: int | None, on: datetime.date, by: User) -> None:
    person = member_of(by, on=on)
    if person is None or person_id is None or person.pk != person_id:
        raise PermissionDenied


def _after_months(start: datetime.date, count: int) -> datetime.date:
    """The same day so many months later, or the last day of that month."""
    month = months_later(month_of(start), count)
    return min(month + datetime.timedelta(days=start.day - 1), last_day(month))

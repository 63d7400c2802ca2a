"""Yearly reviews as read: whose they are, and the facts printed beside them (domain.md 4.5)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Avg, Count, Min, Q, QuerySet, Sum

from accounts_app.access import Data
from accounts_app.models import Account, Assignment, CareHours, Goal, HoursBudget, StatusChange, SurveyAnswer
from accounts_app.models.account import AccountQuerySet
from accounts_app.permissions import with_data
from teams.models import OwnerReview, Person, User
from teams.permissions import has_permission, member_of
from teams.roles import Permission

COLOURS = ("RED", "AMBER", "GREY", "GREEN")
BADNESS = {"GREEN": 0, "AMBER": 1, "RED": 2}  # grey is no judgement: a move from or to it is no development
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class YearOfWork:
    """What became of the accounts in twelve months: colours, the owner's own goals, what named people answered."""

    better: int
    worse: int
    goals_done: int
    goals: int
    answers: int
    grade: Decimal | None


@dataclass(frozen=True)
class Segment:
    """How many accounts of a care model; an empty one makes substitution harder (requirements.md R048)."""

    model: str
    count: int


@dataclass(frozen=True)
class Facts:
    """What stands beside the answers; accounts the reader may not see are not counted."""

    colours: tuple[tuple[str, int], ...]
    without_colour: int
    segments: tuple[Segment, ...]
    budget_hours: Decimal | None
    used_hours: Decimal | None
    year: YearOfWork | None  # None: the reader sees the care of none of the accounts

    @property
    def has_gap(self) -> bool:
        """Some segment is empty."""
        return any(segment.count == 0 for segment in self.segments)


@dataclass(frozen=True)
class ReviewRights:
    """Which side of a review the reader is on."""

    is_owner: bool
    is_manager: bool
    is_hr: bool

    @property
    def read(self) -> bool:
        """Owner, manager and human resources; nobody else."""
        return self.is_owner or self.is_manager or self.is_hr


def owners_since(on: datetime.date) -> dict[Person, datetime.date]:
    """Who owns accounts and since when. Secret accounts and those behind a barrier do not count: the list of reviews
    must not tell of them. Two queries.
    """
    public = Account.objects.filter(barrier_group__isnull=True).exclude(confidentiality="secret").in_care(on)
    rows = Assignment.objects.filter(role=Assignment.Role.OWNER, account__in=public)
    now = rows.current(on).exclude(person__left_on__lt=on).values("person")
    since = dict(rows.filter(person__in=now).values_list("person").annotate(first=Min("starts_on")))
    return {one: since[one.pk] for one in Person.objects.filter(pk__in=since).select_related("line_manager")}


def review_rights(user: User | AnonymousUser, review: OwnerReview, on: datetime.date) -> ReviewRights:
    """On which side of the review the user is."""
    person = member_of(user, on=on)
    if person is None:
        return ReviewRights(False, False, False)
    is_hr = has_permission(user, Permission.SEE_REVIEWS, on=on)
    return ReviewRights(review.owner_id == person.pk, review.manager_id == person.pk, is_hr)


def reviews_of(user: User | AnonymousUser, on: datetime.date) -> QuerySet[OwnerReview]:
    """The reviews the reader may read: own ones, those of own people, all for human resources. Newest first."""
    person = member_of(user, on=on)
    rows = OwnerReview.objects.select_related("owner", "manager").order_by("-due_on", "owner__name", "pk")
    if has_permission(user, Permission.SEE_REVIEWS, on=on):
        return rows
    return rows.filter(Q(owner=person) | Q(manager=person)) if person else rows.none()


def is_overdue(review: OwnerReview, on: datetime.date) -> bool:
    """Some side has not answered by the due day."""
    is_answered = review.owner_answered_on is not None and review.manager_answered_on is not None
    return review.due_on < on and not is_answered


def facts_of(owner: Person, user: User | AnonymousUser, on: datetime.date) -> Facts:
    """Colours, hours and segments of the owner's accounts the reader may see. Seven queries and those of the rights.

    The owner sees the own accounts in full. Colours need the right to the care of an account, hours that to hours.
    """
    visible: AccountQuerySet = Account.objects.visible_to(user, on=on).in_care(on).owned_by(owner, on=on)
    cared = with_data(visible, user, Data.CARE, on=on)
    colours = dict(cared.values_list("status").annotate(number=Count("pk")).order_by())
    models = dict(visible.values_list("care_model").annotate(number=Count("pk")).order_by())
    timed = list(with_data(visible, user, Data.HOURS, on=on).values_list("pk", flat=True))
    year = datetime.date(on.year, 1, 1)
    budget = HoursBudget.objects.filter(account__in=timed, year=on.year).aggregate(total=Sum("hours"))["total"]
    used = CareHours.objects.filter(account__in=timed, worked_on__range=(year, on)).aggregate(total=Sum("hours"))
    return Facts(
        colours=tuple((code, colours.get(code, 0)) for code in COLOURS),
        without_colour=sum(models.values()) - sum(colours.values()),
        segments=tuple(Segment(code, models.get(code, 0)) for code in Account.CareModel.values),
        budget_hours=budget,
        used_hours=used["total"],
        year=_year_of_work(owner, cared, on) if colours else None,
    )


def _year_of_work(owner: Person, cared: AccountQuerySet, on: datetime.date) -> YearOfWork:
    """Of accounts whose care the reader may see. Anonymous answers say nothing about a person. Three queries."""
    year, known = (on - YEAR, on), cared.values("pk")
    changes = StatusChange.objects.filter(account__in=known, scope=StatusChange.Scope.ACCOUNT, changed_on__range=year)
    moves = [
        BADNESS[new] - BADNESS[old]
        for old, new in changes.values_list("old", "new")
        if old in BADNESS and new in BADNESS
    ]
    goals = Goal.objects.filter(account__in=known, owner=owner)
    states = goals.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state=Goal.State.DONE)))
    named = SurveyAnswer.objects.filter(account__in=known, is_anonymous=False, answered_on__range=year)
    told = named.aggregate(answers=Count("pk"), grade=Avg("score"))
    return YearOfWork(
        better=sum(move < 0 for move in moves),
        worse=sum(move > 0 for move in moves),
        goals_done=states["done"],
        goals=states["all"],
        answers=told["answers"],
        grade=told["grade"],
    )

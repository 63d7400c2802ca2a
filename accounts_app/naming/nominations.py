"""Nominations as read: who may be asked, how loaded they are, and which nominations are open (R037–R040)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Sum

from accounts_app.access import Tie
from accounts_app.models import Account, Assignment, HoursBudget, Nomination
from accounts_app.models.account import AccountQuerySet
from accounts_app.naming.rules import directors, knowers
from accounts_app.permissions import AccountRights
from teams.models import Person, User, Willingness
from teams.permissions import has_permission, member_of
from teams.roles import Permission

OPEN = (Nomination.State.PROPOSED, Nomination.State.ACCEPTED)
OVERLOAD_PCT = 110  # domain.md 5.7
Answers = Mapping[int, Willingness]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked, with the own answer and the load of the accounts the reader sees."""

    person: Person
    willingness: Willingness | None
    load_pct: Decimal | None
    is_director: bool

    @property
    def is_overloaded(self) -> bool:
        """The budgets of the owned accounts need more than the hours there are."""
        return self.load_pct is not None and self.load_pct > OVERLOAD_PCT


def newest_willingness(people: Collection[int] | None = None) -> dict[int, Willingness]:
    """The newest own answer of each person (by id); those never asked are missing. One query."""
    rows = Willingness.objects.order_by("answered_on", "pk")
    return {row.person_id: row for row in (rows if people is None else rows.filter(person__in=people))}


def load_of(people: Collection[int], visible: AccountQuerySet, on: datetime.date) -> dict[int, Decimal | None]:
    """Load in per cent: monthly hours budgets of the owned visible accounts over the hours for care (domain.md 5.7).

    None when the person's hours are not known. Three queries.
    """
    hours = dict(Person.objects.filter(pk__in=people).values_list("pk", "care_hours_month"))
    owners = Assignment.objects.current(on).filter(person__in=people, role=Assignment.Role.OWNER, account__in=visible)
    owned: dict[int, set[int]] = defaultdict(set)
    for person_id, account_id in owners.values_list("person_id", "account_id"):
        owned[person_id].add(account_id)
    rows = HoursBudget.objects.filter(year=on.year, account__in={pk for pks in owned.values() for pk in pks})
    budgets = dict(rows.values_list("account_id").annotate(total=Sum("hours")))
    found: dict[int, Decimal | None] = {}
    for pk, month in hours.items():
        total = sum((budgets.get(account, Decimal(0)) for account in owned[pk]), Decimal(0)) / 12
        found[pk] = total / month * 100 if month else None
    return found


def candidates(account: Account, user: User | AnonymousUser, on: datetime.date) -> list[Candidate]:
    """Those who may be asked: the willing first, whoever said no left out, of a closed account its people only."""
    people = Person.objects.exclude(left_on__lt=on).order_by("name", "pk")
    known = knowers(account, on)
    if known is not None:
        people = people.filter(pk__in=known)
    answers = newest_willingness()
    asked = [one for one in people if not _said_no(answers.get(one.pk))]
    loads = load_of([one.pk for one in asked], Account.objects.visible_to(user, on=on), on)
    named = directors(on)
    found = [Candidate(one, answers.get(one.pk), loads[one.pk], one.pk in named) for one in asked]
    return sorted(found, key=lambda one: _place(one.willingness))


def may_propose(rights: AccountRights, role: str) -> bool:
    """Management proposes; whoever is in charge of the account may propose a deputy."""
    return rights.nominate or (role == Assignment.Role.DEPUTY and Tie.IN_CHARGE in rights.ties)


def open_nominations(user: User | AnonymousUser, on: datetime.date) -> QuerySet[Nomination]:
    """Open nominations of visible accounts that are the reader's business: all for those who nominate, else one's own.

    One query, and those of the rights.
    """
    person = member_of(user, on=on)
    rows = Nomination.objects.filter(state__in=OPEN, account__in=Account.objects.visible_to(user, on=on))
    if not has_permission(user, Permission.NOMINATE, on=on):
        cared = Account.objects.cared_for_by(person, on=on) if person else Account.objects.none()
        rows = rows.filter(Q(candidate=person) | Q(proposed_by=person) | Q(account__in=cared.values("pk")))
    return rows.select_related("account", "candidate", "proposed_by").order_by("proposed_on", "pk")


def _said_no(answer: Willingness | None) -> bool:
    return answer is not None and answer.answer == Willingness.Answer.NO


def _place(answer: Willingness | None) -> int:
    order = {Willingness.Answer.YES: 0, Willingness.Answer.CONDITIONS: 1}
    return 2 if answer is None else order.get(Willingness.Answer(answer.answer), 3)

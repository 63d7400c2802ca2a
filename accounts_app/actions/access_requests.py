"""Asking for access to an account, answering that, and break-glass (security.md 2.2)."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts_app.actions import barriers
from accounts_app.actions.account_grants import refuse_behind_barrier
from accounts_app.models import AccessRequest, Account, AccountGrant, Assignment
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import BoardMembership, Person, RoleGrant, User

Kind, State = AccessRequest.Kind, AccessRequest.State
IN_CHARGE = (Assignment.Role.OWNER, Assignment.Role.DEPUTY, Assignment.Role.ACCOUNT_MANAGER)


@transaction.atomic
def ask(*, account: Account, person: Person, kind: str, reason: str, on: datetime.date, by: User) -> AccessRequest:
    """Ask those in charge for more of a visible account. Raises ValidationError when the same is asked already."""
    Account.objects.select_for_update().get(pk=account.pk)
    if AccessRequest.objects.filter(account=account, person=person, kind=kind, state=State.OPEN).exists():
        raise ValidationError(_("You have asked for this already. Those in charge have been told."), code="twice")
    asked = AccessRequest.objects.create(account=account, person=person, kind=kind, reason=reason)
    record(act="access.ask", subject=asked, by=by, account=account.pk, kind=kind)
    notify(
        people=[*_in_charge(account.pk, on), *_business_directors(account, on)],
        kind="access_asked",
        path=_page(asked),
        account_no=account.pk,
        person=person.name,
    )
    return asked


@transaction.atomic
def break_glass(*, named: str, reason: str, person: Person, on: datetime.date, by: User) -> AccessRequest:
    """Write down that an administrator asks for the account of this exact name, business ID or customer number.

    The answer is the same whether it exists or not; only when it does, a second person is told and decides.
    """
    exact = Q(name__iexact=named) | Q(business_id=named) | Q(customer_numbers__number=named)
    account = Account.objects.filter(exact).order_by("pk").first()
    asked = AccessRequest.objects.create(
        account=account, named=named, person=person, kind=Kind.BREAK_GLASS, reason=reason
    )
    record(act="access.break_glass", subject=asked, by=by)
    account_id = account.pk if account else 0  # the same questions are asked whether it exists or not
    deciders = [*_in_charge(account_id, on), *_named_chairs(account_id, on)]
    if account is not None:
        record(act="access.break_glass_reached", subject=asked, by=by, account=account.pk, reason=reason)
        others = [decider for decider in deciders if decider != person]
        notify(people=others, kind="break_glass_asked", path=_page(asked), account_no=account.pk, person=person.name)
    return asked


@transaction.atomic
def grant(*, asked: AccessRequest, ends_on: datetime.date, by: User, decider: Person, on: datetime.date) -> None:
    """Open the account to the one who asked, until the day. Break-glass opens one day, whatever is said here.

    Raises ValidationError when it is answered already, asked by the decider, or a barrier stands in between.
    """
    locked = _open(asked, decider)
    account = locked.account
    if account is None:
        raise ValidationError(_("There is nothing to open."), code="nothing")
    is_emergency = locked.kind == Kind.BREAK_GLASS
    if is_emergency:
        _let_through(account, locked.person, on, by)
    refuse_behind_barrier(account, locked.person, on)
    locked.grant = AccountGrant.objects.create(
        account=account,
        person=locked.person,
        reason=locked.reason[:200],
        sees_money=locked.kind == Kind.MONEY,
        granted_by=decider,
        starts_on=on,
        ends_on=on if is_emergency else ends_on,
    )
    _answer(locked, State.GRANTED, decider, "")
    record(act="access.grant", subject=locked, by=by, account=account.pk, person=locked.person_id, kind=locked.kind)
    page = reverse("reporting:account", args=[account.pk])
    notify(people=[locked.person], kind="access_granted", path=page, account_no=account.pk)
    if is_emergency:
        told = [person for person in barriers.named_people(account, on) if person != locked.person]
        notify(people=told, kind="break_glass_granted", path="", account_no=account.pk, person=locked.person.name)


@transaction.atomic
def refuse(*, asked: AccessRequest, answer: str, by: User, decider: Person) -> None:
    """Say no with a reason. A refused break-glass is not told to the one who asked: it would tell of the account."""
    locked = _open(asked, decider)
    _answer(locked, State.REFUSED, decider, answer)
    record(act="access.refuse", subject=locked, by=by, account=locked.account_id, person=locked.person_id)
    if locked.kind != Kind.BREAK_GLASS:
        notify(
            people=[locked.person],
            kind="access_refused",
            path=reverse("accounts:access_requests"),
            account_no=locked.account_id,
            answer=answer,
        )


@transaction.atomic
def withdraw(*, asked: AccessRequest, by: User) -> None:
    """The one who asked no longer needs it. Raises ValidationError when it is answered already."""
    locked = _open(asked, None)
    locked.state = State.WITHDRAWN
    locked.save(update_fields=["state"])
    record(act="access.withdraw", subject=locked, by=by, account=locked.account_id)


def _open(asked: AccessRequest, decider: Person | None) -> AccessRequest:
    locked = AccessRequest.objects.select_for_update().get(pk=asked.pk)
    if locked.state != State.OPEN:
        raise ValidationError(_("This request is answered already."), code="answered")
    if decider is not None and decider.pk == locked.person_id:
        raise ValidationError(_("Nobody answers an own request."), code="own")
    return locked


def _answer(locked: AccessRequest, state: str, decider: Person, answer: str) -> None:
    locked.state, locked.decided_by, locked.answer = state, decider, answer
    locked.decided_at = timezone.now()
    locked.save(update_fields=["state", "decided_by", "decided_at", "answer", "grant"])


def _let_through(account: Account, person: Person, on: datetime.date, by: User) -> None:
    """Break-glass passes a barrier for its one day, never for somebody of the rival side."""
    group = account.barrier_group
    if group is not None and not group.members.current(on).filter(person=person).exists():
        barriers.add_to_side(group=group, person=person, starts_on=on, ends_on=on, by=by)


def _in_charge(account_id: int, on: datetime.date) -> list[Person]:
    held = Assignment.objects.current(on).filter(account=account_id, role__in=IN_CHARGE).select_related("person")
    return [row.person for row in held]


def _named_chairs(account_id: int, on: datetime.date) -> list[Person]:
    chairs = BoardMembership.objects.current(on).filter(seat=BoardMembership.Seat.CHAIR).values("person")
    granted = AccountGrant.objects.current(on).filter(account=account_id).values("person")
    held = Assignment.objects.current(on).filter(account=account_id).values("person")
    named = Q(pk__in=granted) | Q(pk__in=held)
    return list(Person.objects.filter(named, pk__in=chairs))


def _business_directors(account: Account, on: datetime.date) -> list[Person]:
    """Of an account that is closed they answer nothing."""
    if account.confidentiality != Account.Confidentiality.OPEN:
        return []
    grants = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.BUSINESS_DIRECTOR).select_related("person")
    return [row.person for row in grants]


def _page(asked: AccessRequest) -> str:
    return reverse("accounts:access_decide", args=[asked.pk])

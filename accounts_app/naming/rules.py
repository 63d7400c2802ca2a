"""Who may be named for an account: barriers, secrecy, and directors only for nationwide ones (requirements.md R034)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from accounts_app.models import Account, AccountGrant, Assignment, BarrierMember, OwnershipPolicy, Site
from accounts_app.models.account import AccountQuerySet
from teams.models import AuditEvent, Person, RoleGrant

MIN_SITES, MIN_TOWNS = 5, 3  # "several or dozens of sites in different parts of Finland" (requirements.md R003)


@dataclass(frozen=True)
class Criteria:
    """What speaks for an account being nationwide."""

    sites: int
    towns: int
    min_sites: int = MIN_SITES
    min_towns: int = MIN_TOWNS

    @property
    def has_sites(self) -> bool:
        """Enough sites."""
        return self.sites >= self.min_sites

    @property
    def has_towns(self) -> bool:
        """In enough towns."""
        return self.towns >= self.min_towns

    @property
    def are_met(self) -> bool:
        """Both."""
        return self.has_sites and self.has_towns


@dataclass(frozen=True)
class PolicyException:
    """A nationwide account whose owner is no named director, and why."""

    account: Account
    owner: Person
    since: datetime.date
    reason: str


def is_barred(person: Person, account: Account, on: datetime.date) -> bool:
    """Whether an information barrier stands between the two: not of the side, or of a rival one. Up to two queries."""
    if account.barrier_group_id is None:
        return False
    sides = set(BarrierMember.objects.current(on).filter(person=person).values_list("group", flat=True))
    if account.barrier_group_id not in sides:
        return True
    return account.barrier_group is not None and account.barrier_group.rivals.filter(pk__in=sides).exists()


def knowers(account: Account, on: datetime.date) -> Collection[int] | None:
    """The people (by id) who may know of the account on the day; None when everybody may. Up to three queries."""
    is_secret = account.confidentiality == Account.Confidentiality.SECRET
    if not is_secret and account.barrier_group_id is None:
        return None
    known: set[int] | None = None
    if is_secret:
        known = set(Assignment.objects.current(on).filter(account=account).values_list("person", flat=True))
        known |= set(AccountGrant.objects.current(on).filter(account=account).values_list("person", flat=True))
    if account.barrier_group_id is not None:
        members = BarrierMember.objects.current(on).filter(group=account.barrier_group_id)
        side = set(members.values_list("person", flat=True))
        known = side if known is None else known & side
    return known


def may_know(person: Person, account: Account, on: datetime.date) -> bool:
    """Whether the person may know that the account exists."""
    known = knowers(account, on)
    return known is None or person.pk in known


def policy_on(on: datetime.date) -> OwnershipPolicy | None:
    """The rule of ownership in force: the newest one decided by the day."""
    return OwnershipPolicy.objects.filter(starts_on__lte=on).order_by("-starts_on").first()


def directors(on: datetime.date) -> set[int]:
    """The named account directors (by id) on the day."""
    grants = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.ACCOUNT_DIRECTOR)
    return set(grants.values_list("person", flat=True))


def needs_exception(account: Account, person: Person, on: datetime.date) -> bool:
    """Whether the person may own the nationwide account from the day only with a written reason."""
    if not account.is_nationwide:
        return False
    policy = policy_on(on)
    starts = policy.directors_only_from if policy else None
    return starts is not None and starts <= on and person.pk not in directors(on)


def exceptions_in_force(visible: AccountQuerySet, on: datetime.date) -> list[PolicyException]:
    """Of the visible nationwide accounts those whose owner is no named director. Five queries at most."""
    policy = policy_on(on)
    if policy is None or policy.directors_only_from is None or policy.directors_only_from > on:
        return []
    rows = Assignment.objects.current(on).filter(
        role=Assignment.Role.OWNER, account__in=visible.in_care(on).filter(is_nationwide=True)
    )
    named = rows.exclude(person__in=directors(on)).select_related("account", "person").order_by("account__name")
    reasons = _reasons([row.pk for row in named])
    return [PolicyException(row.account, row.person, row.starts_on, reasons.get(row.pk, "")) for row in named]


def _reasons(assignments: Collection[int]) -> dict[int, str]:
    """What was written when the owner was appointed; it stands in the trace of the appointment."""
    label = Assignment._meta.label_lower
    events = AuditEvent.objects.filter(act="appoint", object_type=label, object_id__in=[str(pk) for pk in assignments])
    return {int(event.object_id): str(event.details.get("exception_reason", "")) for event in events}


def nationwide_criteria(account: Account, on: datetime.date) -> Criteria:
    """How many active sites the account has and in how many towns. One query."""
    towns = list(Site.objects.current(on).filter(account=account).values_list("town", flat=True))
    return Criteria(len(towns), len(set(towns)))


def proposed_nationwide(visible: AccountQuerySet, on: datetime.date) -> list[Account]:
    """Accounts that meet the criteria without being confirmed as nationwide. Two queries."""
    sites = Site.objects.current(on).filter(account__in=visible.in_care(on).filter(is_nationwide=False))
    counted: dict[int, list[int]] = {}
    for account_id, town_id in sites.values_list("account", "town"):
        counted.setdefault(account_id, []).append(town_id)
    fitting = [pk for pk, towns in counted.items() if Criteria(len(towns), len(set(towns))).are_met]
    return list(visible.filter(Q(pk__in=fitting)).by_name())

"""What a person may see and do on one account, and on many. The table itself is `accounts_app/access/matrix.py`."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts_app.access import Data, Extent, Tie, extent, opening
from accounts_app.access.ties import BY_ASSIGNMENT, condition, role_ties, substitutions, ties_of
from accounts_app.models import Account, Assignment
from accounts_app.models.account import AccountQuerySet
from teams.models import Person, User
from teams.permissions import has_permission, member_of
from teams.roles import Permission

NEAR = (Tie.IN_CHARGE, Tie.SUPPORT, Tie.TEAM, Tie.SPONSOR, Tie.SUPERVISOR, Tie.AREA_DIRECTOR)


@dataclass(frozen=True)
class AccountRights:
    """Rights on one visible account. The directory (name, owner, deputy, phone) is open to everybody who sees it.

    Kinds of data: True when some of it may be read; `extents` says how much.
    """

    directory: bool = False
    care: bool = False
    money: bool = False
    revenue: bool = False
    contacts: bool = False
    meetings: bool = False
    contracts: bool = False
    contract_documents: bool = False  # the contract itself and its prices, not only what it is about
    risks: bool = False
    internal_risks: bool = False
    hours: bool = False
    cards: bool = False
    comment_card: bool = False
    publish_card: bool = False
    edit: bool = False  # write what happens in the account: owner, deputy, account manager, team, substitute
    near: bool = False  # supports the account, supervises or directs one of its sites, or is in charge
    worsen: bool = False  # show a worse colour than the computed one
    approve: bool = False  # approve a better one; never of an account one owns
    instruct: bool = False  # give an instruction of the board; never to an account one owns
    take_stance: bool = False  # say what the board thinks of a card; never of an account one owns
    close_instruction: bool = False  # the chair, after evidence; never of an account one owns
    nominate: bool = False  # propose and confirm who answers for the account
    keep_figures: bool = False  # invoices, projects and budgets
    leads: bool = False  # supervises an active site: acknowledges the brief for oneself
    directs: bool = False  # area director of an active site
    substitutes: Person | None = None  # the owner in whose place the reader acts today
    in_charge: bool = False  # owner, deputy, account manager, substitute: decides who else may read
    decides_access: bool = False  # answers requests for access; of a closed account only those in charge
    keep_barrier: bool = False  # sets the side of a barrier the account lies on
    see_trail: bool = False  # reads who changed and looked at what
    keep_privacy: bool = False  # tells, exports and anonymises what is kept about a contact
    reader: int = 0  # the person (by id) these rights are of
    ties: frozenset[Tie] = frozenset()

    def extent(self, data: Data) -> Extent:
        """How much of the data may be read."""
        return extent(self.ties, data)

    @property
    def all_hours(self) -> bool:
        """Whether the hours of everybody may be read, not only the own ones."""
        return self.extent(Data.HOURS) is Extent.FULL

    @property
    def sees_members(self) -> bool:
        """Who sees the account is for those who answer for it and those who name them."""
        return self.edit or self.nominate or self.keep_barrier


def rights(user: User | AnonymousUser, account: Account, on: datetime.date) -> AccountRights:
    """What the user may do with the account on the day. The account must already come from `visible_to`."""
    person = member_of(user, on=on)
    if person is None:
        return AccountRights()
    acts = substitutions(user, on=on).get(account.pk)
    ties = ties_to(user, account, on)
    in_charge = Tie.IN_CHARGE in ties
    reaches = not _is_closed_to(account, ties)

    def may(permission: Permission) -> bool:
        return reaches and has_permission(user, permission, on=on)

    opened = {data.value: extent(ties, data) > Extent.NONE for data in Data if data is not Data.POTENTIAL}
    return AccountRights(
        **opened,
        contract_documents=extent(ties, Data.CONTRACTS) is Extent.FULL,
        comment_card=in_charge,
        publish_card=in_charge or may(Permission.PUBLISH_ANY_CARD),
        edit=in_charge or (Tie.TEAM in ties and _is_team_member(person, account, on)),
        near=not ties.isdisjoint(NEAR),
        worsen=in_charge or Tie.AREA_DIRECTOR in ties or may(Permission.WORSEN_STATUS),
        approve=not in_charge and may(Permission.APPROVE_OVERRIDE),
        instruct=not in_charge and may(Permission.GIVE_INSTRUCTION),
        take_stance=not in_charge and may(Permission.TAKE_STANCE),
        close_instruction=not in_charge and may(Permission.CLOSE_INSTRUCTION),
        nominate=may(Permission.NOMINATE),
        keep_figures=in_charge or may(Permission.KEEP_FIGURES),
        leads=Tie.SUPERVISOR in ties,
        directs=Tie.AREA_DIRECTOR in ties,
        substitutes=acts.owner if acts else None,
        in_charge=in_charge,
        decides_access=in_charge or Tie.BUSINESS_DIRECTOR in ties,
        keep_barrier=may(Permission.KEEP_BARRIERS),
        see_trail=in_charge or may(Permission.SEE_AUDIT),
        keep_privacy=in_charge or may(Permission.KEEP_PRIVACY),
        reader=person.pk,
        ties=ties,
    )


def ties_to(user: User | AnonymousUser, account: Account, on: datetime.date) -> frozenset[Tie]:
    """What binds the user to the visible account on the day; of a closed account nothing opens but being named.

    One query, and those of the substitutions and the roles once per login.
    """
    person = member_of(user, on=on)
    if person is None:
        return frozenset()
    ties = ties_of(person, account, on)
    if account.pk in substitutions(user, on=on):
        ties.add(Tie.IN_CHARGE)
    if _is_closed_to(account, ties):
        return frozenset({Tie.STAFF})
    return frozenset({Tie.STAFF, *ties, *role_ties(user, on=on)})


def with_data(
    accounts: AccountQuerySet, user: User | AnonymousUser, data: Data, *, on: datetime.date
) -> AccountQuerySet:
    """Of the visible accounts those whose data of this kind the user may read in full (requirements.md 5.4.6)."""
    return accounts.visible_to(user, on=on).filter(opened(user, data, on=on))


def opened(user: User | AnonymousUser, data: Data, *, on: datetime.date) -> Q:
    """The condition of accounts whose data of this kind the user reads in full; it is asked of visible ones only."""
    person = member_of(user, on=on)
    if person is None:
        return Q(pk__in=[])
    ties = opening(data)
    acts = Q(pk__in=list(substitutions(user, on=on)))
    named = Account.objects.named_member(person, on) | acts
    allowed = Q(confidentiality=Account.Confidentiality.OPEN) | named
    if not ties.isdisjoint(role_ties(user, on=on)):
        return allowed
    return allowed & ((acts if Tie.IN_CHARGE in ties else Q(pk__in=[])) | condition(person, on, ties))


def with_money(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose money the user may see."""
    return with_data(accounts, user, Data.MONEY, on=on)


def with_cards(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose quality cards the user may read."""
    return with_data(accounts, user, Data.CARDS, on=on)


def with_care(accounts: AccountQuerySet, user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """Of the visible accounts those whose status, goals, meetings and quality the user may see."""
    return with_data(accounts, user, Data.CARE, on=on)


def sees_everywhere(user: User | AnonymousUser, data: Data, *, on: datetime.date) -> bool:
    """Whether a role of the user opens the data of every account that is not closed."""
    return extent(role_ties(user, on=on), data) is Extent.FULL


def in_charge_of(user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """The visible accounts the user owns, deputises, manages or acts for on the day."""
    person = member_of(user, on=on)
    visible: AccountQuerySet = Account.objects.visible_to(user, on=on)
    if person is None:
        return visible
    acts = Q(pk__in=list(substitutions(user, on=on)))
    return visible.filter(condition(person, on, {Tie.IN_CHARGE}) | acts)


def access_decided_by(user: User | AnonymousUser, *, on: datetime.date) -> AccountQuerySet:
    """The visible accounts whose requests for access the user answers on the day."""
    person = member_of(user, on=on)
    visible: AccountQuerySet = Account.objects.visible_to(user, on=on)
    if person is None:
        return visible
    held = Assignment.objects.current(on).filter(person=person, role__in=BY_ASSIGNMENT[Tie.IN_CHARGE])
    decided = Q(pk__in=held.values("account")) | Q(pk__in=list(substitutions(user, on=on)))
    if Tie.BUSINESS_DIRECTOR in role_ties(user, on=on):
        open_ones = Q(confidentiality=Account.Confidentiality.OPEN)
        decided |= open_ones | Account.objects.named_member(person, on)
    return visible.filter(decided)


def _is_closed_to(account: Account, ties: Collection[Tie]) -> bool:
    """A confidential or secret account is open to those named for it only."""
    named = {Tie.IN_CHARGE, Tie.SUPPORT, Tie.TEAM, Tie.SPONSOR, Tie.NAMED}
    return account.confidentiality != Account.Confidentiality.OPEN and named.isdisjoint(ties)


def _is_team_member(person: Person, account: Account, on: datetime.date) -> bool:
    team = Assignment.objects.current(on).filter(account=account, person=person, role=Assignment.Role.TEAM)
    return team.exists()

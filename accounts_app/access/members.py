"""Who sees an account, and why: everybody whom something binds to it beyond the directory (requirements.md R305)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts_app.access import DATA_WORDS, ROLE_TIES, TIE_TITLES, Data, Extent, Tie, extent
from accounts_app.access.ties import BY_ASSIGNMENT
from accounts_app.models import Account, AccountGrant, Assignment, BarrierMember, ProjectMember, Site, SiteSupervision
from accounts_app.ownership import responsible_on
from accounts_app.ownership.substitution import OUTSIDERS
from teams.models import BoardMembership, Person, RoleGrant, in_force
from teams.roles import BOARD_CHAIR, BOARD_MEMBER, ROLES

NAMED = frozenset({Tie.IN_CHARGE, Tie.SUPPORT, Tie.TEAM, Tie.SPONSOR, Tie.NAMED})
TIE_OF = {role: tie for tie, roles in BY_ASSIGNMENT.items() for role in roles}


@dataclass(frozen=True)
class Reason:
    """One thing that binds a person to the account. `grant` is the id of the row that can be ended by hand."""

    text: str
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    grant: int | None = None


@dataclass
class Member:
    """A person who sees more of the account than its directory."""

    person: Person
    ties: set[Tie] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def sees(self) -> tuple[str, ...]:
        """What the person sees, in few words."""
        return sight(self.ties)

    @property
    def is_named(self) -> bool:
        """Whether the person stays a member when the account is closed."""
        return not NAMED.isdisjoint(self.ties)


@dataclass(frozen=True)
class Members:
    """Those bound to this account, and those who see it by a role of the whole company."""

    near: tuple[Member, ...]
    by_role: tuple[Member, ...]

    @property
    def unnamed(self) -> tuple[Member, ...]:
        """Those who see nothing any more when the account is closed."""
        return tuple(member for member in (*self.near, *self.by_role) if not member.is_named)


def sight(ties: Collection[Tie]) -> tuple[str, ...]:
    """What the ties open: all of it in one word, otherwise what is seen in full, in part, as a summary."""
    opened = {data: extent(ties, data) for data in DATA_WORDS}
    if all(much is Extent.FULL for much in opened.values()):
        return (_("everything"),)
    whole = [str(DATA_WORDS[data]) for data, much in opened.items() if much is Extent.FULL]
    parts = [_words(data, much) for data, much in opened.items() if much in (Extent.OWN, Extent.SUMMARY)]
    return (*whole, *parts) or (_("directory only"),)


def _words(data: Data, much: Extent) -> str:
    kind = _("own part") if much is Extent.OWN else _("summary")
    return f"{DATA_WORDS[data]} ({kind})"


def members_of(account: Account, on: datetime.date) -> Members:
    """Everybody who sees more than the directory on the day, by name. About twelve queries, whatever the numbers."""
    found = _bound(account, on)
    roles = _by_role(on)
    if account.confidentiality != Account.Confidentiality.OPEN:
        found = {pk: member for pk, member in found.items() if member.is_named}
        roles = {pk: member for pk, member in roles.items() if pk in found}
    for pk in found.keys() & roles.keys():
        found[pk].ties |= roles[pk].ties
        found[pk].reasons += roles.pop(pk).reasons
    side = _side(account, on)
    here = [_sorted(members.values(), on, side) for members in (found, roles)]
    return Members(*here)


def _sorted(members: Iterable[Member], on: datetime.date, side: Collection[int] | None) -> tuple[Member, ...]:
    """Those who work here and stand on the account's side of the barrier."""
    here = (member for member in members if member.person.left_on is None or member.person.left_on >= on)
    known = (member for member in here if side is None or member.person.pk in side)
    return tuple(sorted(known, key=lambda member: (member.person.name, member.person.pk)))


def _side(account: Account, on: datetime.date) -> set[int] | None:
    """The people (by id) on the account's side of a barrier; None without a barrier."""
    if account.barrier_group_id is None:
        return None
    rows = BarrierMember.objects.current(on).filter(group=account.barrier_group_id)
    return set(rows.values_list("person_id", flat=True))


Found = tuple[Person, Tie, Reason]


def _bound(account: Account, on: datetime.date) -> dict[int, Member]:
    members: dict[int, Member] = {}
    sources = (_assigned, _granted, _at_sites, _in_projects, _selling, _substituting)
    for source in sources:
        for person, tie, reason in source(account, on):
            member = members.setdefault(person.pk, Member(person))
            member.ties.add(tie)
            member.reasons.append(reason)
    return members


def _assigned(account: Account, on: datetime.date) -> Iterator[Found]:
    """Responsibilities, and the line managers of owner and deputy. The same task in many towns is one reason."""
    rows = Assignment.objects.current(on).filter(account=account)
    rows = rows.select_related("person__line_manager", "town", "business_area").order_by("starts_on", "pk")
    tasks: dict[tuple[int, str, datetime.date, datetime.date | None], list[Assignment]] = defaultdict(list)
    for row in rows:
        tasks[row.person_id, row.role, row.starts_on, row.ends_on].append(row)
    for found in tasks.values():
        row = found[0]
        yield row.person, TIE_OF[row.role], Reason(_task(found), row.starts_on, row.ends_on)
        if row.role in (Assignment.Role.OWNER, Assignment.Role.DEPUTY) and row.person.line_manager:
            yield row.person.line_manager, Tie.LINE_MANAGER, Reason(_manager_of(row.person))


def _task(rows: list[Assignment]) -> str:
    parts = [part.name for row in rows for part in (row.business_area, row.town) if part]
    names = ", ".join(dict.fromkeys(parts))
    return f"{rows[0].get_role_display()}: {names}" if names else str(rows[0].get_role_display())


def _manager_of(person: Person) -> str:
    return _("line manager of %(name)s") % {"name": person.name}


def _granted(account: Account, on: datetime.date) -> Iterator[Found]:
    rows = AccountGrant.objects.current(on).filter(account=account).select_related("person", "granted_by")
    for row in rows.order_by("starts_on", "pk"):
        words = [str(TIE_TITLES[Tie.NAMED_MONEY if row.sees_money else Tie.NAMED])]
        words += [f"”{row.reason}”"] if row.reason else []
        words += [_("named by %(name)s") % {"name": row.granted_by.name}] if row.granted_by else []
        yield row.person, Tie.NAMED, Reason(", ".join(words), row.starts_on, row.ends_on, row.pk)
        if row.sees_money:
            yield row.person, Tie.NAMED_MONEY, Reason("")


def _at_sites(account: Account, on: datetime.date) -> Iterator[Found]:
    """Supervisors and area directors of active sites as the billing system tells them, and supervisors' managers."""
    led: dict[Person, list[SiteSupervision]] = defaultdict(list)
    rows = SiteSupervision.objects.current(on).filter(in_force(on, "site__"), site__account=account)
    for row in rows.select_related("site", "supervisor__line_manager").order_by("site__name"):
        led[row.supervisor].append(row)
    for person, found in led.items():
        text = _("supervisor of %(sites)s") % {"sites": _sites([row.site.name for row in found])}
        yield person, Tie.SUPERVISOR, Reason(text, min(row.starts_on for row in found))
        if person.line_manager:
            yield person.line_manager, Tie.LINE_MANAGER, Reason(_manager_of(person))
    directed: dict[Person, list[str]] = defaultdict(list)
    sites = Site.objects.current(on).filter(account=account, area_director__isnull=False)
    for site in sites.select_related("area_director").order_by("name"):
        if site.area_director:
            directed[site.area_director].append(site.name)
    for person, names in directed.items():
        yield person, Tie.AREA_DIRECTOR, Reason(_("area director of %(sites)s") % {"sites": _sites(names)})


def _sites(names: list[str]) -> str:
    return names[0] if len(names) == 1 else _("%(n)s sites") % {"n": len(names)}


def _in_projects(account: Account, on: datetime.date) -> Iterator[Found]:
    rows = ProjectMember.objects.current(on).filter(project__account=account)
    for row in rows.select_related("person", "project"):
        yield row.person, Tie.PROJECT_MEMBER, Reason(str(row.project), row.starts_on, row.ends_on)


def _selling(account: Account, on: datetime.date) -> Iterator[Found]:
    regions = Site.objects.current(on).filter(account=account).values("area_director__unit__region")
    rows = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.SALES, region__in=regions)
    for row in rows.select_related("person", "region"):
        text = _("sales of the region %(region)s") % {"region": row.region}
        yield row.person, Tie.SALES, Reason(text, row.starts_on, row.ends_on)


def _substituting(account: Account, on: datetime.date) -> Iterator[Found]:
    who = responsible_on([account], on)[account.pk]
    if who.acting and who.owner and who.why in OUTSIDERS:
        absence = who.owner_absence
        until = absence.ends_on if absence else None
        text = _("acts for %(name)s") % {"name": who.owner.name}
        yield who.acting, Tie.IN_CHARGE, Reason(text, absence.starts_on if absence else None, until)


def _by_role(on: datetime.date) -> dict[int, Member]:
    """Holders of roles that reach every account. Two queries."""
    members: dict[int, Member] = {}
    titles: Mapping[str, object] = {code: ROLES[code].title for code in ROLE_TIES}
    grants = RoleGrant.objects.current(on).filter(role__in=ROLE_TIES).select_related("person")
    seats = BoardMembership.objects.current(on).select_related("person")
    chair = BoardMembership.Seat.CHAIR
    held: list[tuple[Person, str, RoleGrant | BoardMembership]] = [(row.person, row.role, row) for row in grants]
    held += [(row.person, (BOARD_CHAIR if row.seat == chair else BOARD_MEMBER).code, row) for row in seats]
    for person, code, row in held:
        member = members.setdefault(person.pk, Member(person))
        member.ties.add(ROLE_TIES[code])
        member.reasons.append(Reason(str(titles[code]), row.starts_on, row.ends_on))
    return members

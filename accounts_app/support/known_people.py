"""Who of our people has met or worked with a customer before, also those who left a role (requirements.md R068)."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts_app.models import Account, Assignment, Contact, Meeting, ProjectMember
from accounts_app.ownership.of_person import about_of
from accounts_app.permissions import AccountRights
from config.common.collation import finnish_key
from teams.models import Person


@dataclass(frozen=True)
class RoleSpan:
    """A role held from a year to a year; `ends` is None while it lasts."""

    title: str
    about: str
    starts: int
    ends: int | None


@dataclass
class Known:
    """What binds a person to the customer so far."""

    meetings: int = 0
    contacts: set[str] = field(default_factory=set)  # people of the customer, for readers who may know them
    projects: list[str] = field(default_factory=list)
    roles: list[Assignment] = field(default_factory=list)
    last_on: datetime.date | None = None  # the last meeting, or the end of what lasts no more
    is_now: bool = False  # a role or a project lasts

    @property
    def contact_names(self) -> list[str]:
        """The people of the customer in Finnish order."""
        return sorted(self.contacts, key=finnish_key)

    @property
    def weight(self) -> int:
        """How well the customer knows the person: meetings, projects and roles each count once."""
        return self.meetings + len(self.projects) + len({row.role for row in self.roles}) + len(self.contacts)

    @property
    def spans(self) -> list[RoleSpan]:
        """The roles, each once with all its towns and its first and last year."""
        held: dict[str, list[Assignment]] = defaultdict(list)
        for row in self.roles:
            held[row.role].append(row)
        return [_span(rows) for rows in held.values()]

    def seen(self, day: datetime.date) -> None:
        """Keep the latest day they had to do with each other."""
        self.last_on = day if self.last_on is None else max(self.last_on, day)

    def lasted(self, ends_on: datetime.date | None, on: datetime.date) -> None:
        """A role or a project that has ended was seen last on its last day; of one that lasts there is no last day."""
        if ends_on is None or ends_on >= on:
            self.is_now = True
        else:
            self.seen(ends_on)


def _span(rows: Sequence[Assignment]) -> RoleSpan:
    ends = [row.ends_on for row in rows]
    last = None if None in ends else max(day.year for day in ends if day)
    return RoleSpan(rows[0].get_role_display(), about_of(rows), min(row.starts_on.year for row in rows), last)


@dataclass(frozen=True)
class KnownPerson:
    """A line of the list."""

    person: Person
    known: Known


def known_people(account: Account, rights: AccountRights, on: datetime.date) -> dict[int, Known]:
    """By person what they have done with the customer; nothing to readers without the care of the account.

    Meetings and names of the customer's people only to those who may read them. At most four queries.
    """
    found: dict[int, Known] = defaultdict(Known)
    if not rights.care:
        return found
    begun = Assignment.objects.filter(account=account, starts_on__lte=on).order_by("starts_on", "pk")
    for assignment in begun.select_related("town", "business_area"):
        found[assignment.person_id].roles.append(assignment)
        found[assignment.person_id].lasted(assignment.ends_on, on)
    members = ProjectMember.objects.filter(project__account=account, starts_on__lte=on).select_related("project")
    for member in members.order_by("starts_on", "pk"):
        found[member.person_id].projects.append(member.project.name)
        found[member.person_id].lasted(member.ends_on, on)
    if rights.meetings:
        _add_meetings(found, account, rights, on)
    if rights.contacts:
        counterparts = Contact.objects.filter(account=account, counterpart__isnull=False, left_on__isnull=True)
        for person, name in counterparts.values_list("counterpart_id", "name"):
            found[person].contacts.add(name)
    return found


def _add_meetings(found: dict[int, Known], account: Account, rights: AccountRights, on: datetime.date) -> None:
    """Meetings held by host, and the people of the customer who were there. One query."""
    held = Meeting.objects.filter(account=account, state=Meeting.State.HELD, meets_on__lte=on, host__isnull=False)
    hosted: dict[int, set[int]] = defaultdict(set)
    for pk, host, day, name, left_on in held.values_list(
        "pk", "host_id", "meets_on", "contacts__name", "contacts__left_on"
    ):
        hosted[host].add(pk)
        found[host].seen(day)
        if rights.contacts and name and left_on is None:
            found[host].contacts.add(name)
    for host, meetings in hosted.items():
        found[host].meetings = len(meetings)


def listed(found: dict[int, Known]) -> Sequence[KnownPerson]:
    """Those who know the customer best first; those who no longer work here stay to be found. One query."""
    people = Person.objects.select_related("town", "unit").in_bulk(found)
    lines = [KnownPerson(people[pk], known) for pk, known in found.items()]
    return sorted(lines, key=lambda line: (-line.known.weight, finnish_key(line.person.name)))

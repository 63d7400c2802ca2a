"""Own people of the account by what they answer for, and the customer's people for those who may see them."""

import datetime
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Collate

from accounts_app.access import Data
from accounts_app.access.own_part import contacts_of
from accounts_app.models import Assignment, Contact, SiteSupervision
from config.common.collation import FINNISH
from reporting.dashboards.panels.question import Question
from teams.models import Person, in_force


@dataclass(frozen=True, slots=True)
class Supporter:
    """A local owner or a member of the support organisation, with the part answered for. No towns means all."""

    person: Person
    role: str
    business_area: str
    towns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportPanel:
    """The support organisation of the account."""

    supporters: tuple[Supporter, ...]


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Somebody who supervises sites of the account today."""

    person: Person
    sites: int


@dataclass(frozen=True, slots=True)
class SupervisorsPanel:
    """The supervisors, most sites first."""

    supervisors: tuple[Supervisor, ...]


@dataclass(frozen=True, slots=True)
class ContactsPanel:
    """The customer's people of today; those who left are not listed."""

    contacts: tuple[Contact, ...]
    only_own: bool  # the reader sees the own part of them


def support_panel(question: Question) -> SupportPanel:
    """Local owners first; the towns of one person and business area on one line. One query."""
    held = Assignment.objects.filter(in_force(question.on), account=question.account)
    rows = held.filter(role__in=[Assignment.Role.LOCAL_OWNER, Assignment.Role.SUPPORT])
    rows = rows.select_related("person", "town", "business_area").order_by(Collate("town__name", FINNISH), "pk")
    found: dict[tuple[str, str, int], list[Assignment]] = {}
    for row in rows:
        area = row.business_area.name if row.business_area else ""
        found.setdefault((row.role, area, row.person_id), []).append(row)
    order = sorted(found, key=lambda key: (key[0] != Assignment.Role.LOCAL_OWNER, found[key][0].person.name, key[1]))
    return SupportPanel(tuple(_supporter(found[key], key[1]) for key in order))


def _supporter(rows: list[Assignment], area: str) -> Supporter:
    towns = tuple(dict.fromkeys(row.town.name for row in rows if row.town))
    return Supporter(rows[0].person, str(rows[0].get_role_display()), area, towns)


def supervisors_panel(question: Question) -> SupervisorsPanel:
    """Two queries."""
    sites_today = in_force(question.on, "site__")
    rows = SiteSupervision.objects.filter(in_force(question.on), sites_today, site__account=question.account)
    counts = dict(rows.values_list("supervisor").annotate(Count("site", distinct=True)).order_by())
    people = Person.objects.in_bulk(counts)
    found = [Supervisor(person, counts[pk]) for pk, person in people.items()]
    return SupervisorsPanel(tuple(sorted(found, key=lambda row: (-row.sites, row.person.name))))


def contacts_panel(question: Question) -> ContactsPanel:
    """One query."""
    today: datetime.date = question.on
    rows = contacts_of(question.account, question.rights, on=today).exclude(left_on__lt=today)
    order = ["decider", "influencer", "buyer", "gatekeeper", "user"]
    found = list(rows.select_related("site", "counterpart").order_by(Collate("name", FINNISH)))
    listed = sorted(found, key=lambda contact: order.index(contact.buying_role))
    return ContactsPanel(tuple(listed), not question.reads_all(Data.CONTACTS))

"""What is kept about a contact of a customer, and what has been kept long enough (requirements.md R307).

The purpose of keeping it is caring for the account; domain.md 4.7 names the law.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts_app.free_texts import rows_naming
from accounts_app.models import AccessRequest, Account, Contact, Meeting
from accounts_app.models.account import AccountQuerySet
from config.common.clock import HELSINKI
from config.common.formats import day
from config.common.month import add_months, last_day
from teams.models import AuditEvent, Notice

RETENTION_MONTHS = 24  # after somebody left or the account ended; also of views and answered requests
VIEWS = "view."
ANONYMOUS = "Poistettu yhteyshenkilö"  # stored, so the same in every language

Fact = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """One kind of thing that is kept, with its rows of (what, value)."""

    code: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class KeptData:
    """Everything that is kept about one contact."""

    contact: Contact
    parts: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain values, for the person who asks for it."""
        parts = {part.code: [{"what": what, "value": value} for what, value in part.facts] for part in self.parts}
        return {"account": self.contact.account.name, "name": self.contact.name, **parts}


def kept_about(contact: Contact) -> KeptData:
    """What is kept about the contact, also free texts of the account that name the person. About thirty queries."""
    parts = (
        Part("contact", _("The contact"), tuple(_own(contact))),
        Part("meetings", _("Meetings with the person"), tuple(_meetings(contact))),
        Part("texts", _("Texts that name the person"), tuple(_texts(contact))),
        Part("trail", _("Who wrote it down and when"), tuple(_written(contact))),
    )
    return KeptData(contact, parts)


def _own(contact: Contact) -> Iterator[Fact]:
    shown = ("name", "title", "buying_role", "email", "phone", "channel_wish", "site", "counterpart", "successor")
    for name in shown:
        field = Contact._meta.get_field(name)
        value = contact.get_buying_role_display() if name == "buying_role" else getattr(contact, name)
        yield str(getattr(field, "verbose_name", name)), str(value or "")
    yield str(Contact._meta.get_field("left_on").verbose_name), day(contact.left_on) if contact.left_on else ""
    for earlier in contact.predecessors.order_by("pk"):
        yield _("follows"), earlier.name


def _meetings(contact: Contact) -> Iterator[Fact]:
    for meeting in contact.meetings.select_related("host").order_by("-meets_on", "-pk"):
        words = (meeting.get_kind_display(), meeting.subject, meeting.host, meeting.notes)
        yield day(meeting.meets_on), " · ".join(str(word) for word in words if word)


def _texts(contact: Contact) -> Iterator[Fact]:
    """Rows of the account whose free text has the name; only in the person's own account."""
    own = set(contact.meetings.values_list("pk", flat=True))
    for text, row in rows_naming(contact):
        if text.model is Meeting and row.pk in own:
            continue
        dated = text.dated(row)
        words = _("private to those who wrote it") if text.is_private else text.words(row)
        yield f"{text.title} {day(dated)}" if dated else str(text.title), words


def _written(contact: Contact) -> Iterator[Fact]:
    rows = AuditEvent.objects.filter(object_type="accounts_app.contact", object_id=str(contact.pk))
    for row in rows.select_related("by__person").order_by("at"):
        person = getattr(row.by, "person", None) if row.by else None
        yield day(row.at.astimezone(HELSINKI).date()), str(person or "")


@dataclass(frozen=True)
class Due:
    """What has been kept long enough on a day."""

    contacts: QuerySet[Contact]
    views: QuerySet[AuditEvent]
    requests: QuerySet[AccessRequest]
    notices: QuerySet[Notice]


def due(on: datetime.date, accounts: AccountQuerySet | None = None) -> Due:
    """What the retention run of the day removes, of the given accounts only or of all."""
    before = months_from(on, -RETENTION_MONTHS)
    moment = datetime.datetime.combine(before, datetime.time(), tzinfo=HELSINKI)
    left, ended = Q(left_on__lt=before), Q(account__ended_on__lt=before)
    contacts = Contact.objects.filter(left | ended, anonymised_on__isnull=True)
    views = AuditEvent.objects.filter(act__startswith=VIEWS, at__lt=moment)
    requests = AccessRequest.objects.filter(asked_at__lt=moment).exclude(state=AccessRequest.State.OPEN)
    notices = Notice.objects.filter(made_at__lt=moment)
    if accounts is not None:
        known = accounts.values("pk")
        contacts, views = contacts.filter(account__in=known), views.filter(account_no__in=known)
        requests, notices = requests.filter(account__in=known), notices.filter(account_no__in=known)
    return Due(contacts.select_related("account").order_by("account__name", "name", "pk"), views, requests, notices)


def months_from(start: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months away, or the last one of a shorter month."""
    month = add_months(start.replace(day=1), months)
    return min(month.replace(day=1) + datetime.timedelta(days=start.day - 1), last_day(month))


def is_kept_for(account: Account, contact: Contact) -> str:
    """Why the contact is still kept, in a sentence."""
    if contact.anonymised_on:
        return _("The contact was anonymised %(day)s.") % {"day": day(contact.anonymised_on)}
    ends = [end for end in (contact.left_on, account.ended_on) if end]
    if ends:
        until = months_from(min(ends), RETENTION_MONTHS)
        return _("Kept until %(day)s, then anonymised by itself.") % {"day": day(until)}
    return _("Kept as long as the person is a contact of the account, and 24 months after that.")

"""Anonymising contacts, and removing what has been kept long enough (requirements.md R307)."""

import datetime
import re
from dataclasses import dataclass

from django.db import transaction

from accounts_app.actions.customer_logins import close_login
from accounts_app.models import Contact
from accounts_app.privacy import ANONYMOUS, due, texts_naming
from accounts_app.signals import account_touched
from teams.actions.audit_events import record
from teams.models import User

EMPTIED = ("title", "email", "phone", "channel_wish", "search_text")


@dataclass(frozen=True)
class Removed:
    """How much a retention run removed."""

    contacts: int
    views: int
    requests: int
    notices: int


@transaction.atomic
def anonymise(*, contact: Contact, on: datetime.date, by: User | None) -> None:
    """Take away who the contact is, also from texts of the account; meetings and roles stay. It cannot be undone.

    Somebody who has not left leaves on the day, and a login of the contact is closed. A second time changes nothing.
    """
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    if locked.anonymised_on is not None:
        return
    close_login(contact=locked, by=by)
    locked.user = None
    _take_name_from_texts(locked)
    locked.name, locked.anonymised_on = ANONYMOUS, on
    locked.counterpart = None
    locked.left_on = locked.left_on or on
    for name in EMPTIED:
        setattr(locked, name, "")
    locked.save()
    record(act="contact.anonymise", subject=locked, by=by, account=locked.account_id)
    account_touched.send(sender=Contact, account_id=locked.account_id)


def _take_name_from_texts(contact: Contact) -> None:
    name = re.compile(re.escape(contact.name), re.IGNORECASE)
    meetings, complaints, answers = texts_naming(contact)
    for meeting in meetings:
        meeting.subject = name.sub(ANONYMOUS, meeting.subject)[:160]
        meeting.notes = name.sub(ANONYMOUS, meeting.notes)
        meeting.save(update_fields=["subject", "notes"])
    for complaint in complaints:
        complaint.description = name.sub(ANONYMOUS, complaint.description)
        complaint.save(update_fields=["description"])
    for answer in answers:
        answer.comment = name.sub(ANONYMOUS, answer.comment)
        answer.save(update_fields=["comment"])


@transaction.atomic
def exported(*, contact: Contact, by: User) -> None:
    """Write down that somebody took out what is kept about the contact."""
    record(act="contact.export", subject=contact, by=by, account=contact.account_id)


@transaction.atomic
def run_retention(*, on: datetime.date, by: User | None) -> Removed:
    """Anonymise and delete everything that has been kept long enough. Run twice is run once."""
    old = due(on)
    contacts = list(old.contacts)
    for contact in contacts:
        anonymise(contact=contact, on=on, by=by)
    views = old.views.delete()[0]
    requests = old.requests.delete()[0]
    notices = old.notices.delete()[0]
    return Removed(len(contacts), views, requests, notices)

"""Anonymising contacts, and removing what has been kept long enough (requirements.md R307)."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts_app.actions.customer_logins import close_login
from accounts_app.free_texts import rows_naming
from accounts_app.models import Contact, Handover
from accounts_app.privacy import ANONYMOUS, due
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
    """Out of every free text of the account, and out of the packages of its handovers, which hold copies of texts."""
    name = re.compile(re.escape(contact.name), re.IGNORECASE)
    for text, row in rows_naming(contact):
        for field in text.fields:
            longest = row._meta.get_field(field).max_length
            setattr(row, field, name.sub(ANONYMOUS, getattr(row, field))[:longest])
        row.save(update_fields=list(text.fields))
    for handover in Handover.objects.filter(account=contact.account_id):
        handover.package = _without(handover.package, name)
        handover.save(update_fields=["package"])


def _without(plain: Any, name: re.Pattern[str]) -> Any:
    """Plain data with the name taken out of its texts."""
    if isinstance(plain, dict):
        return {key: _without(value, name) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_without(value, name) for value in plain]
    return name.sub(ANONYMOUS, plain) if isinstance(plain, str) else plain


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

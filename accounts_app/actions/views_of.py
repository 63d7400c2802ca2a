"""Writing down that somebody looked at sensitive data (requirements.md R308)."""

import datetime

from django.contrib.auth.models import AnonymousUser

from accounts_app.models import Account
from teams.actions.audit_events import record
from teams.models import AuditEvent, User

# What is written down when it is looked at; the words of the trail stand in accounts_app/act_words.py.
CARD, EXPORT, CONTACTS, SECRET, CONTACT_DATA = "card", "export", "contacts", "secret", "contact_data"
CONTACT_KIND = "contact"  # the kind of record whose list is a sensitive view


def note(*, user: User | AnonymousUser, account: Account, what: str, on: datetime.date) -> None:
    """Write the view down once for each person, account, kind and day. Two queries, one when it is known already."""
    if not isinstance(user, User):
        return
    act = f"view.{what}"
    if not AuditEvent.objects.filter(by=user, account_no=account.pk, act=act, details__on=on.isoformat()).exists():
        record(act=act, subject=account, by=user, account=account.pk, on=on.isoformat())


def note_export(*, user: User | AnonymousUser, on: datetime.date) -> None:
    """Write down that somebody took figures of many accounts out as a file: once for each person and day."""
    if not isinstance(user, User):
        return
    act = f"view.{EXPORT}"
    if not AuditEvent.objects.filter(by=user, act=act, details__on=on.isoformat()).exists():
        record(act=act, subject=user, by=user, on=on.isoformat())

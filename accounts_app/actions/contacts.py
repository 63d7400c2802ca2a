"""Writing somebody of the customer, together with the one who follows."""

from typing import Protocol

from django.db import models, transaction

from accounts_app.actions import search_texts
from accounts_app.actions.records import FilledForm, write
from accounts_app.models import Contact
from teams.actions.audit_events import record
from teams.models import User


class FilledContact(FilledForm, Protocol):
    """A valid form of a contact."""

    new_successor: Contact | None  # not yet stored


@transaction.atomic
def keep(*, form: FilledContact, kind: str, by: User) -> models.Model:
    """Write the contact of a valid form; a successor written by name becomes a contact of the account (rule R32)."""

    def together(contact: models.Model) -> None:
        successor = form.new_successor
        written = [contact.pk]
        if isinstance(contact, Contact) and successor is not None:
            successor.save()
            record(act="contact.add", subject=successor, by=by, account=contact.account_id, follows=contact.pk)
            contact.successor = successor
            contact.save(update_fields=["successor"])
            written.append(successor.pk)
        search_texts.refresh(contacts=written)

    return write(form=form, kind=kind, by=by, together=together)

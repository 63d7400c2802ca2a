"""Writing sparring notes between an owner and a coach (requirements.md R059)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.models import Account, Assignment, SparringNote
from accounts_app.naming.sparring import pair_of
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import User
from teams.permissions import member_of


@transaction.atomic
def write(*, account: Account, coaching: Assignment, text: str, on: datetime.date, by: User) -> SparringNote:
    """Add a note of the pair; the other side is told that there is one, not what it says.

    Raises PermissionDenied for everybody else. The trace holds no text.
    """
    person = member_of(by, on=on)
    pair = pair_of(by, account, on)
    if person is None or pair is None or coaching not in pair.coachings:
        raise PermissionDenied
    if not text.strip():
        raise ValidationError({"text": _("Write something first.")}, code="required")
    note = SparringNote.objects.create(coaching=coaching, written_by=person, text=text.strip())
    record(act="write_sparring_note", subject=note, by=by, account=account.pk)
    path = reverse("accounts:sparring", args=[account.pk])
    others = [one for one in (coaching.person, pair.owner) if one is not None and one.pk != person.pk]
    notify(people=others, kind="sparring_note", path=path, account_no=account.pk, name=person.name)
    return note

"""The own answer to the question who wants to do customer work (requirements.md R038, R039)."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from teams.actions.audit_events import record
from teams.models import User, Willingness
from teams.permissions import member_of


@transaction.atomic
def answer(*, answer: str, note: str = "", on: datetime.date, by: User) -> Willingness:
    """Write the answer of the person behind the login, and nobody else's. Answering again on the day replaces it."""
    person = member_of(by, on=on)
    if person is None:
        raise PermissionDenied
    if answer not in Willingness.Answer.values:
        raise ValidationError({"answer": _("Choose one of the answers.")}, code="answer")
    values = {"answer": answer, "note": note.strip()}
    row, _made = Willingness.objects.update_or_create(person=person, answered_on=on, defaults=values)
    record(act="answer_willingness", subject=row, by=by, answer=answer)
    return row

"""Reporting a wrong owner and answering the report; everybody concerned gets a notice."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts_app.models import Account, OwnerReport
from accounts_app.notices.reports import ANSWERED, REPORTED
from accounts_app.ownership import responsible_on
from accounts_app.ownership.call_chain import may_know
from teams.actions.audit_events import record
from teams.actions.notices import notify
from teams.models import Person, RoleGrant, User


@transaction.atomic
def report(*, account: Account, text: str, by: User, person: Person, on: datetime.date) -> OwnerReport:
    """Write the report down and tell owner, deputy, who acts today, and the process owners."""
    row = OwnerReport.objects.create(account=account, reported_by=person, text=text)
    record(act="owner_report.add", subject=row, by=by, account=account.pk)
    notify(
        people=(one for one in _concerned(account, on) if one != person),
        kind=REPORTED,
        path=reverse("accounts:owner_reports"),
        account_no=account.pk,
        who=person.name,
    )
    return row


@transaction.atomic
def answer(*, report: OwnerReport, text: str, by: User, person: Person, at: datetime.datetime) -> OwnerReport:
    """Answer an open report and tell its writer. Raises ValidationError when somebody has answered already."""
    row = OwnerReport.objects.select_for_update().get(pk=report.pk)
    if row.answered_at is not None:
        raise ValidationError(_("Somebody has already answered this report."), code="answered")
    row.answer, row.answered_by, row.answered_at = text, person, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record(act="owner_report.answer", subject=row, by=by, account=row.account_id)
    path = reverse("accounts:owner_reports")
    notify(people=[row.reported_by], kind=ANSWERED, path=path, account_no=row.account_id, answer=text)
    return row


def _concerned(account: Account, on: datetime.date) -> list[Person]:
    """Who can put it right and may know of the account."""
    found = responsible_on([account], on)[account.pk]
    grants = RoleGrant.objects.current(on).filter(role=RoleGrant.Role.PROCESS_OWNER).select_related("person")
    people = [found.owner, found.deputy, found.acting, *(grant.person for grant in grants)]
    return may_know(account, [person for person in people if person is not None], on)

"""What a check of frozen cards and records found, said of the accounts the reader may know of."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts_app.models import Account
from config.common.month import short_month
from reporting.models import JobRun, QualityCard
from teams.models import User

KIND = "verify_cards"


def check_outcomes(user: User | AnonymousUser, jobs: Iterable[JobRun], on: datetime.date) -> dict[int, str]:
    """By job; of a card of a hidden account only that something is altered. One query when any card is."""
    checks = [job for job in jobs if job.kind == KIND and job.state == JobRun.State.DONE]
    altered = {pk for job in checks for pk in job.result["cards"]}
    visible = Account.objects.visible_to(user, on=on).values("pk")
    rows = QualityCard.objects.filter(pk__in=altered, account__in=visible) if altered else QualityCard.objects.none()
    columns = ("pk", "account__name", "month", "version")
    names = {pk: f"{name} {short_month(month)} v{version}" for pk, name, month, version in rows.values_list(*columns)}
    return {job.pk: _outcome(job, names) for job in checks}


def _outcome(job: JobRun, names: dict[int, str]) -> str:
    cards, records = job.result["cards"], job.result["records"]
    if not cards and not records:
        return _("Everything is as it was frozen.")
    said = (
        [_("Not what was frozen: %(names)s.") % {"names": ", ".join(known)}] if (known := _known(cards, names)) else []
    )
    if len(known) < len(cards):
        said.append(_("A card you may not know of is altered: manage.py verify_cards names it."))
    if records:
        text = ngettext("%(n)s record of the board is altered.", "%(n)s records of the board are altered.", records)
        said.append(text % {"n": records})
    return " ".join(said)


def _known(cards: Iterable[int], names: dict[int, str]) -> list[str]:
    return sorted(names[pk] for pk in cards if pk in names)

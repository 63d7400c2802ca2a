"""Builds the drafts of a month's quality cards."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts_app.models import Account
from config.common.month import short_month
from reporting import due, jobs
from reporting.management.words import closed_month_of, day_of
from reporting.models import BuildFailure, JobRun


class Command(BaseCommand):
    """`build_cards --month 2026-08`: run twice gives the same cards; exit code 1 when an account failed."""

    help = "Builds the drafts of the quality cards of a closed month. Published cards are left as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        """Month, accounts and the day of the data."""
        parser.add_argument("--month", required=True, help="closed month, for example 2026-08")
        parser.add_argument("--account", action="append", type=int, help="number of an account; may be repeated")
        parser.add_argument("--as-of", help="day the data is seen from, YYYY-MM-DD; today when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Record the job, do it here, and say in words what came of it."""
        as_of = day_of(options["as_of"])
        month = closed_month_of(options["month"], as_of)
        accounts = options["account"]
        _refuse_unknown(accounts or [])
        job = jobs.record(
            kind="build_cards",
            key=f"{month:%Y-%m} {timezone.now():%Y-%m-%d %H.%M.%S.%f}",
            arguments=due.card_arguments(month, as_of, accounts),
            by=None,
        )
        jobs.run_here(job.pk)
        job.refresh_from_db()
        if job.state not in (JobRun.State.DONE, JobRun.State.FAILED) or not job.result:
            problem = job.error or job.get_state_display()
            raise CommandError(f"The cards of {short_month(month)} were not built: {problem}", returncode=1)
        self._tell(job, month)

    def _tell(self, job: JobRun, month: datetime.date) -> None:
        result = job.result
        self.stdout.write(
            f"Cards of {short_month(month)}: {result['built']} built, {result['unchanged']} unchanged, "
            f"{result['failed']} failed."
        )
        failures = BuildFailure.objects.filter(month=month, failed_at__gte=job.created_at).select_related("account")
        for failure in failures.order_by("account__name", "account"):
            self.stderr.write(f"{failure.account.name} ({failure.account_id}): {failure.reason}")
        if result["failed"]:
            raise CommandError("Some cards were not built; the reasons are above.", returncode=1)


def _refuse_unknown(ids: list[int]) -> None:
    known = set(Account.objects.filter(pk__in=ids).values_list("pk", flat=True))
    unknown = [str(pk) for pk in ids if pk not in known]
    if unknown:
        raise CommandError(f"No account has the number {', '.join(unknown)}.", returncode=2)

"""Publishes the drafts of a month's quality cards."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from config.common import clock
from config.common.month import short_month
from reporting import due, jobs
from reporting.management.words import BAD_INPUT, month_of
from reporting.models import JobRun, QualityCard


class Command(BaseCommand):
    """`publish_cards --month 2026-08`: freezes every card of the month that is not frozen yet; twice is once.

    Without a month: what the schedule would publish now, the open cards whose noon of working day 10 has passed.
    """

    help = "Publishes the quality cards of a month to the board. From then on the database refuses to change them."

    def add_arguments(self, parser: CommandParser) -> None:
        """The month."""
        parser.add_argument("--month", help="month of the cards, for example 2026-08; what is due without it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and say how many."""
        if options["month"]:
            month = month_of(options["month"])
            _refuse_without_cards(month)
            self._publish(month, only_first=False)
            return
        months = due.months_to_publish(clock.now())
        for month in months:
            self._publish(month, only_first=True)
        if not months:
            self.stdout.write("No cards are due to be published now.")

    def _publish(self, month: datetime.date, *, only_first: bool) -> None:
        arguments = due.publish_arguments(month, only_first=only_first)
        key = f"{month:%Y-%m} {timezone.now():%Y-%m-%d %H.%M.%S.%f}"
        job = jobs.record(kind="publish_cards", key=key, arguments=arguments, by=None)
        jobs.run_here(job.pk)
        job.refresh_from_db()
        if job.state != JobRun.State.DONE:
            raise CommandError(
                f"The cards of {short_month(month)} were not all published: {job.error or job.get_state_display()}",
                returncode=1,
            )
        count = job.result["published"]
        already = QualityCard.objects.filter(month=month, state=QualityCard.State.PUBLISHED).count() - count
        self.stdout.write(f"Cards of {short_month(month)}: {count} published, {already} were published before.")


def _refuse_without_cards(month: datetime.date) -> None:
    if not QualityCard.objects.filter(month=month).exists():
        raise CommandError(
            f"There are no cards of {short_month(month)}. Build them first: build_cards --month {month:%Y-%m}.",
            returncode=BAD_INPUT,
        )

"""Does what the schedule would do now, for installations without a queue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.common import clock
from reporting import due, jobs
from reporting.models import JobRun


class Command(BaseCommand):
    """`run_due`: run it from cron every few minutes or by hand; a second run the same day finds nothing to do."""

    help = "Does the work that is due: judges accounts, closes the month, builds, announces and publishes its cards."

    def handle(self, *args: Any, **options: Any) -> None:
        """Owe the work of the day, send again what was lost, and list what happened. Exit code 1 when a job failed."""
        today = clock.today()
        asked = (
            due.nightly_status(on=today),
            due.nightly_close(on=today),
            due.nightly_cards(on=today),
            due.daily_reminders(on=today),
            *due.publications(at=clock.now()),
        )
        due_jobs = [job for job in asked if job is not None]
        due.keep_house(on=today)
        mails = due.send_mails(at=timezone.now(), on=today)
        counts = jobs.reconcile(timezone.now())
        for job in JobRun.objects.filter(pk__in=[job.pk for job in due_jobs]).order_by("pk"):
            self.stdout.write(f"{job.kind} {job.key}: {job.get_state_display()}")
            if job.error:
                self.stderr.write(f"{job.kind} {job.key}: {job.error}")
        self.stdout.write(f"Mails: {mails.sent} sent, {mails.failed} failed.")
        self.stdout.write(
            f"Lost jobs: {counts['revived']} revived, {counts['stopped']} stopped, {counts['sent']} sent again."
        )
        if JobRun.objects.filter(pk__in=[job.pk for job in due_jobs], state=JobRun.State.FAILED).exists():
            raise CommandError("A job failed; its error is above and on the page of jobs.", returncode=1)

"""Sends the mails of notices that are owed, for installations without a queue and by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts_app.actions.mails import send_owed
from config.common import clock


class Command(BaseCommand):
    """`send_mails`: run it from cron every few minutes; a second run finds nothing to do."""

    help = "Sends the mails of notices that are owed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say what was done. Exit code 1 when a mail failed."""
        done = send_owed(at=timezone.now(), on=clock.today())
        self.stdout.write(
            f"Mails: {done.sent} sent, {done.failed} failed; notices: {done.dropped} not due any more, "
            f"{done.given_up} given up."
        )
        if done.failed:
            raise CommandError("Some mails failed. They are tried again, three times in all.", returncode=1)

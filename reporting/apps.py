"""Start-up of the room `reporting`."""

import datetime
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReportingConfig(AppConfig):
    """Judges and shows."""

    name = "reporting"
    verbose_name = "Reporting"

    def ready(self) -> None:
        """Published cards stay guarded after every migration; an account somebody wrote about is judged again."""
        from accounts_app.signals import account_touched
        from reporting import freeze

        post_migrate.connect(freeze.install_after_migrate, sender=self)
        account_touched.connect(judge_again, dispatch_uid="reporting.judge_again")


def judge_again(sender: Any, account_id: int, on: datetime.date | None = None, **_options: Any) -> None:
    """Something that a rule may follow was written about an account: it is judged once the write is safe.

    As of today, or of the day the writer names.
    """
    from config.common import clock
    from reporting import due

    due.status_of_account(account_id=account_id, on=on or clock.today())

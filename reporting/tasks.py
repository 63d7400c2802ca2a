"""The tasks of the queue. A task takes numbers, asks one function, and may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from config.common import clock
from reporting import due, jobs

AGAIN = {
    "autoretry_for": jobs.TRANSIENT,
    "retry_backoff": 2,
    "max_retries": jobs.MAX_ATTEMPTS - 1,
    "acks_late": True,
    "reject_on_worker_lost": True,
}


@shared_task(name="reporting.run_job", **AGAIN)
def run_job(job_id: int) -> None:
    """Do one piece of owed work."""
    jobs.run(job_id)


@shared_task(name="reporting.refresh_status", **AGAIN)
def refresh_status() -> None:
    """Owe the nightly judgement of all accounts."""
    due.nightly_status(on=clock.today())


@shared_task(name="reporting.close_month", **AGAIN)
def close_month() -> None:
    """Owe the close of the newest closed month, when it is due and still open."""
    due.nightly_close(on=clock.today())


@shared_task(name="reporting.build_cards", **AGAIN)
def build_cards() -> None:
    """Owe the drafts of the newest month, from their working day on."""
    due.nightly_cards(on=clock.today())


@shared_task(name="reporting.remind_cards", **AGAIN)
def remind_cards() -> None:
    """Owe what the day asks to be told about open cards."""
    due.daily_reminders(on=clock.today())


@shared_task(name="reporting.publish_cards", **AGAIN)
def publish_cards() -> None:
    """Owe the publication of the cards whose time has come."""
    due.publications(at=clock.now())


@shared_task(name="reporting.reconcile_jobs", **AGAIN)
def reconcile_jobs() -> None:
    """Send again what was owed but never ran. The real time counts here, not the fixed day of a demonstration."""
    jobs.reconcile(timezone.now())


@shared_task(name="reporting.send_mails", **AGAIN)
def send_mails() -> None:
    """Send the mails of notices. The real time counts for what is owed, the fixed day for who may know."""
    due.send_mails(at=timezone.now(), on=clock.today())


@shared_task(name="reporting.keep_house", **AGAIN)
def keep_house() -> None:
    """Plan the yearly reviews that fall due and remove what has been kept long enough; twice is once."""
    due.keep_house(on=clock.today())

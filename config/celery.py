"""The Celery application and the whole schedule as one table (Europe/Helsinki, never between 03 and 04)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("kam")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["reporting"])

app.conf.beat_schedule = {
    # every night: judge all accounts, so a deadline that passed at midnight shows in the morning
    "refresh-status": {"task": "reporting.refresh_status", "schedule": crontab(hour="0", minute="20")},
    # every night: the close of the last closed month, from its seventh working day and only once
    "close-month": {"task": "reporting.close_month", "schedule": crontab(hour="0", minute="50")},
    # every night from working day 7 until all are published: drafts of the month before, as the facts are now
    "build-cards": {"task": "reporting.build_cards", "schedule": crontab(hour="1", minute="10")},
    # every morning: on working days 7, 8 and 9 those who answer are told of open cards and missing comments
    "remind-cards": {"task": "reporting.remind_cards", "schedule": crontab(hour="7", minute="10")},
    # from noon on: on working day 10 whatever is still open is published; later runs catch up
    "publish-cards": {"task": "reporting.publish_cards", "schedule": crontab(hour="12-23", minute="*/5")},
    # every night: yearly reviews that fall due, and what has been kept long enough
    "keep-house": {"task": "reporting.keep_house", "schedule": crontab(hour="1", minute="40")},
    # every five minutes but in the hour that the change of the clock skips or repeats: the mails that notices owe
    "send-mails": {"task": "reporting.send_mails", "schedule": crontab(hour="0-2,4-23", minute="2-59/5")},
    # every five minutes but in that hour: send again what was owed but never ran
    "reconcile-jobs": {"task": "reporting.reconcile_jobs", "schedule": crontab(hour="0-2,4-23", minute="*/5")},
}

"""Settings, addresses, schedule: the room that knows everybody and holds no logic."""

from config.celery import app as celery_app

__all__ = ["celery_app"]

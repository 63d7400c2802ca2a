"""Adds rows to the audit trail."""

from typing import Any

from django.db import models

from teams.models import AuditEvent, User


def record(*, act: str, subject: models.Model, by: User | None, **details: Any) -> AuditEvent:
    """Write down that `by` (None: the system) did `act` to `subject`; `details` are plain JSON values."""
    return AuditEvent.objects.create(
        act=act, by=by, object_type=subject._meta.label_lower, object_id=str(subject.pk), details=details
    )

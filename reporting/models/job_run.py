"""Owed work as rows: the queue may lose a message, this table does not (stack.md 19)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One piece of work: owed, claimed by a conditional update, done or failed. `key` makes it unique in its kind."""

    class State(models.TextChoices):
        OWED = "owed", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("job"), max_length=40)
    key = models.CharField(_("for"), max_length=80)
    arguments = models.JSONField(_("arguments"), default=dict)
    # A piece of a larger job; the larger one is done when all its pieces are.
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="pieces")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OWED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    progress = models.PositiveIntegerField(_("done so far"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    result = models.JSONField(_("result"), default=dict)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="job_runs"
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("started at"), null=True, blank=True)
    # Moved on by each progress report: a run that has been silent for long is taken for dead and started again.
    heard_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "sent_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="job_run_once",
                violation_error_message=_("This job is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.get_state_display()}"

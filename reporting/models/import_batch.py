"""Deliveries of workbooks: what came, what each row was judged to be, and how fresh each source is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One delivery: some files previewed together and loaded together, all or nothing."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("waiting for confirmation")
        LOADED = "loaded", _("loaded")
        BLOCKED = "blocked", _("blocked")
        CANCELLED = "cancelled", _("cancelled")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREVIEWED)
    created_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="import_batches"
    )
    as_of_on = models.DateField(_("data as of"))
    loaded_at = models.DateTimeField(_("loaded at"), null=True, blank=True)
    changes = models.JSONField(_("changes"), default=dict)

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.pk} {self.get_state_display()}"


class ImportFile(models.Model):
    """One file of a batch with its bytes and the verdicts of its rows."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="files")
    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField(editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    accepted = models.PositiveIntegerField(_("accepted"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    skipped = models.PositiveIntegerField(_("skipped"), default=0)
    result = models.CharField(_("result"), max_length=20, blank=True)
    # Every row that was not plainly accepted: sheet, row, verdict, code, values, original cells.
    verdicts = models.JSONField(_("verdicts"), default=list)
    controls = models.JSONField(_("control totals"), default=list)

    class Meta:
        verbose_name = _("import file")
        verbose_name_plural = _("import files")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "name"],
                name="import_file_once_per_batch",
                violation_error_message=_("The delivery has two files of the same name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SourceLoad(models.Model):
    """A source brought data as of a day: the ground of freshness (domain.md 1.7)."""

    class Source(models.TextChoices):
        """What a mandatory input is fed from."""

        REVENUE = "revenue", _("invoicing")
        MARGIN = "margin", _("margin report")
        TARGETS = "targets", _("budget")
        ROUNDS = "rounds", _("quality rounds")
        COMPLAINTS = "complaints", _("complaints")
        CSAT = "csat", _("customer survey")
        SUPERVISORS = "supervisors", _("sites and supervisors")
        CONTRACTS = "contracts", _("contract register")
        HOURS = "hours", _("care hours")
        ABSENCES = "absences", _("absences")

    source = models.CharField(_("source"), max_length=12, choices=Source)
    as_of_on = models.DateField(_("data as of"))
    last_month = models.DateField(_("newest month"), null=True, blank=True)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)
    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, blank=True, related_name="source_loads")

    class Meta:
        verbose_name = _("source load")
        verbose_name_plural = _("source loads")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "as_of_on"],
                name="source_load_once",
                violation_error_message=_("The source is already loaded as of this day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.as_of_on}"

"""Customer satisfaction: waves and answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts_app.models.account import Account
from accounts_app.models.site import Site


class SurveyWave(models.Model):
    """One round of the survey with the scale its grades were given on."""

    name = models.CharField(_("survey"), max_length=120, unique=True)
    month = models.DateField(_("month"))
    scale_low = models.PositiveSmallIntegerField(_("lowest grade"), default=1)
    scale_high = models.PositiveSmallIntegerField(_("highest grade"), default=5)

    class Meta:
        verbose_name = _("survey wave")
        verbose_name_plural = _("survey waves")

    def __str__(self) -> str:
        return self.name


class SurveyAnswer(models.Model):
    """One answer; `score` is on the scale 1–5, `raw_score` as it was given (domain.md 7.3 sheet 6)."""

    class Role(models.TextChoices):
        DECIDER = "decider", _("decision maker")
        CONTACT = "contact", _("contact person")
        USER = "user", _("user")

    wave = models.ForeignKey(SurveyWave, models.CASCADE, related_name="answers")
    account = models.ForeignKey(Account, models.CASCADE, related_name="survey_answers")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="survey_answers")
    answered_on = models.DateField(_("answered on"))
    role = models.CharField(_("role"), max_length=8, choices=Role)
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    raw_score = models.DecimalField(_("grade as given"), max_digits=4, decimal_places=1)
    score = models.DecimalField(_("grade 1–5"), max_digits=5, decimal_places=3)
    recommend = models.PositiveSmallIntegerField(_("would recommend 0–10"), null=True, blank=True)
    comment = models.TextField(_("open answer"), blank=True)
    invited_n = models.PositiveSmallIntegerField(_("invited"), null=True, blank=True)
    row_key = models.CharField(max_length=80, unique=True, editable=False)

    class Meta:
        verbose_name = _("survey answer")
        verbose_name_plural = _("survey answers")
        indexes = [models.Index(fields=["account", "answered_on"])]

    def __str__(self) -> str:
        return f"{self.wave}: {self.account}"


class AnswerFollowUp(models.Model):
    """Somebody talked with a decision maker about a low answer (rule R12)."""

    answer = models.OneToOneField(SurveyAnswer, models.CASCADE, related_name="follow_up")
    talked_on = models.DateField(_("talked on"))
    note = models.CharField(_("what was agreed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("follow-up of an answer")
        verbose_name_plural = _("follow-ups of answers")

    def __str__(self) -> str:
        return f"{self.answer} {self.talked_on}"

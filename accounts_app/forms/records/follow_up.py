"""The form of a talk about a low answer of a decision maker."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.base import RecordForm, Told
from accounts_app.models import AnswerFollowUp, SurveyAnswer
from config.common.formats import number


class FollowUpForm(RecordForm):
    """When the answer was talked about and what was agreed (rule R12). The row shown is the answer."""

    tied = ("answer",)

    class Meta:
        model = AnswerFollowUp
        fields = ("talked_on", "note")

    def __init__(self, *args: Any, instance: SurveyAnswer, **kwargs: Any) -> None:
        talk = AnswerFollowUp.objects.filter(answer=instance).first()
        super().__init__(*args, instance=talk or AnswerFollowUp(answer=instance), **kwargs)

    def prepare(self) -> None:
        """Talked today. The row shown is new here, so its empty day would hide what the field starts with."""
        if self.instance.pk is None:
            self.initial["talked_on"] = self.initial.get("talked_on") or self.on

    def told(self) -> Iterator[Told]:
        """The answer; who gave it is not said."""
        answer: SurveyAnswer = self.instance.answer
        yield Told(label=_("Answered on"), value=answer.answered_on, kind="day")
        yield Told(label=_("Grade 1–5"), value=number(answer.score, 1))
        yield Told(label=_("Would recommend 0–10"), value=answer.recommend)
        yield Told(label=_("Open answer"), value=answer.comment)

    def clean(self) -> dict[str, Any]:
        """A talk follows the answer and has happened."""
        data = super().clean() or {}
        answered_on = self.instance.answer.answered_on
        self.refuse_days_before(answered_on, _("This day is before the answer."), "talked_on")
        self.refuse_days_ahead("talked_on")
        return data

"""Low answers of decision makers and the talks about them (rule R12)."""

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts_app.forms.records.follow_up import FollowUpForm
from accounts_app.models import SurveyAnswer
from accounts_app.records.kind import Column, Context, RecordKind, register
from config.common.formats import day, number

LOW_SCORE_END = Decimal("2.05")  # below it the grade is printed as 2,0 or less
LOW_RECOMMEND = 6
A_YEAR = datetime.timedelta(days=365)


def _low_answers(context: Context) -> QuerySet[SurveyAnswer]:
    """Named low answers of the last twelve months, newest first."""
    is_low = Q(score__lt=LOW_SCORE_END) | Q(recommend__lte=LOW_RECOMMEND)
    rows = SurveyAnswer.objects.filter(
        is_low,
        account=context.account,
        role=SurveyAnswer.Role.DECIDER,
        is_anonymous=False,
        answered_on__range=(context.on - A_YEAR, context.on),
    )
    return rows.select_related("wave", "follow_up").order_by("-answered_on", "-pk")


def _talk(row: Any) -> str:
    talk = getattr(row, "follow_up", None)
    if talk is None:
        return gettext("not yet")
    return f"{day(talk.talked_on)}: {talk.note}" if talk.note else day(talk.talked_on)


register(
    RecordKind(
        code="answer",
        model=SurveyAnswer,
        form=FollowUpForm,
        title=_("Low answers of decision makers"),
        add=_("Record the follow-up talk"),
        change=_("Record the follow-up talk"),
        empty=_("No decision maker has given a low answer in twelve months."),
        help=_("A low answer without a talk in ten working days colours the account red; a talk leaves it amber."),
        columns=(
            Column(label=_("Answered on"), value=lambda row: row.answered_on, kind="day"),
            Column(label=_("Survey"), value=lambda row: row.wave.name),
            Column(label=_("Grade 1–5"), value=lambda row: number(row.score, 1), kind="number"),
            Column(label=_("Would recommend 0–10"), value=lambda row: row.recommend, kind="number"),
            Column(label=_("Open answer"), value=lambda row: row.comment),
            Column(label=_("Follow-up talk"), value=_talk),
        ),
        rows=_low_answers,
        adds=False,
        may_delete=False,
        row_link=_("Record the follow-up talk"),
    )
)

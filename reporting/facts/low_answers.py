"""Low answers of decision makers and whether somebody talked with them (domain.md 1.5, 2.2 R12). One query."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db.models import Q

from accounts_app.models import SurveyAnswer
from config.common.rounding import round_half_up
from config.common.working_days import working_days_between
from reporting.facts.period import Period

LOW_SCORE = Decimal("2.0")  # of 5, on the printed value
LOW_RECOMMEND = 6  # of 10
ANSWER_DAYS = 90  # an answer without a talk speaks this long
FOLLOW_UP_WORKING_DAYS = 10  # within which somebody talks
FOLLOWED_DAYS = 60  # a talk is followed this long (domain.md 2.5)
PRINTED_HALF = Decimal("0.05")


class Kind(IntEnum):
    """What became of a low answer, the gravest first."""

    NO_FOLLOW = 0
    WAITING = 1
    FOLLOWED = 2


@dataclass(frozen=True, slots=True)
class LowAnswer:
    """One low answer as known on a day; `score` is None when only the recommendation was low."""

    kind: Kind
    score: Decimal | None  # 1–5, as printed
    recommend: int | None  # 0–10
    answered_on: date
    working_days: int  # since the answer


def read(ids: Collection[int], period: Period) -> dict[int, dict[str, Any]]:
    """The fields of R12 of each account that has such answers; the others are left out."""
    return {account_id: _fields(answers) for account_id, answers in _answers(ids, period).items()}


def _answers(ids: Collection[int], period: Period) -> dict[int, list[LowAnswer]]:
    """Named low answers that still speak: young ones, and older ones talked over lately."""
    on = period.as_of
    is_low = Q(score__lt=LOW_SCORE + PRINTED_HALF) | Q(recommend__lte=LOW_RECOMMEND)
    speaks = Q(answered_on__gte=period.ago(ANSWER_DAYS)) | Q(
        follow_up__talked_on__range=(period.ago(FOLLOWED_DAYS), on)
    )
    rows = SurveyAnswer.objects.filter(
        is_low,
        speaks,
        account__in=ids,
        role=SurveyAnswer.Role.DECIDER,
        is_anonymous=False,
        answered_on__lte=on,
    ).order_by("answered_on", "score", "pk")
    found: dict[int, list[LowAnswer]] = defaultdict(list)
    columns = ("account_id", "score", "recommend", "answered_on", "follow_up__talked_on")
    for account_id, score, recommend, answered_on, talked_on in rows.values_list(*columns):
        answer = _as_known(score, recommend, answered_on, talked_on, period)
        if answer is not None:
            found[account_id].append(answer)
    return found


def _as_known(
    score: Decimal, recommend: int | None, answered_on: date, talked_on: date | None, period: Period
) -> LowAnswer | None:
    """The answer as it stands on the day; None when its talk is long past."""
    on = period.as_of
    waited = working_days_between(answered_on, on)
    if talked_on is not None and talked_on <= on:
        if talked_on < period.ago(FOLLOWED_DAYS):
            return None
        kind = Kind.FOLLOWED
    else:
        kind = Kind.NO_FOLLOW if waited > FOLLOW_UP_WORKING_DAYS else Kind.WAITING
    printed = round_half_up(score, 1)
    return LowAnswer(kind, printed if printed <= LOW_SCORE else None, recommend, answered_on, waited)


def _fields(answers: Sequence[LowAnswer]) -> dict[str, Any]:
    """Counts, and the answer that speaks: the oldest without a talk, then the oldest waiting or talked over."""
    kinds = [answer.kind for answer in answers]
    speaking = min(answers, key=lambda answer: (answer.kind, answer.answered_on))
    return {
        "dm_low_nofollow": kinds.count(Kind.NO_FOLLOW),
        "dm_low_waiting": kinds.count(Kind.WAITING),
        "dm_low_followed": kinds.count(Kind.FOLLOWED),
        "dm_low_value": speaking.score,
        "dm_low_recommend": speaking.recommend,
        "dm_low_wd": speaking.working_days,
    }


def nothing(known: bool) -> dict[str, Any]:
    """The counts of an account without low answers: zero when the survey is known, otherwise unknown."""
    return dict.fromkeys(("dm_low_nofollow", "dm_low_waiting", "dm_low_followed"), 0 if known else None)

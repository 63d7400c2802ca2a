"""How the answers of the customer are spread behind satisfaction, recommendation and pulse (C1–C3). Two queries.

Never a single answer: grades are counted, roles are told only where each has at least five answers, and nothing is
kept of a wave the card does not print (domain.md 1.5).
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, F, Max, Window

from accounts_app.models import QualityRound, SurveyAnswer
from config.common.rounding import round_half_up
from reporting.cards.evidence.registry import ByAccount, Chunk, Row, Table, Tables, evidence, exact, table
from reporting.facts.period import span
from reporting.facts.pulse import HIGHEST, LOWEST

FEWEST = 5  # answers of a role, or the breakdown by role is not kept at all
PROMOTES, DETRACTS = 9, 6  # recommends at least, at most
GRADE_COLUMNS = "grade answers"
ROLE_COLUMNS = "role answers mean"
KIND_COLUMNS = "recommends answers"
WAVES = ("period", "previous")  # the latest wave and the one before it


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer while it is counted."""

    role: str
    score: Decimal
    recommend: int | None


@evidence("C1", "C2")
def survey(chunk: Chunk) -> dict[int, Tables]:
    """Of the latest wave and the one before: answers by grade, by role, and by recommendation."""
    found = ByAccount()
    for account_id, waves in _waves(chunk).items():
        for of, answers in zip(WAVES, waves, strict=False):
            found.add(account_id, "C1", _grades(answers, of), *_roles(answers, of))
            found.add(account_id, "C2", _recommendations(answers, of))
    return dict(found.found)


def _waves(chunk: Chunk) -> dict[int, list[list[Answer]]]:
    """Answers of each wave, the latest wave first, in the order the facts take them. One query."""
    answers = SurveyAnswer.objects.filter(account__in=chunk.ids, answered_on__lte=chunk.period.as_of)
    last_on = Window(Max("answered_on"), partition_by=[F("account_id"), F("wave_id")])
    rows = answers.annotate(last_on=last_on).order_by("account_id", "-wave__month", "-last_on", "wave_id")
    found: dict[int, list[list[Answer]]] = defaultdict(list)
    columns = ("account_id", "wave_id", "role", "score", "recommend")
    for (account_id, _wave), own in groupby(rows.values_list(*columns), key=lambda row: row[:2]):
        if len(found[account_id]) < len(WAVES):
            found[account_id].append([Answer(*values) for _account, _same, *values in own])
    return found


def _name(name: str, of: str) -> str:
    return name if of == WAVES[0] else f"{name}_before"


def _grades(answers: Iterable[Answer], of: str) -> Table:
    counted = Counter(int(round_half_up(answer.score, 0)) for answer in answers)
    rows: list[Row] = [(grade, counted[grade]) for grade in range(HIGHEST, LOWEST - 1, -1)]
    return table(_name("grades", of), GRADE_COLUMNS, rows, of=of, counted=counted.total(), guarded=True)


def _roles(answers: Iterable[Answer], of: str) -> list[Table]:
    """By role, unless one of them has so few answers that they, or the rest, could be told apart."""
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for answer in answers:
        scores[answer.role].append(answer.score)
    if any(len(own) < FEWEST for own in scores.values()):
        return []
    rows: list[Row] = [
        (role, len(scores[role]), exact(sum(scores[role], Decimal(0)) / len(scores[role]), 1))
        for role in SurveyAnswer.Role.values
        if role in scores
    ]
    counted = sum(len(own) for own in scores.values())
    return [table(_name("roles", of), ROLE_COLUMNS, rows, of=of, counted=counted, guarded=True)]


def _recommendations(answers: Iterable[Answer], of: str) -> Table:
    known = [answer.recommend for answer in answers if answer.recommend is not None]
    promoters = sum(one >= PROMOTES for one in known)
    detractors = sum(one <= DETRACTS for one in known)
    rows: list[Row] = [
        ("promoter", promoters),
        ("passive", len(known) - promoters - detractors),
        ("detractor", detractors),
    ]
    return table(_name("recommendations", of), KIND_COLUMNS, rows, of=of, counted=len(known), guarded=True)


@evidence("C3")
def pulse(chunk: Chunk) -> dict[int, Tables]:
    """Grades given on the rounds of R3, counted. One query."""
    first, last = span(chunk.period.r3)
    days: tuple[datetime.date, datetime.date] = (first, min(last, chunk.period.as_of))
    graded = QualityRound.objects.filter(
        site__account__in=chunk.ids, done_on__range=days, customer_score__range=(LOWEST, HIGHEST)
    )
    rows: dict[int, list[Row]] = defaultdict(list)
    columns = ("site__account_id", "customer_score")
    for account_id, grade, number in graded.order_by("-customer_score").values_list(*columns).annotate(n=Count("pk")):
        rows[account_id].append((exact(grade, 1), number))
    found = ByAccount()
    for account_id, own in rows.items():
        answers = sum(number for _grade, number in own if isinstance(number, int))
        found.add(account_id, "C3", table("pulse", GRADE_COLUMNS, own, counted=answers, guarded=True))
    return dict(found.found)

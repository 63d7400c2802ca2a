"""Waves of the yearly survey and their answers (domain.md 1.4 C1–C2, 6.4)."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from accounts_app.models import SurveyAnswer, SurveyWave
from reporting.demo.dice import dice
from reporting.demo.era import Era, working_day
from reporting.demo.world import Holding, World

SURVEY_MONTH = 5
ANSWER_DAYS = (16, 24)  # after the April cards are made, so that no card sees half a wave
BEFORE_FIRST_CARD = 2  # waves are kept from the year before the first card
Role = SurveyAnswer.Role
LIKED = (
    "Siivoojamme on ystävällinen ja huolellinen.",
    "Yhteistyö sujuu, yhteyshenkilö vastaa nopeasti.",
    "Palvelu on tasaista, kiitos.",
    "Lisätyöt hoituivat sovitusti.",
)
WISHED = (
    "Lomien aikana laatu vaihtelee.",
    "Esimies saisi käydä kohteessa useammin.",
    "Toivoisimme ilmoituksen, kun työntekijä vaihtuu.",
    "Ikkunoiden pesusta puuttuu aikataulu.",
)


def build(world: World) -> None:
    """Add one wave a year in May and the answers of the accounts that take part."""
    for year in _years(world.era):
        month = date(year, SURVEY_MONTH, 1)
        wave = world.add(SurveyWave(name=f"Asiakaskysely {SURVEY_MONTH}/{year}", month=month))
        for holding in world.holdings:
            _answers(world, holding, wave, latest=year == _years(world.era)[-1])


def _years(era: Era) -> list[int]:
    """Years whose May is over."""
    last = era.as_of.year if era.as_of.month > SURVEY_MONTH else era.as_of.year - 1
    return list(range(era.months[0].year - BEFORE_FIRST_CARD + 1, last + 1))


def _answers(world: World, holding: Holding, wave: SurveyWave, latest: bool) -> None:
    spec = holding.spec
    if spec.csat is None:
        return
    chance = dice(world.size, "survey", spec.no, wave.name)
    count, mean = spec.answers, spec.csat
    if latest and spec.story.few_answers is not None:
        count = spec.story.few_answers
    if not latest:
        count = max(5, count - chance.randint(0, 3)) if count >= 5 else count
        mean += Decimal(chance.choice((-1, 0, 0, 1))) / 10
    invited = count * 2 + chance.randint(1, 8)
    for number, grade in enumerate(_grades(count, mean, chance)):
        world.add(_answer(holding, wave, number, grade=grade, invited=invited, chance=chance))


def _grades(count: int, mean: Decimal, chance: random.Random) -> list[int]:
    """Whole grades 3–5 whose mean is the wanted one as near as the count allows."""
    total = int((mean * count).quantize(Decimal(1), ROUND_HALF_UP))
    low, extra = divmod(total, count)
    grades = [low + 1] * extra + [low] * (count - extra)
    for _turn in range(count // 3):
        one, other = chance.sample(range(count), 2)
        if grades[one] < 5 and grades[other] > 3:
            grades[one] += 1
            grades[other] -= 1
    chance.shuffle(grades)
    return grades


def _answer(
    holding: Holding, wave: SurveyWave, number: int, *, grade: int, invited: int, chance: random.Random
) -> SurveyAnswer:
    role = Role.DECIDER if number == 0 else chance.choice((Role.CONTACT, Role.CONTACT, Role.USER, Role.USER))
    if role == Role.DECIDER:
        grade = max(grade, 4)
    text = chance.choice(LIKED if grade >= 4 else WISHED) if chance.random() < 0.4 else ""
    return SurveyAnswer(
        wave=wave,
        account=holding.account,
        site=None if role == Role.DECIDER else chance.choice(holding.sites),
        answered_on=working_day(wave.month, chance.randint(*ANSWER_DAYS)),
        role=role,
        raw_score=Decimal(grade),
        score=Decimal(grade),
        recommend={3: 7, 4: chance.choice((7, 8, 9)), 5: chance.choice((9, 10))}[grade],
        comment=text,
        invited_n=invited,
        row_key=f"{holding.numbers[0].number}|{wave.name}|{number}",
    )

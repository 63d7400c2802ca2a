"""Waves of the yearly survey and their answers (domain.md 1.4 C1–C2, 6.4)."""

import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from accounts_app.models import AnswerFollowUp, SurveyAnswer, SurveyWave
from config.common.working_days import add_working_days
from reporting.demo.dice import dice
from reporting.demo.era import Era, on_or_before, working_day
from reporting.demo.world import Holding, World

SURVEY_MONTH = 5
ANSWER_DAYS = (16, 24)  # after the April cards are made, so that no card sees half a wave
BEFORE_FIRST_CARD = 2  # waves are kept from the year before the first card
Role = SurveyAnswer.Role
TALKED_EVERY, MOST_LIKED, MANY_ANSWERS = 3, Decimal("4.3"), 10  # whose decision maker was once disappointed
TALKED_WORKING_DAYS = 6
LOW_GRADE, LOW_RECOMMEND = 2, 4
UNHEARD_GRADES = (LOW_GRADE, 5, 5, 5, 4, 4, 5, 4)  # the decision maker first; the mean stays above the limit
UNHEARD_TEXT = "Sovitut asiat eivät ole edenneet keväästä. Odotan yhteydenottoa."
TALKED_TEXT = "Lomakauden laatu oli pettymys."
TALKED_NOTE = "Soitettu ja sovittu lomakauden sijaisjärjestelyistä. Asiakas tyytyväinen suunnitelmaan."
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
    for holding in world.holdings:
        if holding.spec.story.unheard_days is not None:
            _unheard(world, holding, holding.spec.story.unheard_days)


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
        answer = world.add(_answer(holding, wave, number, grade=grade, invited=invited, chance=chance))
        if number == 0 and not latest and _was_disappointed(holding):
            _talk(world, answer)


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


def _was_disappointed(holding: Holding) -> bool:
    spec = holding.spec
    liked = spec.csat is not None and spec.csat >= MOST_LIKED and spec.answers >= MANY_ANSWERS
    return liked and spec.no % TALKED_EVERY == 0


def _talk(world: World, answer: SurveyAnswer) -> None:
    """The decision maker gave a low grade in an earlier survey, and somebody called soon after."""
    answer.score = answer.raw_score = Decimal(LOW_GRADE)
    answer.recommend, answer.comment = LOW_RECOMMEND, TALKED_TEXT
    talked_on = add_working_days(answer.answered_on, TALKED_WORKING_DAYS)
    world.add(AnswerFollowUp(answer=answer, talked_on=talked_on, note=TALKED_NOTE))


def _unheard(world: World, holding: Holding, days: int) -> None:
    """A small survey of one account: a decision maker is disappointed, and nobody has called."""
    day = on_or_before(world.era.ago(days))
    wave = world.add(SurveyWave(name=f"Asiakaspulssi {day.month}/{day.year}", month=day.replace(day=1)))
    chance = dice(world.size, "pulse", holding.spec.no)
    for number, grade in enumerate(UNHEARD_GRADES):
        invited = len(UNHEARD_GRADES) + 3
        answer = _answer(holding, wave, number, grade=max(grade, 4), invited=invited, chance=chance)
        answer.answered_on = day
        if number == 0:
            answer.score = answer.raw_score = Decimal(grade)
            answer.recommend, answer.comment = LOW_RECOMMEND, UNHEARD_TEXT
        world.add(answer)

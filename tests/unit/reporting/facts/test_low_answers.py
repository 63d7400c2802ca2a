"""Low answers of decision makers and the talks about them (domain.md 2.2 R12)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts_app.models import Account, AnswerFollowUp, SurveyAnswer
from reporting.facts.low_answers import nothing, read
from reporting.facts.period import Period
from tests.factories import make_account, make_answer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
LONG_SILENT, JUST_GIVEN = date(2026, 8, 27), date(2026, 8, 28)  # 11 and 10 working days ago


def answers(account: Account, as_of: date = TODAY) -> dict[str, object] | None:
    return read([account.pk], Period(date(2026, 8, 1), as_of)).get(account.pk)


def counts(account: Account, as_of: date = TODAY) -> tuple[object, ...] | None:
    fields = answers(account, as_of)
    return fields and (fields["dm_low_nofollow"], fields["dm_low_waiting"], fields["dm_low_followed"])


def test_ten_working_days_are_given() -> None:
    account = make_account()
    make_answer(account, JUST_GIVEN, 2)
    assert counts(account) == (0, 1, 0)
    assert answers(account)["dm_low_wd"] == 10
    make_answer(account, LONG_SILENT, 1)
    assert counts(account) == (1, 1, 0)


def test_a_grade_or_a_recommendation_is_low() -> None:
    by_grade, by_recommendation, neither = make_account(), make_account(), make_account()
    make_answer(by_grade, JUST_GIVEN, "2.049", recommend=9)  # printed 2,0
    make_answer(by_recommendation, JUST_GIVEN, 4, recommend=6)
    make_answer(neither, JUST_GIVEN, "2.05", recommend=7)
    make_answer(neither, JUST_GIVEN, 5)
    assert (answers(by_grade)["dm_low_value"], answers(by_grade)["dm_low_recommend"]) == (Decimal("2.0"), 9)
    found = answers(by_recommendation)
    assert (found["dm_low_value"], found["dm_low_recommend"]) == (None, 6)
    assert answers(neither) is None


def test_only_named_decision_makers_count() -> None:
    account = make_account()
    make_answer(account, JUST_GIVEN, 1, is_anonymous=True)
    make_answer(account, JUST_GIVEN, 1, role=SurveyAnswer.Role.CONTACT)
    make_answer(account, JUST_GIVEN, 1, role=SurveyAnswer.Role.USER)
    assert counts(account) is None


def test_an_answer_speaks_ninety_days() -> None:
    account = make_account()
    make_answer(account, TODAY - timedelta(days=90), 1)
    assert counts(account) == (1, 0, 0)
    assert counts(account, date(2026, 9, 12)) is None


def test_a_talk_is_followed_sixty_days() -> None:
    account = make_account()
    make_answer(account, date(2026, 7, 1), 1, talked_on=date(2026, 7, 13))
    assert counts(account) == (0, 0, 1)
    assert counts(account, date(2026, 9, 12)) is None


def test_an_old_answer_talked_over_lately_is_followed() -> None:
    account = make_account()
    make_answer(account, date(2026, 5, 1), 1, talked_on=date(2026, 7, 20))
    assert counts(account) == (0, 0, 1)


def test_a_later_talk_does_not_show() -> None:
    account = make_account()
    make_answer(account, LONG_SILENT, 2, talked_on=date(2026, 9, 12))
    assert counts(account) == (1, 0, 0)
    assert counts(account, date(2026, 9, 12)) == (0, 0, 1)
    assert AnswerFollowUp.objects.count() == 1


def test_a_later_answer_does_not_show() -> None:
    account = make_account()
    make_answer(account, date(2026, 9, 12), 1)
    assert counts(account) is None


def test_the_oldest_without_a_talk_speaks_first() -> None:
    account = make_account()
    make_answer(account, date(2026, 7, 1), 1, talked_on=date(2026, 9, 1))
    make_answer(account, JUST_GIVEN, "1.5")
    assert answers(account)["dm_low_value"] == Decimal("1.5")
    make_answer(account, date(2026, 8, 20), 2)
    make_answer(account, LONG_SILENT, 1)
    found = answers(account)
    assert (found["dm_low_value"], found["dm_low_wd"]) == (2, 16)
    assert counts(account) == (2, 1, 1)


def test_without_low_answers_zero_is_known_only_with_a_survey() -> None:
    assert set(nothing(True).values()) == {0}
    assert set(nothing(False).values()) == {None}

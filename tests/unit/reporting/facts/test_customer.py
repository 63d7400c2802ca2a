"""Complaints and survey answers as known on a day (domain.md 1.4 C1, C4, C5, C8)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accounts_app.models import Account, Complaint, SurveyAnswer, SurveyWave
from config.common.clock import HELSINKI
from reporting.facts.customer import Customer, read, survey_waves
from reporting.facts.period import Period
from tests.factories import make_account, make_answer, make_complaint, make_site, make_town

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)
PERIOD = Period(date(2026, 8, 1), TODAY)
CRITICAL = Complaint.Severity.CRITICAL


def customer(account: Account, period: Period = PERIOD, *, has_feed: bool = True, has_survey: bool = True) -> Customer:
    return read([account.pk], period, has_feed=has_feed, has_survey=has_survey)[account.pk]


def test_counts_by_received_month() -> None:
    account = make_account()
    for day in (date(2025, 8, 31), date(2026, 1, 1), date(2026, 6, 1), date(2026, 8, 31)):
        make_complaint(account, day, closed_on=day)
    make_complaint(account, date(2026, 9, 2), due_on=date(2026, 9, 11))
    fields = customer(account).fields
    assert (fields["complaints_month"], fields["complaints_r3"], fields["complaints_ytd"]) == (1, 2, 3)
    assert fields["complaints_prev_ytd"] == 1
    assert (fields["complaints_open"], fields["compl_overdue"], fields["compl_overdue_max_days"]) == (1, 0, 0)


def test_the_month_turns_at_midnight_in_helsinki() -> None:
    account = make_account()
    moment = datetime(2026, 6, 1, 0, 30, tzinfo=HELSINKI)  # 31.5. in UTC
    Complaint.objects.create(account=account, number="R1", received_at=moment, closed_on=date(2026, 6, 1))
    moment = datetime(2026, 8, 31, 23, 30, tzinfo=HELSINKI)
    Complaint.objects.create(account=account, number="R2", received_at=moment, closed_on=date(2026, 8, 31))
    assert customer(account).fields["complaints_r3"] == 2


def test_overdue_by_the_oldest() -> None:
    account = make_account()
    make_complaint(account, date(2026, 8, 20), due_on=date(2026, 9, 10))
    make_complaint(account, date(2026, 8, 20), due_on=date(2026, 9, 8))
    make_complaint(account, date(2026, 8, 20))  # no due date
    fields = customer(account).fields
    assert (fields["complaints_open"], fields["compl_overdue"], fields["compl_overdue_max_days"]) == (3, 2, 3)


def test_an_earlier_day_sees_what_was_open_then() -> None:
    account = make_account()
    make_complaint(account, date(2026, 6, 10), due_on=date(2026, 6, 20), closed_on=date(2026, 7, 15))
    make_complaint(account, date(2026, 7, 20), due_on=date(2026, 7, 25))
    then = customer(account, Period(date(2026, 6, 1), date(2026, 7, 10))).fields
    assert (then["complaints_open"], then["compl_overdue"], then["compl_overdue_max_days"]) == (1, 1, 20)
    assert then["complaints_r3"] == 1


def test_open_critical_complaint_speaks_before_a_closed_one() -> None:
    account = make_account()
    site = make_site(account, "Kalliola", town=make_town("Jyväskylä"))
    make_complaint(account, date(2026, 8, 1), severity=CRITICAL, closed_on=date(2026, 8, 30))
    make_complaint(account, date(2026, 9, 8), severity=CRITICAL, category="Hygienia", site=site)
    make_complaint(account, date(2026, 9, 8), severity=Complaint.Severity.SERIOUS)
    fields = customer(account).fields
    assert (fields["critical_open"], fields["critical_closed_30d"]) == (1, 1)
    speaking = fields["critical_complaint"]
    assert (speaking.title, speaking.site_name) == ("Hygienia", "Kalliola, Jyväskylä")
    assert (speaking.opened_on, speaking.closed_on) == (date(2026, 9, 8), None)


def test_a_closed_critical_complaint_is_followed_thirty_days() -> None:
    recent, over = make_account(), make_account()
    make_complaint(recent, date(2026, 8, 1), severity=CRITICAL, closed_on=date(2026, 8, 12))
    make_complaint(over, date(2026, 8, 1), severity=CRITICAL, closed_on=date(2026, 8, 11))
    fields = customer(recent).fields
    assert (fields["critical_open"], fields["critical_closed_30d"]) == (0, 1)
    assert fields["critical_complaint"].closed_on == date(2026, 8, 12)
    fields = customer(over).fields
    assert (fields["critical_open"], fields["critical_closed_30d"], fields["critical_complaint"]) == (0, 0, None)


def test_silence_is_zero_with_a_feed_and_unknown_without() -> None:
    account = make_account()
    assert customer(account).fields["complaints_r3"] == 0
    assert customer(account).fields["critical_open"] == 0
    unknown = customer(account, has_feed=False).fields
    assert unknown["complaints_r3"] is unknown["critical_open"] is unknown["compl_overdue"] is None


def test_repeats_need_the_same_site_and_category() -> None:
    account = make_account()
    site, other = make_site(account, "Koivula", town=make_town("Jyväskylä")), make_site(account)
    for day in (date(2026, 6, 14), date(2026, 7, 1), date(2026, 8, 1)):
        make_complaint(account, day, site=site, category="Hygienia")
    make_complaint(account, date(2026, 6, 13), site=site, category="Hygienia")  # 91st day
    make_complaint(account, date(2026, 8, 1), site=other, category="Hygienia")
    make_complaint(account, date(2026, 8, 1), site=site, category="Laskutus")
    fields = customer(account).fields
    assert fields["repeat_max"] == 3
    assert (fields["repeat_site"], fields["repeat_category"]) == ("Koivula, Jyväskylä", "Hygienia")
    assert customer(account, Period(PERIOD.month, date(2026, 7, 31))).fields["repeat_max"] == 3
    assert customer(account, Period(PERIOD.month, date(2026, 6, 30))).fields["repeat_max"] == 2


def test_nothing_repeats_without_complaints() -> None:
    account = make_account()
    assert customer(account).fields["repeat_max"] == 0
    assert customer(account, has_feed=False).fields["repeat_max"] is None
    assert "repeat_site" not in customer(account).fields


def test_first_responses_are_zero_with_a_feed_and_unknown_without() -> None:
    account = make_account()
    assert (customer(account).fields["fr_n"], customer(account).fields["fr_within"]) == (0, 0)
    unknown = customer(account, has_feed=False).fields
    assert unknown["fr_n"] is unknown["fr_within"] is None
    make_complaint(account, date(2026, 8, 3), first_response_at=datetime(2026, 8, 4, 9, tzinfo=HELSINKI))
    assert (customer(account).fields["fr_n"], customer(account).fields["fr_within"]) == (1, 1)


def test_low_answers_are_unknown_until_a_survey_is_loaded() -> None:
    account = make_account()
    assert customer(account).fields["dm_low_nofollow"] == 0
    assert customer(account, has_survey=False).fields["dm_low_nofollow"] is None
    make_answer(account, date(2026, 8, 3), 1)
    assert customer(account, has_survey=False).fields["dm_low_nofollow"] == 1


def answer(account: Account, wave: SurveyWave, key: str, score: str, **values: object) -> None:
    values.setdefault("answered_on", date(wave.month.year, wave.month.month, 20))
    SurveyAnswer.objects.create(
        account=account, wave=wave, row_key=key, raw_score=Decimal("4"), score=Decimal(score), role="contact", **values
    )


def test_latest_wave_and_the_one_before() -> None:
    account = make_account()
    before = SurveyWave.objects.create(name="5/2025", month=date(2025, 5, 1), scale_low=4, scale_high=10)
    latest = SurveyWave.objects.create(name="5/2026", month=date(2026, 5, 1))
    answer(account, before, "a", "4.333")
    answer(account, before, "b", "3.667")
    answer(account, latest, "c", "5", recommend=9)
    answer(account, latest, "d", "4", recommend=6)
    found = customer(account)
    assert found.wave_month == date(2026, 5, 1)
    assert (found.fields["csat"], found.fields["csat_n"]) == (Decimal("4.5"), 2)
    assert (found.fields["csat_prev"], found.fields["csat_prev_n"]) == (4, 2)
    wave, older = survey_waves([account.pk], TODAY)[account.pk]
    assert (wave.promoters, wave.detractors, wave.is_converted, older.is_converted) == (1, 1, False, True)


def test_answers_given_later_are_not_known() -> None:
    account = make_account()
    wave = SurveyWave.objects.create(name="5/2026", month=date(2026, 5, 1))
    answer(account, wave, "c", "5")
    found = customer(account, Period(date(2026, 4, 1), date(2026, 5, 10)))
    assert (found.wave_month, found.fields["csat"], found.fields["csat_n"]) == (None, None, 0)


def test_recommendations_of_the_latest_two_waves() -> None:
    account = make_account()
    for recommend in (10, 9, 8, 6, None):
        make_answer(account, date(2026, 5, 12), recommend=recommend)
    make_answer(account, date(2025, 5, 12), recommend=9)
    fields = read([account.pk], Period(date(2026, 8, 1), TODAY), has_feed=True, has_survey=True)[account.pk].fields
    assert [fields[f"nps_{name}"] for name in ("n", "promoters", "detractors")] == [4, 2, 1]
    assert [fields[f"nps_prev_{name}"] for name in ("n", "promoters", "detractors")] == [1, 1, 0]
    assert fields["nps_anonymous"] is False
    assert fields["csat_prev_month"] == date(2025, 5, 1)
    make_answer(account, date(2026, 5, 13), is_anonymous=True)
    again = read([account.pk], Period(date(2026, 8, 1), TODAY), has_feed=True, has_survey=True)[account.pk].fields
    assert (again["nps_anonymous"], again["nps_n"]) == (True, 4)


def test_complaints_of_six_closed_months() -> None:
    account = make_account()
    for day in (date(2026, 3, 1), date(2026, 8, 31), date(2026, 2, 28), date(2026, 9, 1)):
        make_complaint(account, day)
    fields = read([account.pk], Period(date(2026, 8, 1), TODAY), has_feed=True, has_survey=True)[account.pk].fields
    assert fields["complaints_6m"] == 2

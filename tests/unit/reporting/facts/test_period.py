"""Kausi, R3, R12 and the day of knowledge (domain.md 1.3)."""

from datetime import date

from reporting.facts.period import Period, cut_off, moments, span


def test_months_around_the_closed_one() -> None:
    period = Period(date(2026, 2, 1), date(2026, 3, 10))
    assert period.kausi == [date(2026, 1, 1), date(2026, 2, 1)]
    assert period.kausi_before == [date(2025, 1, 1), date(2025, 2, 1)]
    assert span(period.r3) == (date(2025, 12, 1), date(2026, 2, 28))
    assert span(period.r12) == (date(2025, 3, 1), date(2026, 2, 28))
    assert span(period.r12_before) == (date(2024, 3, 1), date(2025, 2, 28))
    assert period.first_month == date(2025, 1, 1)


def test_same_day_earlier_stays_inside_its_month() -> None:
    assert Period(date(2028, 1, 1), date(2028, 2, 29)).year_ago == date(2027, 2, 28)
    assert Period(date(2026, 7, 1), date(2026, 8, 31)).months_ago(6) == date(2026, 2, 28)


def test_moments_cover_whole_days_of_helsinki() -> None:
    first, last = moments(date(2026, 3, 28), date(2026, 3, 29))  # the clocks are moved on the 29th
    assert first.isoformat() == "2026-03-28T00:00:00+02:00"
    assert last.isoformat() == "2026-03-30T00:00:00+03:00"


def test_cut_off_is_working_day_nine_or_today() -> None:
    assert cut_off(date(2026, 8, 1), date(2026, 11, 21)) == date(2026, 9, 11)
    assert cut_off(date(2026, 8, 1), date(2026, 9, 8)) == date(2026, 9, 8)

"""Today is Helsinki's today, and can be fixed."""

from datetime import date, datetime, timedelta

import pytest

from config.common import clock


def test_fixed_day_is_today(monkeypatch):
    monkeypatch.setenv("KAM_TODAY", "2026-09-11")
    assert clock.today() == date(2026, 9, 11)


@pytest.mark.parametrize(("day", "offset"), [("2026-09-11", 3), ("2026-12-24", 2)])
def test_fixed_moment_is_noon_in_helsinki(monkeypatch, day, offset):
    monkeypatch.setenv("KAM_TODAY", day)
    now = clock.now()
    assert (now.isoformat()[:16], now.utcoffset()) == (f"{day}T12:00", timedelta(hours=offset))


@pytest.mark.parametrize("bad", ["11.9.2026", "2026-13-01", "tomorrow", "2026-02-30"])
def test_bad_value_says_what_to_write(monkeypatch, bad):
    monkeypatch.setenv("KAM_TODAY", bad)
    with pytest.raises(clock.ClockError, match=r"KAM_TODAY=.*YYYY-MM-DD"):
        clock.today()


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_without_the_variable_the_real_clock_runs(monkeypatch, empty):
    monkeypatch.delenv("KAM_TODAY", raising=False)
    if empty is not None:
        monkeypatch.setenv("KAM_TODAY", empty)
    real = datetime.now(clock.HELSINKI)
    assert abs(clock.now() - real) < timedelta(minutes=1)
    assert clock.now().tzinfo is clock.HELSINKI
    assert abs(clock.today() - real.date()) <= timedelta(days=1)

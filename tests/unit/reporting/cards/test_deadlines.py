"""The calendar of the cards: which day asks for what, in Helsinki, over every edge (domain.md 1.8, security.md B11)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from config.common.clock import HELSINKI
from config.common.month import add_months, last_day
from config.common.working_days import add_working_days, is_working_day, last_closed_month
from reporting.cards.deadlines import (
    Reminder,
    comment_day,
    draft_day,
    drafted_month,
    needs_comment,
    publishing_day,
    publishing_moment,
    reminder,
)

AUGUST = date(2026, 8, 1)
MONTHS = [add_months(date(2026, 1, 1), count) for count in range(12)]
# Three hours before to three hours after: twelve month ends, both changes of the clock, a leap day.
EDGES = [datetime.combine(add_months(month, 1), time(), tzinfo=HELSINKI) for month in MONTHS]
EDGES += [
    datetime(2026, 3, 29, 3, tzinfo=HELSINKI),
    datetime(2026, 10, 25, 3, tzinfo=HELSINKI),
    datetime(2028, 2, 29, tzinfo=HELSINKI),
    datetime(2028, 3, 1, tzinfo=HELSINKI),
]


def moments_around(edge: datetime) -> list[datetime]:
    """Every ten minutes of real time within three hours, in Helsinki."""
    start = edge.astimezone(UTC) - timedelta(hours=3)
    return [(start + timedelta(minutes=10 * step)).astimezone(HELSINKI) for step in range(37)]


def test_the_days_of_august() -> None:
    days = [draft_day(AUGUST), comment_day(AUGUST), publishing_day(AUGUST)]
    assert days == [date(2026, 9, 9), date(2026, 9, 11), date(2026, 9, 14)]
    assert publishing_moment(AUGUST) == datetime(2026, 9, 14, 9, tzinfo=UTC)


def test_holidays_push_the_days() -> None:
    assert publishing_day(date(2026, 12, 1)) == date(2027, 1, 18)  # New Year and Epiphany are free
    assert publishing_day(date(2026, 3, 1)) == date(2026, 4, 16)  # Good Friday and Easter Monday are free
    assert publishing_day(date(2026, 4, 1)) == date(2026, 5, 18)  # May Day and Ascension Day are free


@pytest.mark.parametrize("month", [add_months(date(2024, 1, 1), count) for count in range(72)])
def test_every_month_of_six_years_has_its_days_in_order(month: date) -> None:
    days = [draft_day(month), comment_day(month), publishing_day(month)]
    assert all(is_working_day(day) for day in days)
    assert days == sorted(set(days))
    assert days[1] == add_working_days(days[0], 2)
    assert days[2] == add_working_days(days[1], 1)
    assert add_months(month, 1) <= days[0] < days[2] < add_months(month, 2)
    assert last_closed_month(days[0]) == month
    assert publishing_moment(month).astimezone(HELSINKI).time() == time(12)


@pytest.mark.parametrize("month", MONTHS)
def test_noon_is_noon_in_helsinki_in_summer_and_winter(month: date) -> None:
    moment = publishing_moment(month)
    hours_ahead = 3 if date(2026, 3, 29) < moment.date() < date(2026, 10, 25) else 2
    assert moment.astimezone(UTC).hour == 12 - hours_ahead


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_around_an_edge_every_moment_belongs_to_one_month(edge: datetime) -> None:
    """No moment is skipped and none counts twice; what is due changes with the day of Helsinki, never in between."""
    seen: list[tuple[date, date | None, list[date]]] = []
    for moment in moments_around(edge):
        on = moment.date()
        due = [month for month in [add_months(on.replace(day=1), -back) for back in (1, 2)]]
        open_ones = [month for month in due if publishing_moment(month) <= moment]
        seen.append((on, drafted_month(on), open_ones))
    for on, drafted, published in seen:
        assert drafted is None or (drafted == add_months(on.replace(day=1), -1) and draft_day(drafted) <= on)
        assert published == [month for month in published if publishing_day(month) <= on]
        assert all(later[1] == drafted and later[2] == published for later in seen if later[0] == on)
    days = [on for on, _, _ in seen]
    assert days == sorted(days)
    assert len(set(days)) <= 2


@pytest.mark.parametrize("month", MONTHS)
def test_the_publication_begins_at_noon_and_not_a_second_before(month: date) -> None:
    noon = publishing_moment(month)
    second = timedelta(seconds=1)
    assert [publishing_moment(month) <= at for at in (noon - second, noon, noon + second)] == [False, True, True]
    assert [at.astimezone(HELSINKI).date() for at in moments_around(noon)] == [publishing_day(month)] * 37


def test_drafts_are_made_of_the_month_before_from_working_day_seven() -> None:
    assert drafted_month(date(2026, 9, 8)) is None
    assert drafted_month(date(2026, 9, 9)) == AUGUST
    assert drafted_month(date(2026, 9, 30)) == AUGUST
    assert drafted_month(date(2026, 10, 1)) is None


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        ("2026-09-08", None),
        ("2026-09-09", Reminder.READY),
        ("2026-09-10", Reminder.MISSING),
        ("2026-09-11", Reminder.LAST_DAY),
        ("2026-09-12", None),
        ("2026-09-13", None),
        ("2026-09-14", None),
    ],
)
def test_what_a_day_asks_to_be_told(on: str, asked: Reminder | None) -> None:
    assert reminder(AUGUST, date.fromisoformat(on)) is asked


@pytest.mark.parametrize("month", MONTHS)
def test_each_month_asks_three_things_on_three_working_days(month: date) -> None:
    first = add_months(month, 1)
    days = [first + timedelta(days=step) for step in range((last_day(first) - first).days + 1)]
    asked = [(day, kind) for day in days if (kind := reminder(month, day))]
    assert [kind for _, kind in asked] == [Reminder.READY, Reminder.MISSING, Reminder.LAST_DAY]
    assert all(is_working_day(day) for day, _ in asked)
    assert asked[-1][0] == comment_day(month)


@pytest.mark.parametrize(
    ("care_model", "status", "needed"),
    [
        ("A", "GREEN", True),
        ("B", "GREEN", True),
        ("C", "GREEN", False),
        ("D", "GREEN", False),
        ("C", "AMBER", True),
        ("D", "RED", True),
        ("C", "GREY", True),
    ],
)
def test_green_cards_of_small_accounts_need_no_comment(care_model: str, status: str, needed: bool) -> None:
    assert needs_comment(care_model, status) is needed

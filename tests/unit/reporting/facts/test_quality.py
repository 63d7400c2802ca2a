"""Rounds, scores, sites below the limit and coverage (domain.md 1.4 Q1–Q4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts_app.models import Account, QualityRound
from reporting.facts.period import Period
from reporting.facts.quality import Quality, capped_weights, is_below, measured_sites, read, share_within, site_label
from tests.factories import make_account, make_round, make_site, make_town

TODAY = date(2026, 9, 11)
PERIOD = Period(date(2026, 8, 1), TODAY)
AUGUST_20 = date(2026, 8, 20)


def quality(account: Account, period: Period = PERIOD, *, has_feed: bool = True) -> Quality:
    return read([account.pk], period, has_feed=has_feed)[account.pk]


def test_one_site_is_cut_to_a_quarter_of_the_whole() -> None:
    assert capped_weights([Decimal(value) for value in (900, 60, 40)]) == [250, 60, 40]
    assert capped_weights([Decimal(value) for value in (300, 250, 250, 200)]) == [250, 250, 250, 200]


def test_without_values_all_weigh_the_same() -> None:
    assert capped_weights([Decimal(0)] * 3) == [1, 1, 1]
    assert capped_weights([]) == []


@pytest.mark.django_db
def test_a_large_site_does_not_hide_the_small_ones() -> None:
    account = make_account()
    for value, score in ((900, 96), (60, 80), (40, 89)):
        make_round(make_site(account, monthly_value_eur=Decimal(value)), AUGUST_20, score)
    expected = Decimal(250 * 96 + 60 * 80 + 40 * 89) / 350
    assert quality(account).fields["score_avg"] == expected


def test_below_is_decided_on_the_printed_value() -> None:
    assert is_below(Decimal("79.94"))
    assert not is_below(Decimal("79.95"))
    assert not is_below(Decimal("80.0"))


def test_the_town_is_printed_once() -> None:
    assert site_label("Koivula", "Jyväskylä") == site_label("Koivula, Jyväskylä", "Jyväskylä") == "Koivula, Jyväskylä"


@pytest.mark.django_db
def test_plain_account() -> None:
    account = make_account()
    first, second = make_site(account, "Koivula", town=make_town("Jyväskylä")), make_site(account, "Rantala")
    for month in (6, 7, 8):
        make_round(first, date(2026, month, 10), 90)
        make_round(second, date(2026, month, 10), 96)
    fields = quality(account).fields
    assert (fields["sites_active"], fields["sites_measured"], fields["sites_below"]) == (2, 2, 0)
    assert fields["score_avg"] == 93
    assert (fields["rounds_planned_r3"], fields["rounds_done_r3"]) == (6, 6)
    assert (fields["rounds_month_planned"], fields["rounds_month_done"]) == (2, 2)
    assert (fields["rounds_ytd_planned"], fields["rounds_ytd_done"]) == (6, 6)
    assert fields["score_ytd_mean"] == 93
    assert fields["critical_site_fail2"] is False
    assert fields["sites_below_prev"] is None
    assert fields["score_prev"] is None


@pytest.mark.django_db
def test_missed_and_cancelled_slots() -> None:
    site = make_site(make_account())
    make_round(site, date(2026, 6, 10), 90)
    make_round(site, date(2026, 7, 10))  # planned and never done
    make_round(site, date(2026, 8, 10), state=QualityRound.State.CANCELLED)
    make_round(site, date(2026, 9, 20))  # still to come
    fields = quality(site.account).fields
    assert (fields["rounds_planned_r3"], fields["rounds_done_r3"]) == (2, 1)


@pytest.mark.django_db
def test_critical_site_twice_below() -> None:
    account = make_account()
    site = make_site(account, "Niemelä hotelli", is_critical=True, town=make_town("Lappeenranta"))
    make_round(site, date(2026, 6, 20), 95)
    make_round(site, date(2026, 7, 20), 76)
    make_round(site, AUGUST_20, "74.5")
    fields = quality(account).fields
    assert fields["critical_site_fail2"] is True
    critical = fields["critical_site"]
    assert (critical.name, critical.previous_pct, critical.latest_pct) == (
        "Niemelä hotelli, Lappeenranta",
        76,
        Decimal("74.5"),
    )
    assert [below.score_pct for below in fields["sites_below_names"]] == [Decimal("74.5")]


@pytest.mark.django_db
@pytest.mark.parametrize(("scores", "critical"), [((85, 74), True), ((76, 85), True), ((76, 74), False)])
def test_one_failure_or_an_ordinary_site_is_not_a_critical_failure(scores: tuple[int, int], critical: bool) -> None:
    account = make_account()
    site = make_site(account, is_critical=critical)
    make_round(site, date(2026, 7, 20), scores[0])
    make_round(site, AUGUST_20, scores[1])
    assert quality(account).fields["critical_site_fail2"] is False


@pytest.mark.django_db
def test_old_rounds_do_not_count_as_measured() -> None:
    account = make_account()
    young, old, quarterly = make_site(account), make_site(account), make_site(account, visit_interval_months=3)
    make_round(young, TODAY - timedelta(days=45), 90)
    make_round(old, TODAY - timedelta(days=46), 70)
    make_round(quarterly, TODAY - timedelta(days=135), 96)
    fields = quality(account).fields
    assert (fields["sites_active"], fields["sites_measured"], fields["sites_below"]) == (3, 2, 0)
    assert fields["score_avg"] == 93
    sites = measured_sites([account.pk], TODAY)[account.pk]
    assert share_within(sites, TODAY, 45) == Decimal("33.3")


@pytest.mark.django_db
def test_the_last_known_score_stays_when_nothing_is_valid() -> None:
    site = make_site(make_account())
    make_round(site, date(2026, 6, 1), 88)
    found = quality(site.account)
    assert found.fields["score_avg"] == 88
    assert found.fields["sites_measured"] == 0
    assert found.round_sign_on == date(2026, 6, 1)


@pytest.mark.django_db
def test_sites_that_ended_are_left_out() -> None:
    account = make_account()
    make_round(make_site(account), AUGUST_20, 90)
    make_round(make_site(account, ends_on=date(2026, 9, 10)), AUGUST_20, 60)
    fields = quality(account).fields
    assert (fields["sites_active"], fields["score_avg"], fields["sites_below"]) == (1, 90, 0)
    assert fields["rounds_planned_r3"] == 2  # what was planned while it was ours still counts


@pytest.mark.django_db
def test_no_round_at_all_is_zero_with_a_feed_and_unknown_without() -> None:
    account = make_account()
    make_site(account, starts_on=date(2026, 9, 1))
    found = quality(account)
    assert found.fields["rounds_planned_r3"] == 0
    assert found.fields["score_avg"] is None
    assert found.round_sign_on == date(2026, 9, 1)
    assert quality(account, has_feed=False).fields["rounds_planned_r3"] is None
    assert quality(make_account()).round_sign_on is None


@pytest.mark.django_db
def test_a_round_done_after_the_day_is_not_known() -> None:
    site = make_site(make_account())
    make_round(site, date(2026, 7, 20), 76)
    make_round(site, date(2026, 8, 31), 95, done_on=date(2026, 9, 12))
    fields = quality(site.account).fields
    assert fields["score_avg"] == 76
    assert (fields["rounds_planned_r3"], fields["rounds_done_r3"]) == (2, 1)


@pytest.mark.django_db
def test_a_year_ago_is_compared_with_the_sites_of_today() -> None:
    account = make_account()
    site, gone = make_site(account), make_site(account, ends_on=date(2026, 1, 1))
    make_round(site, date(2025, 8, 20), 70)
    make_round(gone, date(2025, 8, 20), 60)
    make_round(site, AUGUST_20, 92)
    fields = quality(account).fields
    assert (fields["sites_below"], fields["sites_below_prev"]) == (0, 1)
    assert fields["score_prev"] == 65
    assert (fields["rounds_prev_ytd_planned"], fields["rounds_prev_ytd_done"]) == (2, 2)

"""Delivered responsibilities, supervisors, ended sites and meetings."""

import datetime

import pytest

from accounts_app.actions.deliveries import (
    Responsible,
    SupervisedSite,
    end_sites,
    keep_meetings,
    keep_responsible,
    supervise,
    vacate,
)
from accounts_app.models import Assignment, Meeting, SiteSupervision
from teams.actions.deliveries import Changes
from tests.factories import make_account, make_person
from tests.factories.accounts import make_site

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 11)
SINCE = datetime.date(2019, 1, 1)
DAY = datetime.timedelta(days=1)


def keep(account, person, role="owner", *, since=SINCE, on=TODAY):
    return keep_responsible(wanted=[Responsible(account.pk, person.pk, role, since)], on=on, by=None)


def periods(account, role="owner"):
    rows = Assignment.objects.filter(account=account, role=role).order_by("starts_on")
    return [(row.person.name, row.starts_on, row.ends_on) for row in rows]


def test_the_first_owner_counts_from_the_start_of_the_relationship():
    account, aino = make_account(), make_person("Aino")
    assert keep(account, aino) == Changes(created=1)
    assert periods(account) == [("Aino", SINCE, None)]
    assert keep(account, aino) == Changes(unchanged=1)


def test_an_unknown_or_coming_start_is_the_day_of_the_delivery():
    account, other = make_account(), make_account()
    keep(account, make_person("Aino"), since=None)
    keep(other, make_person("Eero"), since=TODAY + DAY)
    assert periods(account)[0][1] == periods(other)[0][1] == TODAY


def test_another_owner_is_handed_over_on_the_day():
    account = make_account(owner=make_person("Aino"))
    eero = make_person("Eero")
    assert keep(account, eero) == Changes(created=1, updated=1)
    assert [row[0] for row in periods(account)] == ["Aino", "Eero"]
    assert (periods(account)[0][2], periods(account)[1][1]) == (TODAY - DAY, TODAY)
    assert keep(account, eero) == Changes(unchanged=1)


def test_an_owner_of_this_very_day_is_replaced_tomorrow_and_only_once():
    account, aino, eero = make_account(), make_person("Aino"), make_person("Eero")
    keep(account, aino, since=TODAY)
    keep(account, eero)
    assert periods(account) == [("Aino", TODAY, TODAY), ("Eero", TODAY + DAY, None)]
    assert keep(account, eero) == Changes(unchanged=1)


def test_nobody_is_appointed_into_the_time_of_another():
    account = make_account(owner=make_person("Aino"))
    Assignment.objects.update(ends_on=datetime.date(2025, 12, 31))
    keep(account, make_person("Eero"))
    assert periods(account)[1][1] == datetime.date(2026, 1, 1)


def test_deputies_follow_the_same_rules():
    account = make_account(deputy=make_person("Aino"))
    keep(account, make_person("Eero"), "deputy")
    assert [row[0] for row in periods(account, "deputy")] == ["Aino", "Eero"]


def lines(site):
    rows = SiteSupervision.objects.filter(site=site).order_by("starts_on")
    return [(row.supervisor.name, row.starts_on, row.ends_on) for row in rows]


def test_supervisors_become_dated_rows_without_gaps():
    site = make_site(make_account(), starts_on=SINCE)
    SiteSupervision.objects.all().delete()
    sini, timo = make_person("Sini"), make_person("Timo")
    change = datetime.date(2025, 3, 1)
    wanted = [SupervisedSite(site.pk, SINCE, sini.pk, ((change, timo.pk),))]
    assert supervise(sites=wanted, by=None) == Changes(created=2)
    assert lines(site) == [("Sini", SINCE, change - DAY), ("Timo", change, None)]
    assert supervise(sites=wanted, by=None) == Changes(unchanged=2)


def test_older_history_is_kept_and_later_rows_give_way():
    site = make_site(make_account(), supervisor=make_person("Sini"), starts_on=SINCE)
    first = lines(site)[0][1]
    timo, outi = make_person("Timo"), make_person("Outi")
    supervise(sites=[SupervisedSite(site.pk, SINCE, None, ((datetime.date(2025, 3, 1), timo.pk),))], by=None)
    corrected = [SupervisedSite(site.pk, SINCE, None, ((datetime.date(2025, 2, 1), outi.pk),))]
    assert supervise(sites=corrected, by=None) == Changes(created=1, updated=1, deleted=1)
    assert [row[:2] for row in lines(site)] == [("Sini", first), ("Outi", datetime.date(2025, 2, 1))]


def test_a_site_whose_supervisor_is_not_named_any_more_is_vacant_from_the_day():
    site = make_site(make_account(), supervisor=make_person("Sini"), starts_on=SINCE)
    first = lines(site)[0][1]
    assert vacate(site_ids=[site.pk], on=TODAY, by=None) == Changes(updated=1)
    assert lines(site) == [("Sini", first, TODAY - DAY)]
    assert vacate(site_ids=[site.pk], on=TODAY, by=None) == Changes()


def test_a_vacancy_stays_in_the_history_when_somebody_comes():
    site = make_site(make_account(), supervisor=make_person("Sini"), starts_on=SINCE)
    first = lines(site)[0][1]
    vacate(site_ids=[site.pk], on=TODAY - 30 * DAY, by=None)
    supervise(sites=[SupervisedSite(site.pk, SINCE, None, ((TODAY, make_person("Timo").pk),))], by=None)
    assert lines(site) == [("Sini", first, TODAY - 31 * DAY), ("Timo", TODAY, None)]


def test_ended_sites_do_not_end_before_they_start():
    account = make_account()
    old, young = make_site(account), make_site(account, starts_on=TODAY)
    assert end_sites(site_ids=[old.pk, young.pk], on=TODAY - DAY, by=None) == Changes(updated=2)
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.ends_on, young.ends_on) == (TODAY - DAY, TODAY)


def test_a_booked_meeting_that_was_held_keeps_its_host():
    account, host, other = make_account(), make_person(), make_person()
    key = (account.pk, TODAY)
    assert keep_meetings(held={}, booked={key: host.pk}, by=None) == Changes(created=1)
    assert keep_meetings(held={key: other.pk}, booked={}, by=None) == Changes(updated=1)
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.with_decision_maker, meeting.host) == ("held", True, host)
    assert keep_meetings(held={key: other.pk}, booked={}, by=None) == Changes(unchanged=1)

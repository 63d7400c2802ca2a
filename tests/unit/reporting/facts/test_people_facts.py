"""Supervisors and ownership (domain.md 1.4 H1–H2, 2.2 R27)."""

from datetime import date

import pytest

from accounts_app.models import Account, Site, SiteSupervision
from reporting.facts.people import read
from reporting.facts.period import Period
from teams.models import Absence, Person
from tests.factories import make_account, make_person, make_site

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 11)


def people(account: Account, as_of: date = TODAY, month: date = date(2026, 8, 1)) -> dict[str, object]:
    return read([account.pk], Period(month, as_of))[account.pk]


def take_over(site: Site, supervisor: Person, on: date) -> None:
    site.supervisions.filter(ends_on=None).update(ends_on=date.fromordinal(on.toordinal() - 1))
    SiteSupervision.objects.create(site=site, supervisor=supervisor, starts_on=on)


def test_one_person_taking_over_many_sites_is_one_change() -> None:
    account, old, new = make_account(), make_person(), make_person()
    sites = [make_site(account, supervisor=old) for _ in range(3)]
    make_site(account, supervisor=old)
    for site in sites:
        take_over(site, new, date(2026, 4, 13))
    fields = people(account)
    assert (fields["sup_changes_r12"], fields["sup_positions"]) == (1, 2)
    assert fields["sup_changes_prev_r12"] == 0


def test_changes_belong_to_their_twelve_months() -> None:
    account = make_account()
    site = make_site(account)
    for day in (date(2024, 8, 31), date(2024, 9, 1), date(2025, 8, 31), date(2025, 9, 1), date(2026, 8, 31)):
        take_over(site, make_person(), day)
    take_over(site, make_person(), date(2026, 9, 2))
    fields = people(account)
    assert (fields["sup_changes_r12"], fields["sup_changes_prev_r12"]) == (2, 2)


def test_a_new_site_and_a_renewed_row_are_no_changes() -> None:
    account, same = make_account(), make_person()
    site = make_site(account, supervisor=same)
    take_over(site, same, date(2026, 3, 1))
    fresh = make_site(account, supervisor=same, starts_on=date(2026, 5, 1))
    fresh.supervisions.update(starts_on=date(2026, 5, 1))
    assert people(account)["sup_changes_r12"] == 0


def test_a_later_change_is_not_known() -> None:
    account, old, new = make_account(), make_person(), make_person()
    site = make_site(account, supervisor=old)
    take_over(site, new, date(2026, 9, 12))
    fields = people(account)
    assert (fields["sup_positions"], fields["sites_nosup"]) == (1, 0)


def test_sites_without_a_supervisor() -> None:
    account = make_account()
    gap, never = make_site(account), make_site(account, starts_on=date(2026, 9, 1))
    gap.supervisions.update(ends_on=date(2026, 8, 31))
    never.supervisions.all().delete()
    make_site(account)
    make_site(account, ends_on=date(2026, 8, 1)).supervisions.all().delete()
    fields = people(account)
    assert (fields["sites_nosup"], fields["sites_nosup_maxdays"]) == (2, 10)
    assert fields["sup_positions"] == 1


def test_owner_and_deputy() -> None:
    assert people(make_account())["owner"] is False
    fields = people(make_account(owner=make_person(), deputy=make_person()))
    assert (fields["owner"], fields["deputy"], fields["owner_absent_wd"]) == (True, True, 0)


def test_uncovered_absence_counts_working_days() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    Absence.objects.create(person=owner, starts_on=date(2026, 9, 3), ends_on=date(2026, 9, 30))
    assert people(account)["owner_absent_wd"] == 7  # 3.9.-11.9. without the weekend


@pytest.mark.parametrize("cover", ["stand_in", "deputy"])
def test_somebody_who_acts_covers_the_absence(cover: str) -> None:
    owner, other = make_person(), make_person()
    account = make_account(owner=owner, deputy=other if cover == "deputy" else None)
    Absence.objects.create(person=owner, starts_on=date(2026, 8, 3), stand_in=other if cover == "stand_in" else None)
    assert people(account)["owner_absent_wd"] == 0


def test_an_absent_deputy_covers_nothing() -> None:
    owner, deputy = make_person(), make_person()
    account = make_account(owner=owner, deputy=deputy)
    Absence.objects.create(person=owner, starts_on=date(2026, 9, 1))
    Absence.objects.create(person=deputy, starts_on=date(2026, 9, 1))
    assert people(account)["owner_absent_wd"] == 9

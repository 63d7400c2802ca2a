"""`refresh_status` and `account_figures` from the command line (domain.md 2.1, 1.3)."""

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from accounts_app.models import Account, CareHours, Opportunity, SurveyWave
from reporting.models import SourceLoad
from tests.factories import make_account, make_complaint, make_person, make_round, make_site, make_town
from tests.unit.reporting.facts.test_collect import full_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def loads() -> None:
    for source in ("revenue", "margin", "rounds", "complaints", "csat", "supervisors", "contracts"):
        SourceLoad.objects.create(source=source, as_of_on=date(2026, 9, 10), last_month=date(2026, 8, 1))


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("loads")
def test_refresh_status() -> None:
    account = full_account()
    assert json.loads(run("refresh_status", "--json")) == {
        "accounts": 1,
        "changed": 1,
        "colours": {"GREEN": 1, "GREY": 0, "AMBER": 0, "RED": 0},
    }
    assert "1 accounts judged, 0 changed" in run("refresh_status", "--account", str(account.pk))
    make_complaint(account, date(2026, 9, 12), severity="critical")
    assert "0 changed" in run("refresh_status", "--as-of", "2026-09-11")
    assert "1 changed" in run("refresh_status", "--as-of", "2026-09-14")


def test_some_accounts_are_refreshed() -> None:
    first, second, _third = (make_account() for _ in range(3))
    said = run("refresh_status", "--account", str(first.pk), "--account", str(second.pk))
    assert "2 accounts judged, 2 changed" in said


def test_close_month() -> None:
    make_account()
    assert run("close_month", "--month", "2026-08") == (
        "Month 8/2026: 1 accounts closed, 0 unchanged, 0 presented before.\n"
    )
    assert "0 accounts closed, 1 unchanged" in run("close_month", "--month", "8/2026", "--as-of", "2026-09-11")


def test_close_month_refuses_bad_input() -> None:
    assert "Month 9/2026 is not closed yet" in refused("close_month", "--month", "2026-09")
    assert "is not a month" in refused("close_month", "--month", "elokuu")
    assert "'11.9.2026' is not a date" in refused("close_month", "--month", "2026-08", "--as-of", "11.9.2026")


def test_refresh_status_refuses_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "'11.9.2026' is not a date" in refused("refresh_status", "--as-of", "11.9.2026")
    assert "No account has the id '99'" in refused("refresh_status", "--account", "99")
    assert "No account has the id 'x'" in refused("refresh_status", "--account", "x")
    monkeypatch.setenv("KAM_TODAY", "tomorrow")
    assert "KAM_TODAY='tomorrow' is not a date" in refused("refresh_status")
    assert "KAM_TODAY='tomorrow' is not a date" in refused("account_figures", "--month", "2026-08")


@pytest.mark.usefixtures("loads")
def test_figures_carry_the_names_of_the_control_totals() -> None:
    owner = make_person("Aino Mallinen")
    account = full_account(name="Satumaan Testi Oy", business_id="9999928-0")
    account.assignments.filter(role="owner").update(person=owner)
    site = make_site(account, "Niemelä", town=make_town("Lappeenranta"), is_critical=True)
    for day, score in ((date(2026, 7, 21), 76), (date(2026, 8, 21), "74.5")):
        make_round(site, day, score)
    make_complaint(account, date(2026, 9, 1), due_on=date(2026, 9, 8))
    CareHours.objects.create(account=account, person=owner, worked_on=date(2026, 8, 31), hours=Decimal("7.5"))
    CareHours.objects.create(account=account, person=owner, worked_on=date(2026, 9, 1), hours=Decimal("7.5"))
    Opportunity.objects.create(account=account, code="M-1", name="Ikkunanpesu")
    SurveyWave.objects.create(name="Kysely 5/2025", month=date(2025, 5, 1), scale_low=4, scale_high=10)
    run("refresh_status")
    (figures,) = json.loads(run("account_figures", "--month", "2026-08", "--json"))["accounts"]
    number = account.customer_numbers.get().number
    contract = account.contracts.get().contract_no
    assert figures == {
        "no": 1,
        "account": "Satumaan Testi Oy",
        "business_id": "9999928-0",
        "customer_numbers": [number],
        "model": "B",
        "owner": "Aino Mallinen",
        "phase": "vakiintunut",
        "revenue_r12": 120000,
        "revenue_ytd_2026_1_8": 80000,
        "revenue_same_period_2025": 80000,
        "revenue_change_pct": 0,
        "target_revenue_ytd": 80000,
        "revenue_index_pct": 100,
        "margin_ytd": 16000,
        "margin_pct_ytd": 20,
        "target_margin_pct_ytd": 20,
        "margin_same_period_2025": 16000,
        "sites": 2,
        "critical_sites": 1,
        "supervisor_positions": 2,
        "supervisor_changes_r12": 0,
        "rounds_r3_planned": 5,
        "rounds_r3_done": 5,
        "rounds_ytd_planned": 5,
        "rounds_ytd_done": 5,
        "quality_score_weighted": 84.3,
        "quality_score_unweighted": 84.3,
        "sites_below_80": ["Niemelä, Lappeenranta 74.5"],
        "critical_below_twice": [["Niemelä, Lappeenranta", 76, 74.5]],
        "coverage_45d_pct": 100,
        "last_round": "2026-08-21",
        "complaints_24m": 2,
        "complaints_r3": 1,
        "complaints_last_6m": 2,
        "complaints_open": 1,
        "complaints_overdue": 1,
        "complaints_max_days_overdue": 3,
        "critical_open": 0,
        "csat_5_2026": {"n": 5, "mean": 4.2, "promoters": 0, "detractors": 0},
        "csat_5_2025": {"n": 0, "mean_converted": None},
        "contracts": 1,
        "contract_ends": [{"contract": contract, "ends": "2028-09-11", "days": 731, "share_pct": 100}],
        "care_hours_2026_1_8": 87.5,
        "opportunities": 1,
        "last_director_meeting": "2026-07-01",
        "days_since_meeting": 72,
        "shown": "RED",
    }


def test_figures_name_their_months() -> None:
    make_account()
    (figures,) = json.loads(run("account_figures", "--month", "3/2026", "--json"))["accounts"]
    assert {"revenue_ytd_2026_1_3", "revenue_same_period_2025", "care_hours_2026_1_3"} <= figures.keys()
    assert figures["revenue_ytd_2026_1_3"] is None
    assert figures["no"] is None


def test_one_account_by_name() -> None:
    full_account(name="Hämeenlinnan Testi Oy")
    full_account(name="Hämeenlinnan Testi Oy / liikkeet")
    make_account("Toinen Oy")
    exact = json.loads(run("account_figures", "--month", "2026-08", "--account", "hameenlinnan testi oy", "--json"))
    assert [row["account"] for row in exact["accounts"]] == ["Hämeenlinnan Testi Oy"]
    part = json.loads(run("account_figures", "--month", "2026-08", "--account", "toinen", "--json"))
    assert [row["account"] for row in part["accounts"]] == ["Toinen Oy"]
    assert "fits 2 accounts" in refused("account_figures", "--month", "2026-08", "--account", "hämeenlinnan")
    assert "No account is called 'Olematon'" in refused(
        "account_figures", "--month", "2026-08", "--account", "Olematon"
    )


def test_a_table_for_people() -> None:
    full_account(name="Keksityn Testi Oy")
    make_account("Uusi Oy")
    head, first, second = run("account_figures", "--month", "2026-08").splitlines()
    assert head.split()[:3] == ["no", "account", "model"]
    assert "Keksityn Testi Oy" in first
    assert "–" in second


def test_figures_refuse_a_bad_month() -> None:
    assert "is not a month" in refused("account_figures", "--month", "elokuu")
    assert "Month 9/2026 is not closed yet" in refused("account_figures", "--month", "2026-09")


def test_figures_only_read() -> None:
    full_account()
    before = list(Account.objects.values())
    run("account_figures", "--month", "2026-08", "--json")
    assert list(Account.objects.values()) == before

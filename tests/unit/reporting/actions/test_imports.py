"""Loading: all or nothing, twice is once, deletions inside the delivered scope, freshness, batches."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts_app.models import (
    Account,
    CareHours,
    ClockEvent,
    Complaint,
    Contract,
    CostRow,
    CustomerGroup,
    CustomerNumber,
    Meeting,
    MonthlyFigure,
    Opportunity,
    QualityRound,
    RevenueRow,
    Service,
    Site,
    SiteSupervision,
    SurveyAnswer,
    SurveyWave,
    TargetRow,
)
from reporting.actions import imports
from reporting.imports.delivery import read_delivery
from reporting.imports.fault import DeliveryFault
from reporting.models import AccountJudgement, ImportBatch, ImportFile, JobRun, SourceLoad
from teams.actions.deliveries import Changes
from teams.models import Absence, BoardMembership, BusinessArea, Company, Person, RoleGrant, Unit
from tests.unit.reporting.imports import workbooks as made

pytestmark = pytest.mark.django_db
AS_OF = datetime.date(2026, 9, 11)


def read(**replaced):
    return read_delivery(made.tiny_delivery(**replaced), as_of=AS_OF)


def load(*, accept_rejected=False, **replaced):
    return imports.load(delivery=read(**replaced), by=None, accept_rejected=accept_rejected)


def test_people_and_organisation():
    load()
    assert Company.objects.get().name == "Keksi"
    assert set(Unit.objects.values_list("name", flat=True)) == {"Johto", "Asiakkuudet", "Alue"}
    aino = Person.objects.get(person_no="000115")
    assert (aino.line_manager.name, aino.town.name, aino.user) == ("Outi Oletus", "Helsinki", None)
    assert list(aino.business_areas.values_list("name", flat=True)) == ["Konserni"]
    assert "aino" in aino.search_text
    assert BusinessArea.objects.count() == 2
    assert sorted(RoleGrant.objects.values_list("role", flat=True)) == [
        "account_director", "account_director", "supervisor", "supervisor",
    ]  # fmt: skip
    assert BoardMembership.objects.get().person.name == "Pirjo Puhe"
    assert Absence.objects.count() == 2


def test_accounts_numbers_sites_and_supervisors():
    load()
    account = Account.objects.get(name=made.ONE)
    assert Account.objects.count() == 2
    assert set(account.customer_numbers.values_list("number", flat=True)) == {"004513", "007731"}
    assert CustomerNumber.objects.get(number="007731").payer_name == f"{made.ONE} / liikkeet"
    assert CustomerGroup.objects.get().name == "Keksityt"
    assert account.assignments.get(role="owner").starts_on == datetime.date(2019, 1, 1)
    assert {(one.state, one.with_decision_maker) for one in Meeting.objects.filter(account=account)} == {
        ("held", True), ("booked", False),
    }  # fmt: skip
    site = Site.objects.get(site_no="30101")
    assert (site.postcode, site.visit_interval_months, site.area_director.name) == ("02100", 1, "Outi Oletus")
    assert ClockEvent.objects.filter(account=account, year=2026).exists()


def test_a_change_sheet_gives_the_supervisor_before_it():
    load(sites=made.book(Kohdeluettelo=made.SITES, Esimiesmuutokset=made.CHANGES))
    rows = SiteSupervision.objects.filter(site__site_no="30102").order_by("starts_on")
    assert [(row.supervisor.name, row.starts_on, row.ends_on) for row in rows] == [
        ("Sini Satu", datetime.date(2019, 3, 1), datetime.date(2025, 2, 28)),
        ("Timo Taru", datetime.date(2025, 3, 1), None),
    ]


def test_money_is_summed_without_internal_rows():
    load()
    assert RevenueRow.objects.count() == 5
    assert Service.objects.count() == 2
    figure = MonthlyFigure.objects.get(account__name=made.ONE, month=datetime.date(2026, 8, 1))
    assert figure.revenue_eur == Decimal("2135.06")
    january = MonthlyFigure.objects.get(account__name=made.ONE, month=datetime.date(2026, 1, 1))
    assert (january.cost_revenue_eur, january.margin_eur, january.target_revenue_eur) == (100, 20, 100)
    assert CostRow.objects.filter(line="wages").count() == 2
    assert TargetRow.objects.count() == 24


def test_care_rows():
    load()
    assert QualityRound.objects.count() == 4
    assert QualityRound.objects.get(site__site_no="30102", state="done").score_pct == 76
    assert Complaint.objects.get(number="R-2").is_accepted is True
    assert SurveyWave.objects.get(name="Kysely 5/2025").scale_high == 10
    assert sorted(SurveyAnswer.objects.values_list("score", flat=True)) == [Decimal(3), Decimal("4.5"), Decimal(5)]
    assert Contract.objects.get(contract_no="S-2").ends_on is None
    assert Contract.objects.get(contract_no="S-1").services.count() == 2
    assert CareHours.objects.get().hours == 8
    assert Opportunity.objects.get(code="M-2").owner is None


def test_the_same_delivery_twice_changes_nothing():
    first = load()
    assert first.created > 100
    second = load()
    assert (second.created, second.updated, second.deleted) == (0, 0, 0)
    assert ImportBatch.objects.count() == 1


def test_twice_with_a_change_sheet_changes_nothing():
    sites = made.book(Kohdeluettelo=made.SITES, Esimiesmuutokset=made.CHANGES)
    load(sites=sites)
    assert not load(sites=sites).any


def test_a_reload_replaces_the_delivered_months_only():
    load()
    again = made.revenue(made.invoice(999), total=999)
    changes = load(revenue=made.csv(again))
    assert (changes.updated, changes.deleted) == (1, 2), "the other two rows of the number and month are gone"
    assert RevenueRow.objects.filter(month=datetime.date(2026, 7, 1)).exists()
    assert RevenueRow.objects.filter(customer_number__number="004528").exists()
    assert MonthlyFigure.objects.get(account__name=made.ONE, month="2026-08-01").revenue_eur == 999


def test_a_broken_total_blocks_and_writes_nothing():
    with pytest.raises(DeliveryFault) as caught:
        load(revenue=made.csv(made.revenue(made.invoice(100), total=350)))
    assert caught.value.code == "total_broken"
    text = caught.value.text("fi")
    assert "revenue.csv" in text
    assert "rivin 6" in text
    assert "250,00" in text
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()


def test_rejected_rows_stop_until_they_are_accepted_as_left_out():
    bad = made.csv(made.revenue(made.invoice(100), made.invoice(5, "004999")))
    with pytest.raises(DeliveryFault) as caught:
        load(revenue=bad)
    assert "004999" in caught.value.text("sv")
    assert not Person.objects.exists()
    load(revenue=bad, accept_rejected=True)
    assert RevenueRow.objects.count() == 1


def test_a_rehearsal_counts_and_writes_nothing():
    planned = imports.planned(delivery=read(), by=None)
    assert not Person.objects.exists()
    assert load() == planned


def test_vanished_sites_end_and_too_many_block():
    load()
    four = made.csv([*made.SITES[:-1]])
    assert load(sites=four).updated == 1
    assert Site.objects.get(site_no="30105").ends_on == datetime.date(2026, 9, 9)
    assert not load(sites=four).any
    with pytest.raises(DeliveryFault) as caught:
        load(sites=made.csv([*made.SITES[:5], made.SITES[5]]))
    assert "1 " in caught.value.text("en")
    assert Site.objects.filter(ends_on__isnull=True).count() == 4


def test_columns_that_are_not_delivered_keep_their_values():
    load()
    Account.objects.filter(name=made.ONE).update(industry="hotels")
    place = made.CUSTOMER_TITLES.index("Toimiala")
    without = [[cell for number, cell in enumerate(row) if number != place] for row in made.CUSTOMERS]
    assert not load(customers=made.csv(without)).any
    assert Account.objects.get(name=made.ONE).industry == "hotels"


def test_freshness_is_remembered_per_source():
    load()
    rows = dict(SourceLoad.objects.values_list("source", "as_of_on"))
    assert rows["revenue"] == datetime.date(2026, 9, 8)
    assert set(rows) == set(SourceLoad.Source.values)
    assert SourceLoad.objects.get(source="revenue").last_month == datetime.date(2026, 8, 1)


def test_upload_shows_and_confirm_loads_once():
    batch = imports.upload(files=made.tiny_delivery(), as_of=AS_OF, by=None)
    assert batch.state == ImportBatch.State.PREVIEWED
    assert not Person.objects.exists()
    assert batch.changes["created"] > 100
    changes = imports.confirm(batch=batch, by=None)
    assert changes.created == batch.changes["created"]
    with pytest.raises(ValidationError):
        imports.confirm(batch=batch, by=None)
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.LOADED
    assert not any(bytes(file.content) for file in ImportFile.objects.all()), "bytes are kept only while waiting"


def test_a_load_owes_the_judgement_of_all_accounts_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load()
    job = JobRun.objects.get()
    assert (job.kind, job.state, job.arguments) == ("refresh_status", JobRun.State.DONE, {"on": "2026-09-11"})
    judged = set(AccountJudgement.objects.values_list("account", flat=True))
    assert judged == set(Account.objects.in_care(AS_OF).values_list("pk", flat=True)) != set()
    with django_capture_on_commit_callbacks(execute=True):
        load()
    assert JobRun.objects.count() == 1, "nothing came, nothing is owed"


def test_a_confirmed_batch_is_judged_on_the_day_of_confirming():
    batch = imports.upload(files=made.tiny_delivery(), as_of=AS_OF, by=None)
    assert not JobRun.objects.exists()
    imports.confirm(batch=batch, by=None, on=datetime.date(2026, 9, 14))
    assert JobRun.objects.get().arguments == {"on": "2026-09-14"}


def test_reasons_of_absences_are_not_kept():
    bad = [*made.ABSENCES, ["000999", "1.9.2026", "2.9.2026", "salattu"]]
    batch = imports.upload(files=made.tiny_delivery(absences=made.csv(bad)), as_of=AS_OF, by=None)
    (kept,) = batch.files.get(kind="absences").verdicts
    assert "salattu" not in str(kept)


def test_cancelled_and_blocked_batches_cannot_be_confirmed():
    batch = imports.upload(files=made.tiny_delivery(), as_of=AS_OF, by=None)
    imports.cancel(batch=batch, by=None)
    with pytest.raises(ValidationError):
        imports.confirm(batch=batch, by=None)
    broken = made.csv(made.revenue(made.invoice(1), total=9))
    blocked = imports.upload(files=made.tiny_delivery(revenue=broken), as_of=AS_OF, by=None)
    assert (blocked.state, blocked.changes) == (ImportBatch.State.BLOCKED, Changes().as_dict())
    with pytest.raises(ValidationError):
        imports.confirm(batch=blocked, by=None)
    assert not Person.objects.exists()


def test_the_same_files_are_refused_until_something_came_after_them():
    load()
    with pytest.raises(DeliveryFault) as caught:
        imports.upload(files=made.tiny_delivery(), as_of=AS_OF, by=None)
    assert caught.value.code == "already_loaded"
    assert caught.value.values["batch"] == ImportBatch.objects.get().pk
    load(revenue=made.csv(made.revenue(made.invoice(7))))
    assert imports.upload(files=made.tiny_delivery(), as_of=AS_OF, by=None).state == ImportBatch.State.PREVIEWED


def test_questions_of_loading_do_not_grow_with_rows(django_assert_max_num_queries):
    load()
    rows = [made.invoice(number, Tilaus=f"T-{number}") for number in range(1, 800)]
    only = [file for file in made.tiny_delivery(revenue=made.csv(made.revenue(*rows))) if file.name == "revenue.csv"]
    with django_assert_max_num_queries(50):
        imports.load(delivery=read_delivery(only, as_of=AS_OF), by=None, accept_rejected=False)
    assert RevenueRow.objects.filter(customer_number__number="004513", month="2026-08-01").count() == 799

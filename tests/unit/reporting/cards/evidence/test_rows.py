"""The rows behind the figures of a card: they add up, they name nobody, and nothing hidden is among them."""

import datetime
import json
import random
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts_app.models import (
    Account,
    Complaint,
    CostRow,
    ManualFigure,
    MonthlyFigure,
    Opportunity,
    RevenueRow,
    Risk,
    Service,
    Tender,
)
from reporting.actions import cards
from reporting.cards.canonical import canonical_json, checksum
from reporting.cards.evidence import content_of, read_rows
from reporting.cards.evidence.registry import MOST_ROWS
from reporting.facts.collect import collect
from reporting.models import CardEvidence, QualityCard
from teams.models import Person
from tests.factories import (
    make_account,
    make_answer,
    make_audit,
    make_brief,
    make_budget,
    make_clock_event,
    make_complaint,
    make_contact,
    make_contract,
    make_figure,
    make_goal,
    make_hours,
    make_instruction,
    make_invoice,
    make_meeting,
    make_non_conformity,
    make_person,
    make_project,
    make_round,
    make_site,
    make_town,
)
from tests.unit.reporting.cards.evidence.adding_up import Card

pytestmark = pytest.mark.django_db
AUGUST = datetime.date(2026, 8, 1)
AS_OF = datetime.date(2026, 9, 11)


def day(month: int, number: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


def fill(account: Account, owner: Person) -> None:
    """Something behind every metric of a service account."""
    for month in range(1, 9):
        make_figure(account, day(month, 1), 10_000 + month, big_project_eur=Decimal(100 if month == 3 else 0))
        make_figure(account, day(month, 1, 2025), 9_000 + month)
        add_revenue(account, day(month, 1), "Siivous", "Oulu", 6_000, 4_000 + month)
        add_revenue(account, day(month, 1, 2025), "Siivous", "Oulu", 9_000 + month)
        CostRow.objects.create(account=account, month=day(month, 1), line="wages", amount_eur=Decimal(7_000))
    for score in (76, 91):
        site = make_site(account)
        for month in range(6, 9):
            make_round(site, day(month, 20), score, customer_score=Decimal(4))
        make_round(site, day(7, 2))
        make_round(site, day(8, 20, 2025), 70)
    for number in range(6):
        make_answer(account, day(5, 12), 3 + number % 3, recommend=6 + number % 4)
        make_answer(account, day(5, 12, 2025), 4, recommend=9)
    make_complaint(account, day(8, 3), site=site, category="Hygienia", due_on=day(8, 20))
    make_complaint(account, day(7, 3), site=site, category="Hygienia", closed_on=day(7, 14), is_accepted=True)
    make_complaint(account, day(8, 3, 2025))
    make_non_conformity(make_audit(account, day(2, 3)), day(6, 1))
    make_meeting(account, day(6, 10)).contacts.add(
        make_contact(account, name="Päivi Päättäjä", title="Toimitusjohtaja")
    )
    make_contact(account, name="Teppo Toinen")
    make_clock_event(account, "JT", day(3, 31), done_on=day(3, 2))
    make_clock_event(account, "SA", day(6, 30))
    make_goal(account, owner, name="Uusi kohde")
    make_budget(account, 120)
    make_hours(account, day(4, 2), 7)
    make_instruction(account, day(6, 1), due_on=day(7, 1), responsible=owner)
    make_brief(account, day(3, 1), owner)
    make_contract(account, ends_on=day(12, 31, 2027), notice_months=6)
    Tender.objects.create(account=account, announced_on=day(9, 1), schedule="10/2026")
    Risk.objects.create(account=account, name="Avoin riski", probability=2, impact=2, opened_on=day(1, 1), owner=owner)
    make_invoice(account, day(7, 1), 1_200)
    Opportunity.objects.create(
        account=account, code=f"M-{account.pk}", name="Laajennus", value_eur=Decimal(52_000), stage="Tarve"
    )


def add_revenue(account: Account, month: datetime.date, service: str, town: str, *amounts: int) -> None:
    number = account.customer_numbers.get()
    made, _new = Service.objects.get_or_create(name=service)
    for place, amount in enumerate(amounts):
        RevenueRow.objects.create(
            account=account, customer_number=number, service=made, town=make_town(town), month=month,
            amount_eur=Decimal(amount), row_key=f"{account.pk}-{month}-{service}-{town}-{place}",
        )  # fmt: skip


@pytest.fixture
def owner() -> Person:
    return make_person("Aino Mallinen")


@pytest.fixture
def account(owner: Person) -> Account:
    made = make_account("Esimerkkihoiva Oy", owner=owner, deputy=make_person("Eero Esimerkkilä"), care_model="A")
    fill(made, owner)
    return made


def built(*accounts: Account) -> list[Card]:
    """The cards of August with the rows behind them, in the order of the accounts."""
    result = cards.build(month=AUGUST, as_of=AS_OF, accounts=accounts, by=None)
    assert result.failed == []
    rows = {row.card.account_id: row for row in CardEvidence.objects.select_related("card")}
    return [Card(rows[account.pk].card.snapshot, rows[account.pk].content) for account in accounts]


def test_every_printed_figure_comes_out_of_its_rows(account: Account) -> None:
    (card,) = built(account)
    assert card.wrong() == []
    empty = {name for name, kept in card.content["tables"].items() if not kept["rows"]}
    assert empty <= {"invoices_before", "notices", "sites_without", "supervisor_changes", "supervisor_changes_before"}
    assert {"F1", "F2", "F3", "Q1", "Q2", "C1", "C4", "G3", "H3", "K1", "K4", "K5", "P4"} <= card.rows.keys()
    assert card.rows.keys() == card.content["metrics"].keys()


def test_a_figure_written_by_hand_counts_in_its_month_and_is_named_as_such(account: Account, owner: Person) -> None:
    MonthlyFigure.objects.filter(account=account, month=AUGUST).delete()
    RevenueRow.objects.filter(account=account).delete()
    for measure, amount in (("revenue", 12_500), ("margin", 2_000)):
        written = {"amount_eur": Decimal(amount), "entered_by": owner, "entered_on": day(9, 8), "reason": "Aino korjaa"}
        ManualFigure.objects.create(account=account, month=AUGUST, measure=measure, **written)
    (card,) = built(account)
    assert card.wrong() == []
    assert card.table("revenue_by_month")[-1]["revenue_eur"] == "12500.00"
    assert card.table("revenue_by_hand") == [
        {"month": "2026-08-01", "written_eur": "12500.00", "written_on": "2026-09-08"}
    ]
    assert card.table("margin_by_hand")[0]["written_eur"] == "2000.00"
    assert "revenue_by_hand" in card.content["metrics"]["F1"]["tables"]
    assert "Aino" not in json.dumps(card.content)


def test_the_figures_of_a_consultancy_come_out_of_its_projects(owner: Person) -> None:
    firm = make_account("Suunnittelu Oy", owner=owner, profile=Account.Profile.CONSULTANCY)
    for month in range(1, 9):
        make_figure(firm, day(month, 1), 50_000)
        make_figure(firm, day(month + 4, 1, 2025), 50_000) if month + 4 > 8 else None
    for number in range(6):
        make_project(firm, milestone_on=day(8, 1), used_hours=Decimal(120 + number))
        make_project(firm, closed_on=day(5, 1 + number), feedback=Decimal("4.5"))
    (card,) = built(firm)
    assert {"F4", "Q1p", "Q2p", "Q3p"} <= card.rows.keys()
    assert card.wrong() == []
    assert len(card.table("project_feedback")) == 6


def test_too_few_answers_leave_no_trace(owner: Person) -> None:
    account = make_account(owner=owner, care_model="A")
    for score in (1, 2, 3, 5):
        make_answer(account, day(5, 12), score, is_anonymous=True, recommend=score)
    for score in (4, 4, 5, 5, 5):
        make_answer(account, day(5, 12, 2025), score, is_anonymous=True)
    (card,) = built(account)
    assert card.rows["C1"]["period"]["mark"] == "suppressed"
    assert card.rows["C2"]["period"]["mark"] == "suppressed"
    assert card.content["metrics"]["C1"]["tables"] == ["grades_before", "roles_before"]
    assert card.content["metrics"]["C2"]["tables"] == []


def test_a_role_with_few_answers_hides_the_whole_breakdown(owner: Person) -> None:
    account = make_account(owner=owner, care_model="A")
    for number in range(12):
        make_answer(account, day(5, 12), 4, role="decider" if number < 2 else "user")
    (card,) = built(account)
    assert card.content["metrics"]["C1"]["tables"] == ["grades"]


def test_few_answers_about_projects_leave_no_trace(owner: Person) -> None:
    firm = make_account(owner=owner, profile=Account.Profile.CONSULTANCY)
    make_project(firm)
    for number in range(4):
        make_project(firm, closed_on=day(5, 1 + number), feedback=Decimal("1.5"))
    (card,) = built(firm)
    assert card.rows["Q2p"]["period"]["mark"] == "suppressed"
    assert card.content["metrics"]["Q2p"]["tables"] == []
    assert "1.5" not in json.dumps(card.content["tables"])


def test_nobody_is_named(account: Account) -> None:
    (card,) = built(account)
    kept = json.dumps(card.content["tables"], ensure_ascii=False)
    names = [*Person.objects.values_list("name", flat=True), *account.contacts.values_list("name", flat=True)]
    assert len(names) > 5
    assert [name for name in names if name in kept] == []
    assert "Toimitusjohtaja" not in kept
    assert card.table("deciders")[0]["role"] == "decider"


def test_an_internal_risk_keeps_nothing_but_its_points(account: Account, owner: Person) -> None:
    Risk.objects.create(
        account=account, name="Salainen riski", is_internal=True, probability=5, impact=3, opened_on=AS_OF, owner=owner
    )
    (card,) = built(account)
    assert card.table("risks")[0] == {
        "risk": None,
        "probability": None,
        "impact": None,
        "points": 15,
        "review_on": None,
    }
    assert "Salainen" not in json.dumps(card.content)


def test_nothing_of_another_account_is_kept(account: Account, owner: Person) -> None:
    other = make_account("Naapuri Oy", owner=owner, care_model="A")
    alone = built(account)[0].content
    fill(other, owner)
    Complaint.objects.filter(account=other).update(category="Naapurin vika")
    both = built(account, other)
    assert both[0].content == alone
    assert "Naapurin vika" in json.dumps(both[1].content)


def test_a_later_day_adds_nothing(account: Account) -> None:
    before = built(account)[0].content
    tomorrow = AS_OF + datetime.timedelta(days=1)
    make_complaint(account, tomorrow)
    make_invoice(account, tomorrow, 5)
    make_hours(account, tomorrow, 5)
    assert built(account)[0].content == before


def test_the_same_rows_give_the_same_checksum_in_any_order(account: Account, owner: Person) -> None:
    other = make_account("Toinen Oy", owner=owner, care_model="B")
    fill(other, owner)
    before = [checksum(card.content) for card in built(account, other)]
    turn_round(account, Complaint, RevenueRow)
    CardEvidence.objects.all().delete()
    QualityCard.objects.all().delete()
    assert [checksum(card.content) for card in built(other, account)] == before[::-1]
    facts = collect([other, account], month=AUGUST, as_of=AS_OF)
    random.Random(7).shuffle(facts)
    rows = read_rows(facts, month=AUGUST, as_of=AS_OF)
    found = {card.account_id: content_of(card.snapshot, rows[card.account_id]) for card in QualityCard.objects.all()}
    assert [checksum(found[pk]) for pk in (account.pk, other.pk)] == before


def turn_round(account: Account, *models: Any) -> None:
    """The same rows written anew the other way round, so that the database finds them in another order."""
    for model in models:
        rows: Iterable[Any] = list(model.objects.filter(account=account).order_by("-pk"))
        model.objects.filter(account=account).delete()
        for row in rows:
            row.pk = None
            row.save(force_insert=True)


def test_numbers_are_whole_or_text(account: Account) -> None:
    (card,) = built(account)
    canonical_json(card.content)  # raises TypeError for a binary number


def test_long_tables_say_what_they_leave_out(account: Account) -> None:
    for number in range(MOST_ROWS + 5):
        make_complaint(account, day(2, 1 + number % 28))
    (card,) = built(account)
    kept = card.content["tables"]["complaints_received"]
    assert (len(kept["rows"]), kept["left_out"], kept["counted"]) == (MOST_ROWS, 7, MOST_ROWS + 7)


def test_the_number_of_queries_is_fixed(account: Account, owner: Person) -> None:
    def queries(accounts: list[Account]) -> int:
        facts = collect(accounts, month=AUGUST, as_of=AS_OF)
        with CaptureQueriesContext(connection) as captured:
            read_rows(facts, month=AUGUST, as_of=AS_OF)
        return len(captured)

    one = queries([account])
    more = [account]
    for _ in range(4):
        more.append(make_account(owner=owner))
        fill(more[-1], owner)
    assert queries(more) == one <= 37

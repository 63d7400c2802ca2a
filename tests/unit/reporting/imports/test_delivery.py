"""Reading a delivery: kinds by heading, order by dependency, verdicts per row, controls, faults as sentences."""

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reporting.imports.base import Verdict
from reporting.imports.delivery import DeliveredFile, files_of, read_delivery
from reporting.imports.fault import DeliveryFault
from reporting.imports.workbook import WorkbookError
from tests.unit.reporting.imports import workbooks as made

pytestmark = pytest.mark.django_db
AS_OF = datetime.date(2026, 9, 11)


def read(**replaced):
    delivery = read_delivery(made.tiny_delivery(**replaced), as_of=AS_OF)
    return {file.importer.kind: file for file in delivery.files}


def verdicts(file):
    return {
        row.record.row: (row.verdict.value, [problem.code for problem in row.problems]) for row in file.judgement.rows
    }


def test_files_come_in_the_order_they_need_each_other():
    delivery = read_delivery(made.tiny_delivery(), as_of=AS_OF)
    kinds = [file.importer.kind for file in delivery.files]
    assert kinds[:4] == ["people", "customers", "sites", "revenue"]
    assert len(kinds) == 14
    assert delivery.rejected == 0
    assert not delivery.blocked


def test_every_data_row_has_one_verdict():
    for file in read_delivery(made.tiny_delivery(), as_of=AS_OF).files:
        assert sum(file.count(verdict) for verdict in Verdict) == file.rows


def test_titles_totals_internal_rows_and_duplicates():
    files = read()
    assert verdicts(files["revenue"])[10] == ("skipped", ["internal"])
    assert verdicts(files["revenue"])[11] == ("skipped", ["total_row"])
    assert verdicts(files["revenue"])[13] == ("skipped", ["note_row"])
    assert (files["revenue"].rows, files["revenue"].count(Verdict.ACCEPTED)) == (6, 5)
    assert verdicts(files["rounds"])[3] == ("skipped", ["duplicate_row"])
    assert verdicts(files["hours"])[4] == ("skipped", ["not_care"])


def test_a_wrong_check_digit_is_a_warning():
    assert [row.verdict for row in read()["customers"].judgement.rows] == [Verdict.WARNING] * 3


def test_control_totals_hold_with_internal_rows():
    (control,) = read()["revenue"].judgement.controls
    assert (control.expected, control.found, control.holds) == (Decimal("3635.06"), Decimal("3635.06"), True)
    assert all(control.holds for kind in ("costs", "targets") for control in read()[kind].judgement.controls)


@pytest.mark.parametrize(
    ("total", "blocks"), [(1000.5, False), (1000.9, False), (1001.4, False), (1001.51, True), (998, True)]
)
def test_a_difference_over_one_euro_or_a_thousandth_blocks(total, blocks):
    file = read(revenue=made.csv(made.revenue(made.invoice(1000.5), total=total)))["revenue"]
    assert file.blocked is blocks


def test_a_small_total_is_held_to_a_thousandth():
    assert read(revenue=made.csv(made.revenue(made.invoice(100), total=100.5)))["revenue"].blocked


def test_one_month_of_a_wide_total_blocks():
    rows = [*made.TARGETS[:-2], made.wide("", "Yhteensä", "Liikevaihto", [100] * 11 + [250], 1200)]
    (broken,) = read(targets=made.csv(rows))["targets"].broken
    assert (broken.column, broken.label, broken.difference) == ("Joulu", "Liikevaihto", Decimal(150))


REVENUE_FAULTS = [
    (made.invoice(1, "004999"), "rejected", "unknown_customer"),
    (made.invoice(1, None), "rejected", "customer_missing"),
    (made.invoice(None), "rejected", "value_missing"),
    (made.invoice("abc"), "rejected", "not_a_number"),
    (made.invoice("1 23,4"), "rejected", "grouping"),
    (made.invoice("#N/A"), "rejected", "error_cell"),
    (made.invoice(1, Kausi="9/2026"), "rejected", "period_future"),
    (made.invoice(1, Kausi="13/2026"), "rejected", "no_such_month"),
    (made.invoice(1, Laskulaji="Q"), "rejected", "unknown_invoice_kind"),
    (made.invoice(50, Laskulaji="H"), "warning", "credit_sign_flipped"),
    (made.invoice(1, Kohdenro="39999"), "warning", "unknown_site_kept"),
    (made.invoice("1,234.56"), "warning", "english_form"),
    (made.invoice(1, 4513), "warning", "code_padded"),
]


@pytest.mark.parametrize(("row", "verdict", "code"), REVENUE_FAULTS)
def test_faults_of_an_invoice_row(row, verdict, code):
    file = read(revenue=made.csv(made.revenue(made.invoice(9), row)))["revenue"]
    assert verdicts(file)[6] == (verdict, [code])


def test_the_amount_of_a_rejected_row_still_counts_in_the_files_own_total():
    rows = made.revenue(made.invoice(10), made.invoice(5, "004999"), total=15)
    file = read(revenue=made.csv(rows))["revenue"]
    assert (file.blocked, file.count(Verdict.REJECTED)) == (False, 1)


OTHER_FAULTS = [
    ("people", [*made.PEOPLE, ["000115", "Kaksi", "x", "y", "", "", "", "", ""]], "rejected", "duplicate_key"),
    ("people", [*made.PEOPLE, ["000117", "Uusi", "x", "y", "", "", "Tuntematon", "", ""]], "warning", "unknown_person"),
    ("people", [*made.PEOPLE, ["000118", None, "x", "y", "", "", "", "", ""]], "rejected", "value_missing"),
    ("customers", [*made.CUSTOMERS, made.customer("1", "X", None, Hoitomalli="E")], "rejected", "unknown_care_model"),
    ("customers", [*made.CUSTOMERS, made.customer("000002", "X", None, Vaihe="?")], "warning", "unknown_stage"),
    (
        "customers",
        [*made.CUSTOMERS, made.customer("000003", "X", None, Vastuuhenkilö="?")],
        "warning",
        "unknown_person",
    ),
    (
        "customers",
        [*made.CUSTOMERS, made.customer("000004", "X", None, **{"Viimeisin johtajatapaaminen": made.day(2027, 1, 1)})],
        "warning",
        "day_in_future",
    ),
    ("sites", [*made.SITES, made.site("30109", "004999")], "rejected", "unknown_customer"),
    ("sites", [*made.SITES, made.site("30109", Loppupvm=made.day(2018, 1, 1))], "rejected", "ends_before_start"),
    ("sites", [*made.SITES, made.site("30109", **{"Esimiehen hlönro": None})], "warning", "supervisor_missing"),
    ("sites", [*made.SITES, made.site("30109", **{"Esimiehen hlönro": "000999"})], "warning", "unknown_person"),
    ("sites", [*made.SITES, made.site("30101", "004528")], "rejected", "duplicate_key"),
    ("targets", [*made.TARGETS[:4], made.wide("004513", made.ONE, "Tulos", [1], 1)], "rejected", "unknown_measure"),
    ("targets", [*made.TARGETS[:4], made.wide("004528", made.TWO, "Kate", [1], 9)], "warning", "row_sum"),
    ("targets", [*made.TARGETS[:4], made.wide("", "Tuntematon Oy", "Kate", [1], 1)], "rejected", "unknown_account"),
    ("costs", [*made.COSTS[:5], made.wide("004513", made.ONE, "Huvi", [1], 1)], "rejected", "unknown_line"),
    ("costs", [*made.COSTS[:5], made.wide("004513", made.ONE, "Palkat", [1] * 9, 9)], "rejected", "period_future"),
    ("complaints", [*made.COMPLAINTS, made.complaint("R-3", Vakavuus=None)], "warning", "severity_defaulted"),
    ("complaints", [*made.COMPLAINTS, made.complaint("R-3", Saapunut="30.2.2026")], "rejected", "no_such_date"),
    ("complaints", [*made.COMPLAINTS, made.complaint("R-3", Tila="Suljettu")], "warning", "closed_without_day"),
    (
        "complaints",
        [*made.COMPLAINTS, made.complaint("R-3", Suljettu=made.day(2026, 8, 1))],
        "rejected",
        "closed_before_received",
    ),
    (
        "complaints",
        [*made.COMPLAINTS, made.complaint("R-3", Saapunut=made.day(2026, 9, 12))],
        "rejected",
        "day_in_future",
    ),
    ("survey", [*made.SURVEY, made.answer("Kysely 5/2026", made.day(2026, 5, 1), "1–5", 7)], "rejected", "score_range"),
    ("survey", [*made.SURVEY, made.answer("K 1", made.day(2026, 5, 1), "1–5", 4, 11)], "rejected", "score_range"),
    ("survey", [*made.SURVEY, made.answer("K 1", made.day(2026, 5, 1), "hyvä", 4)], "rejected", "not_a_scale"),
    ("contracts", [*made.CONTRACTS, made.contract("S-3", made.day(2023, 1, 1))], "rejected", "ends_before_start"),
    ("contracts", [*made.CONTRACTS, made.contract("S-3", None)], "warning", "no_end_given"),
    (
        "contracts",
        [*made.CONTRACTS, made.contract("S-3", "toistaiseksi", Tiedosto="javascript:x")],
        "warning",
        "not_a_link",
    ),
    (
        "contracts",
        [*made.CONTRACTS, made.contract("S-3", "toistaiseksi", Hinnantarkistuskk=13)],
        "warning",
        "score_range",
    ),
    ("prices", [*made.PRICES, ["Turku", "Siivooja", -1, made.day(2026, 1, 1), None]], "rejected", "not_positive"),
    ("prices", [*made.PRICES, ["Espoo", "Siivooja", 9, made.day(2026, 4, 1), None]], "rejected", "price_overlap"),
]


@pytest.mark.parametrize(("kind", "rows", "verdict", "code"), OTHER_FAULTS)
def test_faults_of_other_kinds(kind, rows, verdict, code):
    file = read(**{kind: made.csv(rows)})[kind]
    found = verdicts(file)[len(rows)]
    assert found[0] == verdict
    assert code in found[1]


CSV_FAULTS = [
    ("rounds", made.round_row("39999", "1.8.2026", "1.8.2026", "90"), "rejected", "unknown_site"),
    ("rounds", made.round_row("30101", "1.8.2026", "1.8.2026", "104"), "rejected", "score_range"),
    ("rounds", made.round_row("30101", "1.8.2026", "", "90"), "rejected", "date_missing"),
    ("rounds", made.round_row("30101", "", "2.8.2026", "90"), "warning", "plan_missing"),
    ("rounds", made.round_row("30101", "1.8.2026", "12.9.2026", "90"), "rejected", "day_in_future"),
    ("rounds", made.round_row("30101", "1.8.2026", "", "", "Ehkä"), "rejected", "unknown_state"),
    ("rounds", made.round_row("30101", "", "", "", "Suunniteltu"), "rejected", "date_missing"),
    ("hours", ["000115", "A", "4.8.2026", "004513 X", "Asiakashoito", "25", "A"], "rejected", "hours_range"),
    ("hours", ["000115", "A", "12.9.2026", "004513 X", "Asiakashoito", "1", "A"], "rejected", "day_in_future"),
    ("hours", ["000999", "A", "4.8.2026", "004513 X", "Asiakashoito", "1", "A"], "rejected", "unknown_person"),
    ("hours", ["000115", "A", "4.8.2026", "004999 X", "Asiakashoito", "1", "A"], "rejected", "unknown_customer"),
    ("absences", ["000115", "9.9.2026", "8.9.2026", "x"], "rejected", "ends_before_start"),
    ("absences", ["000115", "9.9.2026", "", "x"], "warning", "date_missing"),
    ("opportunities", ["M-3", "X", "Muu Oy", "", "", "1", "1", "", "", "", ""], "rejected", "unknown_account"),
    ("opportunities", ["M-3", "X", made.ONE, "", "", "1", "101", "", "", "", ""], "rejected", "score_range"),
]


@pytest.mark.parametrize(("kind", "row", "verdict", "code"), CSV_FAULTS)
def test_faults_of_text_files(kind, row, verdict, code):
    rows = {"rounds": made.ROUNDS, "hours": made.HOURS, "absences": made.ABSENCES, "opportunities": made.OPPORTUNITIES}
    file = read(**{kind: made.csv([*rows[kind], row])})[kind]
    assert verdicts(file)[len(rows[kind]) + 1] == (verdict, [code])


def test_a_wrong_margin_percentage_is_a_warning_beyond_a_fifth_of_a_point():
    rows = [*made.COSTS[:7], made.wide("004513", made.ONE, "Kate-%", ["20,1 %", "25,3 %"], "23,3 %")]
    file = read(costs=made.csv(rows))["costs"]
    (problem,) = file.judgement.rows[-1].problems
    assert (problem.code, problem.column, dict(problem.values)) == ("margin_pct_diff", "Helmi", {"computed": "25.0"})


def test_scores_given_twice_must_agree():
    row = made.round_row("30101", "1.8.2026", "1.8.2026", "90")
    row[9] = "39,0"
    assert verdicts(read(rounds=made.csv([made.ROUND_TITLES, row]))["rounds"])[2] == ("warning", ["score_differs"])


def test_a_change_of_an_unknown_site_is_rejected():
    rows = [*made.CHANGES, [made.day(2026, 1, 1), "004513", made.ONE, "39999", "", "000201", "", "000202"]]
    file = read(sites=made.book(Kohdeluettelo=made.SITES, Esimiesmuutokset=rows))["sites"]
    assert [row.problems[0].code for row in file.judgement.rows if row.verdict is Verdict.REJECTED] == ["unknown_site"]


def test_how_far_each_source_reaches():
    days = {kind: file.freshness(AS_OF) for kind, file in read().items()}
    assert days["revenue"].as_of_on == datetime.date(2026, 9, 8)
    assert days["revenue"].last_month == datetime.date(2026, 8, 1)
    assert days["costs"].last_month == datetime.date(2026, 2, 1)
    assert (days["targets"].as_of_on, days["targets"].last_month) == (
        datetime.date(2025, 12, 12),
        datetime.date(2026, 12, 1),
    )
    assert days["sites"].as_of_on == datetime.date(2026, 9, 10)
    assert days["complaints"].as_of_on == AS_OF
    assert (days["survey"].as_of_on, days["survey"].last_month) == (
        datetime.date(2026, 9, 4),
        datetime.date(2026, 5, 1),
    )
    assert days["contracts"].as_of_on == datetime.date(2026, 9, 1)
    assert days["hours"].as_of_on == datetime.date(2026, 8, 3), "other work says nothing about care"
    assert days["rounds"].as_of_on == AS_OF, "the plan reaches beyond today"
    assert days["people"] is None


def fault(**replaced):
    with pytest.raises((DeliveryFault, WorkbookError)) as caught:
        read(**replaced)
    return caught.value


def test_unknown_kind_missing_column_and_mixed_kinds():
    assert fault(extra=made.csv([["Aika", "Paikka"], [1, 2]])).code == "unknown_kind"
    without = [[cell for place, cell in enumerate(row) if place != 11] for row in made.revenue(made.invoice(1))]
    missing = fault(revenue=made.csv(without))
    assert (missing.code, missing.values["column"], missing.values["row"]) == ("missing_column", "Veroton €", 4)
    assert "revenue" in missing.text("fi")
    assert fault(people=made.book(A=made.PEOPLE, B=made.PRICES)).code == "mixed_kinds"
    assert fault(prices=made.csv(made.PRICES[:3])).code == "no_rows"


def test_damaged_and_protected_workbooks():
    damaged = made.book(Hinnasto=made.PRICES)[:-400]
    assert fault(prices=damaged).code == "damaged"
    protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(900)
    with pytest.raises(WorkbookError) as caught:
        read_delivery([DeliveredFile("salattu.xlsx", protected)], as_of=AS_OF)
    assert caught.value.code == "password_protected"


def test_files_of_a_folder(tmp_path: Path):
    with pytest.raises(DeliveryFault) as none:
        files_of(tmp_path / "missing")
    assert none.value.code == "no_folder"
    (tmp_path / "LUE.md").write_text("x")
    (tmp_path / "~$auki.xlsx").write_bytes(b"x")
    with pytest.raises(DeliveryFault) as empty:
        files_of(tmp_path)
    assert empty.value.code == "empty_folder"
    (tmp_path / "b.csv").write_bytes(b"x")
    files, ignored = files_of(tmp_path)
    assert [file.name for file in files] == ["b.csv"]
    assert ignored == ["LUE.md"]


def test_questions_do_not_grow_with_rows(django_assert_max_num_queries):
    rows = made.revenue(*[made.invoice(number, Tilaus=f"T-{number}") for number in range(200)])
    files = made.tiny_delivery(revenue=made.csv(rows))
    with django_assert_max_num_queries(8):
        delivery = read_delivery(files, as_of=AS_OF)
    assert Counter(file.importer.kind for file in delivery.files)["revenue"] == 1

"""The table of domain.md 1.7 row by row, and the small numbers of 1.5: on the page and on paper."""

import datetime
import html
import io
from decimal import Decimal as D

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from reporting.cards.build import build
from reporting.cards.context import SourceDue
from reporting.cards.pdf import card_pdf
from reporting.cards.sheet import sheet
from reporting.facts.types import ByHand
from reporting.rules import Limits
from reporting.status import judge
from reporting.status_history import RuleState
from tests.unit.reporting.cards.example import DRAFT, FRESH, SOURCE_DATES, example_context, example_facts

DUE = {
    "rounds": SourceDue(
        known_until=datetime.date(2026, 6, 12), expected_on=datetime.date(2026, 9, 15), responsible="Kaisa Kontrolleri"
    ),
    "revenue": SourceDue(known_until=None, expected_on=datetime.date(2026, 9, 7), responsible=""),
}
RED = RuleState.from_json({"c": "RED", "good": 0})


def made(before=None, context=None, **facts):
    """The sheet in Finnish of the example with some facts changed."""
    known = example_facts(**facts)
    content = build(known, judge(known, Limits(), before or {}), context or example_context(due=DUE))
    return sheet(content, "fi", DRAFT)


def row_of(card, metric_id):
    rows = {row["id"]: row for group in card["metrics"]["groups"] for row in group["rows"]}
    row = rows[metric_id]
    cells = dict(zip(("month", "period", "previous", "change", "target"), row["cells"], strict=True))
    return row | {"hints": {name: cell["hint"] for name, cell in cells.items()}}


def squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").replace("-", "").replace("⏸", "‖").split())


def on_paper(card) -> str:
    return squeezed(PdfReader(io.BytesIO(card_pdf(card))).pages[0].extract_text())


def on_page(card) -> str:
    page = render_to_string("reporting/cards/_metrics.html", {"metrics": card["metrics"]})
    return " ".join(html.unescape(page).split())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def assert_printed(card, *texts: str) -> None:
    """The texts stand on the page and on paper."""
    paper, page = on_paper(card), plain(on_page(card))
    assert [text for text in texts if squeezed(text) not in paper] == []
    assert [text for text in texts if text not in page] == []


def test_a_true_zero_is_a_zero_with_its_colour():
    card = made(complaints_month=0, complaints_ytd=0, complaints_r3=0, sites_nosup=0)
    for metric_id, column in (("C4", "month"), ("H2", "month"), ("F5", "period")):
        row = row_of(card, metric_id)
        assert (row[column], row["level"], row["hints"][column]) == ("0", "GREEN", "")
    assert_printed(card, "Kohteita ilman esimiestä")


def test_not_applicable_is_a_dash_without_colour_and_says_why():
    card = made(account_age_months=5, rev_target_ytd=None)
    row = row_of(card, "F1")
    assert (row["previous"], row["hints"]["previous"]) == ("uusi", "asiakkuus alle 12 kk")
    assert row["level"] == "NA"
    assert "asiakkuus alle 12 kk" in plain(row["level_hint"])
    assert "tavoitetta ei ole asetettu" in row["level_hint"]
    assert (row["change"], row["hints"]["change"]) == ("–", "ei vertailukelpoinen")
    assert_printed(card, "uusi")
    assert "asiakkuus alle 12 kk" in on_page(card)


def test_missing_is_grey_with_its_source_the_expected_day_and_a_name():
    nothing = {"score_avg": None, "score_ytd_mean": None, "rev_ytd": None, "rev_month": None}
    card = made(**nothing, fresh=FRESH - {"scores", "revenue"})
    row = row_of(card, "Q2")
    assert (row["month"], row["level"], row["word"], row["shape"]) == ("ei tietoa", "GREY", "Harmaa", "○")
    assert row["hints"]["month"] == "laatupisteet: tiedot 12.6. asti, seuraava odotettu 15.9., vastuu Kaisa Kontrolleri"
    assert "laatupisteet" in row["level_hint"]
    never = row_of(card, "F1")["hints"]["period"]
    assert never == "liikevaihto: ei latauksia, seuraava odotettu 7.9., vastuu ei nimetty"
    assert_printed(card, "ei tietoa")
    assert "seuraava odotettu 15.9." in on_page(card)


def test_what_people_write_here_is_missed_from_the_owner():
    row = row_of(made(days_since_meeting=None), "G2")
    assert (row["period"], row["hints"]["period"]) == ("ei tietoa", "kirjataan sovelluksessa, vastuu Aino Mallinen")


def test_stale_is_the_last_value_in_grey_italics_with_its_day():
    dates = SOURCE_DATES | {"scores": datetime.date(2026, 6, 12)}
    card = made(fresh=FRESH - {"scores"}, source_dates=dates)
    row = row_of(card, "Q2")
    assert (row["month"], row["period"], row["stale"], row["level"]) == ("92,1 (12.6.)", "91,7 (12.6.)", True, "GREY")
    assert row["hints"]["month"] == "tieto on vanhentunut, 91 pv vanha"
    assert card["metrics"]["marks"] == "kursiivi: vanhentunut tai liian vähän mittauksia"
    assert_printed(card, "92,1 (12.6.)", card["metrics"]["marks"])
    assert '<tr class="stale">' in on_page(card)


def test_stale_with_a_carried_colour_has_its_sign():
    dates = SOURCE_DATES | {"scores": datetime.date(2026, 6, 12), "rounds": datetime.date(2026, 6, 12)}
    card = made({"R07": RED}, fresh=FRESH - {"scores", "rounds"}, source_dates=dates)
    row = row_of(card, "Q2")
    assert (row["level"], row["as_of"]) == ("RED", "⏸ 12.6.")
    assert "väri säilytetty" in row["hints"]["month"]
    assert_printed(card, "⏸ 12.6.", "⏸ väri edellisestä tarkistuksesta")


def test_fewer_than_five_answers_are_not_shown_and_have_no_colour():
    card = made(csat_n=4, csat_prev_n=3)
    row = row_of(card, "C1")
    assert (plain(row["period"]), plain(row["previous"])) == ("n < 5", "n < 5")
    assert row["hints"]["period"] == "ei näytetä, vastaajia alle 5"
    assert row["level"] in ("GREY", "NA", "")
    assert "4,2" not in row["period"]
    assert_printed(card, "n < 5")


def test_an_anonymous_recommendation_of_few_is_not_shown_either():
    assert (
        plain(row_of(made(nps_n=4, nps_promoters=2, nps_detractors=1, nps_anonymous=True), "C2")["period"]) == "n < 5"
    )


def test_not_comparable_keeps_the_value_and_says_why():
    card = made(rev_prev_ytd=D(900))
    row = row_of(card, "F1")
    assert (plain(row["period"]), row["previous"], row["change"]) == ("3 126,5", "0,9", "–")
    assert row["hints"]["change"] == "ei vertailukelpoinen"
    assert row["level"] == "AMBER"  # by the target only
    assert_printed(card, "3 126,5")


def test_a_base_known_to_be_missing_says_so():
    row = row_of(made(rev_prev_ytd=None, prev_base_missing=True), "F1")
    assert (row["previous"], row["hints"]["previous"]) == ("–", "vertailutieto puuttuu")


def test_preliminary_has_a_star_and_its_colour():
    card = made(preliminary=frozenset({"revenue"}))
    row = row_of(card, "F1")
    assert (plain(row["month"]), plain(row["period"]), row["level"]) == ("398,2*", "3 126,5*", "AMBER")
    assert row["hints"]["period"] == "ennakko, kuukausi ei suljettu"
    assert_printed(card, "3 126,5*", "* ennakko, kuukausi ei suljettu")


def test_a_figure_written_by_hand_has_its_sign_who_when_and_why():
    note = ByHand("Kaisa Kontrolleri", datetime.date(2026, 9, 8), "Laskutuksen siirto on poikki")
    card = made(by_hand={"revenue": note})
    row = row_of(card, "F1")
    assert (plain(row["month"]), plain(row["period"]), row["level"]) == ("398,2✎", "3 126,5✎", "AMBER")
    assert row["hints"]["period"] == "käsin Kaisa Kontrolleri 8.9.2026: Laskutuksen siirto on poikki"
    assert row_of(card, "F3")["period"] == "16,2 (506,5\u00a0t€)"
    assert plain(on_page(card)).count("398,2✎") == 1
    paper = on_paper(card)
    assert squeezed("3 126,5†") in paper
    assert squeezed("† käsin Kaisa Kontrolleri 8.9.") in paper


def test_too_few_measurements_are_grey_italics_although_fresh():
    card = made(sites_measured=20)
    row = row_of(card, "Q2")
    assert (row["stale"], row["hints"]["month"]) == (True, "mittauksia on liian vähän")
    assert card["metrics"]["marks"].startswith("kursiivi")


def test_signs_that_are_not_used_are_not_explained():
    assert made()["metrics"]["marks"] == ""


@pytest.mark.parametrize(
    ("facts", "metric_id", "change"),
    [
        ({"rev_prev_ytd": D(3030000)}, "F1", "↗ +3,2 % parempi"),
        ({"rev_prev_ytd": D(3040000)}, "F1", "+2,8 %"),
        ({"margin_pct_prev_ytd": D("17.2")}, "F3", "↘ −1,0 %-yks. huonompi"),
        ({"score_prev": D("89.6")}, "Q2", "↗ +2,1 parempi"),
        ({"csat_prev": D("4.4")}, "C1", "↘ −0,2 huonompi"),
        ({"csat_prev": D("4.3")}, "C1", "−0,1 →"),
    ],
)
def test_an_arrow_only_beyond_the_meaningful_change(facts, metric_id, change):
    assert plain(row_of(made(**facts), metric_id)["change"]) == change


@pytest.mark.parametrize(
    ("promoters", "detractors", "change"), [(8, 2, "→"), (1, 18, "↗ +125 parempi")], ids=["overlap", "apart"]
)
def test_nps_has_no_trend_while_the_intervals_overlap(promoters, detractors, change):
    row = row_of(made(nps_prev_promoters=promoters, nps_prev_detractors=detractors), "C2")
    assert row["change"] == change
    assert row["level"] == ""


def test_pulse_and_survey_that_disagree_and_silence_are_said():
    card = made(pulse=D("3.4"), pulse_n=30, complaints_ytd=0, complaints_6m=0, complaints_r3=0, complaints_month=0)
    assert row_of(card, "C3")["period"].endswith("pulssi ja kysely eri linjoilla")
    assert row_of(card, "C4")["period"] == "0 (kirjataanko reklamaatiot?)"
    assert_printed(card, "pulssi ja kysely eri linjoilla", "0 (kirjataanko reklamaatiot?)")


@pytest.mark.parametrize(("pulse", "apart"), [(D("3.5"), True), (D("3.6"), False)])
def test_pulse_apart_from_seven_tenths_on(pulse, apart):
    assert ("eri linjoilla" in row_of(made(pulse=pulse, pulse_n=30), "C3")["period"]) is apart

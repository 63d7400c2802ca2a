"""What leaves a card after the time of keeping: people and their words, never a figure (domain.md 1.9)."""

import copy
from typing import Any

from reporting.cards.redaction import names_in, rows_without_names, without_names

CARD: dict[str, Any] = {
    "month": "2026-08-01",
    "header": {"name": "Aino Mallinen Oy", "owner": "Aino Mallinen", "deputy": "Eero Esimerkkilä", "sites": 38},
    "summary": {
        "comment": "Aino hoitaa tämän.",
        "comment_by": "Aino Mallinen",
        "answers": [{"rule": "R08", "text": "Sovittu Eeron kanssa."}],
        "reasons": [{"rule": "R31", "level": "RED", "text": {"fi": "Riski Eero Esimerkkilä lähtee: 4 × 4 = 16."}}],
    },
    "override": {
        "state": "in_force",
        "reason": "Puhuttu Kirstin kanssa",
        "asked_by": "Aino Mallinen",
        "approved_by": "",
    },
    "metrics": [
        {"id": "F1", "period": {"exact": {"decimal": "10.00"}, "reason": "few_answers"}, "texts": {"fi": "1,0"}}
    ],
    "findings": [{"rule": "R21", "text": {"fi": "Toimenpide Soita: Pekka Poissa myöhässä 3 pv."}}],
    "actions": {
        "rows": [{"what": "Soita Pekalle", "owner": "Pekka Poissa", "state": "late", "kind": "path"}],
        "more": 0,
    },
    "requests": [
        {"kind": "help", "text": "Tarvitsemme Kirstiä", "asked_by": "Aino Mallinen", "asked_on": "2026-08-03"}
    ],
    "last_stance": {
        "kind": "instruct",
        "text": "Aino tekee",
        "instructions": [{"what": "Tee", "owner": "Pekka Poissa"}],
    },
    "account": {"name": "Aino Mallinen Oy", "area_directors": ["Kaisa Alue", "Kalle Alue"], "site_ids": [1, 2]},
    "publication": {"at": "2026-09-14T12:00:00+03:00", "by": "Aino Mallinen", "version": 1, "reason": "Ainon virhe"},
}
PEOPLE = ("Aino", "Eero", "Pekka", "Pekalle", "Kirsti", "Kaisa", "Kalle")


def test_everybody_named_is_known() -> None:
    assert names_in(CARD) == {
        "Aino Mallinen", "Eero Esimerkkilä", "Pekka Poissa", "Kaisa Alue", "Kalle Alue", "",
    }  # fmt: skip


def test_nobody_is_left_but_the_customer() -> None:
    left = without_names(CARD, ["Pekka Poissa"])
    names = (left["header"].pop("name"), left["account"].pop("name"))
    assert names == ("Aino Mallinen Oy", "Aino Mallinen Oy")
    assert [name for name in PEOPLE if name in str(left)] == []


def test_figures_days_states_and_roles_remain() -> None:
    left = without_names(CARD, [])
    assert (left["metrics"], left["month"]) == (CARD["metrics"], CARD["month"])
    assert (left["header"]["sites"], left["account"]["site_ids"]) == (38, [1, 2])
    assert left["actions"]["rows"] == [{"what": "", "owner": "", "state": "late", "kind": "path"}]
    assert left["requests"] == [{"kind": "help", "text": "", "asked_by": "", "asked_on": "2026-08-03"}]
    assert left["last_stance"] == {"kind": "instruct", "text": "", "instructions": [{"what": "", "owner": ""}]}
    assert left["summary"]["answers"] == [{"rule": "R08", "text": ""}]
    assert left["publication"] == {"at": "2026-09-14T12:00:00+03:00", "by": "", "version": 1, "reason": ""}
    assert left["account"]["area_directors"] == []


def test_a_sentence_keeps_all_but_the_name() -> None:
    left = without_names(CARD, ["Pekka Poissa"])
    assert left["summary"]["reasons"][0]["text"]["fi"] == "Riski … lähtee: 4 × 4 = 16."
    assert left["findings"][0]["text"]["fi"] == "Toimenpide Soita: … myöhässä 3 pv."


def test_a_single_word_or_a_short_name_is_not_looked_for_in_sentences() -> None:
    card = {"findings": [{"text": {"fi": "Talo on hyvä."}}]}
    assert without_names(card, ["Talo", "on", "o n"]) == card


def test_the_content_itself_is_not_touched() -> None:
    before = copy.deepcopy(CARD)
    without_names(CARD, ["Pekka Poissa"])
    assert before == CARD


def test_a_card_without_people_stays_as_it_is() -> None:
    card = {"header": {"name": "X Oy", "status": "RED"}, "override": None, "account": {"group": "", "name": "X Oy"}}
    assert without_names(card, []) == card


def test_rows_behind_the_numbers() -> None:
    rows = {
        "form": 1,
        "tables": {
            "instructions": {"columns": ["instruction", "days"], "rows": [["Soita Pekalle", 3], ["", 0]]},
            "risks": {"columns": ["risk", "points"], "rows": [["Pekka Poissa eläköityy", 12]]},
        },
    }
    left = rows_without_names(rows, ["Pekka Poissa"])["tables"]
    assert left["instructions"]["rows"] == [["", 3], ["", 0]]
    assert left["risks"]["rows"] == [["… eläköityy", 12]]
    assert rows_without_names({}, ["Pekka Poissa"]) == {}

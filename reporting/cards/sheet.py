"""The card as it is printed in one language: every text ready, for the page and for the PDF alike (domain.md 1.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from config.common.formats import day, short_day, signed, thousands_eur
from config.common.month import month_label, short_month
from reporting.cards.canonical import SHORT
from reporting.cards.sheet_follow_up import actions, stance
from reporting.cards.wording import ARROWS, SHAPES, SOURCES, STAGES, Words, words
from reporting.rules.registry import DIMENSIONS
from reporting.rules.sentences import colour_name, dimension_name

COLUMNS = ("month", "period", "previous", "change", "target")
NAMED_TOWNS = 2
SAID_BY_FIGURE = ("count", "days", "date", "eur", "text", "hours", "points", "share")
FIRST_FORM = 1  # of the snapshot: the starter set of twelve rows
ANSWERED_FORM = 3  # from here on the director answers the reds
REFINED_SIGN = "²"
MOST_ROWS = 26  # of the table on paper (domain.md 1.2)
Sheet = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the card stands in its life; everything else is in the snapshot."""

    state: str  # draft, commented or published
    version: int
    checksum: str = ""
    frozen_at: datetime | None = None
    reason: str = ""  # why the version before was corrected


def sheet(content: Mapping[str, Any], lang: str, standing: Standing) -> Sheet:
    """All printed texts of the card in the order of the page. Nothing is computed here but the printing."""
    text, key = words(lang), lang[:2]
    return {
        "form": content["form"],
        "lang": key,
        "title": text["title"].format(name=content["header"]["name"], month=short_month(_day(content["month"]))),
        "header": _header(content, key, text, standing),
        "summary": _summary(content, key, text),
        "dimensions": {"title": text["dimensions"], "chips": _chips(content["dimensions"], key, text)},
        "metrics": _metrics(content, key, text),
        "growth": _growth(content, key, text),
        "actions": actions(content, text),
        "stance": stance(content, text),
        "footer": _footer(content, key, text, standing),
    }


def mark(level: str, lang: str) -> dict[str, str]:
    """Shape, word and name of a colour; unknown is grey."""
    colour = "GREY" if level == "UNKNOWN" else level
    return {"level": colour, "shape": SHAPES[level], "word": colour_name(colour, lang)}


def scope_line(towns: list[str], text: Words) -> str:
    """A line such as "Espoo ja Jyväskylä +7": the two towns with the most sites, how many more."""
    named, more = towns[:NAMED_TOWNS], len(towns) - NAMED_TOWNS
    line = f" {text['and']} ".join(named)
    return f"{line} +{more}" if more > 0 else line


def _header(content: Mapping[str, Any], lang: str, text: Words, standing: Standing) -> dict[str, Any]:
    header = content["header"]
    status = mark(header["status"], lang)
    label = month_label(_day(content["month"]), lang)
    scope = scope_line(header["towns"], text)
    return {
        "kicker": text["kicker"],
        "name": header["name"],
        "scope": f"({scope})" if scope else "",
        "period": text["period"].format(period=header["period"]),
        "month": label[:1].upper() + label[1:],
        "status": status,
        "trend": {"arrow": ARROWS[_direction(header)], "word": text[_direction(header)]},
        "months": text["months_in"].format(colour=status["word"].lower(), n=header["months"]),
        "care": text["care"].format(model=header["care_model"]),
        "stage": STAGES[lang][header["stage"]],
        "sites": text["site"] if header["sites"] == 1 else text["sites"].format(n=header["sites"]),
        "supervisors": text["supervisors"].format(n=header["supervisors"]),
        "responsible": _responsible(header, text),
        "state": _state(text, standing),
    }


def _direction(header: Mapping[str, Any]) -> str:
    """A change of colour speaks first, inside a colour the risk points do."""
    return str(header["arrow"] if header["trend"] == "same" else header["trend"])


def _responsible(header: Mapping[str, Any], text: Words) -> str:
    owner = text["responsible"].format(owner=header["owner"] or text["nobody"])
    deputy = text["deputy"].format(deputy=header["deputy"] or text["nobody"])
    return f"{owner} ({deputy})"


def _state(text: Words, standing: Standing) -> str:
    state = text[f"state.{standing.state}"]
    dated = f"{state} {day(standing.frozen_at)}" if standing.frozen_at else state
    return f"{text['version'].format(version=standing.version)} · {dated}"


def _summary(content: Mapping[str, Any], lang: str, text: Words) -> dict[str, Any]:
    summary = content["summary"]
    more = summary["more_reasons"]
    said = {
        "comment_title": text["comment"],
        "comment": summary["comment"],
        "comment_by": summary["comment_by"],
        "comment_missing": text["comment.missing"],
        "why_title": text["why"],
        "reasons": [
            {**mark(reason["level"], lang), "rule": reason["rule"], "text": reason["text"][lang]}
            for reason in summary["reasons"]
        ],
        "more": text["more_reasons"].format(n=more) if more else "",
        "none": "" if summary["reasons"] or summary["notes"] else text["why.none"],
        "notes": [note[lang] for note in summary["notes"]],
    }
    return said if content["form"] < ANSWERED_FORM else said | _answers(summary, said["reasons"], text)


def _answers(summary: Mapping[str, Any], reasons: list[dict[str, Any]], text: Words) -> dict[str, Any]:
    """What the director answers to the reds, beside the reason where it is printed; and who wrote in whose place."""
    answers = {answer["rule"]: answer["text"] for answer in summary["answers"]}
    by, place = summary["comment_by"], summary["comment_as"]
    printed = {reason["rule"] for reason in reasons}
    return {
        "comment_by": f"{by} ({text[f'as.{place}']})" if by and place else by,
        "reasons": [reason | {"answer": answers.get(reason["rule"], "")} for reason in reasons],
        "other_answers": [
            {"rule": rule, "text": said} for rule, said in answers.items() if said and rule not in printed
        ],
        "answer": text["answer"],
        "answers_cut": text["answers_cut"],
    }


def _chips(chips: list[dict[str, Any]], lang: str, text: Words) -> list[dict[str, str]]:
    return [
        {
            **mark(chip["colour"], lang),
            "name": dimension_name(chip["id"], lang),
            "arrow": ARROWS[chip["arrow"]],
            "arrow_word": text[chip["arrow"]],
            "months": "" if chip["colour"] == "NA" else text["chip_months"].format(n=chip["months"]),
        }
        for chip in chips
    ]


def _metrics(content: Mapping[str, Any], lang: str, text: Words) -> dict[str, Any]:
    header = content["header"]
    heads = [short_month(_day(content["month"])), header["period"], header["previous_period"]]
    columns = [
        text["column.label"],
        *heads,
        *(text[f"column.{name}"] for name in ("change", "target", "level", "as_of")),
    ]
    rows = [_row(_marked(row, content), lang, columns) for row in content["metrics"]]
    groups = [
        {"id": code, "name": dimension_name(code, lang), "rows": [row for row in rows if row["group"] == code]}
        for code in DIMENSIONS
    ]
    return {
        "title": text["metrics"],
        "columns": columns,
        "groups": [group for group in groups if group["rows"]],
        "most": MOST_ROWS,
        "more": text["more_metrics"],
        "waiting": _waiting(content.get("waiting", ()), lang, text),
        "marks": _marks(content, text),
    }


def _marks(content: Mapping[str, Any], text: Words) -> str:
    """What the signs of the table mean, those that are used; paper cannot be hovered (domain.md 1.7)."""
    if content["form"] < ANSWERED_FORM:
        return ""
    rows = content["metrics"]
    used = {
        "stale": any(row["stale"] or row["doubtful"] for row in rows),
        "carried": any(row["carried"] for row in rows),
        "preliminary": any(row["preliminary"] for row in rows),
    }
    said = [text[f"mark.{name}"] for name, is_used in used.items() if is_used]
    hand = next((row["by_hand"] for row in rows if row.get("by_hand")), None)
    if hand:
        said.append(text["mark.by_hand"].format(name=hand["name"], day=short_day(_day(hand["on"]))))
    return " · ".join(said)


def _marked(row: Mapping[str, Any], content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Revenue with the sign of late postings, explained in the footer (domain.md 1.3)."""
    if row["id"] != "F1" or not content.get("refined_eur"):
        return row
    texts = {lang: text | {"period": f"{text['period']}{REFINED_SIGN}"} for lang, text in row["texts"].items()}
    return {**row, "texts": texts}


def _waiting(specs: Iterable[Mapping[str, Any]], lang: str, text: Words) -> str:
    """Metrics nobody records anything for yet, in one sentence; empty when there are none."""
    names = ", ".join(str(spec["label"][lang]) for spec in specs)
    return text["waiting"].format(names=names) if names else ""


def _row(row: Mapping[str, Any], lang: str, columns: list[str]) -> dict[str, Any]:
    texts = row["texts"][lang]
    level = mark(row["level"], lang) if row["level"] else {"level": "", "shape": "", "word": ""}
    return {
        "id": row["id"],
        "group": row["group"],
        "priority": row["priority"],
        "label": texts["label"],
        "unit": _unit(row, texts),
        **{name: texts[name] for name in COLUMNS},
        "cells": [
            {"head": head, "text": texts[name], "hint": texts["hints"].get(name, ""), "is_main": name == "period"}
            for name, head in zip(COLUMNS, columns[1:], strict=False)
        ],
        "stale": row["stale"] or row.get("doubtful", False),
        "as_of": texts["as_of"],
        "level_hint": texts["hints"].get("level", ""),
        **level,
    }


def _unit(row: Mapping[str, Any], texts: Mapping[str, Any]) -> str:
    """The unit beside the name; counts, days and dates say it in the figure, and "Kate-%" in the name."""
    said = row["unit"] in SAID_BY_FIGURE or texts["label"].endswith(texts["unit"])
    return "" if said else str(texts["unit"])


def _growth(content: Mapping[str, Any], lang: str, text: Words) -> dict[str, Any]:
    if content["form"] == FIRST_FORM:
        return _growth_form_1(content["growth"], text)
    facts = [
        {"id": row["id"], "label": row["texts"][lang]["label"], "value": row["texts"][lang]["period"]}
        for row in content["growth"]
    ]
    return {"title": text["growth"], "facts": facts, "empty": "" if facts else text["growth.none"]}


def _growth_form_1(growth: Mapping[str, Any], text: Words) -> dict[str, Any]:
    """Growth of the cards frozen before its rows were metrics: printed as then."""
    value = thousands_eur(Decimal(growth["opportunities_eur"]), 0)
    potential = growth["potential_eur"]
    known = {
        "potential": None if potential is None else thousands_eur(Decimal(potential), 0),
        "white": growth["white_cells"],
        "share": growth["share_of_wallet_pct"],
        "open": text["growth.open_value"].format(n=growth["opportunities"], eur=value),
    }
    facts = [
        {"label": text[f"growth.{name}"], "value": text["no_data"] if value is None else str(value)}
        for name, value in known.items()
    ]
    return {"title": text["growth"], "facts": facts, "empty": ""}


def _footer(content: Mapping[str, Any], lang: str, text: Words, standing: Standing) -> dict[str, str]:
    loads = _loads(content["sources"], SOURCES[lang])
    short = standing.checksum[:SHORT]
    return {
        "data": f"{text['data']}: {' · '.join(loads) or text['data.none']}{_refined(content, text)}",
        "cut_off": text["cut_off"].format(day=day(_day(content["as_of"]))),
        "rules": text["rules"].format(version=content["limits"]["version"]),
        "exceptions": _exceptions(content["limits"]["exceptions"], lang, text),
        "checksum": text["checksum"].format(checksum=short) if short else text["checksum.none"],
        "correction": text["correction"].format(reason=standing.reason) if standing.reason else "",
        "confidential": text["confidential"],
        "page": text["page"],
    }


def _refined(content: Mapping[str, Any], text: Words) -> str:
    euros = content.get("refined_eur")
    return f" · {REFINED_SIGN} {text['refined'].format(eur=signed(Decimal(euros), 0))}" if euros else ""


def _exceptions(lines: list[dict[str, Any]], lang: str, text: Words) -> str:
    """Limits that hold for this account only; empty when there are none."""
    return text["exceptions"].format(list="; ".join(line["texts"][lang] for line in lines)) if lines else ""


def _loads(lines: list[dict[str, Any]], names: Words) -> list[str]:
    """Sources of the same day together: "laskutus, kate 31.8."."""
    by_day: dict[str, list[str]] = {}
    for line in lines:
        by_day.setdefault(line["known_until"], []).append(names[line["source"]])
    return [f"{', '.join(sources)} {short_day(_day(iso))}" for iso, sources in by_day.items()]


def _day(iso: str) -> date:
    return date.fromisoformat(iso)

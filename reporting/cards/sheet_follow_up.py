"""Actions, requests and the board's stance as the card prints them in one language (domain.md 1.2, 1.8)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from config.common.formats import day, short_day
from config.common.month import short_month

Words = Mapping[str, str]
GOALS_ONLY_FORMS = (1, 2)  # of the snapshot: printed as then
DECIDED_ELSEWHERE = ("board", "area")
OF_GOAL = "goal"


def actions(content: Mapping[str, Any], text: Words) -> dict[str, Any]:
    """Open instructions, then the path to green, then goals; what the director asks of the board below them."""
    listed = content["actions"]
    more = text["actions.more"].format(n=listed["more"]) if listed["more"] else ""
    if content["form"] in GOALS_ONLY_FORMS:
        return {
            "title": text["actions"],
            "columns": [text[f"actions.{name}"] for name in ("what", "owner", "due", "state")],
            "rows": [_goal(row, text) for row in listed["rows"]],
            "more": more,
            "empty": text["actions.empty"],
        }
    return {
        "title": text["actions"],
        "columns": [text[f"actions.{name}"] for name in ("kind", "what", "effect", "owner", "due", "state")],
        "rows": list(_rows(listed["rows"], text)),
        "more": more,
        "empty": text["actions.empty"],
        "requests_title": text["requests"],
        "requests": [
            {"kind": text[f"request.{row['kind']}"], "text": row["text"], "asked": short_day(_day(row["asked_on"]))}
            for row in content["requests"]
        ],
    }


def _goal(row: Mapping[str, Any], text: Words) -> dict[str, str]:
    state = text[f"goal.{row['state']}"]
    return {"what": row["what"], "owner": row["owner"], "due": day(_day(row["due_on"])), "state": state}


def _rows(rows: list[Mapping[str, Any]], text: Words) -> Iterator[dict[str, Any]]:
    """The steps of the path are numbered: they are spoken of in the meeting."""
    steps = 0
    for row in rows:
        steps += row["kind"] == "path"
        kind = text[f"kind.{row['kind']}"]
        yield {
            "code": row["kind"],
            "kind": f"{kind} {steps}" if row["kind"] == "path" else kind,
            "what": row["what"],
            "decider": text[f"decider.{row['decider']}"] if row["decider"] in DECIDED_ELSEWHERE else "",
            "effect": " → ".join(part for part in (row["metric"], row["effect"]) if part),
            "owner": row["owner"],
            "due": day(_day(row["due_on"])),
            "state": _state(row, text),
            "is_late": row["is_late"] or (row["kind"], row["state"]) == (OF_GOAL, "late"),
        }


def _state(row: Mapping[str, Any], text: Words) -> str:
    """In the table late is all that is said; how far a late instruction is stands in the section of the stance."""
    if row["is_late"]:
        return text["state.late"]
    if row["kind"] == OF_GOAL:
        return text[f"goal.{row['state']}"].lower()
    return text["state.open"] if row["kind"] == "path" else _how_far(row, text)


def _how_far(row: Mapping[str, Any], text: Words) -> str:
    """How far an instruction is, with the day: "kuitattu 18.8., myöhässä"."""
    said = f"{text['state.' + row['state']]} {short_day(_day(row['since']))}"
    return f"{said}, {text['state.late']}" if row["is_late"] else said


def stance(content: Mapping[str, Any], text: Words) -> dict[str, Any]:
    """What the board said of the card before and how far it is, with older instructions that are still open."""
    if content["form"] in GOALS_ONLY_FORMS:
        return {"title": text["stance"], "text": text["stance.none"]}
    last = content["last_stance"]
    return {
        "title": text["stance"],
        "text": text["stance.next"],
        "previous": _previous(last, content["month"], text) if last else None,
        "carried": [_told(row, text) for row in content["carried"]],
        "carried_title": text["stance.carried"],
    }


def _previous(last: Mapping[str, Any], month: str, text: Words) -> dict[str, Any]:
    form = "stance.version" if last["month"] == month else "stance.previous"
    accepted = text["stance.until"].format(day=day(_day(last["accepted_until"]))) if last["accepted_until"] else ""
    return {
        "head": text[form].format(month=short_month(_day(last["month"])), version=last["version"]),
        "stance": text[f"stance.{last['kind']}"],
        "text": " · ".join(part for part in (accepted, last["text"]) if part),
        "made": day(_day(last["made_on"])),
        "instructions": [_told(row, text) for row in last["instructions"]],
    }


def _told(row: Mapping[str, Any], text: Words) -> dict[str, str]:
    """An instruction with who, by when and how far."""
    by = text["stance.by"].format(owner=row["owner"], due=day(_day(row["due_on"])))
    return {"what": row["what"], "by": by, "state": _how_far(row, text)}


def _day(iso: str) -> date:
    return date.fromisoformat(iso)

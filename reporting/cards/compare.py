"""Two cards of one account side by side, texts included: what differs is marked (domain.md 1.9).

Pure: the printed sheets and the snapshots of both cards in, lines out. The page, the workbook and the diff of a
correction show the same lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from reporting.cards.changes import OTHER, verdict_of_colours
from reporting.cards.measures import move
from reporting.cards.wording import Words, words

Sheet = Mapping[str, Any]
Content = Mapping[str, Any]
HEADS = ("months", "care", "stage", "sites", "supervisors", "responsible", "state")
SAME, ADDED, REMOVED = "same", "added", "removed"
HEADER, DIMENSIONS, METRICS, GROWTH, REASONS, TEXTS, ACTIONS, STANCE = (
    "header", "dimensions", "metrics", "growth", "reasons", "texts", "actions", "stance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One card: its snapshot and the same printed."""

    content: Content
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is in both texts, or in one of them only."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing of both cards; an empty side means that the card does not have it."""

    name: str
    left: str
    right: str
    left_level: str = ""
    right_level: str = ""
    difference: str = ""
    verdict: str = OTHER
    pieces: tuple[Piece, ...] = ()  # of a text: from the left one to the right one

    @property
    def differs(self) -> bool:
        """Whether the two sides say something else."""
        return (self.left, self.left_level) != (self.right, self.right_level)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the card."""

    code: str
    lines: tuple[Line, ...]

    @property
    def differing(self) -> tuple[Line, ...]:
        """The lines that are not the same on both."""
        return tuple(line for line in self.lines if line.differs)


def compare(left: Side, right: Side, lang: str) -> tuple[Part, ...]:
    """The sections of the card in its order; sections neither card has are left out."""
    text = words(lang)
    found = {
        HEADER: _header(left, right, text),
        DIMENSIONS: _dimensions(left, right),
        REASONS: _reasons(left, right),
        TEXTS: _texts(left, right),
        METRICS: _metrics(left, right, lang),
        GROWTH: _growth(left, right),
        ACTIONS: _actions(left, right),
        STANCE: _stance(left, right, text),
    }
    parts = (Part(code, tuple(lines)) for code, lines in found.items())
    return tuple(part for part in parts if part.lines)


def _header(left: Side, right: Side, text: Words) -> Iterator[Line]:
    heads = left.sheet["header"], right.sheet["header"]
    old, new = (side.content["header"]["status"] for side in (left, right))
    yield Line(
        name=text["column.level"], left="", right="", left_level=old, right_level=new,
        verdict=verdict_of_colours(old, new),
    )  # fmt: skip
    for name in HEADS:
        yield Line(name=text[f"head.{name}"], left=heads[0][name], right=heads[1][name])


def _dimensions(left: Side, right: Side) -> Iterator[Line]:
    names = {chip["id"]: text for side in (left, right) for chip, text in _chips(side)}
    chips = [{chip["id"]: chip for chip in side.content["dimensions"]} for side in (left, right)]
    for code, text in names.items():
        old, new = (side[code]["colour"] if code in side else "NA" for side in chips)
        verdict = verdict_of_colours(old, new)
        yield Line(name=text["name"], left="", right="", left_level=old, right_level=new, verdict=verdict)


def _chips(side: Side) -> Iterable[tuple[Any, Any]]:
    return zip(side.content["dimensions"], side.sheet["dimensions"]["chips"], strict=True)


def _reasons(left: Side, right: Side) -> Iterator[Line]:
    """The printed reasons by rule; the sentence of the one side stands beside nothing when the other has no reason."""
    reasons = [{reason["rule"]: reason for reason in side.sheet["summary"]["reasons"]} for side in (left, right)]
    for rule in dict.fromkeys([*reasons[1], *reasons[0]]):
        old, new = (side.get(rule, {"level": "", "text": ""}) for side in reasons)
        yield Line(
            name=rule, left=old["text"], right=new["text"], left_level=old["level"], right_level=new["level"],
            verdict=verdict_of_colours(old["level"] or "GREEN", new["level"] or "GREEN"),
        )  # fmt: skip


def _texts(left: Side, right: Side) -> Iterator[Line]:
    """The comment and every answer, with the words that were added and taken away."""
    said = [side.sheet["summary"] for side in (left, right)]
    yield _text(said[1]["comment_title"], said[0]["comment"], said[1]["comment"])
    answers = [
        {one["rule"]: one["text"] for one in side.content["summary"].get("answers", ())} for side in (left, right)
    ]
    for rule in dict.fromkeys([*answers[1], *answers[0]]):
        yield _text(rule, answers[0].get(rule, ""), answers[1].get(rule, ""))


def _answers(side: Side) -> dict[str, str]:
    return {one["rule"]: one["text"] for one in side.content["summary"].get("answers", ())}


def _text(name: str, left: str, right: str) -> Line:
    both = left and right and left != right
    return Line(name=name, left=left, right=right, pieces=tuple(pieces(left, right)) if both else ())


def pieces(left: str, right: str) -> Iterator[Piece]:
    """The way from one text to the other, word by word."""
    old, new = left.split(), right.split()
    for step, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece(SAME, " ".join(old[first:last]))
            continue
        if last > first:
            yield Piece(REMOVED, " ".join(old[first:last]))
        if end > start:
            yield Piece(ADDED, " ".join(new[start:end]))


def _metrics(left: Side, right: Side, lang: str) -> Iterator[Line]:
    rows = [{row["id"]: row for row in side.content["metrics"]} for side in (left, right)]
    for code in dict.fromkeys([*rows[1], *rows[0]]):
        old, new = (side.get(code) for side in rows)
        moved = move(old, new, lang) if old and new else None
        yield Line(
            name=(new or old)["texts"][lang]["label"],  # type: ignore[index]
            left=_figures(old, lang), right=_figures(new, lang),
            left_level=(old and old["level"]) or "", right_level=(new and new["level"]) or "",
            difference=moved.difference if moved else "",
            verdict=(moved.verdict if moved else "") or OTHER,
        )  # fmt: skip


def _figures(row: Content | None, lang: str) -> str:
    """Month and period as printed, the period alone when the metric has no month, nothing without the row."""
    if row is None:
        return ""
    texts = row["texts"][lang]
    return " · ".join(dict.fromkeys(text for text in (texts["month"], texts["period"]) if text != "–")) or "–"


def _growth(left: Side, right: Side) -> Iterator[Line]:
    facts = [{fact["label"]: fact["value"] for fact in side.sheet["growth"]["facts"]} for side in (left, right)]
    for label in dict.fromkeys([*facts[1], *facts[0]]):
        yield Line(name=label, left=facts[0].get(label, ""), right=facts[1].get(label, ""))


def _actions(left: Side, right: Side) -> Iterator[Line]:
    """Actions of the same words are one line; the state tells how far it came."""
    rows = [{row["what"]: row for row in side.sheet["actions"]["rows"]} for side in (left, right)]
    for what in dict.fromkeys([*rows[1], *rows[0]]):
        old, new = (side.get(what) for side in rows)
        yield Line(name=what, left=_action(old), right=_action(new))


def _action(row: Content | None) -> str:
    return " · ".join(part for part in (row["owner"], row["due"], row["state"]) if part) if row else ""


def _stance(left: Side, right: Side, text: Words) -> Iterator[Line]:
    said = [_said(side.sheet["stance"].get("previous")) for side in (left, right)]
    if said[0] or said[1]:
        yield Line(name=text["stance"], left=said[0], right=said[1])
    asked = [[one["text"] for one in side.sheet["actions"].get("requests", ())] for side in (left, right)]
    for old, new in zip_longest(*asked, fillvalue=""):
        yield Line(name=text["requests"], left=old, right=new)


def _said(previous: Content | None) -> str:
    if not previous:
        return ""
    told = [f"{row['what']} ({row['by']}): {row['state']}" for row in previous["instructions"]]
    first = f"{previous['head']}: {previous['stance']}"
    return " · ".join(part for part in (first, previous["text"], *told) if part)

"""Counts every printed figure again from the rows kept behind it: what the card says must come out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from statistics import median
from typing import Any

from config.common.month import rolling
from reporting.metrics.cells import trimmed
from reporting.rules.finding import unpack

Rows = list[dict[str, Any]]
Check = Callable[["Card", Mapping[str, Any]], Iterator[tuple[str, Any, Any]]]


class Card:
    """A snapshot with the rows behind it, each row as a dictionary by column."""

    def __init__(self, snapshot: Mapping[str, Any], content: Mapping[str, Any]) -> None:
        self.snapshot, self.content = snapshot, content
        self.rows = {row["id"]: row for row in [*snapshot["metrics"], *snapshot["growth"]]}

    def table(self, name: str) -> Rows:
        kept = self.content["tables"].get(name)
        return [dict(zip(kept["columns"], row, strict=True)) for row in kept["rows"]] if kept else []

    def total(self, name: str, column: str) -> Decimal:
        return sum((Decimal(row[column]) for row in self.table(name) if row[column] is not None), Decimal(0))

    def wrong(self) -> list[str]:
        """Metrics whose figure does not come out of its rows."""
        found = []
        for metric_id, row in self.rows.items():
            for what, said, counted in CHECKS[metric_id](self, row) if metric_id in CHECKS else ():
                if said is not None and said != counted:
                    found.append(f"{metric_id} {what}: the card says {said}, its rows give {counted}")
        return found


def exact(row: Mapping[str, Any], column: str, places: int = 2) -> Decimal | None:
    cell = row[column]
    value = None if cell["mark"] else unpack(cell["exact"])
    return None if value is None else round(value, places)


def parts(row: Mapping[str, Any], column: str, *forms: str) -> tuple[Any, ...]:
    cell = row[column]
    if cell["mark"] or (forms and cell["form"] not in forms):
        return (None,) * 5
    return (*(unpack(value) for value in cell["values"]), *(None,) * 5)


def share(part: Decimal, whole: Decimal, places: int = 4) -> Decimal | None:
    return round(part * 100 / whole, places) if whole else None


def revenue(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "period", exact(row, "period"), card.total("revenue_by_month", "revenue_eur")
    yield "last year", exact(row, "previous"), card.total("revenue_by_month_before", "revenue_eur")
    yield "target", exact(row, "target"), card.total("revenue_by_month", "target_eur")
    if card.table("revenue_by_service"):
        yield "month by service", exact(row, "month"), card.total("revenue_by_service", "month_eur")
        yield "period by service", exact(row, "period"), card.total("revenue_by_service", "period_eur")
        yield "last year by service", exact(row, "previous"), card.total("revenue_by_service", "previous_eur")


def margin(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for column, name in (("period", "margin_by_month"), ("previous", "margin_by_month_before")):
        yield column, exact(row, column, 4), share(card.total(name, "margin_eur"), card.total(name, "ledger_eur"))
    wanted = share(card.total("margin_by_month", "target_margin_eur"), card.total("margin_by_month", "target_eur"))
    yield "target", exact(row, "target", 4), wanted


def order_book(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    both = card.total("order_book", "left_eur") + card.total("projects_to_invoice", "left_eur")
    yield "now", exact(row, "period"), both
    yield "last year", exact(row, "previous"), card.total("order_book_before", "left_eur")


def rounds(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    from datetime import date

    month = date.fromisoformat(card.snapshot["month"])
    kausi = [one for one in card.table("rounds_by_month") if one["month"][:4] == str(month.year)]
    r3 = {one.isoformat() for one in rolling(month, 3)}
    recent = [one for one in card.table("rounds_by_month") if one["month"] in r3]
    done, planned, done_r3, planned_r3, *_rest = parts(row, "period", "rounds")
    yield "done", done, sum(one["done"] for one in kausi)
    yield "planned", planned, sum(one["planned"] for one in kausi)
    yield "done in three months", done_r3, sum(one["done"] for one in recent)
    yield "planned in three months", planned_r3, sum(one["planned"] for one in recent)
    if not card.content["tables"]["rounds"]["left_out"]:
        single = [one for one in card.table("rounds") if f"{one['planned_on'][:7]}-01" in r3]
        yield "rounds of three months", planned_r3, len(single)
        yield "rounds done of three months", done_r3, sum(one["done_on"] is not None for one in single)
    yield "done last year", parts(row, "previous")[0], sum(one["done"] for one in card.table("rounds_by_month_before"))


def score(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    counted = [one for one in card.table("sites") if one["weight_eur"] is not None]
    if counted and not card.content["tables"]["sites"]["left_out"]:
        weights = sum(Decimal(one["weight_eur"]) for one in counted)
        weighted = sum(Decimal(one["score_pct"]) * Decimal(one["weight_eur"]) for one in counted)
        yield "mean", exact(row, "month", 3), round(weighted / weights, 3)
    for column, name in (("period", "scores_by_month"), ("previous", "scores_by_month_before")):
        number = card.total(name, "rounds")
        yield column, exact(row, column, 6), round(card.total(name, "score_sum") / number, 6) if number else None


def below(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "now", exact(row, "month"), len(card.table("sites_below"))
    yield "last year", exact(row, "previous"), len(card.table("sites_below_before"))


def coverage(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    measured, active, *_rest = parts(row, "month")
    yield "measured", measured, sum(one["is_valid"] for one in card.table("sites"))
    yield "active", active, card.content["tables"]["sites"]["counted"]


def audit(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    held_on, minor, major, *_rest = parts(row, "period")
    latest = card.table("audits")[0]["held_on"] if card.table("audits") else None
    yield "latest", held_on.isoformat() if held_on else None, latest
    kinds = Counter(one["severity"] for one in card.table("findings"))
    yield "minor", minor, kinds["minor"]
    yield "major", major, kinds["major"]


def satisfaction(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "answers", parts(row, "period", "wave")[2], card.total("grades", "answers")
    yield "answers before", parts(row, "previous", "wave")[2], card.total("grades_before", "answers")
    if row["period"]["mark"]:
        yield "kept although hidden", 0, len(card.table("grades")) + len(card.table("roles"))


def recommendation(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    found = {one["recommends"]: one["answers"] for one in card.table("recommendations")}
    whole = sum(found.values())
    if row["period"]["form"] == "nps":
        yield "score", exact(row, "period", 6), round(Decimal(found["promoter"] - found["detractor"]) * 100 / whole, 6)
    promoters, passives, detractors, *_rest = parts(row, "period", "nps_counts")
    yield "promoters", promoters, found.get("promoter")
    yield "passives", passives, found.get("passive")
    yield "detractors", detractors, found.get("detractor")


def pulse(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    grades = [(Decimal(one["grade"]), one["answers"]) for one in card.table("pulse")]
    number = sum(answers for _grade, answers in grades)
    yield "n", parts(row, "period")[1], number
    if number:
        yield "mean", exact(row, "period", 6), round(sum(grade * n for grade, n in grades) / number, 6)


def complaints(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    received, recent, *_rest = parts(row, "period", "rated")
    yield "period", received, len(card.table("complaints_received"))
    yield "three months", recent, card.total("complaints_recent", "received")
    yield "last year", exact(row, "previous"), card.total("complaints_before", "received")


def open_complaints(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    still_open, late, days, *_rest = parts(row, "month")
    known = card.table("complaints_open")
    yield "open", still_open, len(known)
    yield "late", late, sum(one["days"] > 0 for one in known)
    yield "days", days, max((one["days"] for one in known), default=0)


def answered(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    in_time, due, *_rest = parts(row, "month")
    yield "in time", in_time, sum(one["in_time"] for one in card.table("complaints_answered"))
    yield "due", due, len(card.table("complaints_answered"))


def resolved(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    days = [one["working_days"] for one in card.table("complaints_closed")]
    yield "median", exact(row, "month", 1), round(Decimal(str(median(days))), 1) if days else None


def repeated(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "most", exact(row, "month"), max((one["complaints"] for one in card.table("complaints_repeated")), default=0)


def meetings(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    done, due, *_rest = parts(row, "period")
    yield "held", done, sum(one["done_on"] is not None for one in card.table("clock_meetings"))
    yield "due", due, len(card.table("clock_meetings"))


def director_meeting(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    last, _days, coming, *_rest = parts(row, "period", "meeting", "meeting_next")
    held = [one["meets_on"] for one in card.table("director_meetings") if one["meeting_state"] == "held"]
    booked = [one["meets_on"] for one in card.table("director_meetings") if one["meeting_state"] == "booked"]
    yield "last", last.isoformat() if last else None, max(held, default=None)
    yield "next", coming.isoformat() if coming else None, min(booked, default=None)


def clock(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    events = card.table("clock_events")
    in_time = sum(one["done_on"] is not None and one["done_on"] <= one["latest_on"] for one in events)
    on_time, late, *_rest = parts(row, "period", "on_time")
    yield (
        "on time",
        exact(row, "period", 1) if on_time is not None else None,
        share(Decimal(in_time), Decimal(len(events)), 1),
    )
    yield "late", late, len(card.table("clock_late"))


def goals(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    found = Counter(one["goal_state"] for one in card.table("goals"))
    counted = (found["on_track"], found["at_risk"], found["late"])
    yield from zip(("on track", "at risk", "late"), parts(row, "period"), counted, strict=False)
    yield "unchecked", parts(row, "period")[3], sum(one["is_unchecked"] for one in card.table("goals"))


def hours(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    used = parts(row, "period", "pair_pct", "pair")[0]
    yield "used", used, trimmed(card.total("care_hours", "hours"))


def instructions(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    still_open, late, *_rest = parts(row, "period")
    yield "open", still_open, len(card.table("instructions"))
    yield "late", late, sum(one["days"] > 0 for one in card.table("instructions"))


def changes(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "now", exact(row, "period"), len(card.table("supervisor_changes"))
    yield "before", exact(row, "previous"), len(card.table("supervisor_changes_before"))


def without(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "sites", exact(row, "month"), len(card.table("sites_without"))


def unread(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "late", exact(row, "month"), sum(one["is_late"] for one in card.table("brief_readers"))


def expiry(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    days = [one["days"] for one in card.table("contracts") if one["days"] is not None]
    yield "days", exact(row, "period"), min(days, default=None)


def risk(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "largest", exact(row, "month"), max((one["points"] for one in card.table("risks")), default=0)


def deciders(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    met, named, *_rest = parts(row, "month")
    yield "met", met, sum(one["met_on"] is not None for one in card.table("deciders"))
    yield "named", named, len(card.table("deciders"))


def opportunities(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "number", exact(row, "period"), len(card.table("opportunities"))
    yield "t€", parts(row, "period")[1], round(card.total("opportunities", "value_eur") / 1000)


def receivables(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "now", exact(row, "period"), card.total("invoices", "amount_eur")
    yield "last year", exact(row, "previous"), card.total("invoices_before", "amount_eur")


def schedule(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    in_time, active, *_rest = parts(row, "period")
    yield "active", active, len(card.table("project_schedule"))
    yield "in time", in_time, sum(one["days"] <= 14 for one in card.table("project_schedule"))


def feedback(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    yield "n", parts(row, "period")[1], len(card.table("project_feedback"))
    if row["period"]["mark"]:
        yield "kept although hidden", 0, len(card.table("project_feedback"))


def over_hours(card: Card, row: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    shares = [one["share_pct"] for one in card.table("project_hours")]
    yield "over", exact(row, "period"), sum(one is not None and Decimal(one) > 110 for one in shares)


CHECKS: Mapping[str, Check] = {
    "F1": revenue, "F3": margin, "F4": order_book, "F5": receivables,
    "Q1": rounds, "Q2": score, "Q3": below, "Q4": coverage, "Q5": audit,
    "Q1p": schedule, "Q2p": feedback, "Q3p": over_hours,
    "C1": satisfaction, "C2": recommendation, "C3": pulse, "C4": complaints, "C5": open_complaints,
    "C6": answered, "C7": resolved, "C8": repeated,
    "G1": meetings, "G2": director_meeting, "G3": clock, "G4": goals, "G5": hours, "G6": instructions,
    "H1": changes, "H2": without, "H3": unread,
    "K1": expiry, "K3": risk, "K5": deciders, "P4": opportunities,
}  # fmt: skip

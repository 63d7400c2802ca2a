"""The board's loop and the cost of care (HOI): instructions, care time, quality card (domain.md 1.4 G5–G6, R21–R23)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, not_applicable, partly_known
from reporting.rules.levels import Level
from reporting.rules.registry import BETWEEN, DEADLINE, DOWN, METRIC, rule
from reporting.rules.thresholds import Limits, grade_above


@rule(
    "R21",
    dimension="HOI",
    kind=DEADLINE,
    title={"fi": "Johtoryhmän ohje", "en": "Board instruction", "sv": "Ledningsgruppens anvisning"},
    explanation={
        "fi": "Keltainen, jos johtoryhmän ohje on kuittaamatta yli 5 työpäivää tai ohjeen toimenpide on yli 14 päivää "
        "myöhässä. Punainen, jos toimenpide on yli 30 päivää myöhässä.",
        "en": "Amber when a board instruction has been unacknowledged for more than 5 working days or its action is "
        "more than 14 days late. Red when the action is more than 30 days late.",
        "sv": "Gul när en anvisning från ledningsgruppen har varit okvitterad i över 5 arbetsdagar eller dess åtgärd "
        "är över 14 dagar försenad. Röd när åtgärden är över 30 dagar försenad.",
    },
    better=DOWN,
)
def board_instruction(facts: AccountFacts, limits: Limits) -> Finding:
    """The worse of a late action and a missing acknowledgement; the latter speaks when both are amber (R21)."""
    waited, days = facts.instr_unack_wd, facts.action_overdue_days
    action = _late_action(facts, limits)
    if action.level is Level.RED:
        return action
    unacknowledged = _unacknowledged(facts, limits)
    if unacknowledged.level is Level.AMBER:
        return unacknowledged if days is not None else partly_known(unacknowledged, "instructions")
    known = days is not None and (waited is not None or action.level is Level.AMBER)
    return action if known else partly_known(action, "instructions")


def _unacknowledged(facts: AccountFacts, limits: Limits) -> Finding:
    limit = limits.need("R21", "unack_wd", facts.model)
    waited = facts.instr_unack_wd
    return Finding(
        level=grade_above(waited or 0, limit, None),
        value=waited,
        amber_limit=limit,
        variant="unacknowledged",
        params={"wd": waited},
        evidence=("instructions:open",),
    )


def _late_action(facts: AccountFacts, limits: Limits) -> Finding:
    amber, red = (limits.need("R21", name, facts.model) for name in ("late_amber", "late_red"))
    days = facts.action_overdue_days
    level = grade_above(days or 0, amber, red)
    named = "action" if facts.action_name else "action_unnamed"
    return Finding(
        level=level,
        value=days,
        amber_limit=amber,
        red_limit=red,
        variant="ok" if level is Level.GREEN else named,
        params={"days": days, "name": facts.action_name or None},
        evidence=("instructions:open",),
    )


@rule(
    "R22",
    dimension="HOI",
    kind=METRIC,
    title={"fi": "Hoitoaika", "en": "Care time", "sv": "Kundvårdstid"},
    explanation={
        "fi": "Asiakashoidon tunnit prosentteina kauden tuntibudjetista, maaliskuusta alkaen. Keltainen alle 50 %:n ja "
        "yli 130 %:n, ei koskaan punainen. Ilman budjettia ei arvioida: budjetin asettaminen ottaa säännön käyttöön.",
        "en": "Care hours as a percentage of the period's budget, from March on. Amber below 50 % and over 130 %, "
        "never red. Not assessed without a budget: setting one brings the rule into use.",
        "sv": "Kundvårdstimmar i procent av periodens budget, från mars. Gul under 50 % och över 130 %, aldrig röd. "
        "Bedöms inte utan budget: när en budget sätts tas regeln i bruk.",
    },
    applies="AB",
    better=BETWEEN,
)
def care_time(facts: AccountFacts, limits: Limits) -> Finding:
    """Hours used / budget of the period, %, one decimal; too little and too much are amber (R22).

    The limit of the finding is the nearer of the two, so that leaving it can be judged; without a band of its own the
    colour improves at the second close in a row between the limits (domain.md 2.5).
    """
    if facts.time_budget_pct is None:
        return not_applicable("no_budget")
    if facts.month < limits.need("R22", "from_month", facts.model):
        return not_applicable("early")
    share = round_half_up(facts.time_budget_pct, 1)
    low, high = limits.need("R22", "low", facts.model), limits.need("R22", "high", facts.model)
    used, budget = _hours(facts.hours_used), _hours(facts.hours_budget)
    return Finding(
        level=Level.GREEN if low <= share <= high else Level.AMBER,
        value=share,
        amber_limit=low if share - low <= high - share else high,
        variant="share" if used is None or budget is None else "value",
        params={"used": used, "budget": budget, "share": share},
        evidence=("hours:period",),
    )


def _hours(hours: Decimal | None) -> Decimal | None:
    """Hours as printed: one decimal, whole hours without it."""
    if hours is None:
        return None
    rounded = round_half_up(hours, 1)
    return round_half_up(rounded, 0) if rounded == rounded.to_integral_value() else rounded


@rule(
    "R23",
    dimension="HOI",
    kind=DEADLINE,
    title={"fi": "Laatukortti myöhässä", "en": "Quality card late", "sv": "Kvalitetskortet försenat"},
    explanation={
        "fi": "Keltainen, jos edellinen laatukortti julkaistiin myöhässä tai ilman johtajan kommenttia. "
        "Ei koskaan punainen.",
        "en": "Amber when the previous quality card was published late or without the director's comment. Never red.",
        "sv": "Gul när föregående kvalitetskort publicerades för sent eller utan direktörens kommentar. Aldrig röd.",
    },
    better=DOWN,
)
def card_late(facts: AccountFacts, limits: Limits) -> Finding:
    """Whether the previous card was late or without comment; before the first card there is nothing to say (R23)."""
    if facts.prev_card_late is None:
        return not_applicable("first_card")
    late = facts.prev_card_late
    return Finding(
        level=Level.AMBER if late else Level.GREEN, variant="value" if late else "ok", evidence=("cards:previous",)
    )

"""Mutants that change nothing anybody can see, each with the reason. A reason has to be checked by reading."""

ONLY_AN_ORDER = "the numbers only order the levels, and the order stays"
NEVER_NEGATIVE = "counts and their limits are never negative (limit_names.sensible_range)"
EQUAL_IS_GONE = "a step of 0 has returned already"
ONLY_THE_SIGN = "a step is not 0, and only the sign of the product is asked"
FOR_THE_TYPES = "the condition left out only tells the types what holds anyway"
TWO_COLOURS = "a change has two different colours"

EQUIVALENT: dict[str, str] = {
    "rules.board:_unacknowledged: waited or 0 → waited or -1": NEVER_NEGATIVE,
    "rules.board:_late_action: days or 0 → days or -1": NEVER_NEGATIVE,
    "rules.clock:clock_late: late or 0 → late or -1": NEVER_NEGATIVE,
    "rules.customer:complaint_intensity: few or rate is None → few": FOR_THE_TYPES,
    "rules.levels:: Level.NA: 0 → 1": ONLY_AN_ORDER,
    "rules.levels:: Level.NA: 0 → -1": ONLY_AN_ORDER,
    "rules.levels:: Level.UNKNOWN: 0 → 1": ONLY_AN_ORDER,
    "rules.levels:: Level.UNKNOWN: 0 → -1": ONLY_AN_ORDER,
    "rules.levels:: Level.GREEN: 1 → 0": ONLY_AN_ORDER,
    "rules.levels:: Level.RED: 3 → 4": ONLY_AN_ORDER,
    "rules.people:supervisor_turnover: changes is None or share is None → share is None": FOR_THE_TYPES,
    "rules.quality:coverage: share is None or not measured_enough(facts, limits)"
    " → not measured_enough(facts, limits)": FOR_THE_TYPES,
    "rules.sentences:: strict=True → strict=False": "three languages have three wordings",
    "rules.sentences:printed: isinstance(item, tuple) → True": FOR_THE_TYPES,
    "rules.supervisors:sites_without_supervisor: count or 0 → count or -1": NEVER_NEGATIVE,
    "status_history:_clearly_beyond: edge is None or band is None or finding.value is None"
    " → band is None or finding.value is None": FOR_THE_TYPES,
    "status_memory:_cause: COLOUR_ORDER[Colour(new)] > COLOUR_ORDER[Colour(old)]"
    " → COLOUR_ORDER[Colour(new)] >= COLOUR_ORDER[Colour(old)]": TWO_COLOURS,
    "status_override:apply_override: step > 0 → step >= 0": EQUAL_IS_GONE,
    "status_override:apply_override: step > 0 → step > -1": EQUAL_IS_GONE,
    "status_override:_passed: (COLOUR_ORDER[override.colour] - COLOUR_ORDER[asked_at]) * step"
    " → (COLOUR_ORDER[override.colour] - COLOUR_ORDER[asked_at]) / step": ONLY_THE_SIGN,
}

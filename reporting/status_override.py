"""A manual override changes what is shown, never what is computed (domain.md 2.6)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.rules import RULES
from reporting.rules.finding import Finding
from reporting.rules.levels import COLOUR_ORDER, Colour, Level

NO_OVERRIDE, IN_FORCE, EXPIRED, AWAITING = "none", "in force", "expired", "awaiting approval"
REFUSED_CRITICAL, REFUSED_DATA = "refused: critical", "refused: mandatory data missing"
CANCELLED_EQUAL, CANCELLED_NEW_RED = "cancelled: equals computed", "cancelled: new red"
CANCELLED_PASSED = "cancelled: computed passed it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A wish to show another colour, with its reason stored elsewhere."""

    colour: Colour
    approved: bool  # by the business director or the board chair; a worse colour needs no approval
    expires: date  # last day in force
    reds_at_approval: frozenset[str] | None = None  # rules red when it was approved; None = not recorded
    computed_when_asked: Colour | None = None  # tells which way the wish went; None = not recorded


def apply_override(
    override: Override | None,
    computed: Colour,
    reasons: Sequence[Finding],
    missing: Collection[str],
    as_of: date,
) -> tuple[Colour, str]:
    """The colour to show and the state of the override in words."""
    if override is None:
        return computed, NO_OVERRIDE
    if as_of > override.expires:
        return computed, EXPIRED
    step = COLOUR_ORDER[override.colour] - COLOUR_ORDER[computed]
    if step == 0:
        return computed, CANCELLED_EQUAL
    if _passed(override, step):
        return computed, CANCELLED_PASSED
    if step > 0:
        return override.colour, IN_FORCE
    obstacle = _obstacle(override, reasons, missing)
    return (computed, obstacle) if obstacle else (override.colour, IN_FORCE)


def _passed(override: Override, step: int) -> bool:
    """The computed colour went past the wish: what was asked as better would now be worse, or the other way."""
    asked_at = override.computed_when_asked
    return asked_at is not None and (COLOUR_ORDER[override.colour] - COLOUR_ORDER[asked_at]) * step < 0


def _obstacle(override: Override, reasons: Sequence[Finding], missing: Collection[str]) -> str:
    """Why a better colour is not shown; empty when nothing stands in its way."""
    reds = [finding.rule_id for finding in reasons if finding.level is Level.RED]
    critical = [rule_id for rule_id in reds if RULES[rule_id].critical]
    if critical:
        return f"{REFUSED_CRITICAL} {', '.join(critical)}"
    if missing and COLOUR_ORDER[override.colour] < COLOUR_ORDER[Colour.GREY]:
        return REFUSED_DATA
    if not override.approved:
        return AWAITING
    known = override.reds_at_approval
    new = [] if known is None else [rule_id for rule_id in reds if rule_id not in known]
    return f"{CANCELLED_NEW_RED} {', '.join(new)}" if new else ""

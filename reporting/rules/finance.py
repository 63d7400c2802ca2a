"""Finance (TAL): revenue, margin, order book (domain.md 1.4 F1–F4, 2.2 R01–R04)."""

from decimal import Decimal

from config.common.formats import in_thousands
from config.common.rounding import round_half_up
from reporting.facts.types import PROFILE_PROJECT, AccountFacts
from reporting.rules.finding import Finding, not_applicable, unknown
from reporting.rules.levels import Level
from reporting.rules.registry import METRIC, rule
from reporting.rules.thresholds import Limits, grade_below

JANUARY = 1


def thousands(value: Decimal | None) -> Decimal | None:
    """Euros as printed on the card: t€ with one decimal."""
    return None if value is None else round_half_up(in_thousands(value), 1)


def revenue_figures(facts: AccountFacts) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Actual, target and last year of the period, €; without big projects when the account has any (domain.md 5.4)."""
    if facts.has_big_projects:
        return facts.rev_ytd_comparable, facts.rev_target_ytd_comparable, facts.rev_prev_ytd_comparable
    return facts.rev_ytd, facts.rev_target_ytd, facts.rev_prev_ytd


@rule(
    "R01",
    dimension="TAL",
    kind=METRIC,
    title={"fi": "Liikevaihto tavoitteesta", "en": "Revenue against target", "sv": "Omsättning mot mål"},
    explanation={
        "fi": "Kauden liikevaihto prosentteina kauden tavoitteesta. Tammikuussa enintään keltainen.",
        "en": "Revenue of the period as a percentage of the target of the period. In January amber at most.",
        "sv": "Periodens omsättning i procent av periodens mål. I januari högst gul.",
    },
    inputs=("revenue",),
)
def revenue_against_target(facts: AccountFacts, limits: Limits) -> Finding:
    """Revenue index: actual / target × 100, one decimal; no target → NA (domain.md 2.2 R01)."""
    actual, target, _ = revenue_figures(facts)
    if actual is None:
        return unknown("revenue")
    if target is None or target <= 0:
        return not_applicable("target")
    index = round_half_up(actual * 100 / target, 1)
    level = grade_below(index, limits.get("R01", "amber", facts.model), limits.get("R01", "red", facts.model))
    cap = Level.AMBER if facts.month == JANUARY else None
    return Finding(
        level=Level.AMBER if cap and level is Level.RED else level,
        cap=cap,
        value=index,
        params={
            "period": facts.period_label,
            "actual": thousands(actual),
            "index": index,
            "target": thousands(target),
        },
        evidence=("figures:revenue", "figures:target"),
    )


@rule(
    "R02",
    dimension="TAL",
    kind=METRIC,
    title={"fi": "Liikevaihto ed. vuodesta", "en": "Revenue against last year", "sv": "Omsättning mot föregående år"},
    explanation={
        "fi": "Kauden liikevaihdon muutos prosentteina vuoden takaisesta samasta kaudesta.",
        "en": "Change of the revenue of the period from the same period last year, per cent.",
        "sv": "Förändringen i periodens omsättning från samma period i fjol, procent.",
    },
    inputs=("revenue",),
)
def revenue_against_last_year(facts: AccountFacts, limits: Limits) -> Finding:
    """Change from the same months of last year, one decimal; not compared when the base is small (R02)."""
    actual, _, base = revenue_figures(facts)
    reason = _no_comparison(facts, base, limits)
    if reason:
        return not_applicable(reason)
    if actual is None or base is None:
        return unknown("revenue")
    change = round_half_up((actual - base) * 100 / base, 1)
    return Finding(
        level=grade_below(change, limits.get("R02", "amber", facts.model), limits.get("R02", "red", facts.model)),
        value=change,
        variant="value" if change < 0 else "over",
        params={"change": abs(change), "prev_period": facts.previous_period_label, "prev": thousands(base)},
        evidence=("figures:revenue", "figures:previous-year"),
    )


def _no_comparison(facts: AccountFacts, base: Decimal | None, limits: Limits) -> str:
    """Why last year is not compared, as a key of the wording; empty when it is."""
    if facts.in_onboarding:
        return "onboarding"
    if facts.in_exit:
        return "exit"
    if facts.is_new:
        return "new"
    small = base is not None and base < limits.need("R02", "min_base_eur", facts.model)
    return "base" if small or facts.prev_base_missing else ""


@rule(
    "R03",
    dimension="TAL",
    kind=METRIC,
    title={"fi": "Kate tavoitteesta", "en": "Margin against target", "sv": "Marginal mot mål"},
    explanation={
        "fi": "Kauden kateprosentin ero tavoitteeseen prosenttiyksikköinä. Negatiivinen kate on aina punainen.",
        "en": "Gross margin of the period minus its target in percentage points. A negative margin is always red.",
        "sv": "Periodens bruttomarginal minus målet i procentenheter. Negativ marginal är alltid röd.",
    },
    applies="ABC",
    optional="D",
    inputs=("margin",),
)
def margin_gap(facts: AccountFacts, limits: Limits) -> Finding:
    """Printed margin minus printed target, percentage points; negative margin → red (R03)."""
    if facts.margin_pct is None:
        return not_applicable("optional") if facts.model == "D" else unknown("margin")
    margin = round_half_up(facts.margin_pct, 1)
    euros = thousands(facts.margin_eur_ytd)
    target = None if facts.margin_target is None else round_half_up(facts.margin_target, 1)
    gap = None if target is None else margin - target
    loss = euros is not None and euros < 0
    amber, red = limits.get("R03", "amber", facts.model), limits.get("R03", "red", facts.model)
    if loss or margin < 0:
        level, variant = Level.RED, "negative" if loss else "negative_pct"
    elif gap is None:
        return not_applicable("target")
    else:
        level, variant = grade_below(gap, amber, red), "over" if gap > 0 else "value"
    return Finding(
        level=level,
        value=gap,
        variant=variant,
        params={"margin": margin, "gap": None if gap is None else abs(gap), "target": target, "eur": euros},
        evidence=("figures:margin",),
    )


@rule(
    "R04",
    dimension="TAL",
    kind=METRIC,
    title={"fi": "Tilauskannan riitto", "en": "Order book", "sv": "Orderstockens räckvidd"},
    explanation={
        "fi": "Projektien tilauskanta kuukausina keskimääräistä kuukausiliikevaihtoa.",
        "en": "Order book of projects in months of mean monthly revenue.",
        "sv": "Projektens orderstock i månader av genomsnittlig månadsomsättning.",
    },
    profiles=(PROFILE_PROJECT,),
    inputs=("revenue",),
)
def order_book(facts: AccountFacts, limits: Limits) -> Finding:
    """Months the signed work lasts, one decimal (R04)."""
    if facts.orderbook_months is None:
        return unknown("orderbook")
    months = round_half_up(facts.orderbook_months, 1)
    return Finding(
        level=grade_below(months, limits.get("R04", "amber", facts.model), limits.get("R04", "red", facts.model)),
        value=months,
        params={"months": months},
        evidence=("figures:orderbook",),
    )

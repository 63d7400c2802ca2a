"""Contract and risks (SOP): expiry, notice and tender, risks (domain.md 1.4 K1–K4, 2.2 R29–R31)."""

from decimal import Decimal

from config.common.rounding import round_half_up
from reporting.facts.types import AccountFacts, ContractFact, TenderFact
from reporting.rules.finding import Finding, Param, not_applicable, unknown
from reporting.rules.levels import SEVERITY, Level
from reporting.rules.registry import DEADLINE, DOWN, STATE, rule
from reporting.rules.thresholds import Limits, grade_reaching


def expiring_contracts(facts: AccountFacts) -> tuple[ContractFact, ...]:
    """Every contract with an end date; the single next expiry when the list is not given."""
    if facts.contracts or facts.contract_days is None:
        return facts.contracts
    return (
        ContractFact(
            name=facts.contract_name,
            days=facts.contract_days,
            share_pct=facts.contract_share,
            has_plan=bool(facts.renewal_plan),
            ends_on=facts.contract_ends_on,
        ),
    )


def printed_share(contract: ContractFact) -> Decimal | None:
    """Share of revenue as printed: one decimal, whole numbers without it (100, 19.6)."""
    if contract.share_pct is None:
        return None
    share = round_half_up(contract.share_pct, 1)
    return round_half_up(share, 0) if share == share.to_integral_value() else share


def _is_main(contract: ContractFact, facts: AccountFacts, limits: Limits) -> bool:
    share = printed_share(contract)
    return share is None or share >= limits.need("R29", "main_share", facts.model)


def _expiry_limits(
    contract: ContractFact, facts: AccountFacts, limits: Limits
) -> tuple[Decimal | None, Decimal | None]:
    """Amber and red limit of one contract, days; None = that colour is not given."""
    prefix = "main_plan" if contract.has_plan else "main"
    if _is_main(contract, facts, limits):
        return limits.need("R29", f"{prefix}_amber", facts.model), limits.need("R29", f"{prefix}_red", facts.model)
    return (None if contract.has_plan else limits.need("R29", "small_amber", facts.model)), None


def _expiry_variant(contract: ContractFact) -> str:
    known = contract.name and contract.share_pct is not None and contract.ends_on
    return ("plan" if contract.has_plan else "no_plan") + ("" if known else "_brief")


def _expiry(contract: ContractFact, facts: AccountFacts, limits: Limits) -> Finding:
    amber, red = _expiry_limits(contract, facts, limits)
    level = Level.GREEN
    if red is not None and contract.days <= red:
        level = Level.RED
    elif amber is not None and contract.days <= amber:
        level = Level.AMBER
    params: dict[str, Param] = {
        "name": contract.name,
        "share": printed_share(contract),
        "ends": contract.ends_on,
        "days": contract.days,
    }
    return Finding(
        level=level,
        value=contract.days,
        amber_limit=amber,
        red_limit=red,
        variant=_expiry_variant(contract),
        params=params,
        evidence=("contracts:expiring",),
    )


@rule(
    "R29",
    dimension="SOP",
    kind=DEADLINE,
    title={"fi": "Sopimus päättyy", "en": "Contract expiry", "sv": "Avtal löper ut"},
    explanation={
        "fi": "Päiviä sopimuksen päättymiseen. 20 % liikevaihdosta tai yli: keltainen 270 ja punainen "
        "120 päivästä ilman jatkosuunnitelmaa, 180 ja 60 päivästä suunnitelman kanssa. Pienempi: keltainen 120:stä.",
        "en": "Days to the end of a contract. From 20 % of revenue: amber at 270 and red at 120 days without a renewal "
        "plan, at 180 and 60 with one. Smaller: amber at 120 days.",
        "sv": "Dagar till avtalets slut. Från 20 % av omsättningen: gul vid 270 och röd vid 120 dagar utan "
        "förnyelseplan, vid 180 och 60 med plan. Mindre: gul vid 120 dagar.",
    },
    inputs=("contracts",),
)
def contract_expiry(facts: AccountFacts, limits: Limits) -> Finding:
    """The worst of all expiring contracts, then the nearest (R29); managed exit → NA."""
    if facts.in_exit:
        return not_applicable("exit")
    nearest_first = sorted(expiring_contracts(facts), key=lambda contract: contract.days)
    findings = [_expiry(contract, facts, limits) for contract in nearest_first]
    if not findings:
        return Finding(level=Level.GREEN, variant="no_end")
    return max(findings, key=lambda finding: SEVERITY[finding.level])


@rule(
    "R30",
    dimension="SOP",
    kind=STATE,
    title={"fi": "Irtisanominen tai kilpailutus", "en": "Notice or tender", "sv": "Uppsägning eller upphandling"},
    explanation={
        "fi": "Irtisanominen on punainen, samoin kilpailutus ilman tarjoussuunnitelmaa yli 10 työpäivän jälkeen. "
        "Kilpailutus suunnitelman kanssa ja 30 päivän sisällä peruttu irtisanominen ovat keltaisia.",
        "en": "A notice is red, and so is a tender without a bid plan after 10 working days. "
        "A tender with a plan and a notice withdrawn within 30 days are amber.",
        "sv": "En uppsägning är röd, likaså en upphandling utan anbudsplan efter 10 arbetsdagar. "
        "Upphandling med plan och en uppsägning återtagen inom 30 dagar är gula.",
    },
    better=DOWN,
    critical=True,
)
def notice_or_tender(facts: AccountFacts, limits: Limits) -> Finding:
    """Notice given, tender announced or just over (R30); managed exit → NA."""
    if facts.in_exit:
        return not_applicable("exit")
    if facts.notice:
        return _event(Level.RED, "notice" if facts.notice_on else "notice_undated", on=facts.notice_on)
    if facts.tender is not None:
        schedule = facts.tender.schedule
        variant = ("tender_plan" if facts.tender.has_plan else "tender_no_plan") + ("" if schedule else "_undated")
        return _event(
            _tender_level(facts.tender, limits, facts.model), variant, at_least=facts.notice is None, schedule=schedule
        )
    if facts.notice_withdrawn_30d or facts.tender_ended_30d:
        variant = "withdrawn" if facts.notice_withdrawn_30d else "tender_ended"
        return _event(Level.AMBER, variant, at_least=facts.notice is None)
    if facts.notice is None or facts.notice_withdrawn_30d is None:
        return unknown("notice")
    return _event(Level.GREEN, "ok")


def _tender_level(tender: TenderFact, limits: Limits, model: str) -> Level:
    """Amber while a bid plan exists or its time is still running; an unknown age counts as run out."""
    if tender.has_plan:
        return Level.AMBER
    age = tender.age_working_days
    return Level.AMBER if age is not None and age <= limits.need("R30", "plan_wd", model) else Level.RED


def _event(level: Level, variant: str, *, at_least: bool = False, **params: Param) -> Finding:
    return Finding(level=level, variant=variant, params=params, evidence=("contracts:events",), at_least=at_least)


@rule(
    "R31",
    dimension="SOP",
    kind=STATE,
    title={"fi": "Riskit", "en": "Risks", "sv": "Risker"},
    explanation={
        "fi": "Suurin avoin riski: todennäköisyys × vaikutus. Keltainen 8–14, punainen 15 alkaen; "
        "keltainen myös, jos riskin tarkistus on yli 30 päivää myöhässä.",
        "en": "Largest open risk: probability × impact. Amber 8–14, red from 15; "
        "amber also when the review of a risk is more than 30 days late.",
        "sv": "Största öppna risken: sannolikhet × konsekvens. Gul 8–14, röd från 15; "
        "gul även när en risköversyn är över 30 dagar försenad.",
    },
    better=DOWN,
)
def risks(facts: AccountFacts, limits: Limits) -> Finding:
    """The largest score speaks first, then a late review (R31)."""
    score, late = facts.risk_max, facts.risk_review_overdue
    if score is None:
        return unknown("risks")
    level = grade_reaching(score, limits.need("R31", "amber", facts.model), limits.get("R31", "red", facts.model))
    if level is Level.GREEN and late is None:
        return unknown("risks")
    review = level is Level.GREEN and bool(late)
    return Finding(
        level=Level.AMBER if review else level,
        value=score,
        variant=_risk_variant(facts, review),
        params={
            "name": (facts.risk_review_name if review else facts.risk_name) or None,
            "probability": facts.risk_probability,
            "impact": facts.risk_impact,
            "score": score,
            "n": late,
            "days": facts.risk_review_days,
        },
        evidence=("risks:open",),
    )


def _risk_variant(facts: AccountFacts, review: bool) -> str:
    if review:
        return "review" if facts.risk_review_name and facts.risk_review_days is not None else "review_unnamed"
    if not facts.risk_max:
        return "ok"
    named = facts.risk_name and facts.risk_probability is not None and facts.risk_impact is not None
    return "value" if named else "unnamed"

"""The support organisation (HEN): required cells without a person (domain.md 2.2 R28)."""

from reporting.facts.types import AccountFacts
from reporting.rules.finding import Finding, listed, not_applicable
from reporting.rules.registry import DOWN, STATE, rule
from reporting.rules.thresholds import Limits, grade_reaching


@rule(
    "R28",
    dimension="HEN",
    kind=STATE,
    title={"fi": "Tukiorganisaation aukot", "en": "Support coverage gaps", "sv": "Luckor i stödorganisationen"},
    explanation={
        "fi": "Keltainen, jos yksikin tukiorganisaation vaadittu ruutu on tyhjä. Ei koskaan punainen.",
        "en": "Amber when at least one required cell of the support organisation is empty. Never red.",
        "sv": "Gul när minst en obligatorisk ruta i stödorganisationen är tom. Aldrig röd.",
    },
    applies="AB",
    better=DOWN,
)
def support_gaps(facts: AccountFacts, limits: Limits) -> Finding:
    """Number of required cells that are empty; without a requirement there is no gap (R28)."""
    gaps = facts.support_gaps
    if gaps is None:
        return not_applicable("no_matrix")
    named = "value" if facts.support_gap_cells else "unnamed"
    return Finding(
        level=grade_reaching(gaps, limits.need("R28", "amber", facts.model), None),
        value=gaps,
        variant=named if gaps else "ok",
        params={"n": gaps, "cells": ", ".join(listed(facts.support_gap_cells))},
        evidence=("support:gaps",),
    )

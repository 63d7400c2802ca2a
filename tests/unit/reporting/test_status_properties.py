"""What must hold for any account: silence is never green, worse never looks better, order does not matter."""

import os
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.facts.types import INPUT_NAMES, PHASES, PROFILES, AccountFacts, TenderFact
from reporting.rules import RULES, Colour, Level, Limits
from reporting.rules.levels import COLOUR_ORDER, SEVERITY
from reporting.rules.sentences import sentence
from reporting.status import judge, mandatory_inputs
from reporting.status_history import RuleState
from tests.unit.reporting.example import facts

LIMITS = Limits()
EXAMPLES = int(os.environ.get("KAM_EXAMPLES", "25"))  # a larger number searches longer
EURO = st.none() | st.decimals(min_value=-50_000, max_value=5_000_000, places=2)
PERCENT = st.none() | st.decimals(min_value=-20, max_value=120, places=2)
COUNT = st.none() | st.integers(min_value=0, max_value=60)
DAYS = st.none() | st.integers(min_value=-10, max_value=600)
TRUTH = st.none() | st.booleans()

ANY_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "month": st.integers(min_value=1, max_value=12),
    "model": st.sampled_from("ABCD"),
    "profile": st.sampled_from(PROFILES),
    "phase": st.sampled_from(PHASES),
    "fresh": st.frozensets(st.sampled_from(INPUT_NAMES)),
    "account_age_months": COUNT,
    **dict.fromkeys(("rev_ytd", "rev_target_ytd", "rev_prev_ytd", "margin_eur_ytd"), EURO),
    **dict.fromkeys(("margin_pct", "margin_target", "score_avg", "contract_share"), PERCENT),
    "orderbook_months": st.none() | st.decimals(min_value=0, max_value=20, places=2),
    "csat": st.none() | st.decimals(min_value=1, max_value=5, places=1),
    **dict.fromkeys(
        ("sites_active", "sites_measured", "sites_below", "rounds_planned_r3", "rounds_done_r3", "csat_n"), COUNT
    ),
    **dict.fromkeys(("complaints_r3", "compl_overdue", "compl_overdue_max_days"), COUNT),
    **dict.fromkeys(("critical_open", "critical_closed_30d", "sup_changes_r12", "sup_positions"), COUNT),
    **dict.fromkeys(("owner_absent_wd", "risk_max", "risk_review_overdue"), COUNT),
    **dict.fromkeys(("days_since_meeting", "next_meeting_in_days", "contract_days"), DAYS),
    **dict.fromkeys(
        ("critical_site_fail2", "owner", "deputy", "renewal_plan", "notice", "notice_withdrawn_30d"), TRUTH
    ),
    "tender": st.none()
    | st.builds(TenderFact, has_plan=st.booleans(), age_working_days=st.none() | st.integers(0, 30)),
}
STATES = st.dictionaries(
    st.sampled_from(sorted(RULES)),
    st.builds(RuleState, st.sampled_from([Level.GREEN, Level.AMBER, Level.RED]), st.integers(0, 3), st.integers(0, 3)),
)


@st.composite
def accounts(draw: st.DrawFn) -> AccountFacts:
    return facts(**{name: draw(strategy) for name, strategy in ANY_FACTS.items()})


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(accounts(), STATES, st.booleans())
def test_any_account_is_judged_and_explained(known: AccountFacts, before: dict[str, RuleState], closing: bool) -> None:
    judgement = judge(known, LIMITS, before, closing=closing)
    assert judgement.computed is not Colour.NA
    assert 0 <= judgement.coverage_pct <= 100
    for finding in judgement.findings:
        for lang in ("fi", "en", "sv"):
            assert sentence(finding, lang).endswith(".")
    if judgement.computed is Colour.GREEN:
        assert judgement.missing_inputs == ()
        assert judgement.reasons == ()


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(accounts(), STATES, st.data())
def test_a_silent_source_never_turns_an_account_green(
    known: AccountFacts, before: dict[str, RuleState], data: st.DataObject
) -> None:
    silenced = data.draw(st.sampled_from(mandatory_inputs(known)))
    assert judge(replace(known, fresh=known.fresh - {silenced}), LIMITS, before).computed is not Colour.GREEN


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(accounts(), st.data())
def test_silence_never_clears_a_red_rule(known: AccountFacts, data: st.DataObject) -> None:
    before = judge(known, LIMITS)
    silenced = data.draw(st.frozensets(st.sampled_from(INPUT_NAMES)))
    after = judge(replace(known, fresh=known.fresh - silenced), LIMITS, before.rule_states)
    for finding in before.findings:
        now = after.finding(finding.rule_id).level
        if finding.level is Level.RED and now is not Level.NA:
            assert now is Level.RED


WORSE: dict[str, Any] = {
    "rev_ytd": lambda value: value - Decimal("0.01"),
    "margin_pct": lambda value: value - Decimal("0.1"),
    "score_avg": lambda value: value - Decimal("0.1"),
    "orderbook_months": lambda value: value - Decimal("0.1"),
    "rounds_done_r3": lambda value: max(0, value - 1),
    "sites_below": lambda value: value + 1,
    "complaints_r3": lambda value: value + 1,
    "compl_overdue": lambda value: value + 1,
    "compl_overdue_max_days": lambda value: value + 1,
    "critical_open": lambda value: value + 1,
    "critical_closed_30d": lambda value: value + 1,
    "days_since_meeting": lambda value: value + 1,
    "sup_changes_r12": lambda value: value + 1,
    "owner_absent_wd": lambda value: value + 1,
    "contract_days": lambda value: value - 1,
    "risk_max": lambda value: value + 1,
    "risk_review_overdue": lambda value: value + 1,
    "critical_site_fail2": lambda _: True,
    "owner": lambda _: False,
    "deputy": lambda _: False,
    "renewal_plan": lambda _: False,
    "notice": lambda _: True,
}


@pytest.mark.parametrize("name", WORSE)
@settings(max_examples=EXAMPLES, deadline=None)
@given(known=accounts(), before=STATES)
def test_worse_never_looks_better(name: str, known: AccountFacts, before: dict[str, RuleState]) -> None:
    value = getattr(known, name)
    if value is None:
        return
    worse = replace(known, **{name: WORSE[name](value)})
    first, second = judge(known, LIMITS, before), judge(worse, LIMITS, before)
    assert COLOUR_ORDER[second.computed] >= COLOUR_ORDER[first.computed]
    for finding in first.findings:
        assert SEVERITY[second.finding(finding.rule_id).level] >= SEVERITY[finding.level]


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(accounts(), st.integers())
def test_the_order_of_the_rules_does_not_matter(known: AccountFacts, seed: int) -> None:
    expected = judge(known, LIMITS)
    names = list(RULES)
    random.Random(seed).shuffle(names)
    kept = dict(RULES)
    try:
        RULES.clear()
        RULES.update((name, kept[name]) for name in names)
        assert judge(known, LIMITS) == expected
    finally:
        RULES.clear()
        RULES.update(kept)

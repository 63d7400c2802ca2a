"""What must hold for any account: silence is never green, worse never looks better, order does not matter."""

import os
import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.facts.types import INPUT_NAMES, PHASES, PROFILES, AccountFacts, TenderFact
from reporting.rules import RULES, Colour, Level, Limits
from reporting.rules.levels import COLOUR_ORDER
from reporting.rules.registry import LANGUAGES
from reporting.rules.sentences import sentence
from reporting.status import judge, mandatory_inputs
from reporting.status_history import RuleState
from tests.unit.reporting.example import facts

LIMITS = Limits()
EXAMPLES = int(os.environ.get("KAM_EXAMPLES", "20"))  # a larger number searches longer
EURO = st.none() | st.decimals(min_value=-50_000, max_value=5_000_000, places=2)
PERCENT = st.none() | st.decimals(min_value=-20, max_value=120, places=2)
COUNT = st.none() | st.integers(min_value=0, max_value=60)
DAYS = st.none() | st.integers(min_value=-10, max_value=600)
FEW = st.none() | st.integers(min_value=0, max_value=6)
TRUTH = st.none() | st.booleans()
OVERDUE = st.none() | st.decimals(min_value=0, max_value=9_000, places=2)
GRADE = st.none() | st.decimals(min_value=1, max_value=5, places=2)

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
    **dict.fromkeys(("csat", "project_feedback"), GRADE),
    **dict.fromkeys(("recv30", "recv60"), OVERDUE),
    **dict.fromkeys(("audit_age_months", "nc_minor_overdue", "nc_major_overdue"), COUNT),
    **dict.fromkeys(("projects_active", "projects_on_schedule", "project_feedback_n", "projects_over_110"), COUNT),
    "project_over_125_share": st.none() | st.decimals(min_value=0, max_value=100, places=2),
    **dict.fromkeys(("dm_low_nofollow", "dm_low_waiting", "dm_low_followed"), COUNT),
    **dict.fromkeys(("fr_n", "fr_within", "repeat_max"), COUNT),
    "audit_failed": TRUTH,
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
    **dict.fromkeys(("clock_late14", "key_late_max", "instr_unack_wd", "action_overdue_days"), COUNT),
    **dict.fromkeys(("goals_active", "goals_at_risk", "goals_late", "goals_unchecked"), FEW),
    **dict.fromkeys(("sites_nosup", "brief_missing", "support_gaps"), FEW),
    "sites_nosup_maxdays": COUNT,
    "time_budget_pct": st.none() | st.decimals(min_value=0, max_value=200, places=2),
    **dict.fromkeys(("prev_card_late", "dm_vacant"), TRUTH),
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
        for lang in LANGUAGES:
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
    "recv30": lambda value: value + 1,
    "recv60": lambda value: value + 1,
    "audit_age_months": lambda value: value + 1,
    "audit_failed": lambda _: True,
    "nc_minor_overdue": lambda value: value + 1,
    "nc_major_overdue": lambda value: value + 1,
    "projects_on_schedule": lambda value: max(0, value - 1),
    "project_feedback": lambda value: max(Decimal(1), value - Decimal("0.1")),
    "projects_over_110": lambda value: value + 1,
    "project_over_125_share": lambda value: value + 1,
    "csat": lambda value: max(Decimal(1), value - Decimal("0.1")),
    "dm_low_nofollow": lambda value: value + 1,
    "dm_low_waiting": lambda value: value + 1,
    "dm_low_followed": lambda value: value + 1,
    "fr_within": lambda value: max(0, value - 1),
    "repeat_max": lambda value: value + 1,
    "complaints_r3": lambda value: value + 1,
    "compl_overdue": lambda value: value + 1,
    "compl_overdue_max_days": lambda value: value + 1,
    "critical_open": lambda value: value + 1,
    "critical_closed_30d": lambda value: value + 1,
    "days_since_meeting": lambda value: value + 1,
    "sup_changes_r12": lambda value: value + 1,
    "owner_absent_wd": lambda value: value + 1,
    "clock_late14": lambda value: value + 1,
    "key_late_max": lambda value: value + 1,
    "goals_at_risk": lambda value: value + 1,
    "goals_late": lambda value: value + 1,
    "goals_unchecked": lambda value: value + 1,
    "goals_active": lambda _: 0,
    "instr_unack_wd": lambda value: value + 1,
    "action_overdue_days": lambda value: value + 1,
    "time_budget_pct": lambda value: value + 1 if value >= 90 else max(Decimal(0), value - 1),  # away from the middle
    "prev_card_late": lambda _: True,
    "sites_nosup": lambda value: value + 1,
    "sites_nosup_maxdays": lambda value: value + 1,
    "brief_missing": lambda value: value + 1,
    "support_gaps": lambda value: value + 1,
    "dm_vacant": lambda _: True,
    "contract_days": lambda value: value - 1,
    "risk_max": lambda value: value + 1,
    "risk_review_overdue": lambda value: value + 1,
    "critical_site_fail2": lambda _: True,
    "owner": lambda _: False,
    "deputy": lambda _: False,
    "renewal_plan": lambda _: False,
    "notice": lambda _: True,
}


# A fact may get worse and thereby ask for another one that is not known: less good than green, not as bad as amber.
HARM = {Level.NA: 0, Level.GREEN: 1, Level.UNKNOWN: 2, Level.AMBER: 3, Level.RED: 4}
# An amber is forgotten after two silent closes whatever the facts; only states before that can be compared.
REMEMBERED = st.dictionaries(
    st.sampled_from(sorted(RULES)),
    st.builds(RuleState, st.sampled_from([Level.GREEN, Level.AMBER, Level.RED]), st.integers(0, 3), st.integers(0, 1)),
)


@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(known=accounts(), before=REMEMBERED)
def test_worse_never_looks_better(known: AccountFacts, before: dict[str, RuleState]) -> None:
    """Every fact of one account is made worse in turn: a drawn account costs more than many judgements of it."""
    first = judge(known, LIMITS, before)
    for name, worsen in WORSE.items():
        value = getattr(known, name)
        if value is None:
            continue
        second = judge(replace(known, **{name: worsen(value)}), LIMITS, before)
        assert COLOUR_ORDER[second.computed] >= COLOUR_ORDER[first.computed], name
        for finding, worse in zip(first.findings, second.findings, strict=True):
            assert HARM[worse.level] >= HARM[finding.level], (name, finding.rule_id)


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


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.tuples(accounts(), STATES), min_size=2, max_size=3))
def test_the_order_of_the_accounts_does_not_matter(known: list[tuple[AccountFacts, dict[str, RuleState]]]) -> None:
    forwards = [judge(account, LIMITS, before) for account, before in known]
    backwards = [judge(account, LIMITS, before) for account, before in reversed(known)]
    alone = [judge(account, Limits(), dict(before)) for account, before in known]
    assert forwards == backwards[::-1] == alone


@settings(max_examples=EXAMPLES, deadline=None)
@given(accounts(), STATES)
def test_the_language_of_the_reader_does_not_matter(known: AccountFacts, before: dict[str, RuleState]) -> None:
    told = []
    for active in LANGUAGES:
        with translation.override(active):
            judgement = judge(known, LIMITS, before)
            stored = [finding.to_json() for finding in judgement.findings]
            sentences = [sentence(finding, lang) for finding in judgement.findings for lang in LANGUAGES]
            told.append((judgement, stored, sentences))
    assert told[0] == told[1] == told[2]

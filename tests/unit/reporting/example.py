"""Facts used by the tests of the engine: the healthy base account and the filled card of domain.md 1.10."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from reporting.facts.types import INPUT_NAMES, AccountFacts, SiteScore
from reporting.rules import Limits

ALL_FRESH = frozenset(INPUT_NAMES)

BASE: dict[str, Any] = {
    "as_of": date(2026, 9, 11),
    "month": 8,
    "model": "A",
    "fresh": ALL_FRESH,
    "rev_ytd": Decimal(3280000),
    "rev_target_ytd": Decimal(3250000),
    "rev_prev_ytd": Decimal(3120000),
    "margin_pct": Decimal("17.4"),
    "margin_target": Decimal("17.0"),
    "recv30": Decimal(0),
    "recv60": Decimal(0),
    "sites_active": 40,
    "rounds_planned_r3": 120,
    "rounds_done_r3": 118,
    "score_avg": Decimal("92.6"),
    "sites_measured": 39,
    "sites_below": 0,
    "critical_site_fail2": False,
    "audit_age_months": 5,
    "audit_failed": False,
    "nc_minor_overdue": 0,
    "nc_major_overdue": 0,
    "csat": Decimal("4.3"),
    "csat_n": 22,
    "dm_low_nofollow": 0,
    "dm_low_waiting": 0,
    "dm_low_followed": 0,
    "complaints_r3": 5,
    "compl_overdue": 0,
    "compl_overdue_max_days": 0,
    "critical_open": 0,
    "critical_closed_30d": 0,
    "fr_n": 5,
    "fr_within": 5,
    "repeat_max": 1,
    "days_since_meeting": 62,
    "next_meeting_in_days": 30,
    "clock_late14": 0,
    "key_late_max": 0,
    "goals_active": 4,
    "goals_at_risk": 0,
    "goals_late": 0,
    "goals_unchecked": 0,
    "instr_unack_wd": 0,
    "action_overdue_days": 0,
    "time_budget_pct": Decimal(96),
    "prev_card_late": False,
    "sup_changes_r12": 2,
    "sup_positions": 12,
    "sites_nosup": 0,
    "sites_nosup_maxdays": 0,
    "brief_missing": 0,
    "owner": True,
    "deputy": True,
    "owner_absent_wd": 0,
    "support_gaps": 0,
    "contract_days": 640,
    "contract_share": Decimal(100),
    "renewal_plan": False,
    "notice": False,
    "notice_withdrawn_30d": False,
    "risk_max": 6,
    "risk_review_overdue": 0,
    "dm_vacant": False,
}

PROJECTS: dict[str, Any] = {
    "profile": "projekti",
    "orderbook_months": Decimal("7.0"),
    "projects_active": 10,
    "projects_on_schedule": 10,
    "project_feedback": Decimal("4.4"),
    "project_feedback_n": 8,
    "projects_over_110": 0,
    "project_over_125_share": Decimal(0),
}


def facts(**changes: Any) -> AccountFacts:
    """A healthy A account with some facts changed."""
    return AccountFacts(**{**BASE, **changes})


def project_facts(**changes: Any) -> AccountFacts:
    """A healthy consultancy account: no quality rounds, projects and an order book instead."""
    fresh = ALL_FRESH - {"rounds", "scores", "supervisors"}
    return facts(**{**PROJECTS, "fresh": fresh, **changes})


def changed_limits(changes: Mapping[tuple[str, str], int]) -> Limits:
    """The default limits with some changed, by (rule, name)."""
    return Limits().changed({key: Decimal(value) for key, value in changes.items()})


def stale(*names: str) -> frozenset[str]:
    """Every source fresh but these."""
    return ALL_FRESH - set(names)


def example_card(**changes: Any) -> AccountFacts:
    """The account of the filled example in domain.md 1.10."""
    month_ends = dict.fromkeys(("revenue", "margin"), date(2026, 8, 31))
    known = dict.fromkeys(("rounds", "scores", "complaints", "clock", "supervisors", "contracts"), date(2026, 9, 10))
    return facts(
        **{
            "rev_month": Decimal("398241.55"),
            "rev_ytd": Decimal("3126487.20"),
            "rev_prev_ytd": Decimal(3100000),
            "margin_pct_month": Decimal("15.9"),
            "margin_pct": Decimal("16.2"),
            "margin_eur_ytd": Decimal(506500),
            "margin_pct_prev_ytd": Decimal("17.1"),
            "sites_active": 38,
            "rounds_month_done": 37,
            "rounds_month_planned": 38,
            "rounds_ytd_done": 296,
            "rounds_ytd_planned": 304,
            "rounds_prev_ytd_done": 281,
            "rounds_prev_ytd_planned": 304,
            "rounds_done_r3": 113,
            "rounds_planned_r3": 116,
            "score_avg": Decimal("92.1"),
            "score_ytd_mean": Decimal("91.7"),
            "score_prev": Decimal("91.0"),
            "sites_measured": 37,
            "sites_below": 1,
            "sites_below_prev": 0,
            "sites_below_names": (SiteScore(name="Koivula, Jyväskylä", score_pct=Decimal(76)),),
            "csat": Decimal("4.2"),
            "csat_month": date(2026, 5, 1),
            "csat_prev": Decimal("4.1"),
            "csat_prev_month": date(2025, 5, 1),
            "csat_prev_n": 19,
            "complaints_month": 2,
            "complaints_ytd": 14,
            "complaints_prev_ytd": 17,
            "complaints_open": 2,
            "compl_overdue": 1,
            "compl_overdue_max_days": 3,
            "last_meeting_on": date(2026, 6, 10),
            "next_meeting_on": date(2026, 9, 24),
            "days_since_meeting": 93,
            "next_meeting_in_days": 13,
            "goals_active": 3,
            "goals_on_track": 3,
            "goals_at_risk": 0,
            "goals_late": 0,
            "goals_unchecked": 0,
            "hours_used": Decimal(119),
            "hours_budget": Decimal(128),
            "time_budget_pct": Decimal("92.96875"),
            "sup_positions": 11,
            "sup_changes_prev_r12": 4,
            "contract_name": "P-1",
            "contract_ends_on": date(2027, 12, 31),
            "contract_days": 476,
            "source_dates": {**month_ends, **known},
            **changes,
        }
    )

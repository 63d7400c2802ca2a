"""The status rules; importing this package fills the register (domain.md 2.2)."""

from reporting.rules import (
    audit,
    board,
    care,
    clock,
    contacts,
    contract,
    customer,
    finance,
    goals,
    people,
    projects,
    quality,
    receivables,
    responses,
    satisfaction,
    supervisors,
    support,
)
from reporting.rules.finding import Finding
from reporting.rules.levels import Colour, Level
from reporting.rules.registry import RULES, RuleSpec, all_rules
from reporting.rules.thresholds import Limits

__all__ = [
    "RULES",
    "Colour",
    "Finding",
    "Level",
    "Limits",
    "RuleSpec",
    "all_rules",
    "audit",
    "board",
    "care",
    "clock",
    "contacts",
    "contract",
    "customer",
    "finance",
    "goals",
    "people",
    "projects",
    "quality",
    "receivables",
    "responses",
    "satisfaction",
    "supervisors",
    "support",
]

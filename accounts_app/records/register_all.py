"""The filled register: one line per file of kinds."""

from accounts_app.records import (
    answers,
    audits,
    briefs,
    care_time,
    clock_events,
    complaints,
    contacts,
    contracts,
    goals,
    instructions,
    invoices,
    manual_figures,
    meetings,
    projects,
    responsible,
    risks,
    support,
)
from accounts_app.records.kind import KINDS

__all__ = [
    "KINDS",
    "answers",
    "audits",
    "briefs",
    "care_time",
    "clock_events",
    "complaints",
    "contacts",
    "contracts",
    "goals",
    "instructions",
    "invoices",
    "manual_figures",
    "meetings",
    "projects",
    "responsible",
    "risks",
    "support",
]

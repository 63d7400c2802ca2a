"""The rows behind the metrics of a card; importing this package fills the register (domain.md 1.9)."""

from reporting.cards.evidence import audits, care, complaints, contracts, money, people, receivables, rounds, survey
from reporting.cards.evidence.content import content_of, read_rows
from reporting.cards.evidence.registry import EVIDENCE, WITHOUT

__all__ = [
    "EVIDENCE",
    "WITHOUT",
    "audits",
    "care",
    "complaints",
    "content_of",
    "contracts",
    "money",
    "people",
    "read_rows",
    "receivables",
    "rounds",
    "survey",
]

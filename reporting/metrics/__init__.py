"""The metric rows of the quality card; importing this package fills the register (domain.md 1.4)."""

from reporting.metrics import (
    care,
    complaints,
    contract,
    customer,
    growth,
    inspections,
    money,
    order_book,
    people,
    projects,
    quality,
    risks,
    voices,
)
from reporting.metrics.registry import METRICS, MetricSpec, all_metrics
from reporting.metrics.row import MetricRow, compute

__all__ = [
    "METRICS",
    "MetricRow",
    "MetricSpec",
    "all_metrics",
    "care",
    "complaints",
    "compute",
    "contract",
    "customer",
    "growth",
    "inspections",
    "money",
    "order_book",
    "people",
    "projects",
    "quality",
    "risks",
    "voices",
]

"""The metric rows of the quality card; importing this package fills the register (domain.md 1.4, starter set)."""

from reporting.metrics import care, contract, customer, money, people, quality
from reporting.metrics.registry import METRICS, MetricSpec, all_metrics
from reporting.metrics.row import MetricRow, compute

__all__ = [
    "METRICS",
    "MetricRow",
    "MetricSpec",
    "all_metrics",
    "care",
    "compute",
    "contract",
    "customer",
    "money",
    "people",
    "quality",
]

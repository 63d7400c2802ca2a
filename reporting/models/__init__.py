"""The nouns of judging and showing, one file each."""

from reporting.models.import_batch import ImportBatch, ImportFile, SourceLoad
from reporting.models.job_run import JobRun
from reporting.models.judgement import AccountJudgement
from reporting.models.limit_change import LimitChange
from reporting.models.month_close import MonthClose
from reporting.models.quality_card import QualityCard
from reporting.models.status_override import StatusOverride

__all__ = [
    "AccountJudgement",
    "ImportBatch",
    "ImportFile",
    "JobRun",
    "LimitChange",
    "MonthClose",
    "QualityCard",
    "SourceLoad",
    "StatusOverride",
]

"""The nouns of judging and showing, one file each."""

from reporting.models.board_meeting import BoardMeeting, MeetingRecord
from reporting.models.build_failure import BuildFailure
from reporting.models.card_evidence import CardEvidence
from reporting.models.import_batch import ImportBatch, ImportFile, SourceLoad
from reporting.models.job_run import JobRun
from reporting.models.judgement import AccountJudgement
from reporting.models.limit_change import LimitChange
from reporting.models.month_close import MonthClose
from reporting.models.quality_card import QualityCard
from reporting.models.stance import Stance
from reporting.models.status_override import StatusOverride

__all__ = [
    "AccountJudgement",
    "BoardMeeting",
    "BuildFailure",
    "CardEvidence",
    "ImportBatch",
    "ImportFile",
    "JobRun",
    "LimitChange",
    "MeetingRecord",
    "MonthClose",
    "QualityCard",
    "SourceLoad",
    "Stance",
    "StatusOverride",
]

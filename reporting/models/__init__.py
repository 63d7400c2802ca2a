"""The nouns of judging and showing, one file each."""

from reporting.models.import_batch import ImportBatch, ImportFile, SourceLoad
from reporting.models.job_run import JobRun
from reporting.models.judgement import AccountJudgement
from reporting.models.quality_card import QualityCard

__all__ = ["AccountJudgement", "ImportBatch", "ImportFile", "JobRun", "QualityCard", "SourceLoad"]

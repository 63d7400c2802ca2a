"""What is special in an account: facts to inject, never a colour (domain.md 6.4 "Stories", 6.5)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LowSite:
    """A site below the limit at its latest rounds."""

    place: str
    town: str
    score: Decimal
    rounds: int = 1  # how many closed months running
    is_critical: bool = False


@dataclass(frozen=True)
class NamedRisk:
    """An open risk."""

    name: str
    probability: int
    impact: int


@dataclass(frozen=True)
class Episode:
    """Something that went wrong and was put right: it colours cards of the past and nothing today."""

    kind: str  # low_site, low_sites, missed_rounds, complaints, critical, overdue
    months_ago: int  # counted from the last closed month


@dataclass(frozen=True)
class Story:
    """The facts of one account that differ from a calm one. Days are counted back from the day of the demo."""

    low_sites: tuple[LowSite, ...] = ()
    overdue_days: tuple[int, ...] = ()  # open complaints so many days past due
    critical_open_days: int | None = None  # a hygiene complaint open so long
    quiet_days: int = 0  # no complaints at all for so long
    last_meeting_days: int | None = None  # since the last director meeting
    contract_days: int | None = None  # to the end of the main contract, without a plan
    tender_days: int | None = None  # since a tender was announced; no bid plan
    notice_days: int | None = None  # since the customer gave notice
    rounds_silent_days: int = 0  # nothing from the quality system for so long
    missed_rounds: int = 0  # rounds not done in each of the two months before the last closed one
    low_scores: Decimal | None = None  # account mean score
    few_answers: int | None = None  # so few survey answers
    half_measured: bool = False  # only a part of the sites is measured at all
    risk: NamedRisk | None = None
    late_goal_days: int = 0  # since the due day of a goal that is not done
    unchecked_goal_days: int = 0  # since a goal should have been looked at
    onboarding_days: int | None = None  # since the national contract began
    exit_days: int | None = None  # to the end of a managed exit
    big_project_share: Decimal | None = None  # of R12 revenue
    margin_before_pct: Decimal | None = None  # in the years before this one, when it fell
    owner_missing: bool = False
    unsupervised_days: int = 0  # a site has been without a supervisor for so long
    repeated_fault: bool = False  # the same fault came back at a site lately
    unheard_days: int | None = None  # since a decision maker gave a low grade; nobody has talked about it
    hours_share: Decimal | None = None  # of the budget used in each of the last six months
    support_gap_days: int = 0  # since somebody of the support organisation left without a successor
    episodes: tuple[Episode, ...] = ()


CALM = Story()
HYGIENE = "Hygienia"

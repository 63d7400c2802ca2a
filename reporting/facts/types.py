"""What is known of one account at one moment: plain numbers and dates, nothing that can query (domain.md 2.1, 2.9).

`None` always means "not known"; a true zero is `0`. Money and shares are `Decimal`, counts are `int`.
Nothing here imports Django: rules, metrics and the judge are built on this module alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

# Sources whose age is followed (domain.md 1.7); `AccountFacts.fresh` holds those that are up to date.
INPUT_NAMES: tuple[str, ...] = (
    "revenue",
    "margin",
    "rounds",
    "scores",
    "complaints",
    "csat",
    "clock",
    "supervisors",
    "contracts",
    "projects",
    "hours",
)
CARE_MODELS: tuple[str, ...] = ("A", "B", "C", "D")
PROFILE_SERVICE = "palvelu"  # cleaning and facility services
PROFILE_PROJECT = "projekti"  # consultancy
PROFILES: tuple[str, ...] = (PROFILE_SERVICE, PROFILE_PROJECT)
PHASE_ONBOARDING = "haltuunotto"
PHASE_EXIT = "päättyvä"
PHASES: tuple[str, ...] = (PHASE_ONBOARDING, "vakiintunut", "kehittyvä", "uhattu", PHASE_EXIT)
NO_DATES: Mapping[str, date] = MappingProxyType({})


class ByHand(NamedTuple):
    """Who wrote a figure by hand, when, and what is broken in the import."""

    name: str
    on: date
    why: str


NOTHING_BY_HAND: Mapping[str, ByHand] = MappingProxyType({})


def period_label(month: int, year: int) -> str:
    """Months 1–`month` of `year` as printed, with an en dash (domain.md 1.2)."""
    return f"1/{year}" if month == 1 else f"1–{month}/{year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteScore:
    """A site whose latest valid quality round is below the limit."""

    name: str  # site name with its town, as printed: "Koivula, Jyväskylä"
    score_pct: Decimal  # points / max points × 100 of the latest valid round, %
    is_critical: bool = False  # the contract or the owner marks the site critical


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalSite:
    """A critical site below the limit on two consecutive rounds (R08)."""

    name: str  # site name with its town
    previous_pct: Decimal  # the earlier of the two rounds, %
    latest_pct: Decimal  # the latest round, %


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalComplaint:
    """A complaint of the highest severity, open or closed in the last 30 days (R15)."""

    title: str  # category or short title; never a person's name
    site_name: str  # site the complaint is about
    opened_on: date  # day it was received
    closed_on: date | None = None  # day the customer accepted the repair; None = still open


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFact:
    """One running contract with an end date (R29 considers each of them)."""

    name: str  # contract name or number
    days: int  # days from as_of to the end, or to the last notice day that avoids an automatic end
    share_pct: Decimal | None  # share of the account's R12 revenue, %; None = not known (treated as the main contract)
    has_plan: bool  # renewal plan with an owner and a next step in force
    ends_on: date | None = None  # last day of the contract


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderFact:
    """The customer has announced a tender (R30)."""

    has_plan: bool  # bid plan with a responsible person exists
    age_working_days: int | None = (
        None  # working days since the announcement; None = not known, judged as over the limit
    )
    schedule: str = ""  # printed schedule, for example "10/2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """Everything the rules and the metrics may ask about one account as of one day.

    The first part carries the names of the worked status cases; the second part holds details for sentences,
    evidence and the metric rows of the quality card.
    """

    # --- who and when ---
    as_of: date  # the day of judgement
    month: int  # closed accounting month M, 1-12; the period is 1–M
    model: str  # care model A, B, C or D
    profile: str = PROFILE_SERVICE  # palvelu (cleaning) or projekti (consultancy)
    phase: str = "vakiintunut"  # lifecycle phase, one of PHASES
    fresh: frozenset[str] = frozenset()  # names of the sources that are up to date, out of INPUT_NAMES

    # --- finance ---
    rev_ytd: Decimal | None = None  # revenue of the period 1–M, € excl. VAT
    rev_target_ytd: Decimal | None = None  # revenue target of the period, €; None = no target set
    rev_prev_ytd: Decimal | None = None  # revenue of the same months a year ago, €
    margin_pct: Decimal | None = None  # gross margin of the period, % of revenue
    margin_target: Decimal | None = None  # margin target of the period, %; None = no target set
    orderbook_months: Decimal | None = None  # order book of projects / mean monthly revenue R12, months
    recv30: Decimal | None = None  # receivables more than 30 days overdue, €
    recv60: Decimal | None = None  # receivables more than 60 days overdue, €

    # --- quality ---
    sites_active: int | None = None  # active sites; in profile projekti active projects
    rounds_planned_r3: int | None = None  # quality rounds whose window closed in the last three closed months
    rounds_done_r3: int | None = None  # of these, rounds done
    score_avg: Decimal | None = None  # weighted mean of the sites' latest valid rounds, %
    sites_measured: int | None = None  # active sites with a valid round (coverage = this / sites_active)
    sites_below: int | None = None  # measured sites below the limit of R08
    critical_site_fail2: bool | None = None  # a critical site below the limit on two consecutive rounds
    audit_age_months: int | None = None  # age of the latest internal audit, months
    audit_failed: bool | None = None  # the latest internal audit was failed
    nc_minor_overdue: int | None = None  # minor non-conformities past their due date
    nc_major_overdue: int | None = None  # major non-conformities past their due date
    projects_active: int | None = None  # active projects (profile projekti)
    projects_on_schedule: int | None = None  # of these, without a milestone more than 14 days late
    project_feedback: Decimal | None = None  # mean feedback of projects closed in R12, 1–5
    project_feedback_n: int | None = None  # answers behind it
    projects_over_110: int | None = None  # active projects over 110 % of their budgeted hours
    project_over_125_share: Decimal | None = None  # largest share of the account of a project over 125 %, %; 0 = none

    # --- customer ---
    csat: Decimal | None = None  # mean of the main question of the latest wave, 1–5
    csat_n: int | None = None  # answers in the latest wave
    dm_low_nofollow: int | None = None  # low answers by decision makers, 90 d, no follow-up in 10 working days
    dm_low_waiting: int | None = None  # low answers not followed up, still within 10 working days
    dm_low_followed: int | None = None  # low answers by decision makers followed up at most 60 days ago
    complaints_r3: int | None = None  # complaints received in the last three closed months
    compl_overdue: int | None = None  # open complaints past their due date
    compl_overdue_max_days: int | None = None  # days past due of the oldest one
    critical_open: int | None = None  # critical complaints open now
    critical_closed_30d: int | None = None  # critical complaints closed and accepted at most 30 days ago
    fr_n: int | None = None  # complaints with a first-response deadline in R3
    fr_within: int | None = None  # of these, answered in time
    repeat_max: int | None = None  # largest number of complaints of one site and category in 90 days

    # --- care ---
    days_since_meeting: int | None = None  # days since the last director meeting; None = none is logged
    next_meeting_in_days: int | None = None  # days to the next booked director meeting; None = not booked
    clock_late14: int | None = None  # clock events more than 14 days late
    key_late_max: int | None = None  # days late of the latest key event
    goals_active: int | None = None  # goals in force
    goals_at_risk: int | None = None  # goals at risk
    goals_late: int | None = None  # goals late
    goals_unchecked: int | None = None  # goals whose check date passed more than 14 days ago
    instr_unack_wd: int | None = None  # working days the oldest board instruction has been unacknowledged
    action_overdue_days: int | None = None  # days the most overdue instructed action is late
    time_budget_pct: Decimal | None = None  # care hours used / budget of the period, %
    prev_card_late: bool | None = None  # previous card was published late or without comment

    # --- people ---
    sup_changes_r12: int | None = None  # changes of named supervisor in 12 months, planned holidays excluded
    sup_positions: int | None = None  # supervisor positions of the account
    sites_nosup: int | None = None  # active sites without a named supervisor
    sites_nosup_maxdays: int | None = None  # days of the longest such gap
    brief_missing: int | None = None  # supervisors who have not acknowledged the account brief
    owner: bool | None = None  # an owner is named for the day
    deputy: bool | None = None  # a deputy is named for the day
    owner_absent_wd: int | None = (
        None  # working days the owner has been absent without an active substitute, 0 = present
    )
    support_gaps: int | None = None  # required cells of the support organisation that are empty

    # --- contract and risks ---
    contract_days: int | None = None  # days to the next expiry; None with fresh contracts = no contract has an end date
    contract_share: Decimal | None = None  # that contract's share of R12 revenue, %
    renewal_plan: bool | None = None  # that contract has a renewal plan in force
    notice: bool | None = None  # the customer has given notice
    notice_withdrawn_30d: bool | None = None  # a notice was withdrawn at most 30 days ago
    tender: TenderFact | None = None  # the customer is tendering; None = no tender
    risk_max: int | None = None  # largest open risk, probability × impact 1–25; 0 = no open risk
    risk_review_overdue: int | None = None  # open risks whose review is more than 30 days late
    dm_vacant: bool | None = None  # a key contact has left and the new one is not met

    # ===== details for sentences, evidence and metric rows =====
    account_id: int | None = None  # primary key of the account, for evidence links
    year: int | None = None  # calendar year of the closed month; None = derived from as_of and month
    account_age_months: int | None = None  # full months since the relationship began; None = old
    prev_base_missing: bool = False  # known: no comparison base exists for last year (new account, other system)
    source_dates: Mapping[str, date] = field(default_factory=lambda: NO_DATES, hash=False)  # source -> data as of
    kept: frozenset[str] = frozenset()  # records the company keeps at all, out of facts.kept; rows of others wait
    preliminary: frozenset[str] = frozenset()  # ledgers that brought the month before it was closed
    by_hand: Mapping[str, ByHand] = field(default_factory=lambda: NOTHING_BY_HAND, hash=False)  # source -> who, why

    # --- finance details ---
    rev_month: Decimal | None = None  # revenue of month M, €
    rev_prev_month: Decimal | None = None  # revenue of the same month a year ago, €
    rev_r12: Decimal | None = None  # revenue of the rolling 12 closed months, €
    rev_r12_comparable: Decimal | None = None  # rev_r12 without big projects, €; None = there are none
    margin_pct_month: Decimal | None = None  # gross margin of month M, %
    margin_pct_prev_ytd: Decimal | None = None  # gross margin of the same period a year ago, %
    margin_eur_ytd: Decimal | None = None  # gross margin of the period, €
    margin_eur_prev_ytd: Decimal | None = None  # gross margin of the same period a year ago, €
    has_big_projects: bool = False  # an item is flagged big project: R01 and R02 use the comparable figures
    rev_ytd_comparable: Decimal | None = None  # rev_ytd without big projects, €
    rev_prev_ytd_comparable: Decimal | None = None  # rev_prev_ytd without big projects, €
    rev_target_ytd_comparable: Decimal | None = None  # rev_target_ytd without big projects, €
    orderbook_eur: Decimal | None = None  # signed and not yet invoiced, contracts of the next 12 months, €
    orderbook_prev_eur: Decimal | None = None  # the same a year ago, €
    recv30_prev: Decimal | None = None  # receivables more than 30 days overdue a year ago, €
    extra_work_pct: Decimal | None = None  # revenue outside the contract price, % of the revenue of the period
    extra_work_prev_pct: Decimal | None = None  # the same a year ago, %

    # --- quality details ---
    rounds_month_planned: int | None = None  # rounds whose window closed in month M
    rounds_month_done: int | None = None  # of these, done
    rounds_ytd_planned: int | None = None  # rounds whose window closed in the period
    rounds_ytd_done: int | None = None  # of these, done
    rounds_prev_ytd_planned: int | None = None  # the same a year ago
    rounds_prev_ytd_done: int | None = None  # the same a year ago
    score_ytd_mean: Decimal | None = None  # mean score of the period, %
    score_prev: Decimal | None = None  # mean score of the same period a year ago, %
    sites_below_prev: int | None = None  # sites below the limit at the same point a year ago
    sites_below_names: tuple[SiteScore, ...] = ()  # sites below the limit, worst first
    critical_site: CriticalSite | None = None  # the site behind critical_site_fail2
    audit_on: date | None = None  # day of the latest internal audit
    nc_due_on: date | None = None  # due day of the non-conformity that has been overdue longest, major ones first
    nc_minor_open: int | None = None  # minor non-conformities open now
    nc_major_open: int | None = None  # major non-conformities open now
    insta_passed: int | None = None  # lots passed in the latest inspection of SFS-INSTA 800-1:2019
    insta_inspected: int | None = None  # lots inspected in it
    projects_late_names: tuple[str, ...] = ()  # active projects behind schedule
    projects_over_names: tuple[str, ...] = ()  # active projects over 110 % of their hours, the worst first

    # --- customer details ---
    csat_month: date | None = None  # first day of the month of the latest wave
    csat_prev: Decimal | None = None  # mean of the wave before, 1–5
    csat_prev_month: date | None = None  # first day of the month of the wave before
    csat_prev_n: int | None = None  # answers in the wave before
    nps_n: int | None = None  # answers with a recommendation 0–10 in the latest wave
    nps_promoters: int | None = None  # of these 9–10
    nps_detractors: int | None = None  # of these 0–6
    nps_anonymous: bool = False  # the wave holds anonymous answers: few of them are not shown
    nps_prev_n: int | None = None  # the same of the wave before
    nps_prev_promoters: int | None = None
    nps_prev_detractors: int | None = None
    pulse: Decimal | None = None  # mean grade given on quality rounds of R3, 1–5
    pulse_n: int | None = None  # grades behind it
    complaints_6m: int | None = None  # complaints received in the last six closed months
    resolution_days: Decimal | None = None  # median working days from receipt to acceptance, closed in R3
    resolution_p90: Decimal | None = None  # nine of ten were closed within so many working days
    complaints_month: int | None = None  # complaints received in month M
    complaints_ytd: int | None = None  # complaints received in the period
    complaints_prev_ytd: int | None = None  # the same a year ago
    complaints_open: int | None = None  # complaints open now
    critical_complaint: CriticalComplaint | None = None  # the oldest open one, otherwise the last closed
    dm_low_value: Decimal | None = None  # the low answer that speaks, 1–5; None when only the recommendation was low
    dm_low_recommend: int | None = None  # its recommendation 0–10
    dm_low_wd: int | None = None  # working days since that answer
    repeat_site: str = ""  # site of the fault that repeats most, with its town
    repeat_category: str = ""  # its category

    # --- care details ---
    last_meeting_on: date | None = None  # day of the last director meeting
    next_meeting_on: date | None = None  # day of the next booked director meeting
    goals_on_track: int | None = None  # goals going as planned
    clock_late_names: tuple[str, ...] = ()  # kinds (JT, SA …) of the events more than 14 days late, the latest first
    goal_name: str = ""  # the goal that speaks: late first, then at risk, then unchecked
    goal_reason: str = ""  # "late", "at_risk" or "unchecked"
    action_name: str = ""  # the instruction that is most late, shortened
    hours_used: Decimal | None = None  # care hours of the period
    hours_budget: Decimal | None = None  # budget of the period, hours
    hours_month: Decimal | None = None  # care hours of month M
    hours_month_budget: Decimal | None = None  # budget of month M, hours
    meetings_due: int | None = None  # clock events of meetings of the year whose window closed by as_of
    meetings_done: int | None = None  # of these, fulfilled
    clock_due_r12: int | None = None  # clock events whose window closed in R12
    clock_on_time_r12: int | None = None  # of these, fulfilled within their window
    instr_open: int | None = None  # board instructions not closed
    instr_overdue: int | None = None  # of these, not done by their day

    # --- people details ---
    sup_changes_prev_r12: int | None = None  # supervisor changes in the 12 months before
    support_gap_cells: tuple[str, ...] = ()  # "Oulu · LVI": required cells that are empty
    staff_turnover_pct: Decimal | None = None  # leavers R12 / mean headcount on the sites, %
    staff_turnover_company_pct: Decimal | None = None  # the same of the whole company, %
    key_person_risks: int | None = None  # open risks of retirement or shortage of people

    # --- contract and risk details ---
    contract_name: str = ""  # contract behind contract_days
    contract_ends_on: date | None = None  # its last day
    contracts: tuple[ContractFact, ...] = ()  # every contract with an end date; when given, R29 looks at these
    notice_on: date | None = None  # day the notice was given or withdrawn
    tender_ended_30d: bool = False  # a tender ended at most 30 days ago without loss: amber follow-up (domain.md 2.5)
    risk_name: str = ""  # name of the largest risk
    risk_probability: int | None = None  # its probability 1–5
    risk_impact: int | None = None  # its impact 1–5
    risk_is_internal: bool = False  # its name is for owner and board only
    risk_owner: str = ""  # who answers for it
    risk_review_on: date | None = None  # its next review
    risk_review_name: str = ""  # risk whose review is most late
    risk_review_days: int | None = None  # days that review is late
    dm_role: str = ""  # title or buying role of the key contact who left, never a name
    dm_named: int | None = None  # decision makers of the customer named in the contact map
    dm_met: int | None = None  # of these, met in the last 12 months

    # --- growth ---
    potential_eur: Decimal | None = None  # cross-selling potential of the white cells, gross, €
    potential_weighted_eur: Decimal | None = None  # the same × fit × probability, €
    white_cells: int | None = None  # service × town cells, relevant and not bought
    wallet_pct: Decimal | None = None  # own R12 revenue / what the customer spends on our services, %
    wallet_class: str = ""  # quality of that estimate: A stated, B computed, C guessed
    wallet_year: int | None = None  # year of the estimate
    opportunities: int | None = None  # open opportunities
    opportunities_eur: Decimal | None = None  # their value, €
    opportunities_no_step: int | None = None  # of these, without a next step

    def is_fresh(self, *names: str) -> bool:
        """True when every named source is up to date (domain.md 1.7)."""
        return all(name in self.fresh for name in names)

    @property
    def period_year(self) -> int:
        """Calendar year of the closed month: December judged in January belongs to the year before."""
        if self.year is not None:
            return self.year
        return self.as_of.year if self.month <= self.as_of.month else self.as_of.year - 1

    @property
    def period_label(self) -> str:
        """The period as printed in every language: "1–8/2026", January "1/2026" (domain.md 1.2)."""
        return period_label(self.month, self.period_year)

    @property
    def previous_period_label(self) -> str:
        """The same months of the year before: "1–8/2025"."""
        return period_label(self.month, self.period_year - 1)

    @property
    def in_onboarding(self) -> bool:
        """The account is being taken over: some rules wait (domain.md 2.2)."""
        return self.phase == PHASE_ONBOARDING

    @property
    def in_exit(self) -> bool:
        """A managed exit has been approved by the board (domain.md 1.8, stance 8)."""
        return self.phase == PHASE_EXIT

    @property
    def is_new(self) -> bool:
        """Younger than 12 months: last year is not compared (domain.md 1.3)."""
        return self.account_age_months is not None and self.account_age_months < 12

"""The stories of the full demo by rank of the account (domain.md 6.4 "Stories").

Ranks 1–13, 31 and 47 are A, up to 44 B, up to 85 C, the rest D. Facts of rules that are not carried yet are injected
where the house holds such facts: a goal at risk, a site without a supervisor, a fault that repeats.
"""

from decimal import Decimal

from reporting.demo.stories import CALM, LowSite, NamedRisk, Story

D = Decimal
LONG_NAME = (36, "Kaukokaipuun ja Kuviteltujen Matkojen Hotellit ja Kylpylä Oy")  # 60 characters
SECRET = (28, 29)  # a pair of competitors whose teams must not know of each other
TWO_NUMBERS = (8, 40)
NEGATIVE = (38, 61)  # margin below zero
RED_INDEX = (52,)
AMBER_INDEXES = (19, 55, 63)
BIG_CHANGES = (7, 21, 34)
ONBOARDING = (48, 49, 50, 51)
EXITS = (90, 91, 92)
QUIET = 18
RED_MEETING = {"A": 130, "B": 250, "C": 440}

_PLAIN: dict[int, Story] = {
    # red
    11: Story(critical_open_days=3),
    53: Story(overdue_days=(16,)),
    16: Story(notice_days=20),
    2: Story(tender_days=24),
    60: Story(contract_days=100),
    25: Story(low_scores=D("78.6")),
    23: Story(unsupervised_days=20),
    # amber
    9: Story(overdue_days=(4,)),
    56: Story(overdue_days=(2,)),
    70: Story(overdue_days=(6,)),
    10: Story(last_meeting_days=RED_MEETING["A"]),
    26: Story(last_meeting_days=RED_MEETING["B"]),
    65: Story(last_meeting_days=RED_MEETING["C"]),
    24: Story(contract_days=200),
    67: Story(contract_days=210),
    58: Story(risk=NamedRisk("Avainhenkilö jää eläkkeelle", 3, 4)),
    12: Story(goal_at_risk=True),
    27: Story(goal_at_risk=True),
    33: Story(goal_at_risk=True),
    35: Story(repeated_fault=True),
    # grey
    14: Story(rounds_silent_days=47),
    37: Story(rounds_silent_days=52),
    32: Story(few_answers=3),
    41: Story(few_answers=4),
    43: Story(half_measured=True),
    # neither: an onboarding, a managed exit, a big project, months without a complaint
    48: Story(onboarding_days=40),
    49: Story(onboarding_days=12),
    50: Story(onboarding_days=75),
    51: Story(onboarding_days=95),
    90: Story(exit_days=111),
    91: Story(exit_days=60),
    92: Story(exit_days=200),
    39: Story(big_project_share=D("0.22")),
    QUIET: Story(quiet_days=190),
}
CRITICAL = {4: ("Niemelä", "Lappeenranta"), 17: ("Koskela", "Oulu")}
ORDINARY = {1: ("Koivula", "Jyväskylä"), 6: ("Rantala", "Kuopio"), 20: ("Honkala", "Pori"), 30: ("Suvela", "Lahti")}
MISSED = 13


def story_of(rank: int, sites: int) -> Story:
    """The story of the account of a rank; a calm one for most."""
    if rank in CRITICAL:
        return Story(low_sites=(LowSite(*CRITICAL[rank], D("77.5"), rounds=2, is_critical=True),))
    if rank in ORDINARY:
        return Story(low_sites=(LowSite(*ORDINARY[rank], D("76.0")),))
    if rank == MISSED:
        return Story(missed_rounds=sites // 2 + 1)
    return _PLAIN.get(rank, CALM)

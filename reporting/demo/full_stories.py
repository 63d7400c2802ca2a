"""The stories of the full demo by rank of the account (domain.md 6.4 "Stories").

Ranks 1–13, 31 and 47 are A, up to 44 B, up to 85 C, the rest D. A mean score below the limit of a site means sites
below it, so R07 never speaks alone.
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
CONSULTANCIES = {44: 5, 64: 4}  # their running projects
RED_MEETING = {"A": 130, "B": 250, "C": 440}

_PLAIN: dict[int, Story] = {
    # red
    11: Story(critical_open_days=3),
    53: Story(overdue_days=(16,)),
    22: Story(unheard_days=25),
    38: Story(margin_before_pct=D("11.2")),
    61: Story(margin_before_pct=D("10.4")),
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
    12: Story(late_goal_days=16),
    27: Story(unchecked_goal_days=22),
    33: Story(late_goal_days=9),
    42: Story(late_goal_days=20),
    40: Story(hours_share=D("2.1")),
    8: Story(support_gap_days=24),
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
        return Story(missed_rounds=sites // 4 + 1)
    return _PLAIN.get(rank, CALM)

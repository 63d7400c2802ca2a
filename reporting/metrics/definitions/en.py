"""The metrics in English: definition and formula."""

from collections.abc import Mapping

EN: Mapping[str, tuple[str, str]] = {
    "F1": (
        "Net invoiced sales excluding VAT by accounting month. Credit notes are deducted, sales inside the group are "
        "left out.",
        "Σ invoice rows − credits; period = sum of its months",
    ),
    "F2": (
        "Revenue without the items flagged as big projects, this year and last year. The target is set without them.",
        "revenue − revenue of big projects",
    ),
    "F3": (
        "The share of revenue left after the direct costs of the sites: wages with side costs, materials, machines and "
        "subcontracting.",
        "Σ margin ÷ Σ ledger revenue × 100; of the period from its sums, not as a mean of months",
    ),
    "F4": (
        "Signed and not yet invoiced: continuing contracts of the next 12 months, up to a known end, and what is left "
        "of projects.",
        "Σ monthly price × months in force + Σ (contract sum of a project − invoiced)",
    ),
    "F5": (
        "Open invoices more than 30 days past due at the cut-off, and of these those more than 60 days past due.",
        "Σ open invoices more than 30 (60) days past their due day",
    ),
    "F6": ("Revenue outside the contract price.", "revenue of extra work ÷ revenue × 100"),
    "Q1": (
        "Quality rounds done out of those whose time has passed. A planned round counts once; an extra round does not "
        "make up for a missed site. The colour comes from the last three months.",
        "done ÷ planned; R3 % = done of three months ÷ planned × 100",
    ),
    "Q2": (
        "Mean score of the sites' latest valid rounds, weighted with contract value. One site weighs a quarter at "
        "most. The figure of the period is the mean of its rounds.",
        "Σ (score × weight) ÷ Σ weight; score = points ÷ most points × 100",
    ),
    "Q3": ("Sites whose latest valid round is below 80 per cent.", "number of sites with a score < 80.0 %"),
    "Q4": (
        "Sites with a valid round. A round is valid for one and a half times the agreed interval, at least 45 days.",
        "sites measured ÷ active sites × 100",
    ),
    "Q5": (
        "The latest internal audit: result, day and open non-conformities.",
        "the latest audit by the cut-off",
    ),
    "Q6": ("Lots passed in the INSTA 800 inspection.", "lots passed ÷ lots inspected"),
    "Q1p": (
        "Active projects without a milestone more than 14 days late.",
        "on schedule ÷ active × 100",
    ),
    "Q2p": (
        "Mean feedback 1–5 of the projects closed in the last 12 months. Fewer than five answers are not shown.",
        "Σ feedback ÷ number of answers",
    ),
    "Q3p": (
        "Active projects that have used more than 110 % of their budgeted hours.",
        "number of projects with hours used ÷ budgeted > 1.10",
    ),
    "C1": (
        "Mean of the main question of the latest survey, 1–5, always with the number of answers. Fewer than five "
        "answers are not shown.",
        "Σ grades ÷ number of answers",
    ),
    "C2": (
        "Willingness to recommend: share of promoters (9–10) less share of detractors (0–6), with its 95 % interval. "
        "Fewer than ten answers are shown as counts only.",
        "% promoters − % detractors; interval by adjusted Wald",
    ),
    "C3": (
        "The grade 1–5 the customer's contact gave on the quality rounds of the last three months.",
        "Σ grades ÷ number of grades",
    ),
    "C4": (
        "Complaints received in the month and the period. The rate is of three months per ten sites.",
        "rate = complaints R3 ÷ (sites ÷ 10) ÷ 3",
    ),
    "C5": (
        "Complaints open at the cut-off, and of these those past their due day.",
        "open; overdue = due day < cut-off",
    ),
    "C6": (
        "Complaints of three months answered by a person in time: within one working day, critical ones within four "
        "working hours.",
        "answered in time ÷ due × 100",
    ),
    "C7": (
        "Median time from receipt to a repair the customer accepted, of those closed in three months.",
        "median of working days; nine of ten = 90th percentile",
    ),
    "C8": (
        "The most complaints of one site and category in 90 days.",
        "largest count of a group site × category",
    ),
    "G1": (
        "Meetings of the annual clock whose time has passed this year: held and due.",
        "held ÷ due by the annual clock",
    ),
    "G2": (
        "Days since the last director meeting face to face with a decision maker, and the next one booked.",
        "cut-off − last meeting",
    ),
    "G3": (
        "Events of the annual clock done within their time in 12 months, and those more than 14 days late.",
        "on time ÷ due × 100; late = more than 14 days",
    ),
    "G4": (
        "Goals in force by how they go: on track, at risk, late, unchecked.",
        "number of goals of each kind",
    ),
    "G5": (
        "Hours used for the care of the account against the budget of the year.",
        "used ÷ (budget of the year ÷ 12 × months)",
    ),
    "G6": (
        "Instructions of the board that are not closed, and of these those past their due day.",
        "open; late = not done and due day < cut-off",
    ),
    "H1": (
        "Changes of the named supervisor of sites in 12 months. One person taking several sites on a day is one "
        "change.",
        "changes; share = changes ÷ supervisors × 100",
    ),
    "H2": (
        "Active sites without a named supervisor at the cut-off, and the longest gap.",
        "number of sites without a supervisor in force",
    ),
    "H3": (
        "Supervisors over 14 days on the account who have not acknowledged its brief.",
        "number of supervisors without an acknowledgement",
    ),
    "H4": ("People who left the sites in 12 months.", "leavers ÷ mean headcount × 100"),
    "H5": ("Open risks of retirement or shortage of people.", "number of risks"),
    "K1": (
        "The contract that ends first: its day, the days until then and its share of the revenue of 12 months.",
        "end − cut-off; share = monthly price × 12 ÷ revenue R12 × 100",
    ),
    "K2": (
        "Share of revenue of the contracts that end within 12 months.",
        "Σ monthly price of these × 12 ÷ revenue R12 × 100",
    ),
    "K3": ("The largest open risk. Probability and impact are 1–5.", "largest probability × impact"),
    "K4": (
        "Notice or tender of the customer, and for 30 days that they are over.",
        "a notice in force or an open tender",
    ),
    "K5": ("Named decision makers of the customer met within 12 months.", "met ÷ named"),
    "P1": (
        "Possible sales of services and in towns the customer does not buy yet.",
        "Σ potential; weighted = × fit × probability",
    ),
    "P2": ("Pairs of service and town that fit and are not bought.", "number of white cells"),
    "P3": ("Our share of what the customer spends on services like ours.", "revenue R12 ÷ total spend × 100"),
    "P4": (
        "Open opportunities, their value and those without a next step.",
        "number open and Σ value",
    ),
}

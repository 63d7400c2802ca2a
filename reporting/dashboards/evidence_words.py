"""How the rows behind a metric are shown: titles of tables, columns with their kind, words of codes.

The rows themselves are frozen; only their headings are said in the language of the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts_app import clock
from accounts_app.access import Data
from accounts_app.models import Complaint, Contact, CostRow, Goal, Meeting, NonConformity, SurveyAnswer

Words = str | Promise
# Kinds of columns.
TEXT, CODE, YES, COUNT, EUR, ONE, DAY, MONTH, MOMENT = (
    "text", "code", "yes", "count", "eur", "one", "day", "month", "moment",
)  # fmt: skip
NUMBERS = (COUNT, EUR, ONE, DAY, MONTH, MOMENT)  # set to the right
BEFORE = "_before"  # ending of a table of the year or wave before


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """A table of rows: its title, what may be read of it, and where the living rows stand."""

    title: Words
    data: Data = Data.CARE  # kind of data without which the rows are not shown
    record: str = ""  # kind of record whose list holds the living rows
    tab: str = ""  # tab of the account page, for rows without a list or for who may not open it
    sums: tuple[str, ...] = ()  # columns that add up to a printed figure


TABLES: Mapping[str, TableWords] = {
    "revenue_by_month": TableWords(
        title=_("Revenue by month"),
        data=Data.MONEY,
        tab="overview",
        sums=("revenue_eur", "big_project_eur", "target_eur"),
    ),
    "revenue_by_service": TableWords(
        title=_("Invoice rows by service and town"),
        data=Data.MONEY,
        tab="overview",
        sums=("month_eur", "period_eur", "previous_eur", "counted"),
    ),
    "margin_by_month": TableWords(
        title=_("Margin by month"),
        data=Data.MONEY,
        tab="overview",
        sums=("ledger_eur", "margin_eur", "target_eur", "target_margin_eur"),
    ),
    "revenue_by_hand": TableWords(
        title=_("Revenue written by hand ✎"), data=Data.MONEY, record="manual-figure", sums=("written_eur",)
    ),
    "margin_by_hand": TableWords(
        title=_("Gross margin written by hand ✎"), data=Data.MONEY, record="manual-figure", sums=("written_eur",)
    ),
    "cost_lines": TableWords(title=_("Ledger by line"), data=Data.MONEY, tab="overview"),
    "order_book": TableWords(
        title=_("Contracts in the order book"),
        data=Data.CONTRACTS,
        record="contract",
        tab="contracts",
        sums=("left_eur",),
    ),
    "projects_to_invoice": TableWords(
        title=_("Projects not fully invoiced"), data=Data.MONEY, record="project", sums=("left_eur",)
    ),
    "invoices": TableWords(
        title=_("Invoices more than 30 days past due"), data=Data.MONEY, record="invoice", sums=("amount_eur",)
    ),
    "rounds_by_month": TableWords(title=_("Quality rounds by month"), tab="sites", sums=("planned", "done")),
    "rounds": TableWords(title=_("Rounds missed in the period and all rounds of three months"), tab="sites"),
    "sites": TableWords(title=_("Sites with their latest round"), tab="sites"),
    "scores_by_month": TableWords(title=_("Scores of the rounds by month"), tab="sites", sums=("rounds", "score_sum")),
    "sites_below": TableWords(title=_("Sites below the limit"), tab="sites"),
    "audits": TableWords(title=_("Internal audits"), record="audit", tab="sites"),
    "findings": TableWords(title=_("Open non-conformities"), record="non-conformity", tab="sites"),
    "project_schedule": TableWords(title=_("Active projects and their next milestone"), record="project"),
    "project_feedback": TableWords(title=_("Feedback of closed projects"), record="project"),
    "project_hours": TableWords(title=_("Active projects and their hours"), record="project"),
    "grades": TableWords(title=_("Answers by grade"), record="answer", tab="overview", sums=("answers",)),
    "roles": TableWords(title=_("Answers by role"), record="answer", tab="overview", sums=("answers",)),
    "recommendations": TableWords(
        title=_("Answers by recommendation"), record="answer", tab="overview", sums=("answers",)
    ),
    "pulse": TableWords(title=_("Grades given on rounds"), tab="sites", sums=("answers",)),
    "complaints_received": TableWords(title=_("Complaints of the period"), record="complaint", tab="timeline"),
    "complaints_recent": TableWords(
        title=_("Complaints of three months"), record="complaint", tab="timeline", sums=("received",)
    ),
    "complaints": TableWords(title=_("Complaints by month"), record="complaint", tab="timeline", sums=("received",)),
    "complaints_open": TableWords(title=_("Open complaints"), record="complaint", tab="timeline"),
    "complaints_answered": TableWords(title=_("First responses of three months"), record="complaint", tab="timeline"),
    "complaints_closed": TableWords(title=_("Complaints closed in three months"), record="complaint", tab="timeline"),
    "complaints_repeated": TableWords(
        title=_("Complaints of 90 days by site and kind"), record="complaint", tab="timeline"
    ),
    "clock_meetings": TableWords(title=_("Meetings of the annual clock"), record="clock-event", tab="care"),
    "clock_events": TableWords(title=_("Events of the annual clock, 12 months"), record="clock-event", tab="care"),
    "clock_late": TableWords(title=_("Events more than 14 days late"), record="clock-event", tab="care"),
    "director_meetings": TableWords(title=_("Director meetings"), data=Data.MEETINGS, record="meeting", tab="care"),
    "goals": TableWords(title=_("Goals in force"), record="goal", tab="care"),
    "care_hours": TableWords(
        title=_("Care hours by month"), data=Data.HOURS, record="care-hours", sums=("hours", "budget_hours")
    ),
    "instructions": TableWords(title=_("Instructions not closed"), record="instruction", tab="overview"),
    "supervisor_changes": TableWords(title=_("Changes of supervisor"), tab="sites"),
    "sites_without": TableWords(title=_("Sites without a supervisor"), tab="sites"),
    "brief_readers": TableWords(title=_("Supervisors and the brief"), record="acknowledgement", tab="people"),
    "contracts": TableWords(title=_("Contracts in force"), data=Data.CONTRACTS, record="contract", tab="contracts"),
    "notices": TableWords(title=_("Notices given"), data=Data.CONTRACTS, record="contract", tab="contracts"),
    "tenders": TableWords(title=_("Tenders"), data=Data.CONTRACTS, record="tender", tab="contracts"),
    "risks": TableWords(title=_("Open risks"), data=Data.RISKS, record="risk", tab="contracts"),
    "deciders": TableWords(title=_("Decision makers in place"), data=Data.CONTACTS, record="contact", tab="people"),
    "opportunities": TableWords(title=_("Open opportunities"), data=Data.POTENTIAL, sums=("value_eur",)),
}
COLUMNS: Mapping[str, tuple[str, Words]] = {
    "acknowledged_on": (DAY, _("Acknowledged")),
    "amount_eur": (EUR, _("Open €")),
    "announced_on": (DAY, _("Announced")),
    "answer_by": (MOMENT, _("Answer by")),
    "answered_at": (MOMENT, _("Answered")),
    "answers": (COUNT, _("Answers")),
    "big_project_eur": (EUR, _("Of which big projects €")),
    "budget_hours": (ONE, _("Budget h")),
    "category": (TEXT, _("Kind")),
    "closed_on": (DAY, _("Closed")),
    "complaint": (TEXT, _("Number")),
    "complaints": (COUNT, _("Complaints")),
    "contract": (TEXT, _("Contract")),
    "contract_eur": (EUR, _("Contract sum €")),
    "counted": (COUNT, _("Rows")),
    "day": (DAY, _("Day")),
    "days": (COUNT, _("Days")),
    "done": (COUNT, _("Rounds done")),
    "done_on": (DAY, _("Done on")),
    "due_on": (DAY, _("Due on")),
    "earliest_on": (DAY, _("Earliest")),
    "ends_on": (DAY, _("Ends on")),
    "event": (CODE, _("Event")),
    "finding": (TEXT, _("Non-conformity")),
    "given_on": (DAY, _("Given on")),
    "goal": (TEXT, _("Goal")),
    "goal_state": (CODE, _("State")),
    "grade": (ONE, _("Grade")),
    "has_plan": (YES, _("Plan in force")),
    "has_step": (YES, _("Next step agreed")),
    "held_on": (DAY, _("Held on")),
    "hours": (ONE, _("Hours used")),
    "impact": (COUNT, _("Impact")),
    "in_time": (YES, _("In time")),
    "instruction": (TEXT, _("Instruction")),
    "interval_months": (COUNT, _("Interval, months")),
    "invoice": (TEXT, _("Invoice")),
    "invoiced_eur": (EUR, _("Invoiced €")),
    "is_critical": (YES, _("Critical")),
    "is_late": (YES, _("Late")),
    "is_passed": (YES, _("Passed")),
    "is_read": (YES, _("Acknowledged")),
    "is_unchecked": (YES, _("Check missed")),
    "is_valid": (YES, _("Valid")),
    "latest_on": (DAY, _("Latest")),
    "ledger_eur": (EUR, _("Ledger revenue €")),
    "left_eur": (EUR, _("Left €")),
    "line": (CODE, _("Line")),
    "margin_eur": (EUR, _("Gross margin €")),
    "mean": (ONE, _("Mean")),
    "meeting_state": (CODE, _("State")),
    "meets_on": (DAY, _("Day")),
    "met_on": (DAY, _("Last met")),
    "milestone_on": (DAY, _("Next milestone")),
    "mode": (CODE, _("Way")),
    "month": (MONTH, _("Month")),
    "month_eur": (EUR, _("Month €")),
    "month_price_eur": (EUR, _("Monthly price €")),
    "months_ahead": (COUNT, _("Months")),
    "name": (TEXT, _("Name")),
    "opportunity": (TEXT, _("Opportunity")),
    "period_eur": (EUR, _("Period €")),
    "planned": (COUNT, _("Planned")),
    "planned_on": (DAY, _("Planned on")),
    "points": (COUNT, _("Points")),
    "previous_eur": (EUR, _("Last year €")),
    "probability": (COUNT, _("Probability")),
    "project": (TEXT, _("Project")),
    "received": (COUNT, _("Received")),
    "received_at": (MOMENT, _("Received")),
    "received_on": (DAY, _("Received")),
    "recommends": (CODE, _("Recommends")),
    "revenue_eur": (EUR, _("Revenue €")),
    "review_on": (DAY, _("Next review")),
    "risk": (TEXT, _("Risk")),
    "role": (CODE, _("Role")),
    "rounds": (COUNT, _("Rounds")),
    "schedule": (TEXT, _("Schedule")),
    "score_pct": (ONE, _("Score %")),
    "score_sum": (ONE, _("Sum of scores")),
    "service": (TEXT, _("Service")),
    "severity": (CODE, _("Severity")),
    "share_pct": (ONE, _("Share %")),
    "since_on": (DAY, _("Since")),
    "site": (TEXT, _("Site")),
    "sites": (COUNT, _("Sites")),
    "stage": (TEXT, _("Stage")),
    "starts_on": (DAY, _("Starts on")),
    "target_eur": (EUR, _("Target €")),
    "target_margin_eur": (EUR, _("Target margin €")),
    "town": (TEXT, _("Town")),
    "used_hours": (ONE, _("Hours used")),
    "value_eur": (EUR, _("Value €")),
    "weight_eur": (EUR, _("Weight in the mean €")),
    "withdrawn_on": (DAY, _("Withdrawn on")),
    "written_eur": (EUR, _("Written by hand €")),
    "written_on": (DAY, _("Written on")),
    "working_days": (COUNT, _("Working days")),
}
CODES: Mapping[str, Mapping[str, Words]] = {
    "event": {code: kind.title for code, kind in clock.KINDS.items()},
    "goal_state": dict(Goal.State.choices),
    "line": dict(CostRow.Line.choices),
    "meeting_state": dict(Meeting.State.choices),
    "mode": dict(Meeting.Mode.choices),
    "recommends": {
        "promoter": pgettext_lazy("recommendation", "promoter (9–10)"),
        "passive": pgettext_lazy("recommendation", "passive (7–8)"),
        "detractor": pgettext_lazy("recommendation", "detractor (0–6)"),
    },
    "role": {**dict(Contact.BuyingRole.choices), **dict(SurveyAnswer.Role.choices)},
    "severity": {**dict(NonConformity.Severity.choices), **dict(Complaint.Severity.choices)},
}

"""The nouns of accounts, one file each."""

from accounts_app.models.account import Account, CustomerGroup
from accounts_app.models.account_brief import AccountBrief, BriefAcknowledgement
from accounts_app.models.account_grant import AccountGrant
from accounts_app.models.assignment import Assignment
from accounts_app.models.audit import Audit, NonConformity
from accounts_app.models.care_hours import CareHours
from accounts_app.models.clock_event import ClockEvent
from accounts_app.models.complaint import Complaint
from accounts_app.models.contact import Contact
from accounts_app.models.contract import Contract, Tender
from accounts_app.models.customer_number import CustomerNumber
from accounts_app.models.figure import CostRow, MonthlyFigure, RevenueRow, TargetRow
from accounts_app.models.goal import Goal, GoalCheck
from accounts_app.models.hourly_price import HourlyPrice
from accounts_app.models.hours_budget import HoursBudget
from accounts_app.models.instruction import Instruction
from accounts_app.models.meeting import Meeting
from accounts_app.models.open_invoice import OpenInvoice
from accounts_app.models.opportunity import Opportunity
from accounts_app.models.project import Project
from accounts_app.models.quality_round import QualityRound
from accounts_app.models.risk import Risk
from accounts_app.models.service import Service
from accounts_app.models.site import Site, SiteSupervision
from accounts_app.models.status_change import StatusChange
from accounts_app.models.support_requirement import SupportRequirement
from accounts_app.models.survey import AnswerFollowUp, SurveyAnswer, SurveyWave

__all__ = [
    "Account",
    "AccountBrief",
    "AccountGrant",
    "AnswerFollowUp",
    "Assignment",
    "Audit",
    "BriefAcknowledgement",
    "CareHours",
    "ClockEvent",
    "Complaint",
    "Contact",
    "Contract",
    "CostRow",
    "CustomerGroup",
    "CustomerNumber",
    "Goal",
    "GoalCheck",
    "HourlyPrice",
    "HoursBudget",
    "Instruction",
    "Meeting",
    "MonthlyFigure",
    "NonConformity",
    "OpenInvoice",
    "Opportunity",
    "Project",
    "QualityRound",
    "RevenueRow",
    "Risk",
    "Service",
    "Site",
    "SiteSupervision",
    "StatusChange",
    "SupportRequirement",
    "SurveyAnswer",
    "SurveyWave",
    "TargetRow",
    "Tender",
]

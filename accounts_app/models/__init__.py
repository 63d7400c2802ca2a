"""The nouns of accounts, one file each."""

from accounts_app.models.access_request import AccessRequest
from accounts_app.models.account import Account, CustomerGroup
from accounts_app.models.account_brief import AccountBrief, BriefAcknowledgement
from accounts_app.models.account_grant import AccountGrant
from accounts_app.models.assignment import Assignment
from accounts_app.models.assignment_brief import AssignmentBrief
from accounts_app.models.audit import Audit, NonConformity
from accounts_app.models.barrier import BarrierGroup, BarrierMember
from accounts_app.models.board_request import BoardRequest
from accounts_app.models.care_hours import CareHours
from accounts_app.models.clock_event import ClockEvent
from accounts_app.models.complaint import Complaint
from accounts_app.models.contact import Contact
from accounts_app.models.contract import Contract, Tender
from accounts_app.models.customer_number import CustomerNumber
from accounts_app.models.figure import CostRow, MonthlyFigure, RevenueRow, TargetRow
from accounts_app.models.goal import Goal, GoalCheck
from accounts_app.models.handover import Handover, HandoverStep
from accounts_app.models.hourly_price import HourlyPrice
from accounts_app.models.hours_budget import HoursBudget
from accounts_app.models.instruction import Instruction, InstructionEvent
from accounts_app.models.manual_figure import ManualFigure
from accounts_app.models.meeting import Meeting
from accounts_app.models.nomination import Nomination
from accounts_app.models.open_invoice import OpenInvoice
from accounts_app.models.opportunity import Opportunity
from accounts_app.models.owner_report import OwnerReport
from accounts_app.models.ownership_policy import OwnershipPolicy
from accounts_app.models.path_action import PathAction
from accounts_app.models.project import Project
from accounts_app.models.project_member import ProjectMember
from accounts_app.models.quality_round import QualityRound
from accounts_app.models.risk import Risk
from accounts_app.models.service import Service
from accounts_app.models.site import Site, SiteSupervision
from accounts_app.models.sparring_note import SparringNote
from accounts_app.models.status_change import StatusChange
from accounts_app.models.support_requirement import SupportRequirement
from accounts_app.models.survey import AnswerFollowUp, SurveyAnswer, SurveyWave

__all__ = [
    "AccessRequest",
    "Account",
    "AccountBrief",
    "AccountGrant",
    "AnswerFollowUp",
    "Assignment",
    "AssignmentBrief",
    "Audit",
    "BarrierGroup",
    "BarrierMember",
    "BoardRequest",
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
    "Handover",
    "HandoverStep",
    "HourlyPrice",
    "HoursBudget",
    "Instruction",
    "InstructionEvent",
    "ManualFigure",
    "Meeting",
    "MonthlyFigure",
    "Nomination",
    "NonConformity",
    "OpenInvoice",
    "Opportunity",
    "OwnerReport",
    "OwnershipPolicy",
    "PathAction",
    "Project",
    "ProjectMember",
    "QualityRound",
    "RevenueRow",
    "Risk",
    "Service",
    "Site",
    "SiteSupervision",
    "SparringNote",
    "StatusChange",
    "SupportRequirement",
    "SurveyAnswer",
    "SurveyWave",
    "TargetRow",
    "Tender",
]

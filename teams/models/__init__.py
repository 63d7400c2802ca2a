"""The nouns of the own organisation, one file each."""

from teams.models.absence import Absence
from teams.models.audit_event import AuditEvent
from teams.models.board import BoardMembership
from teams.models.organisation import BusinessArea, Company, Region, Town, Unit
from teams.models.period import PeriodQuerySet, in_force
from teams.models.person import Person
from teams.models.role_grant import RoleGrant
from teams.models.user import User

__all__ = [
    "Absence",
    "AuditEvent",
    "BoardMembership",
    "BusinessArea",
    "Company",
    "PeriodQuerySet",
    "Person",
    "Region",
    "RoleGrant",
    "Town",
    "Unit",
    "User",
    "in_force",
]

"""The nouns of the own organisation, one file each."""

from teams.models.absence import Absence
from teams.models.audit_event import AuditEvent
from teams.models.board import BoardMembership
from teams.models.notice import Notice
from teams.models.organisation import BusinessArea, Company, PoolDeputy, Region, Town, Unit
from teams.models.owner_review import OwnerReview
from teams.models.period import PeriodQuerySet, in_force
from teams.models.person import Person
from teams.models.role_grant import RoleGrant
from teams.models.user import User
from teams.models.willingness import Willingness

__all__ = [
    "Absence",
    "AuditEvent",
    "BoardMembership",
    "BusinessArea",
    "Company",
    "Notice",
    "OwnerReview",
    "PeriodQuerySet",
    "Person",
    "PoolDeputy",
    "Region",
    "RoleGrant",
    "Town",
    "Unit",
    "User",
    "Willingness",
    "in_force",
]

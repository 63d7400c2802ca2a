"""Who answers for an account, and what follows from it: today's substitute, the call-now chain (domain.md 4.4, 4.6)."""

from accounts_app.ownership.responsible import Responsible, Why, responsible_on

__all__ = ["Responsible", "Why", "responsible_on"]

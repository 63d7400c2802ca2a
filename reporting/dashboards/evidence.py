"""Where the rows behind a finding stand: a list of records of the account, or a tab of its page (domain.md 2.3)."""

from collections.abc import Mapping

from django.urls import reverse

from accounts_app.permissions import AccountRights
from accounts_app.records.register_all import KINDS
from reporting.rules import Finding

# Kind of evidence -> kind of record, and the tab that shows the rows to those who may not open the list.
RECORDS: Mapping[str, str] = {
    "audits": "audit",
    "briefs": "brief",
    "clock": "clock-event",
    "complaints": "complaint",
    "contacts": "contact",
    "contracts": "contract",
    "goals": "goal",
    "hours": "hours-budget",
    "instructions": "instruction",
    "invoices": "invoice",
    "meetings": "meeting",
    "people": "responsible",
    "projects": "project",
    "risks": "risk",
    "support": "support-requirement",
    "survey": "answer",
}
TABS: Mapping[str, str] = {
    "audits": "sites",
    "briefs": "people",
    "cards": "overview",
    "clock": "care",
    "complaints": "timeline",
    "contacts": "people",
    "contracts": "contracts",
    "figures": "overview",
    "goals": "care",
    "hours": "overview",
    "instructions": "overview",
    "meetings": "care",
    "people": "people",
    "risks": "contracts",
    "rounds": "sites",
    "sites": "sites",
    "supervisors": "sites",
    "support": "people",
    "survey": "overview",
}


def evidence_address(finding: Finding, account_id: int, rights: AccountRights) -> str:
    """The address of the rows behind the finding for a reader with these rights; "" when there is none."""
    kind = finding.evidence[0].partition(":")[0] if finding.evidence else ""
    code = RECORDS.get(kind, "")
    record = KINDS.get(code)
    if record is not None and getattr(rights, record.reads):
        return reverse("accounts:record_list", args=[account_id, code])
    tab = TABS.get(kind)
    return f"{reverse('reporting:account', args=[account_id])}?tab={tab}" if tab else ""

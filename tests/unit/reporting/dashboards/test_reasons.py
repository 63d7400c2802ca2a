"""Stored findings in words: order, languages, money kept back, never an empty answer."""

from decimal import Decimal

from reporting.dashboards.reasons import findings_of, reasons_of, why
from reporting.models import AccountJudgement
from reporting.rules import Finding, Level


def judgement(*findings: Finding, missing: tuple[str, ...] = (), by: str = "worst-of") -> AccountJudgement:
    """A judgement that is not in the database."""
    stored = [finding.to_json() for finding in findings]
    return AccountJudgement(findings=stored, missing_inputs=list(missing), decided_by=by)


LATE = Finding(level=Level.AMBER, rule_id="R14", value=1, params={"n": 1, "days": 3})
CRITICAL = Finding(level=Level.RED, rule_id="R15", variant="open_unnamed", value=1, params={"n": 1})
MARGIN = Finding(
    level=Level.AMBER,
    rule_id="R03",
    value=Decimal("-1.5"),
    amber_limit=Decimal("-1.0"),
    params={"margin": Decimal("15.5"), "gap": Decimal("1.5"), "target": Decimal("17.0"), "eur": None},
)
FINE = Finding(level=Level.GREEN, rule_id="R31", value=2)


def test_red_comes_before_amber_and_green_is_no_reason():
    reasons = reasons_of(judgement(LATE, FINE, CRITICAL), money=True, lang="fi")
    assert [reason.rule_id for reason in reasons] == ["R15", "R14"]
    assert reasons[1].sentence == "1 reklamaatio myöhässä, vanhin 3\xa0pv."


def test_the_same_finding_in_english():
    assert reasons_of(judgement(LATE), money=True, lang="en")[0].sentence == "1 complaint overdue, oldest 3 days."


def test_without_the_right_to_money_a_finance_finding_keeps_its_name_only():
    shown = reasons_of(judgement(MARGIN), money=True, lang="fi")[0]
    hidden = reasons_of(judgement(MARGIN), money=False, lang="fi")[0]
    assert "15,5" in shown.sentence
    assert hidden.sentence == "Kate tavoitteesta."
    assert (hidden.value, hidden.limit) == (None, None)


def test_why_is_never_empty():
    assert len(why(None, money=True, lang="fi")) == 1
    assert len(why(judgement(), money=True, lang="fi")) == 1


def test_accumulation_and_missing_inputs_have_their_sentences():
    sentences = why(judgement(LATE, by="accumulation"), money=True, lang="fi")
    assert sentences[0] == "Neljä tai useampi osa-alue keltaisella."
    assert why(judgement(missing=("rounds",)), money=True, lang="fi") == ("Ei arvioitavissa: laatukierrokset.",)


def test_a_finding_of_a_rule_no_longer_carried_is_left_out():
    old = judgement(LATE)
    old.findings.append({**LATE.to_json(), "rule": "R99"})
    assert [finding.rule_id for finding in findings_of(old)] == ["R14"]

"""How the accounts of a loaded demo look: colours shown and the rules behind them, by number of the specification."""

from collections.abc import Iterable

from accounts_app.models import Account
from reporting.demo.portfolio import Spec
from reporting.models import AccountJudgement


def shown(specs: Iterable[Spec]) -> dict[int, str]:
    """The colour shown for each account."""
    colours = dict(Account.objects.values_list("name", "status"))
    return {spec.no: colours[spec.name] for spec in specs}


def computed(specs: Iterable[Spec]) -> dict[int, str]:
    """The colour of the rules alone."""
    colours = dict(AccountJudgement.objects.values_list("account__name", "computed"))
    return {spec.no: colours[spec.name] for spec in specs}


def reasons(specs: Iterable[Spec]) -> dict[int, set[str]]:
    """The amber and red rules of each account that has any."""
    findings = dict(AccountJudgement.objects.values_list("account__name", "findings"))
    found = {
        spec.no: {row["rule"] for row in findings[spec.name] if row["level"] in ("AMBER", "RED")} for spec in specs
    }
    return {no: rules for no, rules in found.items() if rules}


def unknown(specs: Iterable[Spec]) -> dict[int, set[str]]:
    """The rules of each account that could not be judged."""
    findings = dict(AccountJudgement.objects.values_list("account__name", "findings"))
    found = {spec.no: {row["rule"] for row in findings[spec.name] if row["level"] == "UNKNOWN"} for spec in specs}
    return {no: rules for no, rules in found.items() if rules}

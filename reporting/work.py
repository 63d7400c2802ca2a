"""What each kind of job does: plain arguments of a JobRun row in, one action, plain result out."""

import datetime
from collections.abc import Mapping
from typing import Any

from accounts_app.models import Account
from reporting.actions import closes, status
from reporting.jobs import Progress


def refresh_status(arguments: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The judgement of all accounts in care. Arguments: on, the day of knowledge."""
    on = datetime.date.fromisoformat(arguments["on"])
    return status.refresh(as_of=on, by=None, progress=progress).to_json()


def refresh_account(arguments: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The judgement of one account, when it is in care. Arguments: account, on."""
    return refresh_accounts({"accounts": [arguments["account"]], "on": arguments["on"]}, progress)


def refresh_accounts(arguments: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The judgement of some accounts, as far as they are in care. Arguments: accounts, on."""
    on = datetime.date.fromisoformat(arguments["on"])
    asked = Account.objects.in_care(on).filter(pk__in=arguments["accounts"])
    return status.refresh(accounts=asked, as_of=on, by=None, progress=progress).to_json()


def close_month(arguments: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """The close of a month. Arguments: month, as_of."""
    result = closes.close(
        month=datetime.date.fromisoformat(arguments["month"]),
        as_of=datetime.date.fromisoformat(arguments["as_of"]),
        by=None,
        progress=progress,
    )
    return result.to_json()

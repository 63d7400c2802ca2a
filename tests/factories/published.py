"""Published cards with a whole snapshot, as the board reads them: the filled example under another name and colour."""

import copy
import datetime
from functools import cache
from typing import Any

from accounts_app.models import Account
from reporting.cards.canonical import checksum
from reporting.models import QualityCard
from tests.unit.reporting.cards.example import COMMENT, example_content

SENTENCES = {"fi": "Syy suomeksi", "en": "The reason", "sv": "Orsaken"}


@cache
def _example() -> dict[str, Any]:
    return example_content(comment=COMMENT)


def content_for(account: Account, month: datetime.date, status: str, **header: Any) -> dict[str, Any]:
    """The snapshot; `points` and `months` and whatever else stands in the header."""
    content = copy.deepcopy(_example())
    points = header.pop("points", {"RED": 3, "AMBER": 1}.get(status, 0))
    months = header.pop("months", 1)
    content["header"] |= {"name": account.name, "status": status, "computed": status, "months": months, **header}
    level = status if status in ("RED", "AMBER") else ""
    text = {lang: f"{words}, {account.name}." for lang, words in SENTENCES.items()}
    content["summary"]["reasons"] = [{"rule": "R15", "level": level, "text": text}] if level else []
    content["summary"]["notes"] = []
    content["account"]["id"] = account.pk
    end = (month + datetime.timedelta(days=40)).replace(day=11)
    return content | {"month": month.isoformat(), "as_of": end.isoformat(), "risk_points": points}


def make_published(
    account: Account, month: datetime.date, status: str = "GREEN", *, version: int = 1, **header: Any
) -> QualityCard:
    """A frozen card of the month; a version after the first replaces the one before."""
    content = content_for(account, month, status, **header)
    at = datetime.datetime.combine(
        (month + datetime.timedelta(days=40)).replace(day=14), datetime.time(9), datetime.UTC
    )
    content["publication"] = {"at": at.isoformat(), "by": "", "version": version, "supersedes": None, "reason": ""}
    older = QualityCard.objects.filter(account=account, month=month, version=version - 1).first()
    return QualityCard.objects.create(
        account=account,
        month=month,
        version=version,
        status=status,
        state=QualityCard.State.PUBLISHED,
        snapshot=content,
        checksum=checksum(content),
        built_at=at,
        frozen_at=at,
        supersedes=older,
        correction_reason="Korjaus" if older else "",
    )

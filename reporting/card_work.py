"""What the jobs of the cards do: how a month is divided, one piece of it, and what all pieces came to.

Plain arguments of a JobRun row in, one action, plain numbers out: a job never names an account beside the ids it is
given.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from config.common import clock
from config.common.memory import no_search_for_cycles
from reporting.actions import build_failures, card_publishing, card_reminders, cards
from reporting.cards.shelf import readable
from reporting.cards.verify import CARD, verify
from reporting.job_groups import portions
from reporting.jobs import TRANSIENT, Progress
from reporting.judging import accounts_of_month
from reporting.models import JobRun, QualityCard
from teams.models import User

Arguments = Mapping[str, Any]


def build_chunks(arguments: Arguments) -> list[Sequence[int]]:
    """The accounts of a monthly build in portions. Arguments: month, as_of, accounts (ids or None for all)."""
    ids = arguments["accounts"]
    if ids is None:
        ids = list(accounts_of_month(_month(arguments)).order_by("pk").values_list("pk", flat=True))
    return list(portions(sorted(set(ids)), settings.CARD_CHUNK))


def build_chunk(arguments: Arguments, progress: Progress) -> dict[str, Any]:
    """Drafts of a portion of accounts. Arguments: month, as_of, accounts."""
    as_of = datetime.date.fromisoformat(arguments["as_of"])
    month, ids = _month(arguments), arguments["accounts"]
    with no_search_for_cycles():
        return cards.build(month=month, as_of=as_of, accounts=ids, by=None, progress=progress).to_json()


def gather_build(arguments: Arguments, pieces: Sequence[JobRun]) -> dict[str, Any]:
    """What the pieces built. Accounts of a piece that was given up are told as failed, unless they have a card."""
    result = _sums(pieces, "built", "unchanged", "failed")
    for piece in _failed(pieces):
        ids = piece.arguments["accounts"]
        result["failed"] += build_failures.give_up(month=_month(arguments), accounts=ids, reason=piece.error)
    return result


def publish_chunks(arguments: Arguments) -> list[Sequence[int]]:
    """The accounts with an open card of the month in portions. Arguments: month, only_first, and who asked as by."""
    found = _open_cards(arguments).order_by("account").values_list("account", flat=True).distinct()
    return list(portions(list(found), settings.CARD_CHUNK))


def publish_chunk(arguments: Arguments, progress: Progress) -> dict[str, Any]:
    """The open cards of a portion of accounts are published, as they are at this moment.

    Arguments: month, only_first, accounts; by, when a person asked: then those the person may read. All together; one
    by one only when that fails, so that one card does not hold the others back.
    """
    found = list(_open_cards(arguments).filter(account__in=arguments["accounts"]).only("pk", "account"))
    with no_search_for_cycles():
        count, failed = _published(found, _asker(arguments))
    build_failures.keep(month=_month(arguments), failed=failed, built=())
    done = len(arguments["accounts"])
    progress(done, done)
    return {"published": count, "failed": len(failed)}


def _published(found: list[QualityCard], by: User | None) -> tuple[int, dict[int, str]]:
    """The number of cards published, and the reasons of those that could not be, by account."""
    try:
        return card_publishing.publish(cards=found, by=by, at=clock.now()), {}
    except TRANSIENT:
        raise
    except Exception as problem:
        if len(found) == 1:
            return 0, {found[0].account_id: cards.in_words(problem)}
    count, failed = 0, dict[int, str]()
    for card in found:
        published, reasons = _published([card], by)
        count, failed = count + published, failed | reasons
    return count, failed


def gather_publish(arguments: Arguments, pieces: Sequence[JobRun]) -> dict[str, Any]:
    """How many cards the pieces published. Those of a piece that was given up are told as failed, if still open."""
    result = _sums(pieces, "published", "failed")
    for piece in _failed(pieces):
        left = _open_cards(arguments).filter(account__in=piece.arguments["accounts"])
        reasons = dict.fromkeys(left.values_list("account", flat=True), piece.error)
        build_failures.keep(month=_month(arguments), failed=reasons, built=())
        result["failed"] += len(reasons)
    return result


def remind_cards(arguments: Arguments, progress: Progress) -> dict[str, Any]:
    """Those who answer for an account are told of its card. Arguments: month, on."""
    on = datetime.date.fromisoformat(arguments["on"])
    return {"told": card_reminders.remind(month=_month(arguments), on=on, progress=progress)}


def _month(arguments: Arguments) -> datetime.date:
    return datetime.date.fromisoformat(arguments["month"])


def _asker(arguments: Arguments) -> User | None:
    """The person who asked; None for the schedule and the commands."""
    pk = arguments.get("by")
    return None if pk is None else User.objects.get(pk=pk)


def _open_cards(arguments: Arguments) -> Any:
    """Cards of the month that are not published; the schedule leaves corrections to those who asked for them."""
    by = _asker(arguments)
    theirs = QualityCard.objects.all() if by is None else readable(by, on=clock.today())
    found = theirs.filter(month=_month(arguments), frozen_at__isnull=True)
    return found.filter(supersedes__isnull=True) if arguments["only_first"] else found


def _sums(pieces: Sequence[JobRun], *names: str) -> dict[str, int]:
    return {name: sum(piece.result.get(name, 0) for piece in pieces) for name in names}


def _failed(pieces: Sequence[JobRun]) -> list[JobRun]:
    return [piece for piece in pieces if piece.state == JobRun.State.FAILED]


def verify_frozen(_arguments: Arguments, progress: Progress) -> dict[str, Any]:
    """Every checksum of what was frozen computed again: ids of the cards that are altered, and how many records."""
    altered = verify(progress=progress).altered
    return {
        "cards": [one.pk for one in altered if one.kind == CARD],
        "records": sum(one.kind != CARD for one in altered),
    }

"""What the directors of the demo wrote on their cards: comments, answers to reds, paths to green, requests (6.4)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from accounts_app.actions import path_actions
from accounts_app.models import BoardRequest, PathAction
from config.common.clock import HELSINKI
from config.common.working_days import add_working_days
from reporting.actions import card_words
from reporting.actions.card_words import Step, Words
from reporting.cards.completeness import needs_path, red_rules
from reporting.cards.deadlines import needs_comment
from reporting.demo.comments import comment
from reporting.demo.paths import PLANS, answer_to, metric_of, plan_of
from reporting.demo.world import World
from reporting.models import QualityCard
from teams.models import Person

STEP_WORKING_DAYS = (15, 35)  # until the first and the second action of a path are due
WAITS_ONE_IN = 3  # of the open cards every third still waits for its words
MOST_REQUESTS = 3
Open = dict[int, list[PathAction]]
People = Mapping[int, tuple[Person | None, Person | None]]  # owner and deputy


def write(*, world: World, cards: Sequence[QualityCard], at: datetime.datetime, latest: bool) -> None:
    """The words of the owners on the cards of one month. Of the latest month some still wait for theirs."""
    day = at.astimezone(HELSINKI).date()
    paths = _open_paths(cards)
    _end_paths(cards, paths, day)
    people = {holding.account.pk: (holding.owner, holding.deputy) for holding in world.holdings}
    for number, card in enumerate(cards):
        account = card.account
        if not needs_comment(account.care_model, card.status) or (latest and number % WAITS_ONE_IN == 0):
            continue
        owner, deputy = people[account.pk]
        words = _words(world, card, latest=latest)
        if needs_path(card.snapshot) and not paths[account.pk] and owner is not None:
            words = _with_path(words, card, (owner, deputy or owner), day)
        card_words.write(card=card, words=words, by=None, at=at)
    if latest:
        _ask(cards, people, at)


def _words(world: World, card: QualityCard, *, latest: bool) -> Words:
    rules = [finding["rule"] for finding in card.snapshot["findings"] if finding["level"] in ("AMBER", "RED")]
    name, month = card.account.name, card.month.isoformat()
    answers = {rule: answer_to(rule, name, month) for rule in red_rules(card.snapshot)}
    return Words(comment=comment(world.size, name, month, card.status, rules), answers=answers)


def _with_path(words: Words, card: QualityCard, people: tuple[Person, Person], day: datetime.date) -> Words:
    """Two actions on the gravest red; the second one is decided by the board."""
    rule = next(iter(red_rules(card.snapshot)), None) or card.snapshot["summary"]["reasons"][0]["rule"]
    plan, metric = plan_of(rule), metric_of(rule)
    deciders = (PathAction.Decider.OWNER, PathAction.Decider.BOARD)
    steps = tuple(
        Step(what=what, owner=owner, due_on=add_working_days(day, days), decider=decider, metric=metric,
             expected_effect=effect)
        for (what, effect), owner, days, decider in zip(
            (plan.first, plan.second), people, STEP_WORKING_DAYS, deciders, strict=True)
    )  # fmt: skip
    return Words(comment=words.comment, answers=words.answers, path=steps)


def _open_paths(cards: Iterable[QualityCard]) -> Open:
    rows = PathAction.objects.filter(
        account__in=[card.account_id for card in cards], done_on__isnull=True, dropped_on__isnull=True
    )
    found: Open = defaultdict(list)
    for row in rows.select_related("account").order_by("pk"):
        found[row.account_id].append(row)
    return found


def _end_paths(cards: Iterable[QualityCard], paths: Open, day: datetime.date) -> None:
    """An action is done when its day has come; the whole path when the account is red no more."""
    for card in cards:
        is_over = not needs_path(card.snapshot)
        for action in list(paths[card.account_id]):
            if is_over or action.due_on <= day:
                path_actions.finish(action=action, evidence=_evidence(action), by=None, on=day)
                paths[card.account_id].remove(action)


def _evidence(action: PathAction) -> str:
    return next((plan.evidence for plan in PLANS.values() if action.what in (plan.first[0], plan.second[0])), "")


def _ask(cards: Sequence[QualityCard], people: People, at: datetime.datetime) -> None:
    """Some red accounts ask the board for a decision or for help."""
    reds = [card for card in cards if red_rules(card.snapshot)][:MOST_REQUESTS]
    for number, card in enumerate(reds):
        owner, _deputy = people[card.account_id]
        kind = BoardRequest.Kind.HELP if number % 2 else BoardRequest.Kind.DECISION
        BoardRequest.objects.create(
            account=card.account, kind=kind, text=plan_of(red_rules(card.snapshot)[0]).asked, card_month=card.month,
            asked_by=owner, asked_at=at,
        )  # fmt: skip

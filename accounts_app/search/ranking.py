"""How well a searchable text answers a query: 0–100 and where it matched. Pure; likeness by rapidfuzz."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from accounts_app.search.abbreviations import spellings
from accounts_app.search.query import Query, without_legal_forms
from accounts_app.search.texts import Line, lines_of

ACCEPTED = 66.0
EXACT, PREFIX, INSIDE = 100.0, 96.0, 86.0
LIKE_ENOUGH = 66.0
SHORTEST_FUZZY = 4
# A town or a former name answers less surely than the name itself.
WEIGHTS = {Line.NAME: 1.0, Line.OTHER_NAMES: 0.97, Line.NUMBERS: 1.0, Line.TOWNS: 0.9}


@dataclass(frozen=True, order=True)
class Match:
    """A score and the line that earned most of it."""

    score: float
    line: Line = Line.NAME


NO_MATCH = Match(0.0)


def rank(query: Query, candidates: Iterable[tuple[int, str]], limit: int) -> list[tuple[int, Match]]:
    """The best candidates (id, text) first, at most `limit`; ties in the order of the text."""
    scored = ((pk, text, match(query, text)) for pk, text in candidates)
    fitting = [row for row in scored if row[2].score >= ACCEPTED]
    fitting.sort(key=lambda row: (-round(row[2].score, 1), row[1], row[0]))
    return [(pk, found) for pk, _, found in fitting[:limit]]


def match(query: Query, text: str) -> Match:
    """How well the text answers the query."""
    lines = lines_of(text)
    if query.number:
        return Match(_number_score(query.number, lines[Line.NUMBERS]), Line.NUMBERS)
    return max(_by_words(query, lines), _written_together(query, lines[Line.NAME]))


def _number_score(number: str, known: tuple[str, ...]) -> float:
    best = 0.0
    for candidate in known:
        if candidate == number:
            return EXACT
        if candidate.lstrip("0") == number.lstrip("0"):
            best = max(best, 99.0)
        elif candidate.startswith(number):
            best = max(best, PREFIX)
        elif number in candidate:
            best = max(best, INSIDE)
    return best


def _by_words(query: Query, lines: list[tuple[str, ...]]) -> Match:
    """The mean over the words typed, each by its best place; long words weigh more."""
    total = length = 0.0
    gained = dict.fromkeys(Line, 0.0)
    for word in query.words:
        spelt = spellings(word)
        score, line = max((_word_score(one, lines[line]) * WEIGHTS[line], line) for line in Line for one in spelt)
        total += score * len(word)
        gained[line] += score
        length += len(word)
    line = max(Line, key=lambda place: gained[place])
    score = total / length if length else 0.0
    return Match(min(score + _bonus(query, lines[Line.NAME]), EXACT), line)


def _bonus(query: Query, name: tuple[str, ...]) -> float:
    """The whole name typed beats a longer name that begins the same."""
    telling = without_legal_forms(name)
    if list(query.words) == list(telling):
        return 4.0
    return 2.0 if telling and telling[0].startswith(query.words[0]) else 0.0


@lru_cache(maxsize=8192)
def _word_score(word: str, known: tuple[str, ...]) -> float:
    """The best score of a word among the words of a line. Kept, since many rows share their towns and first words."""
    if not known:
        return 0.0
    if word in known:
        return EXACT - 4.0
    if any(candidate.startswith(word) for candidate in known):
        return PREFIX - 4.0
    if len(word) < SHORTEST_FUZZY:
        return 0.0
    if any(word in candidate for candidate in known):
        return INSIDE
    return max(_likeness(word, known), _likeness(word, [candidate[: len(word)] for candidate in known]) - 3.0)


def _likeness(word: str, known: Iterable[str]) -> float:
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return best[1] * 0.96 if best else 0.0


def _written_together(query: Query, name: tuple[str, ...]) -> Match:
    """`hameen linnan` for Hämeenlinnan, `sahkoyhtio` for Sähkö Yhtiö."""
    if len(query.joined) < SHORTEST_FUZZY:
        return NO_MATCH
    joined = "".join(without_legal_forms(name))
    return Match(0.96 * fuzz.ratio(query.joined, joined[: len(query.joined) + 1], score_cutoff=LIKE_ENOUGH), Line.NAME)

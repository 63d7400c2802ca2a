"""What somebody typed, taken apart: words, or a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts_app.search.abbreviations import spellings
from config.common.folding import fold

MAX_LENGTH = 100
MAX_WORDS = 6
SHORTEST_TRIGRAM_WORD = 3
SHORTEST_NUMBER = 3
# Legal forms say nothing about which company is meant when anything else was typed.
LEGAL_FORMS = frozenset({"oy", "oyj", "ab", "abp", "ky", "ay", "ry", "osk", "tmi", "ltd"})
COUNTRY_PREFIX = "fi"


@dataclass(frozen=True)
class Query:
    """The folded words of a look-up; `number` is set when only a number was meant."""

    words: tuple[str, ...]
    number: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that could be looked for."""
        return not self.words

    @property
    def keys(self) -> tuple[str, ...]:
        """The words long enough for trigrams, with what they may be short for."""
        words = (self.number,) if self.number else self.words
        spelt = (spelling for word in words for spelling in spellings(word))
        return tuple(word for word in spelt if len(word) >= SHORTEST_TRIGRAM_WORD)

    @property
    def joined(self) -> str:
        """The words written together: people split and join compounds."""
        return "".join(self.words)


def parse(text: str) -> Query:
    """The query of a typed text; over-long input is cut."""
    words = tuple(fold(text[:MAX_LENGTH]).split())[:MAX_WORDS]
    telling = tuple(word for word in words if word not in LEGAL_FORMS) or words
    return Query(telling, _number(telling))


def without_legal_forms(words: Sequence[str]) -> Sequence[str]:
    """The words of a name that tell companies apart."""
    return [word for word in words if word not in LEGAL_FORMS] or words


def _number(words: tuple[str, ...]) -> str:
    """Business ID or customer number in one piece: `9999901-2`, `FI99999012`, `001 234`."""
    joined = "".join(words).removeprefix(COUNTRY_PREFIX)
    return joined if joined.isdecimal() and len(joined) >= SHORTEST_NUMBER else ""

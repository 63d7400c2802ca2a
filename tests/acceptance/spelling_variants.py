"""Spelling variants of the demo's names by fixed rules of typing errors; the list itself is spelling_variants.csv.

`python -m tests.acceptance.spelling_variants` writes the list again after a rule or a name has changed.
"""

import csv
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

LIST = Path(__file__).with_name("spelling_variants.csv")
LEGAL = ("Oyj", "Oy", "Ab")
ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")  # a Finnish keyboard
ABBREVIATED = 5  # letters kept of a word


def telling(name: str) -> list[str]:
    """The words of a name without its legal form."""
    return [word for word in name.split() if word not in LEGAL]


def place(name: str, rule: str, length: int) -> int:
    """Where in a word of the length the error is made: never the first letter, always the same."""
    return 1 + zlib.crc32(f"{rule}:{name}".encode()) % (length - 1)


def in_longest(name: str, rule: str, change: Callable[[str, int], str]) -> str:
    """The name in small letters with the change in its longest word."""
    words = [word.lower() for word in telling(name)]
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    words[longest] = change(words[longest], place(name, rule, len(words[longest]) - 1))
    return " ".join(words)


def left_out(name: str) -> str:
    """A letter is missing."""
    return in_longest(name, "left out", lambda word, at: word[:at] + word[at + 1 :])


def doubled(name: str) -> str:
    """A letter stands twice."""
    return in_longest(name, "doubled", lambda word, at: word[:at] + word[at] + word[at:])


def swapped(name: str) -> str:
    """Two neighbours have changed places."""
    return in_longest(name, "swapped", lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def wrong_key(name: str) -> str:
    """The key beside the right one."""
    return in_longest(name, "wrong key", lambda word, at: word[:at] + beside(word[at]) + word[at + 1 :])


def without_dots(name: str) -> str:
    """å ä ö without their marks, everything in capitals."""
    return name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")).upper()


def space_moved(name: str) -> str:
    """Two words written as one, or one long word as two, hyphens as spaces."""
    words = " ".join(telling(name)).replace("-", " ").lower().split()
    if len(words) > 1:
        return "".join(words[:2]) + "".join(f" {word}" for word in words[2:])
    half = len(words[0]) // 2
    return f"{words[0][:half]} {words[0][half:]}"


def turned_round(name: str) -> str:
    """The words in the opposite order, without the legal form."""
    return " ".join(reversed(telling(name))).lower()


def shortened(name: str) -> str:
    """Initials of two or more words, of every other name the beginnings of its words."""
    words = " ".join(telling(name)).replace("-", " ").split()
    if len(words) > 1 and zlib.crc32(name.encode()) % 2:
        return "".join(word[0] for word in words)
    return " ".join(f"{word[:ABBREVIATED]}." for word in words)


RULES: dict[str, Callable[[str], str]] = {
    "a letter left out": left_out,
    "a letter doubled": doubled,
    "neighbours swapped": swapped,
    "a wrong neighbour key": wrong_key,
    "without å ä ö": without_dots,
    "space or hyphen moved": space_moved,
    "word order": turned_round,
    "shortened": shortened,
}


def beside(letter: str) -> str:
    """The key to the right on the same row, at its end the one to the left; a mark stays."""
    row = next((row for row in ROWS if letter in row), letter)
    at = row.index(letter)
    return row[at + 1] if at + 1 < len(row) else row[at - 1]


def variants(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """Name, rule and what is typed."""
    for name in names:
        for rule, change in RULES.items():
            yield name, rule, change(name)


def stored() -> list[tuple[str, str, str]]:
    """The list of the repository."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [(row["name"], row["rule"], row["typed"]) for row in csv.DictReader(file)]


def write(names: list[str]) -> None:
    """Write the list anew."""
    with LIST.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("name", "rule", "typed"))
        rows.writerows(variants(names))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from reporting.demo.portfolio import small

    write([spec.name for spec in small()])

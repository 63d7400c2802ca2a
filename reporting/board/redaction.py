"""A pack or minutes after the time of keeping: the decisions and their numbers remain, people go (domain.md 1.9).

Pure: content in, content out.
"""

from collections.abc import Iterable
from typing import Any

from reporting.board.records import LISTS, Content
from reporting.cards.redaction import emptied, names_in, scrubbed


def without_names(content: Content, names: Iterable[str]) -> Content:
    """The content without people and their words; `names` are those of everybody known, found in sentences too.

    Customers keep their names, even one that is called like a person.
    """
    left: dict[str, Any] = scrubbed(emptied(content), {*names, *names_in(content)})
    for part in LISTS:
        for row, was in zip(left.get(part, ()), content.get(part, ()), strict=True):
            row["name"] = was["name"]
    if "notes" in left:
        left["notes"] = ""
    return left

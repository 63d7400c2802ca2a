"""A card after the time of keeping: numbers and colours remain, names of people and their words go (domain.md 1.9).

Pure: content in, content out. Roles, days and states stay; what somebody wrote is emptied, because it may name people.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

REMOVED = "…"  # stands where a name stood in the middle of a sentence
SHORTEST_NAME = 5  # characters; shorter ones, and those of one word, are not looked for in sentences
# Parts of the snapshot that tell of people; figures, findings, sources and limits are left alone.
TOLD = (
    "header", "summary", "override", "actions", "requests", "last_stance", "carried", "stance", "account",
    "publication",
)  # fmt: skip
NAMES = frozenset({
    "owner", "deputy", "comment_by", "by", "asked_by", "answered_by", "approved_by", "made_by", "frozen_by",
    "responsible", "area_directors", "attendees",
})  # fmt: skip
WORDS = frozenset({"comment", "answer", "answers", "reason", "what", "text", "effect"})
FREE_COLUMNS = frozenset({"instruction", "finding", "answer"})  # of the rows behind the numbers
KEPT = (("header", "name"), ("account", "name"), ("account", "group"))  # customers, who may be called like a person
Content = Mapping[str, Any]


def without_names(content: Content, names: Iterable[str]) -> dict[str, Any]:
    """The snapshot without people; `names` are those of everybody known, found in sentences too."""
    left = {part: emptied(value) if part in TOLD else value for part, value in content.items()}
    cleaned: dict[str, Any] = scrubbed(left, {*names, *names_in({part: content.get(part) for part in TOLD})})
    for part, key in KEPT:
        if key in content.get(part, {}):
            cleaned[part][key] = content[part][key]
    return cleaned


def rows_without_names(content: Content, names: Iterable[str]) -> dict[str, Any]:
    """The rows behind the numbers without people: columns of free words are emptied, names are taken out elsewhere."""
    tables = {name: _table(table) for name, table in content.get("tables", {}).items()}
    cleaned: dict[str, Any] = scrubbed({**content, "tables": tables} if tables else dict(content), names)
    return cleaned


def names_in(content: Content) -> set[str]:
    """The names the content gives to people by itself."""
    found: set[str] = set()
    _gather(content, found)
    return found


def _gather(value: Any, found: set[str]) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key in NAMES:
                found.update([part] if isinstance(part, str) else part or ())
            else:
                _gather(part, found)
    elif isinstance(value, list):
        for part in value:
            _gather(part, found)


def emptied(value: Any, key: str = "") -> Any:
    """The value without what stands under the name of a role or of free words."""
    if isinstance(value, Mapping):
        return {name: emptied(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [] if key in NAMES else [emptied(part, key) for part in value]
    return "" if isinstance(value, str) and (key in NAMES or key in WORDS) else value


def _table(table: Content) -> dict[str, Any]:
    columns: list[str] = table["columns"]
    rows = [
        ["" if name in FREE_COLUMNS and cell else cell for name, cell in zip(columns, row, strict=True)]
        for row in table["rows"]
    ]
    return {**table, "rows": rows}


def scrubbed(value: Any, names: Iterable[str]) -> Any:
    """The value without the names, wherever they stand in its sentences."""
    return _without(value, _pattern(names))


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    told: Collection[str] = sorted({name for name in names if len(name) >= SHORTEST_NAME and " " in name}, reverse=True)
    return re.compile("|".join(map(re.escape, told))) if told else None


def _without(value: Any, pattern: re.Pattern[str] | None) -> Any:
    if isinstance(value, str):
        return pattern.sub(REMOVED, value) if pattern else value
    if isinstance(value, Mapping):
        return {name: _without(part, pattern) for name, part in value.items()}
    return [_without(part, pattern) for part in value] if isinstance(value, list) else value

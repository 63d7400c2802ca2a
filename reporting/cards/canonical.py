"""One way to write a card as bytes, so that the same content always has the same checksum (domain.md 1.9)."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

WITHOUT_FRACTION = frozenset({str, int, bool, type(None)})
SHORT = 8  # characters of the checksum printed in the footer


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """Sorted keys, no spaces, UTF-8. Raises TypeError for a float: numbers of a card are whole or text."""
    _refuse_floats(content)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def checksum(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _refuse_floats(content: Mapping[str, Any]) -> None:
    if _holds_float(content):
        path, value = next(_floats(content, "card"))
        raise TypeError(f"{path} holds the binary number {value!r}; give decimals as text.")


def _holds_float(value: Any) -> bool:
    """Asked of every value of every card, so quickly and without a word of where it stands."""
    if type(value) in WITHOUT_FRACTION:
        return False
    if isinstance(value, dict):
        return any(map(_holds_float, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_float, value))
    return isinstance(value, float) or (isinstance(value, Mapping) and _holds_float(dict(value)))


def _floats(value: Any, path: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, float):
        yield path, value
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _floats(part, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            yield from _floats(part, f"{path}[{place}]")

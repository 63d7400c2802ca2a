"""One way to write a card as bytes, so that the same content always has the same checksum (domain.md 1.9)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SHORT = 8  # characters of the checksum printed in the footer


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """Sorted keys, no spaces, UTF-8. Raises TypeError for a float: numbers of a card are whole or text."""
    _refuse_floats(content)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def checksum(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _refuse_floats(value: Any, path: str = "card") -> None:
    if isinstance(value, float):
        raise TypeError(f"{path} holds the binary number {value!r}; give decimals as text.")
    if isinstance(value, Mapping):
        for key, part in value.items():
            _refuse_floats(part, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            _refuse_floats(part, f"{path}[{place}]")

"""Plain JSON values: one canonical text each, nothing infinite, nothing nested without end."""

import json
import math
from typing import Any

DEEPEST = 32
"""How deep the values of a ledger may be nested; a real one needs six levels."""


def canonical(value: Any) -> str:
    """Return the one text of a value: keys in order, no spaces, ASCII only.

    >>> canonical({"b": 1, "a": [True, None]})
    '{"a":[true,null],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def is_sound(value: Any, room: int = DEEPEST) -> bool:
    """Whether a value can be kept as it is: finite numbers and text, not nested too deep."""
    if isinstance(value, str):
        return value.isascii() or not _has_half_characters(value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, dict):
        return room > 0 and all(
            is_sound(key) and is_sound(item, room - 1) for key, item in value.items()
        )
    if isinstance(value, list):
        return room > 0 and all(is_sound(item, room - 1) for item in value)
    return True


def made_sound(value: Any, room: int = DEEPEST) -> Any:
    """Return a value with what could not be kept replaced: null for it, � for half a character."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return (
            {made_sound(key): made_sound(item, room - 1) for key, item in value.items()}
            if room > 0
            else None
        )
    if isinstance(value, list):
        return [made_sound(item, room - 1) for item in value] if room > 0 else None
    return value


def _has_half_characters(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False

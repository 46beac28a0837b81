"""Plain JSON values: one canonical text each, nothing infinite, nothing nested without end."""

import json
from collections.abc import Iterable
from math import isfinite
from typing import Any

DEEPEST = 32
"""How deep the values of a ledger may be nested; a real one needs six levels."""

_LARGEST = 10**308
"""A browser has no number from here on."""


def canonical(value: Any) -> str:
    """Return the one text of a value: keys in order, no spaces, ASCII only.

    >>> canonical({"b": 1, "a": [True, None]})
    '{"a":[true,null],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def is_sound(value: Any, room: int = DEEPEST) -> bool:
    """Whether a value can be kept as it is: finite numbers and text, not nested too deep.

    Level by level and without recursion: a class's files have millions of values.
    """
    level: list[Any] = [[value]]
    while level:
        inside: list[Any] = []
        for holder in level:
            named = isinstance(holder, dict)
            if named and not all(key.isascii() or _is_whole(key) for key in holder):
                return False
            if not _sound_level(holder.values() if named else holder, inside):
                return False
        if inside and room == 0:
            return False
        room -= 1
        level = inside
    return True


def _sound_level(items: Iterable[Any], inside: list[Any]) -> bool:
    """Judge the values that are no containers, and gather those that are."""
    for item in items:
        kind = item.__class__
        if kind is dict or kind is list:
            inside.append(item)
        elif kind is float:
            if not isfinite(item):
                return False
        elif kind is int:
            if not -_LARGEST < item < _LARGEST:
                return False
        elif kind is str and not (item.isascii() or _is_whole(item)):
            return False
    return True


def made_sound(value: Any, room: int = DEEPEST) -> Any:
    """Return a value with what could not be kept replaced: null for it, � for half a character."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, int | float):
        return value if -_LARGEST < value < _LARGEST else None
    if isinstance(value, dict):
        return (
            {made_sound(key): made_sound(item, room - 1) for key, item in value.items()}
            if room > 0
            else None
        )
    if isinstance(value, list):
        return [made_sound(item, room - 1) for item in value] if room > 0 else None
    return value


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

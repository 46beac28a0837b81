"""Reads as much of a damaged JSON text as can be read: up to the damage, and records behind it."""

import json
import re
from typing import Any

from mlsys_core.ledger.plain import DEEPEST

_TOKEN = re.compile(
    r'[ \t\r\n]*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<sign>[\[\]{},:])|'
    r"(?P<atom>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null))",
    re.DOTALL,
)
_RECORD = re.compile(r'"(v[12]_\d\d)"\s*:\s*(?=\{)')
_OF_A_RECORD = ("lab", "act1", "act2", "design", "status", "rev")


class _Damaged(Exception):
    """The text can't be read any further."""


def salvaged(text: str) -> Any:
    """Return the value a damaged text began with, its open lists and objects closed.

    >>> salvaged('{"a": [1, 2, {"b": "c", "d": tr')
    {'a': [1, 2, {'b': 'c'}]}
    """
    return _Prefix(text).value()


def records_behind(text: str) -> dict[str, Any]:
    """Return every lab's record that stands anywhere in a text, as far as each can be read."""
    found: dict[str, Any] = {}
    for match in _RECORD.finditer(text):
        record = _Prefix(text, match.end()).value()
        if not isinstance(record, dict) or record.get("lab", match[1]) != match[1]:
            continue
        known = found.get(match[1], {})
        if any(name in record for name in _OF_A_RECORD) and len(record) > len(known):
            found[match[1]] = record
    return found


class _Prefix:
    """One pass over a text, without recursion, that stops at the first thing out of place."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.at = text, start
        self.root: Any = None
        self.open: list[Any] = []
        self.keys: list[str | None] = []

    def value(self) -> Any:
        """Return what could be read."""
        try:
            self._element()
            while self.open:
                self._next_in(self.open[-1])
        except _Damaged:
            pass
        return self.root

    def _token(self) -> tuple[str, str]:
        match = _TOKEN.match(self.text, self.at)
        if not match:
            raise _Damaged
        self.at = match.end()
        kind = match.lastgroup or ""
        return kind, match[kind]

    def _peek(self) -> str:
        match = _TOKEN.match(self.text, self.at)
        return match["sign"] or "" if match else ""

    def _next_in(self, holder: Any) -> None:
        closing = "}" if isinstance(holder, dict) else "]"
        if self._peek() == closing:
            self._token()
            self.open.pop()
            self.keys.pop()
            return
        if holder:
            self._expect(",")
        if isinstance(holder, dict):
            kind, key = self._token()
            if kind != "string":
                raise _Damaged
            self._expect(":")
            self.keys[-1] = _loaded(key)
        self._element()

    def _expect(self, sign: str) -> None:
        if self._token() != ("sign", sign):
            raise _Damaged

    def _element(self) -> None:
        kind, found = self._token()
        if kind != "sign":
            self._put(_loaded(found))
        elif found in "[{" and len(self.open) < 2 * DEEPEST:
            holder: Any = [] if found == "[" else {}
            self._put(holder)
            self.open.append(holder)
            self.keys.append(None)
        else:
            raise _Damaged

    def _put(self, value: Any) -> None:
        if not self.open:
            self.root = value
        elif isinstance(self.open[-1], dict):
            self.open[-1][self.keys[-1]] = value
        else:
            self.open[-1].append(value)


def _loaded(token: str) -> Any:
    try:
        return json.loads(token, strict=False)
    except ValueError:  # a broken escape, or a number of thousands of digits
        raise _Damaged from None

"""A short code of a text or a ledger, by which a change made by hand shows.

It is a plain hash. Whoever changes a file and knows how can compute the new code, so it shows slips
and casual edits; it doesn't prove who did the work, when, or that nobody helped.
"""

import hashlib
import re
from typing import Any

from mlsys_core.ledger.plain import canonical

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing to misread
_LETTERS, _GROUP = 12, 4
_POINT_ZERO = re.compile(r"(?<=\d)\.0(?=[],}])")


def code_of(text: str) -> str:
    """Return twelve letters and digits that differ for different texts, chance aside.

    >>> code_of("a"), code_of("b")
    ('SABR-24PA-3EYW', '7RHY-G5G0-75CM')
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    letters = "".join(_ALPHABET[number >> (256 - 5 * (i + 1)) & 31] for i in range(_LETTERS))
    return "-".join(letters[i : i + _GROUP] for i in range(0, _LETTERS, _GROUP))


def ledger_code(document: Any) -> str:
    """Return the code of a ledger, the same however its file is laid out: 64.0 is 64, too."""
    return code_of(_POINT_ZERO.sub("", canonical(document)))

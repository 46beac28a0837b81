"""From a text to a document: whole where the text is, as far as possible where it is damaged."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from mlsys_core.ledger.clean import clean_document
from mlsys_core.ledger.migrate import migrated, shape_of
from mlsys_core.ledger.problems import NotALedger, Problem
from mlsys_core.ledger.salvage import records_behind, salvaged
from mlsys_core.ledger.schema import Document

LARGEST = 32_000_000
"""Characters; a full ledger has a hundredth of this."""

ENDLESS = "it is damaged: it holds a number without end or endless nesting"

_OUTERMOST = 200
"""Levels of brackets that are parsed at once: in a browser, thousands would end Python itself."""

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{}\]]', re.DOTALL)


@dataclass(frozen=True)
class Reading:
    """What a text holds."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    damaged: bool = False
    """Whether the text is no JSON, so that only what could be picked out of it is here."""
    shape: str = "records"


def read_text(text: str) -> Reading:
    """Read a ledger of any shape, damaged or not; raise `NotALedger` where none is in it."""
    if len(text) > LARGEST:
        raise NotALedger(f"this is {len(text):,} characters long, a ledger at most {LARGEST:,}")
    problems: list[Problem] = []
    found, reason = _parsed(text)
    if reason:
        problems.append(Problem("the text", reason))
        found = _picked_out(text)
    return read_value(found, problems, damaged=bool(reason))


def read_value(
    found: Any, problems: list[Problem] | None = None, *, damaged: bool = False
) -> Reading:
    """Read a ledger that is parsed already; raise `NotALedger` where it is none."""
    told = [] if problems is None else problems
    shape = shape_of(found)
    return Reading(clean_document(migrated(found, told), told), told, damaged, shape)


def _parsed(text: str) -> tuple[Any, str]:
    """Return the value of a text and why it has none."""
    if not text.strip():
        raise NotALedger("this is empty")
    if _is_nested_beyond(_OUTERMOST, text):
        return None, ENDLESS
    try:
        return json.loads(text.removeprefix("\ufeff")), ""
    except json.JSONDecodeError as error:
        return None, f"it is damaged at line {error.lineno}, column {error.colno} ({error.msg})"
    except ValueError:
        return None, ENDLESS


def _is_nested_beyond(levels: int, text: str) -> bool:
    """Whether brackets outside strings are open more than so many deep anywhere."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        sign = found[0]
        if sign in "[{":
            depth += 1
            if depth > levels:
                return True
        elif sign in "]}":
            depth -= 1
    return False


def _picked_out(text: str) -> Any:
    """Return what is left of a damaged ledger, or raise `NotALedger`."""
    front = salvaged(text.removeprefix("\ufeff"))
    behind = records_behind(text)
    whole = front if isinstance(front, dict) else {}
    if behind:
        labs = whole.get("labs")
        known = labs if isinstance(labs, dict) else {}
        fuller = {
            lab: record
            for lab, record in behind.items()
            if not isinstance(known.get(lab), dict) or len(record) > len(known[lab])
        }
        whole["labs"] = known | fuller
    if not isinstance(whole.get("labs"), dict) and not isinstance(whole.get("history"), list):
        raise NotALedger("this is no JSON, and no lab's record can be found in it")
    return whole

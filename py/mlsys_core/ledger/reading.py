"""From a text to a document: whole where the text is, as far as possible where it is damaged."""

import json
from dataclasses import dataclass, field
from typing import Any

from mlsys_core.ledger.clean import clean_document
from mlsys_core.ledger.migrate import migrated, shape_of
from mlsys_core.ledger.problems import NotALedger, Problem
from mlsys_core.ledger.salvage import records_behind, salvaged
from mlsys_core.ledger.schema import Document

LARGEST = 32_000_000
"""Characters; a full ledger has a hundredth of this."""


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
    try:
        return json.loads(text.removeprefix("\ufeff")), ""
    except json.JSONDecodeError as error:
        return None, f"it is damaged at line {error.lineno}, column {error.colno} ({error.msg})"
    except (ValueError, RecursionError):
        return None, "it is damaged: it holds a number without end or endless nesting"


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

"""The ledger's part of the session: text or documents in, plain data out, nothing kept."""

from typing import Any

from mlsys_core.ledger.clean import clean_document
from mlsys_core.ledger.code import ledger_code
from mlsys_core.ledger.merge import merged
from mlsys_core.ledger.overview import overview
from mlsys_core.ledger.preview import imported, preview
from mlsys_core.ledger.problems import NotALedger
from mlsys_core.ledger.reading import Reading, read_text
from mlsys_core.ledger.report import report

Json = dict[str, Any]


def read(request: Json) -> Json:
    """Read a `text`: its document (null where there is none), problems, and what was damaged."""
    try:
        found = read_text(request["text"])
    except NotALedger as reason:
        return {"document": None, "problems": [str(reason)], "damaged": False, "recovered": []}
    return {
        "document": found.document,
        "problems": [str(problem) for problem in found.problems],
        "damaged": found.damaged,
        "recovered": sorted(found.document["labs"]) if found.damaged else [],
        "shape": found.shape,
    }


def merge(request: Json) -> Json:
    """Merge `documents` into one; those that are no ledger are left out."""
    whole: Any = None
    for document in request["documents"]:
        try:
            cleaned = clean_document(document)
        except NotALedger:
            continue
        whole = cleaned if whole is None else merged(whole, cleaned)
    return {"document": whole}


def import_preview(request: Json) -> Json:
    """Say what importing `text` would change in `current`, by `mode` merge or replace."""
    try:
        found = read_text(request["text"])
    except NotALedger as reason:
        return {"refused": str(reason)}
    current, now = clean_document(request["current"]), request["now"]
    modes = {mode: preview(current, found.document, mode, now) for mode in ("merge", "replace")}
    return {
        "refused": "",
        "problems": [str(problem) for problem in found.problems],
        "shape": found.shape,
        "modes": {mode: {"changes": told["changes"]} for mode, told in modes.items()},
    }


def import_(request: Json) -> Json:
    """Return the ledger after importing `text` into `current` by `mode`."""
    found: Reading = read_text(request["text"])
    current = clean_document(request["current"])
    return {"document": imported(current, found.document, request["mode"], request["now"])}


def overview_of(request: Json) -> Json:
    """Return the analysis the ledger page shows of a `document`."""
    return overview(clean_document(request["document"]))


def report_of(request: Json) -> Json:
    """Return the portfolio report of a `document` for a `name`, as Markdown."""
    document = clean_document(request["document"])
    text = report(document, name=request.get("name") or "", now=request.get("now") or "")
    return {"markdown": text, "code": ledger_code(document)}

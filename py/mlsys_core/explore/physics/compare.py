"""A reader's version beside the book's as text: what the copied Python file prints."""

import json
from collections.abc import Mapping
from typing import Any

from mlsys_core.explore.physics.doors import run


def compare(
    lab: str,
    act: str,
    context: str,
    settings: Mapping[str, Any],
    yours: Mapping[str, str],
    device: Mapping[str, Any] | None = None,
) -> str:
    """Run a reader's version of an act beside the book's; return both as a table of text.

    `device` is the reader's own, where `context` is `own`.
    """
    place = _place(lab, act, context, settings) | ({"device": dict(device)} if device else {})
    answer = run({"lab": lab, "act": act, "place": place, "ledger": {}, "edits": dict(yours)})
    if "trouble" in answer:
        trouble = answer["trouble"]
        where = f"{trouble['module']}, line {trouble['line']}: " if trouble["line"] else ""
        return f"{where}{trouble['message']}\n"
    book, mine = answer["book"], answer["yours"]
    rows = [("", "the book's", "yours")]
    rows += [
        (value["id"], value["text"], other["text"])
        for value, other in zip(book["values"], mine["values"], strict=True)
    ]
    rows.append(
        ("states", ", ".join(book["states"]) or "none", ", ".join(mine["states"]) or "none")
    )
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in rows
    )


def _place(lab: str, act: str, context: str, settings: Mapping[str, Any]) -> Any:
    answers = {f"{act}.prediction": {"choices": ["a"], "locked_at": ""}}
    return json.loads(
        json.dumps({"lab": lab, "context": context, "settings": settings, "answers": answers})
    )
